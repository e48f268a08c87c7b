"""When a rule falls due, by all its revisions: its cycles from the anchor on, or from the day the work was last done.

The n-th nominal date is a function of the anchor and n alone: anchor + threshold + n × interval, reckoned from the
anchor every time. The order of evaluation is nominal date, ``invalid_date``, ``season``, ``until``, ``adjust``; the last
moves the day on which the work is due and never the nominal date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.due.nominal import nominal_dates
from generator.due.regular import is_regular, regular_dates
from generator.due.terms import BaseKind, DueDate, Terms, begins_each_season, is_once_a_season, is_one_off, terms_after
from generator.due.windows import day_and_window
from generator.model.rules import Rule

# What a day and its window follow from, by nominal date: of equal terms they are the same wherever the rule counts from.
_Placed = dict[date, tuple[date, DateRange]]
# How many intervals after the threshold, the date, and whether the rule's end set it.
_Nominal = tuple[int, date, bool]
# Several tasks of one asset have the same dates, but hardly those of two customers.
_GRIDS = 256
# What ends with a warranty lies at each customer's another way, and so do the dates from their own days.
_KINDS = 4096


class DueDates:
    """Due dates by a working calendar. Equal terms are reckoned once, and so are days and windows of equal dates."""

    def __init__(self, workdays: WorkCalendar[object]) -> None:
        self._workdays = workdays
        self._series: dict[tuple[tuple[Terms, ...], date], tuple[DueDate, ...]] = {}
        self._grids: dict[tuple[object, ...], list[_Nominal]] = {}
        self._placed: dict[tuple[object, ...], _Placed] = {}
        self._latest: tuple[Terms | None, _Placed] = None, {}
        self._follow_ups: dict[int, tuple[Rule, dict[date, DueDate | None]]] = {}

    def series(self, revisions: tuple[Terms, ...], end: date) -> tuple[DueDate, ...]:
        """The cycles of a fixed rule with nominal dates before ``end``, numbered from 1 through all its revisions."""
        key = (revisions, end)
        cycles = self._series.get(key)
        if cycles is None:
            if len(self._series) >= _KINDS:
                self._series.clear()
            is_alone = len(revisions) == 1 and revisions[0].since is None
            cycles = tuple(self._alone(revisions[0], end) if is_alone else self.grid(revisions, end))
            self._series[key] = cycles
        return cycles

    def _alone(self, terms: Terms, end: date) -> list[DueDate]:
        """As ``grid``, of a rule that was never revised."""
        placed, anchor = self._placed_by(terms), terms.anchor
        cycles: list[DueDate] = []
        latest = date.min
        for n, nominal, at_end in self._dates(terms, end):
            if nominal > latest:
                latest = nominal
                day, window = placed.get(nominal) or self._place(terms, nominal, placed)
                number = len(cycles) + 1
                cycles.append(DueDate(number, n, terms, nominal, day, window, anchor, "anchor", False, at_end))
        return cycles

    def _dates(self, terms: Terms, end: date) -> Sequence[_Nominal]:
        """The nominal dates before ``end``."""
        days = terms.anchor, terms.until, end
        steps = terms.threshold, terms.interval, terms.month_day, terms.on, terms.season
        key = (*days, *steps, terms.invalid_date, terms.clamp, begins_each_season(terms))
        dates = self._grids.get(key)
        if dates is None:
            if len(self._grids) >= _GRIDS:
                self._grids.clear()
            dates = self._grids[key] = (
                regular_dates(terms, end) if is_regular(terms, end) else list(nominal_dates(terms, end, self._workdays))
            )
        return dates

    def _placed_by(self, terms: Terms) -> _Placed:
        """The days and windows that are known by such terms."""
        latest, placed = self._latest
        if latest is not terms:
            key = (
                terms.adjust,
                terms.early,
                terms.late,
                terms.period,
                terms.season,
                terms.until,
                is_once_a_season(terms),
            )
            if len(self._placed) >= _KINDS:
                self._placed.clear()
            placed = self._placed.setdefault(key, {})
            self._latest = terms, placed
        return placed

    def _place(self, terms: Terms, nominal: date, placed: _Placed) -> tuple[date, DateRange]:
        found = placed[nominal] = day_and_window(self._workdays, terms, nominal)
        return found

    def grid(self, revisions: Sequence[Terms], end: date = date.max, kept: Sequence[int] = ()) -> Iterator[DueDate]:
        """The cycles that are counted from the anchor, without end where ``end`` is left out.

        A revision begins with its first date in force. What was closed before it stays: ``kept`` holds, for each revision
        but the first, the last cycle that the one before it keeps in any case.
        """
        cycle, latest = 0, date.min
        for index, terms in enumerate(revisions):
            following = _start_of_next(revisions, index)
            keeps = kept[index] if index < len(kept) else 0
            for n, reckoned, at_end in nominal_dates(terms, end, self._workdays):
                if following is not None and reckoned >= following and cycle >= keeps:
                    break
                nominal, raised = _in_force(terms, reckoned)
                # What a new revision would put before itself is left out, but for a one-off that has not been due yet.
                if nominal <= latest or (cycle if is_one_off(terms) else raised):
                    continue
                cycle, latest = cycle + 1, nominal
                yield self.due(terms, cycle, n, nominal, terms.anchor, raised=raised, at_end=at_end)

    def first(self, revisions: Sequence[Terms]) -> DueDate | None:
        """The first cycle of a floating rule, by the revision in force on its date; None beyond its ``until``."""
        for index, terms in enumerate(revisions):
            following = _start_of_next(revisions, index)
            n, reckoned, at_end = next(nominal_dates(terms, date.max, self._workdays), (0, None, False))
            if reckoned is not None and (following is None or reckoned < following):
                nominal, raised = _in_force(terms, reckoned)
                return self.due(terms, 1, n, nominal, terms.anchor, raised=raised, at_end=at_end)
        return None

    def after(self, revisions: Sequence[Terms], base: date, base_kind: BaseKind, cycle: int) -> Iterator[DueDate]:
        """The cycles of a floating rule after ``base``: one interval later, two, as long as each is done on its date.

        A new revision counts on from the last date before it, and puts nothing before its own first day.
        """
        index = max(i for i, terms in enumerate(revisions) if i == 0 or (terms.since or date.min) <= base)
        start, latest, n = base, base, 0
        while index < len(revisions):
            terms = revisions[index]
            following = _start_of_next(revisions, index)
            n, reckoned = self._next_after(terms, start, n)
            nominal, raised = _in_force(terms, reckoned) if reckoned is not None else (None, False)
            nominal, at_end = _ended(terms, nominal, latest)
            if nominal is None or (following is not None and nominal >= following):
                index, start, n = index + 1, latest, 0
                continue
            kind = base_kind if start == base else "expected"
            yield self.due(terms, cycle, n, nominal, start, kind, raised=raised, at_end=at_end)
            cycle, latest = cycle + 1, nominal
            start, n = (nominal, 0) if raised else (start, n + 1)

    def beyond(self, revisions: Sequence[Terms], due: DueDate) -> Iterator[DueDate]:
        """The cycles that follow ``due`` on the grid it lies on: the anchor's, or that of what it was reckoned from."""
        anchored = due.base_kind == "anchor"
        grid = self.grid(revisions) if anchored else self.after(revisions, due.base, due.base_kind, 1)
        later = (following for following in grid if following.nominal > due.nominal)
        for cycle, following in enumerate(later, due.cycle + 1):
            yield following._replace(cycle=cycle)

    def _next_after(self, terms: Terms, base: date, n: int) -> tuple[int, date | None]:
        """The date n + 1 intervals after ``base``, with n; a later one where ``invalid_date`` omits it."""
        for more in range(n, n + 50):
            nominal = self.later(terms, base, more + 1)
            if nominal is not None:
                return more, nominal
        return n, None

    def follow_up(self, index: int, rule: Rule, anchor: date) -> DueDate | None:
        """The cycle by a follow-up's ``rule``, at ``index``, of what was done on ``anchor``; None where it has no date.

        It is numbered by that day. Whoever had the same done on the same day has the same follow-up.
        """
        known = self._follow_ups.setdefault(id(rule), (rule, {}))[1]
        if anchor not in known:
            terms = terms_after(index, rule, anchor)
            nominal = self._workdays.add(anchor, terms.threshold, terms.invalid_date)
            number = (anchor.year * 100 + anchor.month) * 100 + anchor.day
            known[anchor] = self.due(terms, number, 0, nominal, anchor) if nominal is not None else None
        return known[anchor]

    def later(self, terms: Terms, base: date, times: int) -> date | None:
        """The date so many intervals after ``base``, or before it; None where there is none."""
        assert terms.interval is not None, "a floating rule has an interval; checks see to it"
        return self._workdays.add(base, terms.interval * times, terms.invalid_date)

    def due(
        self,
        terms: Terms,
        cycle: int,
        n: int,
        nominal: date,
        base: date,
        base_kind: BaseKind = "anchor",
        *,
        raised: bool = False,
        at_end: bool = False,
    ) -> DueDate:
        """The cycle with this nominal date, by the working calendar."""
        placed = self._placed_by(terms)
        day, window = placed.get(nominal) or self._place(terms, nominal, placed)
        return DueDate(cycle, n, terms, nominal, day, window, base, base_kind, raised, at_end)


def _start_of_next(revisions: Sequence[Terms], index: int) -> date | None:
    """The first day of the revision after this one; None for the last."""
    return revisions[index + 1].since if index + 1 < len(revisions) else None


def _in_force(terms: Terms, nominal: date) -> tuple[date, bool]:
    """The date, or the first day of the revision where that is later, and whether it is."""
    if terms.since is not None and nominal < terms.since:
        return terms.since, True
    return nominal, False


def _ended(terms: Terms, nominal: date | None, latest: date) -> tuple[date | None, bool]:
    """The date, or the rule's end where it lies beyond that and is drawn in to it, and whether it is; else None."""
    if nominal is None or terms.until is None or nominal <= terms.until:
        return nominal, False
    return (terms.until, True) if terms.clamp and latest < terms.until else (None, False)
