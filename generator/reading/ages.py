"""Checks of milestones against the day: from long ago with nothing said of when the service began, and far ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dates.intervals import Interval, add
from generator.model.people import Customer, Milestones, Site
from generator.model.schedules import Schedules
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

# A building is sold this long before it stands at most; and after so long without a word the service began later.
_FAR = Interval(months=60)
_LONG = Interval(months=36)


def milestones_are_near(schedules: Schedules, as_of: date) -> Problems:
    """A warning of each milestone far ahead: a slip in the year puts a customer's whole plan off without a word."""
    last = add(as_of, _FAR) or date.max
    for id_, customer in schedules.customers.items():
        for keys, milestones in _given(customer):
            for name, day in milestones.items():
                if day is not None and day > last:
                    yield Problem(
                        code="milestone_far",
                        file=schedules.places["customer", id_].file,
                        keys=(*keys, "milestones", name),
                        params={"found": day, "as_of": as_of},
                        level="warning",
                    )


def old_sites_say_when_service_began(schedules: Schedules, as_of: date) -> Problems:
    """A note of each site from long ago of which nothing says when its service began, and that has no record."""
    last = add(as_of, _LONG * -1) or date.min
    known = {(record.customer, record.site) for _, record in schedules.records}
    for id_, customer in schedules.customers.items():
        for index, site in enumerate(customer.sites):
            begun = _begun(customer, site)
            if begun is not None and begun < last and (id_, site.id) not in known:
                yield Problem(
                    code="service_untold",
                    file=schedules.places["customer", id_].file,
                    keys=("sites", index, "id"),
                    params={"site": site.id, "date": begun},
                    level="note",
                )


def _given(customer: Customer) -> Iterator[tuple[Keys, Milestones]]:
    for index, site in enumerate(customer.sites):
        if site.milestones:
            yield ("sites", index), site.milestones
        for place, asset in enumerate(site.assets):
            if asset.milestones:
                yield ("sites", index, "assets", place), asset.milestones


def _begun(customer: Customer, site: Site) -> date | None:
    """The day from which all at ``site`` counts, where it is a milestone alone that says so."""
    spans = (customer.service, site.service, *(asset.service for asset in site.assets))
    told = [*(span.from_ for span in spans if span.from_ is not None), *site.last_done.values()]
    given = site.milestones or {}
    if told or "contract_start" in given or any(asset.last_done for asset in site.assets):
        return None
    return min((day for day in given.values() if day is not None), default=None)
