"""The cycles of a floating or window rule: each follows from how the last one went."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from generator.due.duedates import DueDates
from generator.due.fixed import within
from generator.due.items import Item, Occurrence, Status
from generator.due.service import ALWAYS, Served
from generator.due.settle import is_repeat
from generator.due.standing import Outlook, closed_as, expires_before, status_of
from generator.due.terms import BaseKind, DueDate, Terms
from generator.model.records import Record, fixed_day

# The cycle that comes next by the revisions of a rule, as far as they are known.
_Coming = Callable[[Sequence[Terms]], DueDate | None]


def floating(
    item: Item, revisions: Sequence[Terms], records: Sequence[Record], outlook: Outlook, *, keeps_grid: bool
) -> Iterator[Occurrence]:
    """The cycles that were closed, the open one, and those expected after it. ``records`` are the item's, oldest first.

    Each follows from the last completion; with ``keeps_grid`` only where that was outside the tolerance. A record is judged
    by the revision in force on its day, so that what it closed stays closed as it was. One that would lie before the
    service, or in a pause, is due on the first day on which work goes on.
    """
    course = _Course(outlook.due_dates, keeps_grid, item.served, outlook.due_dates.first)
    latest = date.min
    for record in records:
        in_force = [terms for terms in revisions if (terms.since or date.min) <= record.date]
        # What was done during the service is closed by it, though its date may lie beyond.
        due = course.next(in_force, ever=record.date <= item.served.until)
        if due is not None and course.closes(due, record) and record.date >= item.served.floor:
            yield Occurrence(item, due, closed_as(record), record, again=due.nominal == latest)
            latest = max(latest, due.nominal)
    while (due := course.next(revisions)) is not None and due.nominal < outlook.end:
        status = _open_status(item, due, course.override, outlook.as_of)
        yield Occurrence(item, due, status, None, course.override, again=due.nominal == latest)
        if status != "missed":
            told = replace(outlook, expected=-1) if keeps_grid else outlook
            yield from _expected(item, course.following(revisions, due), told)
            return
        course.goes_on_after(due, "missed")


def _open_status(item: Item, due: DueDate, override: Record | None, as_of: date) -> Status:
    if as_of > item.served.until:
        return "ended"
    status = status_of(due, as_of, override)
    return "missed" if status == "overdue" and expires_before(due, as_of) else status


def _expected(item: Item, following: Iterator[DueDate], outlook: Outlook) -> Iterator[Occurrence]:
    """The cycles after the open one, as if each were done on its date.

    What would lie in the past is left out and keeps its number, so that those to come keep theirs from day to day.
    """
    left = outlook.expected
    for due in following:
        if due.nominal >= outlook.end or left == 0:
            return
        if due.nominal > outlook.as_of:
            left -= 1
            yield Occurrence(item, due, status_of(due, outlook.as_of), expected=True)


@dataclass(slots=True)
class _Course:
    """How a rule has gone so far: what comes next, when it was last done, and what was agreed for what comes."""

    due_dates: DueDates
    keeps_grid: bool
    served: Served
    coming: _Coming
    last_done: date | None = None
    override: Record | None = None

    def next(self, revisions: Sequence[Terms], *, ever: bool = False) -> DueDate | None:
        """The cycle that comes next by these revisions, on a day that is served; None where there is none any more.

        With ``ever`` also one that lies beyond the end of the service.
        """
        due = self.coming(revisions)
        if due is None or self.served is ALWAYS:
            return due
        if self.keeps_grid and due.base_kind == "anchor" and due.nominal < self.served.floor:
            later = self.due_dates.beyond(revisions, due)
            due = next((following for following in later if following.nominal >= self.served.floor), None)
        return self._lifted(due, ever=ever) if due is not None else None

    def closes(self, due: DueDate, record: Record) -> bool:
        """Go on by ``record``; True where it closes ``due``, which was to come on its day."""
        is_meant = _is_meant(due, record)
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
        if self.keeps_grid and (record.record != "completed" or record.date in due.window):
            self.coming = partial(_next_on_grid, self.due_dates, due)
        elif record.record == "completed":
            self._count_from(record.date, "completed", due.cycle + 1)
        else:
            self._count_from(due.nominal, "skipped", due.cycle + 1)
        self.override = None
        return True

    def goes_on_after(self, due: DueDate, base_kind: BaseKind) -> None:
        """Go on after ``due``, which nobody did."""
        if self.keeps_grid:
            self.coming = partial(_next_on_grid, self.due_dates, due)
        else:
            self._count_from(due.nominal, base_kind, due.cycle + 1)
        self.override = None

    def following(self, revisions: Sequence[Terms], due: DueDate) -> Iterator[DueDate]:
        """The cycles after ``due``, as if it were done on its date."""
        while True:
            if self.keeps_grid:
                later = self.due_dates.beyond(revisions, due)
            else:
                later = self.due_dates.after(revisions, due.nominal, "expected", due.cycle + 1)
            for reckoned in later:
                lifted = self._lifted(reckoned) if self.served is not ALWAYS else reckoned
                if lifted is None:
                    return
                yield lifted
                if lifted.nominal != reckoned.nominal and not self.keeps_grid:
                    due = lifted  # what was put off by a pause puts off what follows
                    break
            else:
                return

    def _lifted(self, due: DueDate, *, ever: bool = False) -> DueDate | None:
        day, by = self.served.lifted(due.nominal)
        if day > self.served.until:
            return due if ever else None
        if by:
            due = replace(
                self.due_dates.due(due.terms, due.cycle, due.n, day, due.base, due.base_kind),
                lifted=by,
            )
        return within(due, self.served)

    def _count_from(self, base: date, base_kind: BaseKind, cycle: int) -> None:
        self.coming = lambda revisions: next(self.due_dates.after(revisions, base, base_kind, cycle), None)


def _is_meant(due: DueDate, record: Record) -> bool:
    """True for a record that names no cycle, or this one: by its date, planned or nominal, or by its number."""
    if record.due is not None:
        return record.due in (due.nominal, due.day) or record.due in due.window
    return record.cycle in (None, due.cycle)


def _next_on_grid(due_dates: DueDates, due: DueDate, revisions: Sequence[Terms]) -> DueDate | None:
    return next(due_dates.beyond(revisions, due), None)
