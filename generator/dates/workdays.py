"""Working days: the Chinese calendar of days off and make-up days, and the policies that move a date onto one.

A year is ``official`` (the State Council's notice), ``provisional`` (a forecast while the notice is out) or ``missing``.
In any year without one, what is off by law is off all the same. The policies are those of ISDA and FpML.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, Literal, TypeVar

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange

YearStatus = Literal["official", "provisional", "missing"]
NameT_co = TypeVar("NameT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class WorkingYear(Generic[NameT_co]):
    """A year's days off, each block with its name (in whatever form readers are told it), and its make-up days."""

    status: Literal["official", "provisional"]
    days_off: tuple[tuple[NameT_co, DateRange], ...] = ()
    make_up: tuple[date, ...] = ()


class WorkCalendar(Generic[NameT_co]):
    """Which days are worked, and why a day is not. ``law`` tells what is off by law in a year, with its names."""

    def __init__(
        self,
        years: Mapping[int, WorkingYear[NameT_co]],
        law: Callable[[int], Mapping[date, NameT_co]] = lambda _: {},
    ) -> None:
        self._years = years
        self._official = frozenset(year for year, known in years.items() if known.status == "official")
        self._newest = max(self._official, default=0)
        self._law = law
        self._make_up = frozenset(day for year in years.values() for day in year.make_up)
        self._holidays = {day: name for year in years.values() for name, days in year.days_off for day in days}
        self._next: dict[date, date] = {}
        self._previous: dict[date, date] = {}

    def status(self, year: int) -> YearStatus:
        """How far the calendar of ``year`` can be relied on."""
        return self._years[year].status if year in self._years else "missing"

    def awaits_notice(self, year: int) -> bool:
        """True while the notice of ``year`` is still out; never of a year before one whose notice is known."""
        return year > self._newest

    def is_workday(self, day: date) -> bool:
        """True on a make-up day, false on a day off, otherwise true from Monday to Friday."""
        if day in self._make_up:
            return True
        if day.weekday() >= 5 or day in self._holidays:
            return False
        return day.year in self._official or day not in self._law(day.year)

    def is_make_up(self, day: date) -> bool:
        """True on a weekend day that is worked in exchange for a day off."""
        return day in self._make_up

    def holiday(self, day: date) -> NameT_co | None:
        """The name of the block of days off that ``day`` lies in."""
        if day in self._make_up:
            return None
        named = self._holidays.get(day)
        return self._law(day.year).get(day) if named is None and day.year not in self._official else named

    def following(self, day: date) -> date:
        """The first working day on or after ``day``."""
        workday = self._next.get(day)
        if workday is None:
            workday = self._next[day] = self._walk(day, ONE_DAY)
        return workday

    def preceding(self, day: date) -> date:
        """The last working day on or before ``day``."""
        workday = self._previous.get(day)
        if workday is None:
            workday = self._previous[day] = self._walk(day, -ONE_DAY)
        return workday

    def _walk(self, day: date, step: timedelta) -> date:
        while not self.is_workday(day):
            day += step
        return day

    def adjust(self, day: date, policy: Adjust) -> date:
        """``day`` moved onto a working day by ``policy``; the modified ones never leave the month."""
        if policy == "none":
            return day
        forward = policy in ("following", "modified_following")
        moved = self.following(day) if forward else self.preceding(day)
        if policy.startswith("modified") and moved.month != day.month:
            return self.preceding(day) if forward else self.following(day)
        return moved

    def workdays(self, days: DateRange) -> list[date]:
        """The working days in ``days``, in order."""
        return [day for day in days if self.is_workday(day)]

    def add_workdays(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself is not counted (Civil Code article 201)."""
        for _ in range(count):
            day = self.following(day + ONE_DAY)
        return day


Adjust = Literal["none", "following", "preceding", "modified_following", "modified_preceding"]
