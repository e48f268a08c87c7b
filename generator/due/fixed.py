"""The cycles of a fixed rule: all of them lie on the anchor's grid, and records close them where they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, zip_longest

from generator.dates.ranges import DateRange
from generator.due.duedates import DueDates
from generator.due.items import Item, Occurrence
from generator.due.service import ALWAYS, Served
from generator.due.settle import UNSETTLED, names_cycle, settle
from generator.due.standing import Outlook, stands
from generator.due.terms import DueDate, Terms, is_one_off
from generator.model.records import Record


def fixed(
    item: Item, revisions: tuple[Terms, ...], records: Sequence[Record], outlook: Outlook
) -> Iterator[Occurrence]:
    """Every cycle from the first on. ``records`` are the item's own, oldest first.

    Records are judged by the whole grid, so that what is served says only which of its cycles exist.
    """
    due_dates, end = outlook.due_dates, outlook.end
    if records and len(revisions) > 1:
        series = tuple(due_dates.grid(revisions, end, _kept(revisions, records, outlook)))
    else:
        series = due_dates.series(revisions, end)
    settled = settle(series, records) if records else UNSETTLED
    if item.served is not ALWAYS:
        series = tuple(_served(series, item.served, due_dates, settled.closed))
    for due, following in zip_longest(series, islice(series, 1, None)):
        yield stands(item, due, settled, outlook.as_of, following)


def _served(
    series: Iterable[DueDate], served: Served, due_dates: DueDates, closed: Mapping[int, Record]
) -> Iterator[DueDate]:
    """The cycles that exist; a one-off in a pause is due after it, and nothing is in time once the service has ended.

    What was closed during the service, early as it may have been, stays.
    """
    for due in series:
        if due.cycle in closed and due.nominal >= served.floor and closed[due.cycle].date <= served.until:
            yield due
            continue
        if due.nominal not in served:
            continue
        if is_one_off(due.terms) and served.is_paused(due.nominal):
            day, by = served.lifted(due.nominal)
            later = due_dates.due(due.terms, due.cycle, due.n, day, due.base, due.base_kind)
            due = replace(later, lifted=by, by_rule=due.nominal)
        yield within(due, served)


def within(due: DueDate, served: Served) -> DueDate:
    """``due`` with the days of its window on which it is still served."""
    if due.window.last <= served.until and due.window.start >= served.opens:
        return due
    first, last = max(due.window.start, served.opens), min(due.window.last, served.until)
    return replace(due, day=min(max(due.day, first), last), window=DateRange.inclusive(first, last))


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
