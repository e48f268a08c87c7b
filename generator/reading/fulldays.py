"""Checks that there is time: for what was agreed on a day, for the way between sites, and for coming to a site at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from generator.dates.intervals import add
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.schedules import Schedules
from generator.reading.standing import Agreed, told, what_holds
from generator.text.problems import Problem, Problems
from generator.visits.sitedays import SiteCalendars

_COMPANY = "definitions/company.yaml"


def agreed_days_hold_their_work(definitions: Definitions, schedules: Schedules) -> Problems:
    """What was agreed with somebody for a day, with the way between, is no longer than they work; else one of them is."""
    of_day: dict[tuple[str, date], list[Agreed]] = defaultdict(list)
    for visit in what_holds(definitions, schedules):
        named = schedules.technicians.get(visit.record.technician or "")
        if named is not None:
            of_day[named.id, visit.day].append(visit)
            continue
        team = [one for one in schedules.technicians.values() if visit.site.region in one.regions]
        longest = max((technician.minutes_on(visit.day) for technician in team), default=0)
        if 0 < longest < _minutes([visit]):
            params = {"date": visit.day, "minutes": _minutes([visit]), "found": longest}
            yield told(visit, "agreed_too_long", params)
    for (id_, day), visits in sorted(of_day.items()):
        yield from _over(visits, schedules.technicians[id_], day, definitions.company.planning.travel)


def _over(visits: Sequence[Agreed], technician: Technician, day: date, travel: int) -> Problems:
    """At the first that does not fit any more; somebody who is not there at all is told elsewhere."""
    hours = technician.minutes_on(day)
    for count in range(1, len(visits) + 1):
        so_far = visits[:count]
        minutes = _minutes(so_far) + travel * (len({(visit.customer.id, visit.site.id) for visit in so_far}) - 1)
        if 0 < hours < minutes:
            params = {"found": technician.id, "date": day, "minutes": minutes, "hours": hours}
            yield told(visits[count - 1], "agreed_over_hours", params)
            return


def _minutes(visits: Iterable[Agreed]) -> int:
    """How long they take; what begins at one time at one site is one visit."""
    at_once: dict[object, list[Agreed]] = defaultdict(list)
    for visit in visits:
        at_once[visit.customer.id, visit.site.id, visit.record.at or visit.record].append(visit)
    return sum(
        max(sum(visit.work for visit in together), *(visit.record.minutes or 0 for visit in together))
        for together in at_once.values()
    )


def the_way_fits_into_a_day(definitions: Definitions, schedules: Schedules) -> Problems:
    """Somebody works longer than the way between two sites takes."""
    travel = definitions.company.planning.travel
    longest = max((technician.capacity.longest for technician in schedules.technicians.values()), default=0)
    if 0 < longest <= travel:
        params = {"found": travel, "hours": longest}
        yield Problem(
            code="travel_too_long", file=_COMPANY, keys=("planning", "travel"), params=params, level="warning"
        )


def sites_are_open_some_day(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """Each site that is served lets somebody in on a day that calendars show."""
    calendars = SiteCalendars(definitions.workdays_in)
    horizon = add(as_of, definitions.company.feeds.customer.ahead) or date.max
    for id_, customer in schedules.customers.items():
        for index, site in enumerate(customer.sites):
            until = min(filter(None, (customer.service.until, site.service.until, horizon)))
            begins = max(filter(None, (customer.service.from_, site.service.from_, as_of)))
            if (site.closed or site.visiting.weekdays) and begins <= until:
                if calendars.of(site).following(begins) <= until:
                    continue
                params = {"found": site.id, "date": begins, "other": until}
                keys = ("sites", index, "closed" if site.closed else "visiting")
                file = schedules.places["customer", id_].file
                yield Problem(code="site_never_open", file=file, keys=keys, params=params, level="warning")
