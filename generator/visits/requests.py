"""What is to be placed: open visits that somebody makes, as numbers, days and names, without the work itself.

Who goes is the one thing that customers share, so it alone is planned for all of them at once, on as little as can be.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from generator.dates.ranges import DateRange
from generator.due.incidents import IncidentTask
from generator.model.company import Planning
from generator.model.definition import ATTENDED
from generator.model.people import Site
from generator.model.records import fixed_day
from generator.visits.conditions import is_at_night
from generator.visits.visit import Part, Published, Reason, Visit

Place = tuple[str, str]
# From when until when somebody is there, where a time was agreed.
Slot = tuple[datetime, datetime]


class Request(NamedTuple):
    """An open visit that somebody makes: where, in what time, and what it takes.

    ``place`` are the ids of the customer and the site, which prefers the technician ``wish``. ``parts`` are what each of
    its people does, ``work`` the minutes of all of them. ``fixed`` are the days that records fixed, each with whom it
    names; ``wishes`` the days on which its work is due, ``latest`` a day before which what is overdue is made up for.
    ``closes`` is by when it is urgent. ``tasks`` are its tasks where some of them do not go with every other, ``late`` the
    cycles that are made up for before their next time. ``grown``: there is work in it that ``old``, the same visit as it
    was published, does not tell of; ``is_announced``: a calendar may show it already.
    """

    uid: str
    place: Place
    region: str
    wish: str | None
    is_onsite: bool
    at_night: bool
    day: date
    window: DateRange
    minutes: int
    parts: tuple[Part, ...]
    work: int
    unconfirmed: bool
    overdue: bool
    is_incident: bool
    is_safety: bool
    outlasts_the_site: bool
    closes: date
    wishes: tuple[date, ...]
    latest: date
    fixed: tuple[tuple[date, str | None], ...]
    slot: Slot | None
    has_appointment: bool
    tasks: tuple[str, ...]
    late: tuple[str, ...]
    old: Published | None
    grown: bool
    is_announced: bool

    @property
    def people(self) -> int:
        """How many go."""
        return len(self.parts)


class Placed(NamedTuple):
    """A request on a day, with its ``crew``, who leads first; ``reason`` says why not everybody is there whom it takes.

    ``wanted`` are the people that would do it then, and ``there`` those who could. ``is_swapped``: somebody for whom it was
    told is away, and it is another way now.
    """

    of: Request
    day: date
    window: DateRange
    crew: tuple[str, ...] = ()
    reason: Reason = ""
    wanted: int = 0
    there: int = 0
    is_swapped: bool = False

    @property
    def technician(self) -> str | None:
        """Who leads."""
        return self.crew[0] if self.crew else None

    @property
    def is_agreed(self) -> bool:
        """True where a record fixed the day on which it is planned."""
        return bool(self.of.fixed) and any(day == self.day for day, _ in self.of.fixed)


def is_asked(visit: Visit) -> bool:
    """True for a visit that somebody of ours is to make."""
    return visit.channel in ATTENDED and visit.is_open


def request_of(
    visit: Visit, old: Published | None, planning: Planning, choosy: frozenset[str], *, is_announced: bool = True
) -> Request:
    """The request that an open visit is, which was published as ``old``; ``choosy`` tasks do not go with every other."""
    cycles, site, minutes = visit.occurrences, visit.site, visit.minutes
    late = [cycle for cycle in cycles if cycle.status == "overdue"]
    ends = [cycle.window.end for cycle in cycles if cycle.status != "overdue"] if late else []
    ends += [cycle.before for cycle in cycles if cycle.before is not None]
    overrides = [cycle.override for cycle in cycles if cycle.override is not None]
    return Request(
        uid=visit.uid,
        place=(visit.customer.id, site.id),
        region=site.region,
        wish=site.technician,
        is_onsite=visit.channel == "onsite",
        at_night=_is_at_night(site, planning),
        day=visit.day,
        window=visit.window,
        minutes=minutes,
        parts=_once(visit.parts),
        work=sum([cycle.item.minutes * cycle.item.task.work.people for cycle in cycles]),
        unconfirmed=visit.unconfirmed,
        overdue=bool(late),
        is_incident=isinstance(cycles[0].item.task, IncidentTask),
        is_safety=any(cycle.item.task.urgency == "safety" for cycle in cycles),
        outlasts_the_site=_outlasts(visit, minutes),
        closes=min([cycle.deadline for cycle in late]) if late else visit.window.end,
        wishes=tuple([cycle.due.day for cycle in cycles if cycle.due is not None]),
        latest=min(ends, default=date.max),
        fixed=tuple([(day, one.technician) for one in overrides if (day := fixed_day(one)) is not None]),
        slot=_slot(visit, minutes),
        has_appointment=visit.appointment is not None,
        tasks=_choosy_tasks(visit, choosy),
        late=tuple([cycle.id for cycle in cycles if cycle.before is not None]),
        old=old,
        grown=old is not None and not {cycle.id for cycle in cycles}.issubset(old.occurrences),
        is_announced=is_announced,
    )


@cache
def _once(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """The same parts as one value: there are few of them, and many visits."""
    return parts


def _is_at_night(site: Site, planning: Planning) -> bool:
    return site.visiting.from_ is not None and is_at_night(site, planning)


def _outlasts(visit: Visit, minutes: int) -> bool:
    """True where the work takes longer than the hours in which the site lets us in."""
    hours = visit.site.visiting.hours
    return hours is not None and visit.channel == "onsite" and minutes > hours.minutes


def _slot(visit: Visit, minutes: int) -> Slot | None:
    if visit.appointment is None or visit.appointment.at is None:
        return None
    return visit.appointment.at, visit.appointment.at + timedelta(minutes=minutes)


def _choosy_tasks(visit: Visit, choosy: frozenset[str]) -> tuple[str, ...]:
    if not choosy:
        return ()
    tasks = tuple([cycle.item.task.id for cycle in visit.occurrences])
    return tasks if not choosy.isdisjoint(tasks) else ()
