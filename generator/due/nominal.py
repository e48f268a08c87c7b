"""The nominal dates of a rule: the n-th is a function of the anchor and n alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from generator.dates.patterns import Pattern, days_of, every_of
from generator.dates.seasons import SeasonTerms, forth
from generator.dates.workdays import WorkCalendar
from generator.dates.yeardays import day_of_year
from generator.due.terms import NOTHING, Terms, begins_each_season, is_once_a_season

_LAST_YEAR = 9900


def nominal_dates(terms: Terms, end: date, workdays: WorkCalendar[object]) -> Iterator[tuple[int, date, bool]]:
    """(n, nominal date, whether ``until`` set it) for every nominal date before ``end``, in order."""
    latest: date | None = None
    if terms.until is not None and terms.until < terms.anchor:
        return  # it ended before it began
    for n, nominal in _grid(terms, end, workdays):
        if terms.until is not None and nominal > terms.until:
            if terms.clamp and (latest is None or latest < terms.until) and terms.until < end:
                yield n, terms.until, True
            return
        if nominal >= end:
            return
        latest = nominal
        yield n, nominal, False


def _grid(terms: Terms, end: date, workdays: WorkCalendar[object]) -> Iterator[tuple[int, date]]:
    """(n, date) without ``until``: at least one beyond ``end`` where the rule goes on."""
    season = terms.season
    if season is not None and begins_each_season(terms):
        yield from _each_season(terms, season, end, workdays)
        return
    if season is not None and is_once_a_season(terms):
        yield from _by_season(terms, season, end, workdays)
        return
    for n, nominal in _from(terms, terms.anchor, workdays, date.max):
        if season is None or season.span_of(nominal) is not None or nominal >= end:
            yield n, nominal
        if nominal >= end:
            return


def _from(terms: Terms, anchor: date, workdays: WorkCalendar[object], end: date) -> Iterator[tuple[int, date]]:
    """(n, date) counted from ``anchor``, without season; nothing that lies far beyond ``end``."""
    if terms.on is not None:
        yield from enumerate(_on(terms, terms.on, workdays.add(anchor, terms.threshold) or anchor, end))
        return
    step = terms.interval.approximate_days if terms.interval is not None else 0.0
    for n in range(1 if terms.interval is None else sys.maxsize):
        nominal = _nth(terms, anchor, n, workdays)
        if nominal is None:  # a date that does not exist is omitted; beyond the last year nothing exists
            if anchor.year + step * n / 365 > min(_LAST_YEAR, end.year + 1):
                return
            continue
        yield n, nominal


def _on(terms: Terms, pattern: Pattern, start: date, end: date) -> Iterator[date]:
    every = every_of(pattern, terms.interval)
    assert every is not None, "checks see to it that an interval is whole weeks, months or years of its days"
    return days_of(pattern, start, every, terms.invalid_date, end)


def _nth(terms: Terms, anchor: date, n: int, workdays: WorkCalendar[object]) -> date | None:
    if terms.month_day is None and not n:
        return workdays.add(anchor, terms.threshold, terms.invalid_date)
    steps = terms.interval * n if terms.interval is not None else NOTHING
    is_whole_years = not steps or steps.is_whole_years
    if terms.month_day is not None and is_whole_years and not terms.threshold:
        return day_of_year(terms.month_day, anchor.year + steps.months // 12, terms.invalid_date)
    together = terms.threshold + steps if terms.threshold else steps
    return workdays.add(anchor, together, terms.invalid_date)


def _each_season(
    terms: Terms, season: SeasonTerms, end: date, workdays: WorkCalendar[object]
) -> Iterator[tuple[int, date]]:
    """(n, date) where the first day of each season, from that of the anchor on, begins the dates anew."""
    whole_years = terms.interval is not None and terms.on is None and terms.interval.is_whole_years
    years = terms.interval.months // 12 if terms.interval is not None and whole_years else 1
    n = 0
    year = terms.anchor.year - 1
    while season.span(year).end <= terms.anchor:
        year += 1
    for first_year in range(year, _LAST_YEAR, years):
        span = season.span(first_year)
        for _, nominal in _from(terms, forth(span.start, season.lead), workdays, span.end):
            if nominal >= terms.anchor and nominal in span:
                yield n, nominal
                n += 1
            if nominal >= span.end or (whole_years and nominal >= terms.anchor):
                break
        if span.start >= end:
            yield n, span.start
            return


def _by_season(
    terms: Terms, season: SeasonTerms, end: date, workdays: WorkCalendar[object]
) -> Iterator[tuple[int, date]]:
    earliest = workdays.add(terms.anchor, terms.threshold) or terms.anchor
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
