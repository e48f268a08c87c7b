"""The nominal dates of a rule: the n-th is a function of the anchor and n alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date

from generator.dates.intervals import add
from generator.dates.seasons import SeasonTerms, forth
from generator.dates.yeardays import day_of_year
from generator.due.terms import NOTHING, Terms, is_once_a_season

_LAST_YEAR = 9900


def nominal_dates(terms: Terms, end: date) -> Iterator[tuple[int, date, bool]]:
    """(n, nominal date, whether ``until`` set it) for every nominal date before ``end``, in order."""
    latest: date | None = None
    if terms.until is not None and terms.until < terms.anchor:
        return  # it ended before it began
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
    if season is not None and is_once_a_season(terms):
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
        return day_of_year(terms.month_day, terms.anchor.year + steps.months // 12, terms.invalid_date)
    return add(terms.anchor, terms.threshold + steps, terms.invalid_date)


def _by_season(terms: Terms, season: SeasonTerms, end: date) -> Iterator[tuple[int, date]]:
    earliest = forth(terms.anchor, terms.threshold)
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
