"""Days of the Chinese calendar, such as the third of the third month, and on which day of a year each lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

_LONG = 30


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the Chinese year; the thirtieth of a month that has none is its last, and none lies in a leap month."""

    month: int
    day: int

    def in_lunar_year(self, year: int) -> date | None:
        """That day in the Chinese year that begins in ``year``; None before 1900 and after 2100, which nobody reckoned."""
        return _reckoned(self.month, self.day, year)

    def __str__(self) -> str:
        return f"{self.month:02}-{self.day:02}"


@cache
def _reckoned(month: int, day: int, year: int) -> date | None:
    # A tenth of a second, more than a short command should wait for.
    from borax.calendars.lunardate import LunarDate  # type: ignore[import-untyped]

    for last in dict.fromkeys((day, min(day, _LONG - 1))):
        try:
            solar = LunarDate(year, month, last).to_solar_date()
        except ValueError:
            continue
        return date(solar.year, solar.month, solar.day)
    return None
