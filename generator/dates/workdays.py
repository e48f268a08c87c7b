"""Working days: a calendar of days off and make-up days, and the policies that move a date onto one.

A year is ``official`` (by a notice, in China the State Council's), ``provisional`` (a forecast before it) or ``missing``.
In any year without one, what is off by law is off all the same. The policies are those of ISDA and FpML.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic, Literal, TypeVar

from generator.dates.intervals import ONE_DAY, Interval, InvalidDate, add
from generator.dates.lawful import WEEKEND
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
    """Which days are worked, and why a day is not. ``law`` tells what is off by law in a year, with its names.

    Where the law ``is_final`` no notice is waited for. ``weekend`` are the weekdays off. What ``yearly`` tells of a year is
    off whatever else is said of it.
    """

    def __init__(
        self,
        years: Mapping[int, WorkingYear[NameT_co]],
        law: Callable[[int], Mapping[date, NameT_co]] = lambda _: {},
        *,
        weekend: Collection[int] = WEEKEND,
        is_final: bool = False,
        yearly: Callable[[int], Mapping[date, NameT_co]] = lambda _: {},
    ) -> None:
        self.years = years
        self.yearly = yearly
        self.law = law
        self.weekend = frozenset(weekend)
        self.is_final = is_final
        self._official = frozenset(year for year, known in years.items() if known.status == "official")
        self._newest = max(self._official, default=0)
        self._make_up = frozenset(day for year in years.values() for day in year.make_up)
        self._holidays = {day: name for year in years.values() for name, days in year.days_off for day in days}
        self._known: dict[date, bool] = {}
        self._next: dict[date, date] = {}
        self._previous: dict[date, date] = {}
        self._worked: dict[int, list[date]] = {}

    def status(self, year: int) -> YearStatus:
        """How far the calendar of ``year`` can be relied on."""
        return self.years[year].status if year in self.years else "missing"

    def awaits_notice(self, year: int) -> bool:
        """True while the notice of ``year`` is still out; never of a year before one whose notice is known."""
        return not self.is_final and year > self._newest

    def is_workday(self, day: date) -> bool:
        """True on a make-up day, false on a day off, otherwise true on every day that is not of the weekend."""
        worked = self._known.get(day)
        if worked is None:
            worked = self._known[day] = self._is_worked(day)
        return worked

    def _is_worked(self, day: date) -> bool:
        if day in self.yearly(day.year):
            return False
        if day in self._make_up:
            return True
        if day.weekday() in self.weekend or day in self._holidays:
            return False
        return not self._by_law(day.year) or day not in self.law(day.year)

    def is_make_up(self, day: date) -> bool:
        """True on a weekend day that is worked in exchange for a day off."""
        return day in self._make_up and day not in self.yearly(day.year)

    def holiday(self, day: date) -> NameT_co | None:
        """The name of the block of days off that ``day`` lies in."""
        yearly = self.yearly(day.year).get(day)
        if yearly is not None or day in self._make_up:
            return yearly
        named = self._holidays.get(day)
        return self.law(day.year).get(day) if named is None and self._by_law(day.year) else named

    def _by_law(self, year: int) -> bool:
        """Whether the law tells days off of ``year``: where it is final, and where no notice does."""
        return self.is_final or year not in self._official

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
        """The ``count``-th working day after ``day``, which itself is not counted (Civil Code article 201).

        A negative ``count`` leads back. Raises ValueError where the calendar ends.
        """
        if not count:
            return day
        year, worked = day.year, self._worked_in(day.year)
        index = bisect_right(worked, day) + count - 1 if count > 0 else bisect_left(worked, day) + count
        while index >= len(worked):
            index, year = index - len(worked), year + 1
            worked = self._worked_in(year)
        while index < 0:
            year -= 1
            worked = self._worked_in(year)
            index += len(worked)
        return worked[index]

    def _worked_in(self, year: int) -> list[date]:
        worked = self._worked.get(year)
        if worked is None:
            days = DateRange.inclusive(date(year, 1, 1), date(year, 12, 31))
            worked = self._worked[year] = self.workdays(days)
        return worked

    def add(self, day: date, interval: Interval, invalid_date: InvalidDate = "backward") -> date | None:
        """The date one ``interval`` after ``day``: months first, then days, then working days; None where there is none."""
        if not interval.workdays:
            return add(day, interval, invalid_date)
        start = add(day, replace(interval, workdays=0), invalid_date)
        try:
            return self.add_workdays(start, interval.workdays) if start is not None else None
        except (ValueError, OverflowError):
            return None


Adjust = Literal["none", "following", "preceding", "modified_following", "modified_preceding"]
