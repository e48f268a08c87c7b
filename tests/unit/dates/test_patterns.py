"""Days of the calendar come as RFC 5545 has them, with ``dateutil`` as oracle, and periods are those of the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import islice

from dateutil.rrule import DAILY, MO, MONTHLY, WEEKLY, YEARLY, rrule, weekday
from hypothesis import given
from hypothesis import strategies as st

from generator.dates.intervals import Interval
from generator.dates.patterns import MonthDays, NthWeekday, Pattern, Weekdays, YearDays, days_of, every_of
from generator.dates.periods import CalendarPeriod, period_of
from generator.dates.yeardays import MonthDay

starts = st.dates(date(1990, 1, 1), date(2100, 12, 31))
weekdays = st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days)))
month_days = st.sets(st.integers(1, 31), min_size=1, max_size=4).map(lambda days: tuple(sorted(days)))
year_days = st.sets(st.dates(date(2000, 1, 1), date(2000, 12, 31)), min_size=1, max_size=3).map(
    lambda days: tuple(MonthDay(day.month, day.day) for day in sorted(days))
)
_COUNT = 12


def by_rrule(found: Iterable[datetime]) -> list[date]:
    return [moment.date() for moment in islice(found, _COUNT)]


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12)


def first(pattern: Pattern, start: date, every: int) -> list[date]:
    """The first few days; what a month or a year does not have is left out, as RFC 5545 has it."""
    return list(islice(days_of(pattern, start, every, "omit"), _COUNT))


@given(starts, weekdays, st.integers(1, 9))
def test_weekdays_of_every_so_many_weeks_are_those_of_rfc_5545(start: date, days: tuple[int, ...], every: int) -> None:
    """Weeks begin on Monday and count from the week of the start, whichever of the days that has already passed."""
    expected = rrule(WEEKLY, dtstart=noon(start), interval=every, byweekday=days, wkst=MO)
    assert first(Weekdays(days), start, every) == by_rrule(expected)


@given(starts, st.sampled_from((1, 2, 3, 4, 5, -1)), st.integers(0, 6), st.integers(1, 14))
def test_the_nth_weekday_of_a_month_is_that_of_rfc_5545(start: date, nth: int, day: int, every: int) -> None:
    """A fifth one is left out where the month has four; the last is there in every month."""
    expected = rrule(MONTHLY, dtstart=noon(start), interval=every, byweekday=weekday(day, nth))
    assert first(NthWeekday(nth, day), start, every) == by_rrule(expected)


@given(starts, month_days, st.sampled_from((1, 2, 3, 5, 6)))
def test_days_of_a_month_are_those_of_rfc_5545(start: date, days: tuple[int, ...], every: int) -> None:
    """The 31st is left out of shorter months where nothing else is asked for."""
    expected = rrule(MONTHLY, dtstart=noon(start), interval=every, bymonthday=days)
    assert first(MonthDays(days), start, every) == by_rrule(expected)


@given(starts, year_days, st.integers(1, 5))
def test_dates_of_a_year_are_those_of_rfc_5545(start: date, dates: tuple[MonthDay, ...], every: int) -> None:
    """Several dates are several rules; a 29 February that is not there is left out."""
    rules = [rrule(YEARLY, dtstart=noon(start), interval=every, bymonth=d.month, bymonthday=d.day) for d in dates]
    end = noon(start) + timedelta(days=366 * every * 14)
    expected = sorted({moment.date() for rule in rules for moment in rule.between(noon(start), end, inc=True)})
    assert first(YearDays(dates), start, every)[: len(expected)] == expected[:_COUNT]


@given(starts, month_days, st.sampled_from(("backward", "forward")))
def test_a_day_that_a_month_lacks_is_its_last_or_the_first_of_the_next(
    start: date, days: tuple[int, ...], invalid: str
) -> None:
    """So in each month, in order and each day once, from the start on."""
    found = list(islice(days_of(MonthDays(days), start, 1, invalid), _COUNT))  # type: ignore[arg-type]
    expected = set()
    for moment in rrule(MONTHLY, dtstart=noon(start.replace(day=1)), count=_COUNT + 2, bymonthday=1):
        last = (moment.date() + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        for day in days:
            lacking = last if invalid == "backward" else last + timedelta(days=1)
            expected.add(moment.date().replace(day=day) if day <= last.day else lacking)
    assert found == sorted(day for day in expected if day >= start)[:_COUNT]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(0, 2))
def test_an_interval_goes_with_days_only_as_whole_weeks_months_or_years(months: int, days: int, workdays: int) -> None:
    """Two weeks of weekdays, two months of days of a month, two years of dates; nothing beside it."""
    interval = Interval(months, days, workdays)
    alone_days, alone_months = not months and not workdays, not days and not workdays
    assert every_of(Weekdays((0,)), interval) == (days // 7 if alone_days and days and days % 7 == 0 else None)
    assert every_of(MonthDays((1,)), interval) == (months if alone_months and months else None)
    yearly = months // 12 if alone_months and months and months % 12 == 0 else None
    assert every_of(YearDays((MonthDay(6, 1),)), interval) == yearly


@given(starts, st.sampled_from(("week", "month", "quarter", "year")))
def test_a_period_of_the_calendar_holds_its_day_and_ends_where_the_next_begins(
    day: date, period: CalendarPeriod
) -> None:
    """The same for each of its days, from a Monday, a first of the month, of the quarter or of the year."""
    days = period_of(day, period)
    assert day in days
    assert period_of(days.start, period) == period_of(days.last, period) == days
    assert period_of(days.end, period).start == days.end
    frequency = {"week": (WEEKLY, 1), "month": (MONTHLY, 1), "quarter": (MONTHLY, 3), "year": (YEARLY, 1)}[period]
    assert rrule(frequency[0], dtstart=noon(days.start), interval=frequency[1], count=2)[1].date() == days.end
    assert (days.start.weekday() if period == "week" else days.start.day) == (0 if period == "week" else 1)


def test_every_day_is_one_of_the_seven_weekdays() -> None:
    """All weekdays are every day."""
    start = date(2026, 11, 28)
    expected = rrule(DAILY, dtstart=noon(start))
    assert first(Weekdays(tuple(range(7))), start, 1) == by_rrule(expected)
