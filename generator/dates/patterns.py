"""Days that come again by the calendar: weekdays, the n-th weekday of a month, days of a month, dates of a year.

Every second week, month or year is counted as RFC 5545 counts it: from the week (Monday first), month or year of the day
from which it starts. A fifth weekday that a month does not have is left out; a day of the month that it does not have is
what ``invalid_date`` makes of it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta
from typing import Literal

from generator.dates.intervals import Interval, InvalidDate, add
from generator.dates.yeardays import MonthDay, day_of_year

Unit = Literal["weeks", "months", "years"]
# Where the calendar is as good as over.
_END = date(MAXYEAR - 100, 1, 1)


@dataclass(frozen=True, slots=True)
class Weekdays:
    """These days of each week, 0 for Monday, in order."""

    weekdays: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NthWeekday:
    """The n-th such weekday of each month, from 1; the last one for -1."""

    nth: int
    weekday: int


@dataclass(frozen=True, slots=True)
class MonthDays:
    """These days of each month, in order."""

    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class YearDays:
    """These dates of each year, in order."""

    dates: tuple[MonthDay, ...]


Pattern = Weekdays | NthWeekday | MonthDays | YearDays


def unit_of(pattern: Pattern) -> Unit:
    """In what its interval is counted."""
    match pattern:
        case Weekdays():
            return "weeks"
        case YearDays():
            return "years"
        case _:
            return "months"


def every_of(pattern: Pattern, interval: Interval | None) -> int | None:
    """How many weeks, months or years ``interval`` is for ``pattern``; 1 for none, None where it is not whole ones."""
    if interval is None:
        return 1
    unit = unit_of(pattern)
    months, days, workdays = interval.months, interval.days, interval.workdays
    if unit == "weeks":
        return days // 7 if days > 0 and days % 7 == 0 and not months and not workdays else None
    if months <= 0 or days or workdays:
        return None
    if unit == "months":
        return months
    return months // 12 if months % 12 == 0 else None


def days_of(
    pattern: Pattern, start: date, every: int = 1, invalid_date: InvalidDate = "backward", end: date = _END
) -> Iterator[date]:
    """The days of ``pattern`` from ``start`` on, in order and each once, in every ``every``-th week, month or year.

    No week, month or year that begins on ``end`` or later is looked at.
    """
    latest = start - timedelta(days=1)
    for day in _days(pattern, start, every, invalid_date, min(end, _END)):
        if day > latest:
            latest = day
            yield day


def _days(pattern: Pattern, start: date, every: int, invalid_date: InvalidDate, end: date) -> Iterator[date]:
    if isinstance(pattern, Weekdays):
        monday = start - timedelta(days=start.weekday())
        while monday < end:
            yield from (monday + timedelta(days=weekday) for weekday in pattern.weekdays)
            monday += timedelta(weeks=every)
    elif isinstance(pattern, YearDays):
        for year in range(start.year, end.year + 1, every):
            days = (day_of_year(month_day, year, invalid_date) for month_day in pattern.dates)
            yield from (day for day in days if day is not None)
    else:
        for index in range(start.year * 12 + start.month - 1, end.year * 12 + end.month, every):
            yield from _in_month(pattern, index // 12, index % 12 + 1, invalid_date)


def _in_month(pattern: NthWeekday | MonthDays, year: int, month: int, invalid_date: InvalidDate) -> Iterator[date]:
    first_weekday, last = monthrange(year, month)
    if isinstance(pattern, MonthDays):
        for number in pattern.days:
            if number <= last:
                yield date(year, month, number)
            elif invalid_date == "backward":
                yield date(year, month, last)
            elif invalid_date == "forward" and (following := add(date(year, month, last), Interval(days=1))):
                yield following
        return
    number = 1 + (pattern.weekday - first_weekday) % 7
    if pattern.nth < 0:
        number += (last - number) // 7 * 7
    else:
        number += 7 * (pattern.nth - 1)
    if number <= last:
        yield date(year, month, number)
