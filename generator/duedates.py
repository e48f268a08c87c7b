"""When a rule falls due: from its terms to nominal dates, working days and windows.

The n-th nominal date is a function of the anchor and n alone: anchor + threshold + n × interval, reckoned from the
anchor every time. The order of evaluation is nominal date, ``invalid_date``, ``season``, ``until``, ``adjust``; the last
moves the day on which the work is due and never the nominal date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.fields import MonthDay
from generator.intervals import ONE_DAY, DateRange, Interval, InvalidDate, add
from generator.model import Adjust
from generator.workdays import WorkCalendar

NOTHING = Interval()
_LAST_YEAR = 9900


@dataclass(frozen=True, slots=True)
class SeasonTerms:
    """A season with its dates, and where the due date lies to it."""

    name: str
    first: MonthDay
    last: MonthDay
    when: str
    lead: Interval

    def span(self, year: int) -> DateRange:
        """The season that begins in ``year``; one that ends before it begins wraps over New Year."""
        wraps = (self.last.month, self.last.day) < (self.first.month, self.first.day)
        return DateRange.inclusive(self.first.in_year(year), self.last.in_year(year + wraps))

    def span_of(self, day: date) -> DateRange | None:
        """The season that ``day`` lies in."""
        return next((span for year in (day.year, day.year - 1) if day in (span := self.span(year))), None)

    def target(self, span: DateRange) -> date:
        """The nominal date that belongs to one season."""
        if self.when == "before":
            return span.start - timedelta(days=self.lead.days) if not self.lead.months else _back(span.start, self.lead)
        if self.when == "inside":
            return _forth(span.start, self.lead)
        return _forth(span.last, self.lead or Interval(days=1))


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule resolved for one item: its condition's interval chosen, its milestones turned into dates.

    ``since`` is the first day of this revision of the rule (None: from the beginning), ``revision`` counts from 1.
    """

    rule: int
    anchor: date
    anchor_name: str
    threshold: Interval
    interval: Interval | None
    month_day: MonthDay | None = None
    season: SeasonTerms | None = None
    until: date | None = None
    clamp: bool = False
    invalid_date: InvalidDate = "backward"
    adjust: Adjust = "none"
    early: Interval = NOTHING
    late: Interval = NOTHING
    since: date | None = None
    revision: int = 1


@dataclass(frozen=True, slots=True)
class DueDate:
    """One cycle of a rule.

    ``nominal`` is the date by the rule, ``day`` the working day on which it is due, ``window`` the days on which the work
    is in time. ``n`` counts intervals after the threshold. ``base`` is what it was reckoned from: the anchor, or for
    floating rules the day the work was last done (``base_kind``: anchor, completed, skipped).
    """

    cycle: int
    n: int
    terms: Terms
    nominal: date
    day: date
    window: DateRange
    base: date
    base_kind: str = "anchor"
    raised: bool = False
    at_end: bool = False


def _back(day: date, interval: Interval) -> date:
    return add(day, interval * -1) or day


def _forth(day: date, interval: Interval) -> date:
    return add(day, interval) or day


class DueDates:
    """Due dates by a working calendar. Equal terms are reckoned once."""

    def __init__(self, workdays: WorkCalendar) -> None:
        self._workdays = workdays
        self._series: dict[tuple[tuple[Terms, ...], date], tuple[DueDate, ...]] = {}

    def series(self, revisions: tuple[Terms, ...], end: date) -> tuple[DueDate, ...]:
        """The cycles of a fixed rule with nominal dates before ``end``, numbered from 1 through all its revisions."""
        key = (revisions, end)
        found = self._series.get(key)
        if found is None:
            found = self._series[key] = tuple(self._through(revisions, end))
        return found

    def _through(self, revisions: tuple[Terms, ...], end: date) -> Iterator[DueDate]:
        cycle = 0
        for index, terms in enumerate(revisions):
            until = revisions[index + 1].since if index + 1 < len(revisions) else None
            for n, nominal, at_end in nominal_dates(terms, min(end, until) if until else end):
                raised = False
                if cycle and is_one_off(terms):
                    continue
                if terms.since is not None and nominal < terms.since:
                    # A one-off that a new revision would put before the revision itself is due on its first day.
                    if not is_one_off(terms):
                        continue
                    nominal, raised = terms.since, True
                cycle += 1
                yield self.due(terms, cycle, n, nominal, terms.anchor, raised=raised, at_end=at_end)

    def after(self, revisions: Sequence[Terms], base: date, base_kind: str, cycle: int, n: int = 0) -> DueDate | None:
        """The cycle of a floating rule that is due one interval (n more) after ``base``; None beyond its ``until``."""
        chosen = [terms for terms in revisions if terms.since is None or terms.since <= base] or [revisions[0]]
        for terms in [chosen[-1], *revisions[revisions.index(chosen[-1]) + 1 :]]:
            nominal = self._after(terms, base, n)
            following = revisions.index(terms) + 1
            if nominal is None or following == len(revisions):
                break
            since = revisions[following].since
            if since is None or nominal < since:
                break
        raised = False
        if nominal is not None and terms.since is not None and nominal < terms.since and base < terms.since:
            nominal, raised = terms.since, True
        at_end = False
        if nominal is None or (terms.until is not None and nominal > terms.until):
            if nominal is None or not terms.clamp or terms.until is None or base >= terms.until or n:
                return None
            nominal, at_end = terms.until, True
        return self.due(terms, cycle, n, nominal, base, base_kind, raised=raised, at_end=at_end)

    @staticmethod
    def _after(terms: Terms, base: date, n: int) -> date | None:
        assert terms.interval is not None, "a floating rule has an interval; checks see to it"
        for more in range(n + 1, n + 50):  # with invalid_date omit, a date may not exist
            nominal = add(base, terms.interval * more, terms.invalid_date)
            if nominal is not None:
                return nominal
        return None

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
        if terms.season is not None and terms.season.when == "inside" and not terms.early and not terms.late:
            first, last = nominal, ceiling or nominal
        else:
            first = min(_back(nominal, terms.early), day)
            last = max(_forth(nominal, terms.late), day)
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
    if ceiling is not None and ceiling < nominal:
        ceiling = nominal
    return floor, ceiling


def is_one_off(terms: Terms) -> bool:
    """True for a rule that falls due once."""
    return terms.interval is None and terms.season is None and terms.month_day is None


def nominal_dates(terms: Terms, end: date) -> Iterator[tuple[int, date, bool]]:
    """(n, nominal date, whether ``until`` set it) for every nominal date before ``end``, in order."""
    latest: date | None = None
    for n, nominal in _grid(terms, end):
        if terms.until is not None and nominal > terms.until:
            if terms.clamp and (latest is None or latest < terms.until) and terms.until < end:
                yield n, terms.until, True
            return
        if nominal >= end:
            return
        latest = nominal
        yield n, nominal, False


def _grid(terms: Terms, end: date) -> Iterator[tuple[int, date]]:
    """(n, date) without ``until``: at least one beyond ``end`` where the rule goes on."""
    season = terms.season
    if season is not None and (terms.interval is None or (terms.interval.months % 12 == 0 and not terms.interval.days)):
        yield from _by_season(terms, season, end)
        return
    step = terms.interval.approximate_days if terms.interval is not None else 0.0
    for n in range(1 if terms.interval is None else sys.maxsize):
        nominal = _nth(terms, n)
        if nominal is None:  # a date that does not exist is omitted; beyond the last year nothing exists
            if terms.anchor.year + step * n / 365 > _LAST_YEAR:
                return
            continue
        if season is None or season.span_of(nominal) is not None or nominal >= end:
            yield n, nominal
        if nominal >= end:
            return


def _nth(terms: Terms, n: int) -> date | None:
    if n and terms.interval is None:
        return None
    steps = terms.interval * n if terms.interval is not None else NOTHING
    if terms.month_day is not None and steps.months % 12 == 0 and not steps.days and not terms.threshold:
        return terms.month_day.in_year(terms.anchor.year + steps.months // 12)
    return add(terms.anchor, terms.threshold + steps, terms.invalid_date)


def _by_season(terms: Terms, season: SeasonTerms, end: date) -> Iterator[tuple[int, date]]:
    earliest = _forth(terms.anchor, terms.threshold)
    years = terms.interval.months // 12 if terms.interval is not None else 1
    year = earliest.year - 1
    while season.target(season.span(year)) < earliest:
        year += 1
    n = 0
    while year < _LAST_YEAR:
        nominal = season.target(season.span(year))
        yield n, nominal
        if nominal >= end:
            return
        year += years
        n += 1


def first_month_day(month_day: MonthDay, start: date) -> date:
    """The first such day on or after ``start``."""
    this_year = month_day.in_year(start.year)
    return this_year if this_year >= start else month_day.in_year(start.year + 1)
