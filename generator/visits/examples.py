"""What is visited at a made-up asset, for pages and calendars that are nobody's: what larger work does is part of that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.along import covered_by
from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.due.samples import sample_customer
from generator.due.terms import DueDate
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.visits.covering import with_covers
from generator.visits.ground import Ground
from generator.visits.openings import Openings
from generator.visits.sitedays import best_day

# How far beyond its end one looks for larger work that does something before it. The page's engine.js does the same.
_BEYOND = Interval(months=12)


def example_work(
    definitions: Definitions, tasks: Iterable[Task], customer: Customer, since: date, end: date
) -> Iterator[tuple[Task, Rule, DueDate]]:
    """What ``tasks`` ask for at ``customer`` as of ``since``, with nominal dates before ``end``, as it is visited.

    Nothing is late here: what covers what is told by the whole windows, whatever day it is.
    """
    schedules, beyond = Schedules(customers={customer.id: customer}), add(end, _BEYOND) or date.max
    if not covered_by(definitions.tasks):
        beyond = end
    cycles = occurrences(definitions, schedules, since, beyond, tasks)
    to_come = [cycle._replace(status="upcoming") for cycle in cycles if cycle.due is not None]
    for cycle in with_covers(Ground(definitions, date.min), to_come):
        if cycle.covered_by is None and cycle.due is not None and cycle.due.nominal < end:
            task = cycle.item.task
            yield task, task.schedule[cycle.due.terms.rule], _as_visited(definitions, cycle, cycle.due)


def _as_visited(definitions: Definitions, cycle: Occurrence, due: DueDate) -> DueDate:
    """``due``, for what covers other work on a day that suits that too."""
    if cycle.suits is None or due.day in cycle.suits:
        return due
    days = Openings(definitions.workdays_in(cycle.item.region), date.min).days(cycle)
    any_day = cycle.item.task.channel not in ATTENDED
    return due._replace(day=best_day(days, cycle.suits, [due.day], any_day=any_day))


def first_year(definitions: Definitions, product: str, accepted: date) -> list[tuple[Task, list[date]]]:
    """What falls due in the twelve months from the acceptance of a made-up asset, by task, the earliest first.

    What depends on traffic, tier or place is shown for its mildest case.
    """
    tasks = [
        replace(task, schedule=rules, applies_to=None)
        for task in definitions.tasks_of(product)
        if task.audience == "public" and (rules := tuple(r for r in task.schedule if not r.is_follow_up))
    ]
    customer = sample_customer(definitions, product, accepted)
    end = accepted.replace(day=1, year=accepted.year + 1)
    days: dict[str, list[date]] = {}
    for task, _, due in example_work(definitions, tasks, customer, accepted, end):
        if accepted <= due.day < end:
            days.setdefault(task.id, []).append(due.day)
    planned = [(definitions.tasks[id_], sorted(of_task)) for id_, of_task in days.items()]
    return sorted(planned, key=lambda entry: (entry[1][0], entry[0].id))
