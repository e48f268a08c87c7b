"""The cycles of a fixed rule: all of them lie on the anchor's grid, and records close them where they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice, zip_longest

from generator.due.items import Item, Occurrence
from generator.due.settle import UNSETTLED, settle
from generator.due.standing import Outlook, stands
from generator.due.terms import Terms
from generator.model.records import Record


def fixed(
    item: Item, revisions: tuple[Terms, ...], records: Sequence[Record], outlook: Outlook
) -> Iterator[Occurrence]:
    """Every cycle from the first on. ``records`` are the item's own, oldest first."""
    due_dates, end = outlook.due_dates, outlook.end
    if records and len(revisions) > 1:
        series = tuple(due_dates.grid(revisions, end, _kept(revisions, records, outlook)))
    else:
        series = due_dates.series(revisions, end)
    settled = settle(series, records) if records else UNSETTLED
    for due, following in zip_longest(series, islice(series, 1, None)):
        yield stands(item, due, settled, outlook.as_of, following)


def _kept(revisions: Sequence[Terms], records: Sequence[Record], outlook: Outlook) -> list[int]:
    """For each revision but the first, the last cycle that was closed before it came into force."""
    kept: list[int] = []
    for index, terms in enumerate(revisions[1:], 1):
        before = [record for record in records if record.date < (terms.since or date.min)]
        series = list(outlook.due_dates.grid(revisions[:index], outlook.end, kept))
        kept.append(max(settle(series, before).closed, default=0))
    return kept
