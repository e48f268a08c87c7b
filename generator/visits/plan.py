"""What is due on a date and who goes when, from what is defined, who is served and the plan published last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from generator.dates.intervals import Interval, add
from generator.due.items import Occurrence
from generator.model.definitions import Definitions
from generator.model.renames import renames_of
from generator.model.schedules import Schedules, by_customer
from generator.text.collector import resting_collector
from generator.text.problems import Problem
from generator.visits.assignment import assign
from generator.visits.catchup import lack_room
from generator.visits.drafting import Drafted, Drafting
from generator.visits.identity import apart
from generator.visits.kept import told_until
from generator.visits.swaps import swaps, with_swaps
from generator.visits.unassigned import unassigned
from generator.visits.visit import Published, Visit

# How far ahead occurrences are reckoned beyond what any feed shows, so that the last visit is planned as any other.
MARGIN = Interval(months=3)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is due on a date, and who goes when."""

    as_of: date
    occurrences: tuple[Occurrence, ...]
    visits: tuple[Visit, ...]
    warnings: tuple[Problem, ...] = ()

    def visit_of(self) -> dict[str, Visit]:
        """The visit of each occurrence that has one, by the occurrence's id; of what is covered that of what covers it."""
        visits = {occurrence.id: visit for visit in self.visits for occurrence in visit.occurrences}
        by = {one.id: one.covered_by for one in self.occurrences if one.covered_by is not None}
        for id_ in by:  # what the next time does may be covered by larger work
            holder = by[id_]
            holder = by.get(holder, holder)
            if holder in visits:
                visits[id_] = visits[holder]
        return visits


def plan(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    before: Sequence[Published] = (),
    end: date | None = None,
    *,
    since: date = date.min,
) -> Plan:
    """Occurrences and visits as of a date, up to ``end`` or as far as any feed looks ahead.

    ``before`` is the plan that was published last: visits keep their identity from it, and their day and technician
    where they still fit. Visits that were closed before ``since`` are left out, and so no other is another by it.
    """
    feeds = definitions.company.feeds
    horizon = max(add(as_of, span.ahead + MARGIN) or date.max for span in (feeds.customer, feeds.technician))
    return plan_until(definitions, schedules, as_of, max(end, horizon) if end else horizon, before, since=since)


def plan_until(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    end: date,
    before: Sequence[Published] = (),
    *,
    since: date = date.min,
) -> Plan:
    """As ``plan``, no further than ``end``."""
    before = _by_todays_names(definitions, schedules, before)
    served, told = by_customer(schedules), _by_customer(before)
    with resting_collector():
        until = told_until(before, schedules.customers)
        drafting = Drafting(definitions, schedules.technicians, as_of, end, since, until)
        drafted = {id_: drafting.of(own, told.get(id_, ())) for id_, own in served.items()}
        without_room: frozenset[str] = frozenset()
        while True:
            known = list(chain.from_iterable(one.before for one in drafted.values()))
            visits = assign(definitions, schedules, _visits(definitions, drafted, known), as_of, known)
            if not (lacking := lack_room(visits)):
                break
            without_room |= lacking
            for id_ in {id_.partition("|")[0] for id_ in lacking}:
                drafted[id_] = drafting.of(served[id_], told.get(id_, ()), without_room)
    visits = with_swaps(visits, known, schedules.technicians)
    return Plan(as_of, _occurrences(drafted), tuple(visits), _warnings(schedules, visits, drafted))


def _visits(definitions: Definitions, drafted: Mapping[str, Drafted], before: Sequence[Published]) -> Sequence[Visit]:
    """All visits, without technicians, each under a name of its own."""
    visits = chain.from_iterable(one.visits for one in drafted.values())
    return apart(list(visits), before, definitions.company.uid_domain)


def _occurrences(drafted: Mapping[str, Drafted]) -> tuple[Occurrence, ...]:
    """All cycles, by customer, item and cycle; the company's own work comes last."""
    return tuple(chain.from_iterable(one.occurrences for one in drafted.values()))


def _warnings(schedules: Schedules, visits: Sequence[Visit], drafted: Mapping[str, Drafted]) -> tuple[Problem, ...]:
    places = {place for one in drafted.values() for place in one.idle}
    idle = (
        Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")
        for place, _ in schedules.records
        if place in places
    )
    return (*swaps(visits, schedules), *unassigned(visits, schedules), *idle)


def _by_customer(before: Sequence[Published]) -> Mapping[str, Sequence[Published]]:
    """What was published, by the customer's id; nothing for whoever has none."""
    told: dict[str, list[Published]] = defaultdict(list)
    for old in before:
        told[old.occurrences[0].partition("|")[0] if old.occurrences else ""].append(old)
    return told


def _by_todays_names(
    definitions: Definitions, schedules: Schedules, before: Sequence[Published]
) -> Sequence[Published]:
    """The published visits with the ids that their customers, sites, assets and tasks have today."""
    renames = renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
    if not renames:
        return before
    return [replace(visit, occurrences=tuple(map(renames.key, visit.occurrences))) for visit in before]
