"""The cycles of a fixed rule: all of them lie on the anchor's grid, and records close them where they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.duedates import DueDates
from generator.due.items import Item, Occurrence
from generator.due.service import ALWAYS, Served
from generator.due.settle import UNSETTLED, names_cycle, settle
from generator.due.standing import Outlook, standing
from generator.due.terms import DueDate, Terms, is_one_off
from generator.model.records import Record


def fixed(item: Item, revisions: tuple[Terms, ...], records: Sequence[Record], outlook: Outlook) -> list[Occurrence]:
    """Every cycle from the first on. ``records`` are the item's own, oldest first.

    Records are judged by the whole grid, so that what is served says only which of its cycles exist.
    """
    due_dates, end = outlook.due_dates, outlook.end
    series: Sequence[DueDate]
    if records and len(revisions) > 1:
        series = tuple(due_dates.grid(revisions, end, _kept(revisions, records, outlook)))
    else:
        series = due_dates.series(revisions, end)
    settled = settle(series, records) if records else UNSETTLED
    if item.served is not ALWAYS:
        series = _served(series, item.served, due_dates, settled.closed)
    return standing(item, series, settled, outlook.as_of)


def _served(
    series: Iterable[DueDate], served: Served, due_dates: DueDates, closed: Mapping[int, Record]
) -> Sequence[DueDate]:
    """The cycles that exist; a one-off in a pause is due after it, and nothing is in time once the service has ended.

    What was closed during the service, early as it may have been, stays.
    """
    floor, until, opens, is_whole = served.floor, served.until, served.opens, not served.gaps and not served.pauses
    kept: list[DueDate] = []
    for due in series:
        nominal = due.nominal
        record = closed.get(due.cycle)
        if nominal < floor:
            continue
        if record is not None and record.date <= until:
            kept.append(due)
        elif is_whole:
            if nominal <= until:
                is_inside = due.window.end <= until and due.window.start >= opens
                kept.append(due if is_inside else within(due, served))
        elif nominal in served:
            kept.append(within(_after_pause(due, served, due_dates), served))
    return kept


def _after_pause(due: DueDate, served: Served, due_dates: DueDates) -> DueDate:
    """``due``, on the first day after a pause where it comes only once and lies in one."""
    if not is_one_off(due.terms) or not served.is_paused(due.nominal):
        return due
    day, by = served.lifted(due.nominal)
    later = due_dates.due(due.terms, due.cycle, due.n, day, due.base, due.base_kind)
    return later._replace(lifted=by, by_rule=due.nominal)


def within(due: DueDate, served: Served) -> DueDate:
    """``due`` with the days of its window on which it is still served."""
    if due.window.last <= served.until and due.window.start >= served.opens:
        return due
    first, last = max(due.window.start, served.opens), min(due.window.last, served.until)
    return due._replace(day=min(max(due.day, first), last), window=DateRange.inclusive(first, last))


def _kept(revisions: Sequence[Terms], records: Sequence[Record], outlook: Outlook) -> list[int]:
    """For each revision but the first, the last cycle that was closed before it came into force."""
    kept: list[int] = []
    for index, terms in enumerate(revisions[1:], 1):
        before = [record for record in records if record.date < (terms.since or date.min)]
        series = list(outlook.due_dates.grid(revisions[:index], outlook.end, kept))
        closed = settle(series, before).closed
        # A record that names a cycle far ahead closes that one, and keeps nothing of the old grid on the way to it.
        kept.append(max((cycle for cycle, record in closed.items() if not names_cycle(record)), default=0))
    return kept
