"""What is due on a date and who goes when, from what is defined, who is served and the plan published last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.idle import without_effect
from generator.due.incidents import incident_cycles
from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.model.definitions import Definitions
from generator.model.renames import renames_of
from generator.model.schedules import Schedules
from generator.text.collector import resting_collector
from generator.text.problems import Problem
from generator.visits.assignment import assign
from generator.visits.catchup import lack_room, with_next_times
from generator.visits.covering import with_covers
from generator.visits.following import follow
from generator.visits.forecasts import with_forecasts
from generator.visits.planner import Planner
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
    before = _by_todays_names(definitions, schedules, before)
    feeds = definitions.company.feeds
    spans = (feeds.customer.ahead, feeds.technician.ahead)
    horizon = max(add(as_of, span + MARGIN) or date.max for span in spans)
    with resting_collector():
        end = max(end, horizon) if end else horizon
        cycles = occurrences(definitions, schedules, as_of, end, expected=definitions.company.planning.expected)
        cycles = [*with_forecasts(definitions, cycles, before, as_of), *incident_cycles(definitions, schedules, as_of)]
        before = follow(before, cycles, as_of)
        planned, visits = visits_for(definitions, schedules, cycles, as_of, before, since)
    idle = [
        Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")
        for place in without_effect(definitions, schedules, planned, as_of, end)
    ]
    warnings = (*swaps(visits, schedules), *unassigned(visits, schedules), *idle)
    return Plan(as_of, tuple(planned), tuple(visits), warnings)


def visits_for(
    definitions: Definitions,
    schedules: Schedules,
    occurrences: Sequence[Occurrence],
    as_of: date,
    before: Sequence[Published],
    since: date = date.min,
) -> tuple[Sequence[Occurrence], list[Visit]]:
    """The occurrences, with what the next time or larger work does as well, and the visits for the others.

    ``before`` tells what was published in today's cycles. Where what is late finds no room before its next time comes, all
    is planned once more without it.
    """
    planner = Planner(definitions, schedules, as_of, before, since=since)
    without_room: frozenset[str] = frozenset()
    while True:
        late = with_next_times(definitions, occurrences, before, as_of, without_room)
        cycles = with_covers(definitions, late, as_of)
        visits = assign(definitions, schedules, planner.visits(cycles), as_of, before)
        if not (lacking := lack_room(visits)):
            return cycles, with_swaps(visits, before, schedules.technicians)
        without_room |= lacking


def _by_todays_names(
    definitions: Definitions, schedules: Schedules, before: Sequence[Published]
) -> Sequence[Published]:
    """The published visits with the ids that their customers, sites, assets and tasks have today."""
    renames = renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
    if not renames:
        return before
    return [replace(visit, occurrences=tuple(map(renames.key, visit.occurrences))) for visit in before]
