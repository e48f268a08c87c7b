"""Checks of how records name their cycle: by its date, which stays, and by the date that is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.items import Occurrence
from generator.model.records import fixed_day, written
from generator.model.schedules import Schedules
from generator.text.problems import Problem, Problems

# What was recorded longer ago may name its cycle by rules that were others then.
_RECENT = Interval(days=60)


def cycles_are_named_by_date(schedules: Schedules, cycles: Iterable[Occurrence]) -> Problems:
    """The records that name their cycle by its number, which a changed rule makes another one."""
    if not any(record.cycle is not None and record.due is None for _, record in schedules.records):
        return
    concerned = {
        id(record): cycle.due.nominal
        for cycle in cycles
        if cycle.due is not None
        for record in (cycle.closed, cycle.override)
        if record is not None
    }
    for place, record in schedules.records:
        nominal = concerned.get(id(record))
        if record.cycle is not None and record.due is None and nominal is not None:
            params = {"found": record.cycle, "due": nominal}
            keys = (*place.keys, "cycle")
            yield Problem(code="cycle_by_number", file=place.file, keys=keys, params=params, level="warning")


def neighbours_are_not_meant(schedules: Schedules, cycles: Iterable[Occurrence], as_of: date) -> Problems:
    """The records of late that name a day in the window of one cycle that is nearer to another: most likely a slip.

    Older ones are left in peace, for rules and their windows change.
    """
    since = add(as_of, _RECENT * -1) or date.min
    by_item: dict[str, list[date]] = defaultdict(list)
    for cycle in cycles:
        if cycle.due is not None:
            by_item[cycle.item.key].append(cycle.due.nominal)
    place_of = {id(record): place for place, record in schedules.records}
    for cycle in cycles:
        for record in filter(None, (written(cycle.closed), cycle.override)):
            found, due = record.due, cycle.due
            if found is None or due is None or id(record) not in place_of or found in (due.nominal, due.day):
                continue
            if record.date < since and (fixed_day(record) or date.min) < as_of:
                continue
            nearest = min(by_item[cycle.item.key], key=lambda day: abs(day - found))
            if abs(nearest - found) < abs(due.nominal - found):
                place = place_of[id(record)]
                params = {"found": found, "due": due.nominal, "nearest": nearest}
                keys = (*place.keys, "due")
                yield Problem(code="due_of_neighbour", file=place.file, keys=keys, params=params, level="warning")
