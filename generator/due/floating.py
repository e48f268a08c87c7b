"""The cycles of a floating or window rule, and of one that readings raise: each follows from how the last one went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from generator.due.duedates import DueDates
from generator.due.fixed import within
from generator.due.items import Item, Occurrence, Status
from generator.due.service import ALWAYS, Served
from generator.due.settle import is_repeat
from generator.due.standing import Outlook, closed_as, expires_before, status_of
from generator.due.terms import NOTHING, BaseKind, DueDate, Reading, Terms
from generator.model.records import Record, fixed_day

# The cycle that comes next by the revisions of a rule, as far as they are known.
_Coming = Callable[[Sequence[Terms]], DueDate | None]


def floating(
    item: Item,
    revisions: Sequence[Terms],
    records: Sequence[Record],
    outlook: Outlook,
    *,
    keeps_grid: bool,
    readings: Sequence[Reading] = (),
) -> Iterator[Occurrence]:
    """The cycles that were closed, the open one, and those expected after it. ``records`` are the item's, oldest first.

    Each follows from the last completion; with ``keeps_grid`` only where that was outside the tolerance. A record is judged
    by the revision in force on its day, so that what it closed stays closed as it was. One that would lie before the
    service, or in a pause, is due on the first day on which work goes on. A reading that the rule asks for brings the next
    cycle forward to its own day; with a rule that has no interval it is the only thing that brings one.
    """
    course = _Course(outlook.due_dates, keeps_grid, item.served, outlook.due_dates.first)
    latest = date.min
    for event in _in_order(records, readings):
        in_force = [terms for terms in revisions if (terms.since or date.min) <= _day_of(event)]
        if isinstance(event, Reading):
            for expired in course.reads(event, in_force):
                yield Occurrence(item, expired, "missed", again=expired.nominal == latest)
                latest = expired.nominal
            continue
        record = event
        # What was done during the service is closed by it, though its date may lie beyond.
        due = course.next(in_force, ever=record.date <= item.served.until)
        if due is not None and course.closes(due, record) and record.date >= item.served.floor:
            yield Occurrence(item, due, closed_as(record), record, again=due.nominal == latest)
            latest = max(latest, due.nominal)
    while (due := course.next(revisions)) is not None and due.nominal < outlook.end:
        status = _open_status(item, due, course.override, outlook.as_of)
        yield Occurrence(item, due, status, None, course.override, again=due.nominal == latest)
        if status != "missed":
            if due.terms.interval is not None:
                told = replace(outlook, expected=-1) if keeps_grid else outlook
                yield from _expected(item, course.following(revisions, due), told)
            return
        course.goes_on_after(due, "missed")


def _day_of(event: Record | Reading) -> date:
    return event.day if isinstance(event, Reading) else event.date


def _in_order(records: Sequence[Record], readings: Sequence[Reading]) -> Iterable[Record | Reading]:
    """Records and readings by their days; what was read on a day comes before what was done on it."""
    if not readings:
        return records
    return sorted((*readings, *records), key=_day_of)


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
    raised: tuple[Reading, Terms] | None = None
    cycle: int = 1

    def next(self, revisions: Sequence[Terms], *, ever: bool = False) -> DueDate | None:
        """The cycle that comes next by these revisions, on a day that is served; None where there is none any more.

        With ``ever`` also one that lies beyond the end of the service.
        """
        only_raised = bool(revisions) and revisions[-1].interval is None and revisions[-1].raised_by is not None
        due = None if only_raised else self.coming(revisions)
        if self.raised is not None:
            due = self._brought_forward(due, *self.raised)
        if due is None or self.served is ALWAYS:
            return due
        if self.keeps_grid and due.base_kind == "anchor" and due.nominal < self.served.floor:
            later = self.due_dates.beyond(revisions, due)
            due = next((following for following in later if following.nominal >= self.served.floor), None)
        return self._lifted(due, ever=ever) if due is not None else None

    def _brought_forward(self, due: DueDate | None, reading: Reading, terms: Terms) -> DueDate | None:
        """The cycle that a reading raised; ``due`` itself where that is due by then."""
        if due is not None and due.nominal <= reading.day:
            return due
        cycle = due.cycle if due is not None else self.cycle
        raised = self.due_dates.due(terms, cycle, 0, reading.day, reading.day, "reading")
        return raised._replace(reading=reading)

    def reads(self, reading: Reading, revisions: Sequence[Terms]) -> Iterator[DueDate]:
        """Go on by ``reading``, where it raises work and none is raised yet; gives what had expired by then."""
        rule = revisions[-1].raised_by if revisions else None
        if rule is None or not reading.raises(rule) or reading.day < max(self.served.floor, self.served.made):
            return
        due = self.next(revisions)
        if due is not None and due.reading is not None and expires_before(due, reading.day):
            yield due
            self.goes_on_after(due, "missed")
        until = revisions[-1].until
        if self.raised is None and (until is None or reading.day <= until):
            self.raised = reading, replace(revisions[-1], early=NOTHING, late=rule.within, period=None)

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
                    self.last_done, self.raised = record.date, None
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
        self.override = self.raised = None
        return True

    def goes_on_after(self, due: DueDate, base_kind: BaseKind) -> None:
        """Go on after ``due``, which nobody did."""
        if self.keeps_grid:
            self.coming = partial(_next_on_grid, self.due_dates, due)
        else:
            self._count_from(due.nominal, base_kind, due.cycle + 1)
        self.override = self.raised = None

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
            later = self.due_dates.due(due.terms, due.cycle, due.n, day, due.base, due.base_kind)
            due = later._replace(lifted=by, by_rule=due.nominal, reading=due.reading)
        return within(due, self.served)

    def _count_from(self, base: date, base_kind: BaseKind, cycle: int) -> None:
        self.cycle = cycle
        self.coming = lambda revisions: next(self.due_dates.after(revisions, base, base_kind, cycle), None)


def _is_meant(due: DueDate, record: Record) -> bool:
    """True for a record that names no cycle, or this one: by its date, planned or nominal, or by its number."""
    if record.due is not None:
        return record.due in (due.nominal, due.day) or record.due in due.window
    return record.cycle in (None, due.cycle)


def _next_on_grid(due_dates: DueDates, due: DueDate, revisions: Sequence[Terms]) -> DueDate | None:
    return next(due_dates.beyond(revisions, due), None)
