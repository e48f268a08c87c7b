"""When a rule falls due: from its terms to nominal dates, working days and windows.

The n-th nominal date is a function of the anchor and n alone: anchor + threshold + n × interval, reckoned from the
anchor every time. The order of evaluation is nominal date, ``invalid_date``, ``season``, ``until``, ``adjust``; the last
moves the day on which the work is due and never the nominal date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.dates.intervals import ONE_DAY, add
from generator.dates.ranges import DateRange
from generator.dates.seasons import back, forth
from generator.dates.workdays import WorkCalendar
from generator.due.nominal import nominal_dates
from generator.due.terms import DueDate, Terms, is_once_a_season, is_one_off


class DueDates:
    """Due dates by a working calendar. Equal terms are reckoned once."""

    def __init__(self, workdays: WorkCalendar[object]) -> None:
        self._workdays = workdays
        self._series: dict[tuple[tuple[Terms, ...], date], tuple[DueDate, ...]] = {}

    def series(self, revisions: tuple[Terms, ...], end: date) -> tuple[DueDate, ...]:
        """The cycles of a fixed rule with nominal dates before ``end``, numbered from 1 through all its revisions."""
        key = (revisions, end)
        found = self._series.get(key)
        if found is None:
            found = self._series[key] = tuple(self.grid(revisions, end))
        return found

    def grid(self, revisions: Sequence[Terms], end: date = date.max, kept: Sequence[int] = ()) -> Iterator[DueDate]:
        """The cycles that are counted from the anchor, without end where ``end`` is left out.

        A revision begins with its first date in force. What was closed before it stays: ``kept`` holds, for each revision
        but the first, the last cycle that the one before it keeps in any case.
        """
        cycle, latest = 0, date.min
        for index, terms in enumerate(revisions):
            following = revisions[index + 1].since if index + 1 < len(revisions) else None
            keeps = kept[index] if index < len(kept) else 0
            for n, nominal, at_end in nominal_dates(terms, end):
                if following is not None and nominal >= following and cycle >= keeps:
                    break
                raised = False
                if cycle and is_one_off(terms):
                    continue
                if terms.since is not None and nominal < terms.since:
                    # A one-off that a new revision would put before the revision itself is due on its first day.
                    if not is_one_off(terms):
                        continue
                    nominal, raised = terms.since, True
                if nominal <= latest:
                    continue
                cycle, latest = cycle + 1, nominal
                yield self.due(terms, cycle, n, nominal, terms.anchor, raised=raised, at_end=at_end)

    def first(self, revisions: Sequence[Terms]) -> DueDate | None:
        """The first cycle of a floating rule, by the revision in force on its date; None beyond its ``until``."""
        for index, terms in enumerate(revisions):
            following = revisions[index + 1].since if index + 1 < len(revisions) else None
            n, nominal, at_end = next(nominal_dates(terms, date.max), (0, None, False))
            if nominal is not None and (following is None or nominal < following):
                raised = terms.since is not None and nominal < terms.since
                day = terms.since if raised and terms.since is not None else nominal
                return self.due(terms, 1, n, day, terms.anchor, raised=raised, at_end=at_end)
        return None

    def after(self, revisions: Sequence[Terms], base: date, base_kind: str, cycle: int) -> Iterator[DueDate]:
        """The cycles of a floating rule after ``base``: one interval later, two, as long as each is done on its date.

        A new revision counts on from the last date before it, and puts nothing before its own first day.
        """
        index = max(i for i, terms in enumerate(revisions) if i == 0 or (terms.since or date.min) <= base)
        start, latest, n = base, base, 0
        while index < len(revisions):
            terms = revisions[index]
            following = revisions[index + 1].since if index + 1 < len(revisions) else None
            n, nominal = self._after(terms, start, n)
            raised = nominal is not None and terms.since is not None and nominal < terms.since
            if raised:
                nominal = terms.since
            at_end = False
            if nominal is not None and terms.until is not None and nominal > terms.until:
                at_end = terms.clamp and latest < terms.until
                nominal = terms.until if at_end else None
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
            yield replace(following, cycle=cycle)

    @staticmethod
    def _after(terms: Terms, base: date, n: int) -> tuple[int, date | None]:
        """The date n + 1 intervals after ``base``, with n; a later one where ``invalid_date`` omits it."""
        assert terms.interval is not None, "a floating rule has an interval; checks see to it"
        for more in range(n, n + 50):
            nominal = add(base, terms.interval * (more + 1), terms.invalid_date)
            if nominal is not None:
                return more, nominal
        return n, None

    def due(
        self,
        terms: Terms,
        cycle: int,
        n: int,
        nominal: date,
        base: date,
        base_kind: str = "anchor",
        *,
        raised: bool = False,
        at_end: bool = False,
    ) -> DueDate:
        """The cycle with this nominal date: its working day and its window."""
        floor, ceiling = _bounds(terms, nominal)
        day = self._workdays.adjust(nominal, terms.adjust)
        if ceiling is not None and day > ceiling:
            day = max(self._workdays.preceding(ceiling), floor or date.min)
        elif floor is not None and day < floor:
            day = min(self._workdays.following(floor), ceiling or date.max)
        season = terms.season
        if (
            season is not None
            and season.when == "inside"
            and is_once_a_season(terms)
            and not (terms.early or terms.late)
        ):
            first, last = nominal, ceiling or nominal
        else:
            first = min(back(nominal, terms.early), day)
            last = max(forth(nominal, terms.late), day)
        if ceiling is not None:
            last = min(last, ceiling)
        if floor is not None:
            first = max(first, floor)
        window = DateRange.inclusive(min(first, day), max(last, day))
        return DueDate(cycle, n, terms, nominal, day, window, base, base_kind, raised, at_end)


def _bounds(terms: Terms, nominal: date) -> tuple[date | None, date | None]:
    """The first and the last day that a window may reach: a season's edges, and the rule's end."""
    floor, ceiling = None, terms.until
    season = terms.season
    if season is not None:
        if season.when == "inside":
            span = season.span_of(nominal)
            if span is not None:
                floor, ceiling = span.start, min(ceiling or span.last, span.last)
        elif season.when == "before":
            starts = (season.span(year).start for year in (nominal.year, nominal.year + 1))
            start = next((start for start in starts if start > nominal), nominal + ONE_DAY)
            ceiling = min(ceiling or date.max, start - ONE_DAY)
        else:
            ends = [season.span(year).end for year in (nominal.year - 1, nominal.year)]
            floor = max((end for end in ends if end <= nominal), default=None)
    if ceiling is not None and ceiling < nominal:
        ceiling = nominal
    return floor, ceiling
