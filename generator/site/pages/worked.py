"""A working calendar as plain data, for the calculator's script."""

from __future__ import annotations

from datetime import date

from generator.dates.workdays import WorkCalendar
from generator.site.pages.given import WorkdaysGiven

# For so many years after the last notice, or where the law is final after the build's year, a page knows the days by law.
_BY_LAW = 5


def workdays_given(calendar: WorkCalendar[object], year: int) -> WorkdaysGiven:
    """Days off and days made up for, and the years for which they are certain; those by law for some years to come.

    ``year`` is that of the build; it matters only where the law is final and no notice is waited for.
    """
    official = [number for number in calendar.years if calendar.status(number) == "official"]
    if calendar.is_final:
        coming = range(year - 1, year + _BY_LAW + 1)
    else:
        coming = range(max(official) + 1, max(official) + 1 + _BY_LAW) if official else range(0)
    blocks = [days for known in calendar.years.values() for _, days in known.days_off]
    by_law = [day for number in coming for day in calendar.law(number) if not _is_told(day, calendar)]
    return WorkdaysGiven(
        official=tuple(coming if calendar.is_final else official),
        off=(*((str(days.start), str(days.last)) for days in blocks), *((str(day), str(day)) for day in by_law)),
        make_up=tuple(str(day) for known in calendar.years.values() for day in known.make_up),
        weekend=tuple(sorted((weekday + 1) % 7 for weekday in calendar.weekend)),
    )


def _is_told(day: date, calendar: WorkCalendar[object]) -> bool:
    """Whether ``day`` is off already, or worked whatever the law says."""
    if day.weekday() in calendar.weekend or calendar.is_make_up(day):
        return True
    return any(day in days for known in calendar.years.values() for _, days in known.days_off)
