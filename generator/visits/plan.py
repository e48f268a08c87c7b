"""What is due on a date and who goes when, from what is defined, who is served and the plan published last."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
from generator.text.problems import Problem
from generator.visits.assignment import assign
from generator.visits.covering import with_covers
from generator.visits.following import follow
from generator.visits.forecasts import with_forecasts
from generator.visits.planner import plan_visits
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
        covered = [one for one in self.occurrences if one.covered_by is not None and one.covered_by in visits]
        return visits | {one.id: visits[one.covered_by] for one in covered if one.covered_by is not None}


def plan(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    before: Sequence[Published] = (),
    end: date | None = None,
) -> Plan:
    """Occurrences and visits as of a date, up to ``end`` or as far as any feed looks ahead.

    ``before`` is the plan that was published last: visits keep their identity from it, and their day and technician
    where they still fit.
    """
    before = _by_todays_names(definitions, schedules, before)
    feeds = definitions.company.feeds
    spans = (feeds.customer.ahead, feeds.technician.ahead)
    horizon = max(add(as_of, span + MARGIN) or date.max for span in spans)
    with _without_collector():
        end = max(end, horizon) if end else horizon
        cycles = occurrences(definitions, schedules, as_of, end, expected=definitions.company.planning.expected)
        cycles = [*with_forecasts(definitions, cycles, before, as_of), *incident_cycles(definitions, schedules, as_of)]
        before = follow(before, cycles, as_of)
        cycles = list(with_covers(definitions, cycles, as_of))
        visits = plan_visits(definitions, schedules, cycles, as_of, before)
        visits = assign(definitions, schedules, visits, as_of, before)
        visits = with_swaps(visits, before, schedules.technicians)
    idle = [
        Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")
        for place in without_effect(definitions, schedules, cycles, as_of, end)
    ]
    return Plan(as_of, tuple(cycles), tuple(visits), (*swaps(visits, schedules), *unassigned(visits, schedules), *idle))


def _by_todays_names(
    definitions: Definitions, schedules: Schedules, before: Sequence[Published]
) -> Sequence[Published]:
    """The published visits with the ids that their customers, sites, assets and tasks have today."""
    renames = renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
    if not renames:
        return before
    return [replace(visit, occurrences=tuple(map(renames.key, visit.occurrences))) for visit in before]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Let the cycle collector rest: a plan makes a million objects and no cycle, and looking took a third of its time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
