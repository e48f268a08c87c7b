"""Occurrences as rows that staff read, filter and hand to other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from generator.due.items import Occurrence, Status
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.telling.crews import reason_words
from generator.telling.explain import explain
from generator.text.printed import json_text
from generator.text.words import Words
from generator.visits.plan import Plan
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One occurrence. Its fields are those of the JSON, under these names."""

    customer: str | None
    site: str | None
    asset: str | None
    task: str
    rule: str
    cycle: int | None
    nominal: date | None
    due: date | None
    window_start: date | None
    window_end: date | None
    planned: date | None
    status: Status
    technician: str | None
    others: str | None
    visit: str | None
    unassigned: str | None
    calendar: Literal["official", "provisional"]
    explanation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which occurrences are wanted. ``start`` and ``end`` bound the planned day, both in; what is overdue always shows."""

    start: date | None = None
    end: date | None = None
    customer: str | None = None
    technician: str | None = None
    task: str | None = None
    statuses: frozenset[Status] = frozenset()

    def takes(self, occurrence: Occurrence, visit: Visit | None) -> bool:
        """True for an occurrence that is wanted."""
        item = occurrence.item
        if self.customer is not None and (item.customer is None or item.customer.id != self.customer):
            return False
        if self.technician is not None and (visit is None or self.technician not in visit.technicians):
            return False
        if self.task is not None and item.task.id != self.task:
            return False
        if self.statuses and occurrence.status not in self.statuses:
            return False
        if occurrence.due is None or occurrence.status == "overdue":
            return True
        day = visit.day if visit is not None else occurrence.due.day
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def rows(definitions: Definitions, schedules: Schedules, plan: Plan, wanted: Filter, words: Words) -> list[Row]:
    """The wanted occurrences, by planned day and id, each with its explanation in ``words``."""
    visit_of = plan.visit_of()
    chosen = [
        (occurrence, visit_of.get(occurrence.id))
        for occurrence in plan.occurrences
        if wanted.takes(occurrence, visit_of.get(occurrence.id))
    ]
    chosen.sort(key=lambda pair: (_day(*pair), pair[0].id))
    return [_row(definitions, schedules, occurrence, visit, words) for occurrence, visit in chosen]


def _day(occurrence: Occurrence, visit: Visit | None) -> date:
    if visit is not None:
        return visit.day
    return occurrence.due.day if occurrence.due is not None else date.max


def _row(
    definitions: Definitions, schedules: Schedules, occurrence: Occurrence, visit: Visit | None, words: Words
) -> Row:
    item, due = occurrence.item, occurrence.due
    years = {day.year for day in ((due.day,) if due else ()) + ((visit.day,) if visit else ())}
    official = not any(definitions.workdays_in(item.region).awaits_notice(year) for year in years)
    return Row(
        customer=item.customer.id if item.customer else None,
        site=item.site.id if item.site else None,
        asset=item.asset.id if item.asset else None,
        task=item.task.id,
        rule=item.rule,
        cycle=occurrence.cycle if due else None,
        nominal=due.nominal if due else None,
        due=due.day if due else None,
        window_start=due.window.start if due else None,
        window_end=due.window.last if due else None,
        planned=_planned(occurrence, visit),
        status=occurrence.status,
        technician=visit.technician if visit else None,
        others=", ".join(visit.others) if visit and visit.others else None,
        visit=visit.uid if visit else None,
        unassigned=reason_words(visit, words) if visit and visit.reason else None,
        calendar="official" if official else "provisional",
        explanation=" ".join(explain(occurrence, visit, definitions, schedules, words)),
    )


def _planned(occurrence: Occurrence, visit: Visit | None) -> date | None:
    """The day on which it is, or was, done; None for what was left out or missed."""
    if occurrence.status in ("skipped", "missed") or occurrence.due is None:
        return None
    return visit.day if visit is not None else occurrence.due.day


def as_json(agenda: Iterable[Row]) -> str:
    """The rows as a JSON array, dates in ISO 8601."""
    return json_text([asdict(row) for row in agenda])


def matching(plan: Plan, customer: str, task: str, cycle: int | None) -> Iterator[tuple[Occurrence, Visit | None]]:
    """The occurrences of one customer's task, or of one cycle of it, with their visits."""
    visit_of = plan.visit_of()
    for occurrence in plan.occurrences:
        item = occurrence.item
        owner = item.customer.id if item.customer else "*"
        if owner == customer and item.task.id == task and cycle in (None, occurrence.cycle):
            yield occurrence, visit_of.get(occurrence.id)
