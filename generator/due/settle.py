"""Which record closed, moved or agreed which cycle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice
from operator import le
from typing import NamedTuple

from generator.due.items import Item
from generator.due.terms import DueDate
from generator.model.records import DoneAlong, Record, RecordKind, fixed_day


class Settled(NamedTuple):
    """By the number of a cycle: the record that closed it, and the one that moved it or agreed an appointment for it."""

    closed: Mapping[int, Record]
    overrides: Mapping[int, Record]


UNSETTLED = Settled({}, {})


def concerns(record: Record, item: Item) -> bool:
    """True for a record of the item's task; one that names an asset also counts for the work on its whole site."""
    if item.task.id != record.task and item.task.id not in record.tasks:
        return False
    if record.rule is not None and record.rule != item.rule:
        return False
    return is_at(record, item)


def is_at(record: Record, item: Item) -> bool:
    """True for a record of the item's asset, or of the whole site of either."""
    return record.asset is None or item.asset is None or record.asset == item.asset.id


def names_cycle(record: Record) -> bool:
    """True for a record that says which cycle it concerns."""
    return record.due is not None or record.cycle is not None


def named(series: Sequence[DueDate], record: Record) -> int | None:
    """The number of the cycle that ``record`` names, by nominal date, by due day or a day of its window, or by number.

    None where there is no such cycle: then the record does nothing, and never concerns another one.
    """
    if record.due is None:
        return record.cycle if any(due.cycle == record.cycle for due in series) else None
    for fits in (
        [due.cycle for due in series if due.nominal == record.due],
        [due.cycle for due in series if due.day == record.due],
        [due.cycle for due in series if record.due in due.window],
    ):
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def settle(series: Sequence[DueDate], records: Sequence[Record]) -> Settled:
    """Which record closed each cycle of a fixed rule, and which moved each or agreed an appointment for it.

    Records count in the order of their dates: what one has closed, no later one changes. One that names its cycle concerns
    that. Any other completion closes the open cycle that was moved to its day; else the one in whose window it lies; else
    the one that is overdue on that day; else, done early, the next one if the day is nearer to it, or to the day that was
    agreed for it, than to the last time. What is left is a repeat and closes nothing. Any other move concerns the open
    cycle in whose window the new day lies, else the nearest.
    """
    closed: dict[int, Record] = {}
    overrides: dict[int, Record] = {}
    known, days_done = _Windows(series), set[tuple[date, RecordKind]]()
    for record in records:
        if record.record in ("completed", "skipped"):
            if names_cycle(record):
                cycle = named(series, record)
            elif (record.date, record.record) in days_done:
                continue  # the same again
            else:
                cycle = _closes(known, closed, overrides, record)
            if cycle is not None and cycle not in closed:
                closed[cycle] = record
                days_done.add((record.date, record.record))
        elif (day := fixed_day(record)) is not None:
            if names_cycle(record):
                cycle = named(series, record)
            else:
                cycle = _moves([due for due in series if due.cycle not in closed], day)
            if cycle is not None:
                overrides[cycle] = record
    return Settled(closed, overrides)


class _Windows:
    """Cycles to be found by the days of their windows."""

    def __init__(self, series: Sequence[DueDate]) -> None:
        self.series = series
        self._starts = [due.window.start for due in series]
        self._ends = [due.window.end for due in series]
        self._are_in_order = _ascend(self._starts) and _ascend(self._ends)

    def around(self, day: date) -> Sequence[DueDate]:
        """The cycles in whose windows ``day`` lies, in order."""
        if not self._are_in_order:
            return [due for due in self.series if day in due.window]
        return self.series[bisect_right(self._ends, day) : bisect_right(self._starts, day)]

    def first_after(self, day: date) -> int:
        """The place of the first cycle whose window begins after ``day``; how many there are, where there is none."""
        if self._are_in_order:
            return bisect_right(self._starts, day)
        return next((place for place, start in enumerate(self._starts) if start > day), len(self._starts))


def _ascend(days: Sequence[date]) -> bool:
    return all(map(le, days, islice(days, 1, None)))


def _closes(
    known: _Windows, closed: Mapping[int, Record], overrides: Mapping[int, Record], record: Record
) -> int | None:
    day, series = record.date, known.series
    for cycle, override in overrides.items():
        if cycle not in closed and fixed_day(override) == day:
            return cycle
    for due in known.around(day):
        if due.cycle not in closed:
            return due.cycle
    later = known.first_after(day)
    if later and (late := series[later - 1]).cycle not in closed and late.window.last < day:
        return late.cycle
    if later == len(series) or series[later].cycle in closed or isinstance(record, DoneAlong):
        return None
    coming = series[later]
    last_time = coming.base
    if later:
        before = series[later - 1]
        last_time = max(before.nominal, closed[before.cycle].date if before.cycle in closed else date.min)
    expected = fixed_day(overrides.get(coming.cycle)) or coming.nominal
    return coming.cycle if expected - day < day - last_time else None


def _moves(still_open: Sequence[DueDate], day: date) -> int | None:
    """The cycle that a move to ``day`` concerns."""
    inside = next((due for due in still_open if day in due.window), None)
    nearest = inside or min(still_open, key=lambda due: abs(due.nominal - day), default=None)
    return nearest.cycle if nearest is not None else None


def settle_each(series: Sequence[DueDate], records: Sequence[Record]) -> Settled:
    """As ``settle``, for cycles that have nothing to do with one another: one completion closes all that began before it.

    A record can only concern what had begun; one that skips or moves concerns one cycle alone.
    """
    closed: dict[int, Record] = {}
    days = [record.date for record in records]
    spent: set[int] = set()
    for due in series:
        later = (record for record in islice(records, bisect_right(days, due.base), None) if id(record) not in spent)
        record = _closes_alone(due, later)
        if record is not None:
            closed[due.cycle] = record
            if record.record == "skipped":
                spent.add(id(record))
    overrides: dict[int, Record] = {}
    for record in records:
        day = fixed_day(record)
        if record.record in ("completed", "skipped") or day is None:
            continue
        begun = [due for due in series if due.base < record.date]
        still_open = [due for due in begun if due.cycle not in closed or closed[due.cycle].date > record.date]
        cycle = named(begun, record) if names_cycle(record) else _moves(still_open, day)
        if cycle is not None:
            overrides[cycle] = record
    return Settled(closed, overrides)


def _closes_alone(due: DueDate, records: Iterable[Record]) -> Record | None:
    """The first of ``records`` that closes ``due``, were it the only cycle."""
    series, known = (due,), _Windows((due,))
    overrides: dict[int, Record] = {}
    for record in records:
        is_named = names_cycle(record)
        if record.record in ("completed", "skipped"):
            cycle = named(series, record) if is_named else _closes(known, {}, overrides, record)
            if cycle is not None:
                return record
        elif fixed_day(record) is not None and (not is_named or named(series, record) is not None):
            overrides[due.cycle] = record
    return None


def is_repeat(due: DueDate, last_done: date | None, record: Record) -> bool:
    """True for a completion that comes sooner after the last one than before the next is due: the same work, again."""
    if record.due is not None:
        return record.due not in (due.nominal, due.day) and record.due not in due.window
    if record.cycle is not None:
        return record.cycle != due.cycle
    if last_done is None or record.date in due.window:
        return False
    if due.terms.raised_by is not None:  # done when it was called for, however soon
        return record.date == last_done
    return record.date - last_done <= due.nominal - record.date
