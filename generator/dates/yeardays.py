"""Days that come every year, such as 1 June."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.dates.intervals import Interval, InvalidDate, add


def day_of_year(month_day: MonthDay, year: int, invalid_date: InvalidDate) -> date | None:
    """That day in ``year``; where the year lacks 29 February, what ``invalid_date`` makes of it."""
    leap = date(2000, month_day.month, month_day.day)
    return add(leap, Interval(months=12 * (year - leap.year)), invalid_date)


def first_month_day(month_day: MonthDay, start: date) -> date:
    """The first such day on or after ``start``."""
    this_year = month_day.in_year(start.year)
    return this_year if this_year >= start else month_day.in_year(start.year + 1)


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day that comes every year, such as 06-01. 02-29 is the 28th in a common year."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """That day in ``year``."""
        if (self.month, self.day) == (2, 29):
            try:
                return date(year, 2, 29)
            except ValueError:
                return date(year, 2, 28)
        return date(year, self.month, self.day)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"
