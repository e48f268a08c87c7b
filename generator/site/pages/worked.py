"""A working calendar as plain data, for the calculator's script."""

from __future__ import annotations

from datetime import date

from generator.dates.workdays import WorkCalendar
from generator.site.pages.given import WorkdaysGiven

# For so many years after the last notice, or where the law is final after the build's year, a page knows the days by law;
# and for the year before the first one, and those between that have none. Who counts working days counts them from an
# anchor that may lie so many years back.
_BY_LAW = 5
_BACK = 15


def workdays_given(calendar: WorkCalendar[object], year: int, *, counted: bool = False) -> WorkdaysGiven:
    """Days off and days made up for, and the years for which they are certain; those by law for some years to come.

    ``year`` is that of the build; it matters only where the law is final and no notice is waited for. ``counted``: a rule
    counts working days, so those of years long past matter, too.
    """
    official = [number for number in calendar.years if calendar.status(number) == "official"]
    back = _BACK if counted else 1
    if calendar.is_final:
        coming = list(range(year - back, year + _BY_LAW + 1))
    else:
        around = range(min(official) - back, max(official) + 1 + _BY_LAW) if official else range(0)
        coming = [number for number in around if number not in official]
    blocks = [days for known in calendar.years.values() for _, days in known.days_off]
    by_law = [day for number in coming for day in calendar.law(number) if not _is_told(day, calendar)]
    by_law += [day for number in (*official, *coming) for day in calendar.yearly(number)]
    return WorkdaysGiven(
        official=tuple(coming if calendar.is_final else official),
        off=(*((str(days.start), str(days.last)) for days in blocks), *((str(day), str(day)) for day in by_law)),
        make_up=tuple(
            str(day) for known in calendar.years.values() for day in known.make_up if calendar.is_make_up(day)
        ),
        weekend=tuple(sorted((weekday + 1) % 7 for weekday in calendar.weekend)),
    )


def _is_told(day: date, calendar: WorkCalendar[object]) -> bool:
    """Whether ``day`` is off already, or worked whatever the law says."""
    if day.weekday() in calendar.weekend or calendar.is_make_up(day):
        return True
    return any(day in days for known in calendar.years.values() for _, days in known.days_off)
