"""The week, month, quarter or year of the calendar that a day lies in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from generator.dates.ranges import DateRange

CalendarPeriod = Literal["week", "month", "quarter", "year"]
_MONTHS: dict[CalendarPeriod, int] = {"month": 1, "quarter": 3, "year": 12}


def period_of(day: date, period: CalendarPeriod) -> DateRange:
    """The ``period`` that ``day`` lies in; weeks begin on Monday."""
    if period == "week":
        monday = day - timedelta(days=day.weekday())
        return DateRange(monday, monday + timedelta(weeks=1))
    months = _MONTHS[period]
    first = (day.month - 1) // months * months + 1
    year, month = divmod(day.year * 12 + first - 1 + months, 12)
    return DateRange(date(day.year, first, 1), date(year, month + 1, 1))
