"""The days on which one can come to a site: working days, without those on which it is closed or lets nobody in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, timedelta

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.model.hours import WEEKDAYS
from generator.model.people import Site
from generator.visits.cover import Days, nearest_day, outward

# A site that lets nobody in for so long lets nobody in.
_FURTHEST = 800


class SiteDays:
    """The days of a site that says something of its own; a weekend day that it names counts, a holiday never does."""

    def __init__(self, workdays: WorkCalendar[object], site: Site, weekdays: Collection[str] = ()) -> None:
        self._workdays = workdays
        self._closed = site.closed
        self._weekdays = frozenset(WEEKDAYS.index(name) for name in weekdays or site.visiting.weekdays)
        liked = set(site.preferred_weekdays).intersection(site.visiting.weekdays or WEEKDAYS)
        self.preferred = SiteDays(workdays, site, liked) if liked and not weekdays else None
        self._known: dict[date, bool] = {}

    def is_workday(self, day: date) -> bool:
        """True on a day on which somebody can come."""
        if day not in self._known:
            self._known[day] = self._is_open(day)
        return self._known[day]

    def _is_open(self, day: date) -> bool:
        if any(day in stretch for stretch in self._closed):
            return False
        if not self._weekdays:
            return self._workdays.is_workday(day)
        if day.weekday() not in self._weekdays:
            return False
        is_weekend = day.weekday() >= 5 and self._workdays.holiday(day) is None
        return is_weekend or self._workdays.is_workday(day)

    def following(self, day: date) -> date:
        """The first day on or after ``day`` on which somebody can come; one far off where there is none."""
        return self._walk(day, ONE_DAY)

    def preceding(self, day: date) -> date:
        """The last day on or before ``day`` on which somebody can come; one long ago where there is none."""
        return self._walk(day, -ONE_DAY)

    def _walk(self, day: date, step: timedelta) -> date:
        for _ in range(_FURTHEST):
            if self.is_workday(day):
                break
            day += step
        return day


class SiteCalendars:
    """The days of each site, made once."""

    def __init__(self, workdays_in: Callable[[str | None], WorkCalendar[object]]) -> None:
        self._workdays_in = workdays_in
        self._of: dict[int, tuple[Site, SiteDays]] = {}

    def of(self, site: Site | None) -> Days:
        """The days on which one can come to ``site``: the working days of its region, where it says nothing."""
        if site is None:
            return self._workdays_in(None)
        if not (site.closed or site.visiting.weekdays or site.preferred_weekdays):
            return self._workdays_in(site.region)
        if id(site) not in self._of:
            self._of[id(site)] = site, SiteDays(self._workdays_in(site.region), site)
        return self._of[id(site)][1]


def best_day(days: Days, window: DateRange, wishes: Sequence[date], *, any_day: bool = False) -> date:
    """The day in ``window`` nearest to ``wishes``, on a weekday that the site prefers where there is one."""
    if isinstance(days, SiteDays) and days.preferred is not None and not any_day:
        liked = nearest_day(days.preferred, window, wishes)
        if days.preferred.is_workday(liked):
            return liked
    return nearest_day(days, window, wishes, any_day=any_day)


def best_days(days: Days, window: DateRange, wishes: Sequence[date]) -> Iterator[date]:
    """The days in ``window``, the best first: those on a weekday that the site prefers, then by their distance."""
    if not isinstance(days, SiteDays) or days.preferred is None:
        return outward(days, window, wishes)
    liked = dict.fromkeys(outward(days.preferred, window, wishes))
    return iter((*liked, *(day for day in outward(days, window, wishes) if day not in liked)))
