"""The cycles of a floating or window rule: each follows from how the last one went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from generator.due.duedates import DueDates
from generator.due.items import Item, Occurrence
from generator.due.settle import is_repeat
from generator.due.standing import Outlook, closed_as, status_of
from generator.due.terms import BaseKind, DueDate, Terms
from generator.model.records import Record, fixed_day

# The cycle that comes next by the revisions of a rule, as far as they are known.
_Coming = Callable[[Sequence[Terms]], DueDate | None]


def floating(
    item: Item, revisions: Sequence[Terms], records: Sequence[Record], outlook: Outlook, *, keeps_grid: bool
) -> Iterator[Occurrence]:
    """The cycles that were closed, the open one, and those expected after it. ``records`` are the item's, oldest first.

    Each follows from the last completion; with ``keeps_grid`` only where that was outside the tolerance. A record is judged
    by the revision in force on its day, so that what it closed stays closed as it was.
    """
    course = _Course(outlook.due_dates, keeps_grid, outlook.due_dates.first)
    for record in records:
        due = course.coming([terms for terms in revisions if (terms.since or date.min) <= record.date])
        if due is not None and course.closes(due, record):
            yield Occurrence(item, due, closed_as(record), record)
    due = course.coming(revisions)
    if due is None or due.nominal >= outlook.end:
        return
    yield Occurrence(item, due, status_of(due, outlook.as_of, course.override), None, course.override)
    yield from _expected(item, course.following(revisions, due), outlook)


def _expected(item: Item, following: Iterable[DueDate], outlook: Outlook) -> Iterator[Occurrence]:
    """The cycles after the open one, as if each were done on its date.

    What would lie in the past is left out and keeps its number, so that those to come keep theirs from day to day.
    """
    for due in following:
        if due.nominal >= outlook.end:
            return
        if due.nominal > outlook.as_of:
            yield Occurrence(item, due, status_of(due, outlook.as_of), expected=True)


@dataclass(slots=True)
class _Course:
    """How a rule has gone so far: what comes next, when it was last done, and what was agreed for what comes."""

    due_dates: DueDates
    keeps_grid: bool
    coming: _Coming
    last_done: date | None = None
    override: Record | None = None

    def closes(self, due: DueDate, record: Record) -> bool:
        """Go on by ``record``; True where it closes ``due``, which was to come on its day."""
        is_meant = record.cycle in (None, due.cycle)
        if record.record in ("moved", "appointment"):
            if is_meant:
                self.override = record
            return False
        if record.record == "completed":
            if fixed_day(self.override) != record.date and is_repeat(due, self.last_done, record):
                if not self.keeps_grid:
                    self._count_from(record.date, "completed", due.cycle)
                    self.last_done = record.date
                return False
            self.last_done = record.date
        elif not is_meant:
            return False
        self._go_on_after(due, record)
        self.override = None
        return True

    def following(self, revisions: Sequence[Terms], due: DueDate) -> Iterator[DueDate]:
        """The cycles after ``due``, as if it were done on its date."""
        if self.keeps_grid:
            return self.due_dates.beyond(revisions, due)
        return self.due_dates.after(revisions, due.nominal, "expected", due.cycle + 1)

    def _go_on_after(self, due: DueDate, record: Record) -> None:
        if self.keeps_grid and (record.record != "completed" or record.date in due.window):
            self.coming = partial(_next_on_grid, self.due_dates, due)
        elif record.record == "completed":
            self._count_from(record.date, "completed", due.cycle + 1)
        else:
            self._count_from(due.nominal, "skipped", due.cycle + 1)

    def _count_from(self, base: date, base_kind: BaseKind, cycle: int) -> None:
        self.coming = lambda revisions: next(self.due_dates.after(revisions, base, base_kind, cycle), None)


def _next_on_grid(due_dates: DueDates, due: DueDate, revisions: Sequence[Terms]) -> DueDate | None:
    return next(due_dates.beyond(revisions, due), None)
