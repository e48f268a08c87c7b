"""What is due on a date and who goes when, from what is defined, who is served and the plan published last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from generator.due.items import Occurrence
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.collector import resting_collector
from generator.text.problems import Problem
from generator.visits.asked import asked_of, horizon_of
from generator.visits.conditions import choosy
from generator.visits.drafting import Brief, Drafted, Drafting
from generator.visits.joint import planned_together
from generator.visits.outlines import Outline, outline_of
from generator.visits.visit import Published, Visit


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
    horizon = horizon_of(definitions, as_of)
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
    asked = asked_of(definitions, schedules, as_of, end, before, since)
    with resting_collector():
        drafting = Drafting(asked.basis)
        drafted: dict[str, Drafted] = {}

        def outlines(of: Mapping[str, Brief]) -> Iterator[tuple[str, Outline]]:
            special, planning = choosy(definitions.tasks.values()), definitions.company.planning
            for id_, brief in of.items():
                drafted[id_] = drafting.of(brief)
                yield id_, outline_of(drafted[id_], as_of, planning, special)

        joint = planned_together(definitions, schedules, asked.briefs, as_of, outlines)
        visits = map(joint.assigned.visit, chain.from_iterable(one.visits for one in drafted.values()))
        by_day = tuple(sorted(visits, key=lambda visit: (visit.day, visit.uid)))
    cycles = tuple(chain.from_iterable(one.occurrences for one in drafted.values()))
    return Plan(as_of, cycles, by_day, joint.warnings(schedules))
