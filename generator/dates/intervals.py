"""Calendar arithmetic: intervals of months and days, and half-open ranges of dates.

Periods count as in the Civil Code, articles 201 and 202: the start day is not counted, the last day is, and a month
that lacks the day ends on its own last day. Nothing here chains: the n-th date is reckoned from the first one.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.dates.spoken import amounts

InvalidDate = Literal["backward", "forward", "omit"]
Unit = Literal["years", "months", "weeks", "days", "workdays"]
ONE_DAY = timedelta(days=1)

# The years in which people give dates. One beyond is a slip of the finger, and sums from it might leave the calendar.
YEARS = range(1950, 2151)

_ISO = re.compile(r"P(?=\d)(?:(\d{1,5})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,5})D)?")


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """A calendar duration: so many months, then so many days, then so many working days; none of a different sign.

    Working days need a calendar: ``WorkCalendar.add`` knows them, ``add`` does not.
    """

    months: int = 0
    days: int = 0
    workdays: int = 0

    @classmethod
    def parse(cls, text: str) -> Interval:
        """Read ``6 months``, ``1 year 15 days``, ``-1 month``, ``P1Y6M``, ``半年`` or ``15 working days``.

        Raises ValueError for anything else. Zero and negative durations are read; who needs more forbids them.
        """
        body = text.strip()
        sign = -1 if body.startswith("-") else 1
        body = body.removeprefix("-").strip()
        if iso := _ISO.fullmatch(body):
            years, months, weeks, days = (int(part or 0) for part in iso.groups())
            return cls(sign * (years * 12 + months), sign * (weeks * 7 + days))
        months, days, workdays = amounts(body)
        return cls(sign * months, sign * days, sign * workdays)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.months + other.months, self.days + other.days, self.workdays + other.workdays)

    def __mul__(self, n: int) -> Interval:
        return Interval(self.months * n, self.days * n, self.workdays * n)

    def __bool__(self) -> bool:
        return bool(self.months or self.days or self.workdays)

    @property
    def units(self) -> list[tuple[int, Unit]]:
        """What it is of each unit, without its sign: years where it is whole years, weeks where whole weeks."""
        months, days, units = abs(self.months), abs(self.days), list[tuple[int, Unit]]()
        if months:
            units.append((months // 12, "years") if months % 12 == 0 else (months, "months"))
        if days:
            units.append((days // 7, "weeks") if days % 7 == 0 and not months else (days, "days"))
        if self.workdays:
            units.append((abs(self.workdays), "workdays"))
        return units

    @property
    def is_positive(self) -> bool:
        """True when adding it always leads to a later date."""
        return self.months >= 0 and self.days >= 0 and self.workdays >= 0 and bool(self)

    @property
    def is_whole_years(self) -> bool:
        """True for one or more years without a rest."""
        return self.months > 0 and self.months % 12 == 0 and not self.days and not self.workdays

    @property
    def approximate_days(self) -> float:
        """Its mean length in days (a month is 30.436875), for bounds and comparisons, never for a date."""
        return self.months * 30.436875 + self.days + self.workdays * 1.4

    def __str__(self) -> str:
        """ISO 8601, as ``P1Y6M`` or ``P14D``; working days, which it does not know, as they are read."""
        if self.workdays:
            return f"{self.workdays} working days"
        if not self:
            return "P0D"
        sign = "-" if self.months < 0 or self.days < 0 else ""
        years, months = divmod(abs(self.months), 12)
        parts = [(years, "Y"), (months, "M"), (abs(self.days), "D")]
        return f"{sign}P" + "".join(f"{n}{unit}" for n, unit in parts if n)


def as_written(interval: Interval) -> str:
    """The interval as staff write it in YAML: ``14 days``, ``1 year 6 months``."""
    if interval.workdays:
        return str(interval)
    years, months = divmod(abs(interval.months), 12)
    parts = [(years, "year"), (months, "month"), (abs(interval.days), "day")]
    amounts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in parts if n]
    sign = "-" if interval.months < 0 or interval.days < 0 else ""
    return sign + " ".join(amounts) if amounts else "0 days"


def add(start: date, interval: Interval, invalid_date: InvalidDate = "backward") -> date | None:
    """The date one ``interval`` of months and days after ``start``: months first, then days.

    Where the month lacks the day, ``backward`` takes its last day, ``forward`` the first of the next month, and
    ``omit`` gives None. None too where the year would leave the calendar (1 to 9999).
    """
    try:
        if interval.months:
            index = start.year * 12 + start.month - 1 + interval.months
            year, month = index // 12, index % 12 + 1
            day = start.day
            if day > 28 and day > (last := monthrange(year, month)[1]):
                if invalid_date == "omit":
                    return None
                if invalid_date == "forward":
                    year, month = (index + 1) // 12, (index + 1) % 12 + 1
                    day = 1
                else:
                    day = last
            start = date(year, month, day)
        if interval.days:
            return start + timedelta(days=interval.days)
        assert not interval.workdays, "working days need a calendar"
        return start
    except (ValueError, OverflowError):
        return None
