"""The dates of the plainest rules, so many months or days apart, reckoned all at once: most rules are such."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from generator.dates.intervals import ONE_DAY, add
from generator.due.terms import Terms

# From this day of the month on some months lack it.
_LAST_EVERYWHERE = 28
# What lies further ahead is nobody's plan, and might leave the calendar.
_FAR = 9000


def is_regular(terms: Terms, end: date) -> bool:
    """True where each date lies one interval of months, or of days, after the one before, whatever the calendar says."""
    interval = terms.interval
    if interval is None or interval.workdays or terms.threshold.workdays or end.year > _FAR:
        return False
    if terms.season is not None or terms.on is not None or terms.month_day is not None or terms.clamp:
        return False
    if interval.months and (interval.days or not _has_each_month(terms)):
        return False
    return interval.is_positive and terms.threshold.months >= 0


def _has_each_month(terms: Terms) -> bool:
    """True where each month has the anchor's day, or its own last one instead."""
    return terms.invalid_date == "backward" or terms.anchor.day <= _LAST_EVERYWHERE


def regular_dates(terms: Terms, end: date) -> list[tuple[int, date, bool]]:
    """As ``nominal_dates``, of a rule that is regular: the n-th is a function of the anchor and n alone."""
    until = terms.until
    if until is not None:
        if until < terms.anchor:
            return []
        end = min(end, until + ONE_DAY)
    return [(n, nominal, False) for n, nominal in enumerate(_dates(terms, end))]


def _dates(terms: Terms, end: date) -> list[date]:
    interval, threshold = terms.interval, terms.threshold
    assert interval is not None, "what is regular has an interval"
    if interval.months:
        return _by_months(terms.anchor, threshold.months, interval.months, timedelta(days=threshold.days), end)
    start = add(terms.anchor, threshold, terms.invalid_date)
    if start is None or start >= end:
        return []
    step = interval.days
    return [start + timedelta(days=days) for days in range(0, (end - start).days, step)]


def _by_months(anchor: date, first: int, step: int, more: timedelta, end: date) -> list[date]:
    dates: list[date] = []
    index, day = anchor.year * 12 + anchor.month - 1 + first, anchor.day
    while True:
        year, month = index // 12, index % 12 + 1
        last = day if day <= _LAST_EVERYWHERE else min(day, monthrange(year, month)[1])
        nominal = date(year, month, last) + more
        if nominal >= end:
            return dates
        dates.append(nominal)
        index += step
