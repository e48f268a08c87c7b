"""Working days in China: every day of 2026 against two other calendars, 2027 marked as a forecast."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.company import PROJECT, Root

from generator.dates.intervals import Interval, add
from generator.dates.statutory import statutory_days
from generator.dates.workdays import WorkCalendar, WorkingYear
from generator.model.calendars import WorkYears, work_calendar
from generator.reading.reader import Reader
from generator.reading.workcalendars import read_calendars

ANY_DAY = st.dates(date(2025, 1, 1), date(2029, 12, 31))
POLICIES = ("following", "preceding", "modified_following", "modified_preceding")


@cache
def years() -> Mapping[str, WorkYears]:
    """The example's years of days off, by the name of their file; read when a test asks for them."""
    return read_calendars(Reader(PROJECT), None)


@cache
def calendar() -> WorkCalendar:
    """The example's days off."""
    return work_calendar("cn", years())


def year(number: int) -> Iterator[date]:
    """Each day of a year."""
    day = date(number, 1, 1)
    while day.year == number:
        yield day
        day += timedelta(days=1)


def test_2026_agrees_with_chinesecalendar_day_by_day() -> None:
    """chinesecalendar copies the State Council's notices."""
    assert [d for d in year(2026) if calendar().is_workday(d) != chinese_calendar.is_workday(d)] == []


def test_2026_is_official_2027_provisional_and_2030_missing() -> None:
    """How far a year can be relied on is known, and a year without any entry has its weekends."""
    assert [calendar().status(n) for n in (2026, 2027, 2030)] == ["official", "provisional", "missing"]
    assert calendar().is_workday(date(2030, 1, 2))
    assert not calendar().is_workday(date(2030, 1, 5))


@pytest.mark.long
def test_the_statutory_days_of_2027_are_off() -> None:
    """Whatever the notice will say, these thirteen days are days off by law."""
    by_law = list(statutory_days(2027))
    assert len(by_law) == 13
    assert by_law == list(years()["cn"].years["2027"].statutory)
    assert [day for day in by_law if calendar().is_workday(day)] == []


@pytest.mark.parametrize("number", [2025, 2026])
def test_days_by_law_agree_with_chinesecalendar(number: int) -> None:
    """Each is off by the notice too, and each block of the notice has one of them."""
    named = {day: chinese_calendar.get_holiday_detail(day)[1] for day in statutory_days(number)}
    assert None not in named.values()
    blocks = {chinese_calendar.get_holiday_detail(day)[1] for day in year(number)} - {None}
    assert {str(name) for name in named.values()} == {str(name) for name in blocks}


# Lunar New Year, Qingming, Dragon Boat and Mid-Autumn, copied from almanacs.
ALMANAC = {
    2027: ("02-06", "04-05", "06-09", "09-15"), 2028: ("01-26", "04-04", "05-28", "10-03"),
    2029: ("02-13", "04-04", "06-16", "09-22"), 2030: ("02-03", "04-05", "06-05", "09-12"),
    2031: ("01-23", "04-05", "06-24", "10-01"), 2032: ("02-11", "04-04", "06-12", "09-19"),
}  # fmt: skip


@pytest.mark.parametrize("number", ALMANAC)
def test_lunar_days_agree_with_the_almanac(number: int) -> None:
    """The eve and three days of the lunar year, and one of each other festival, beside the six fixed days."""
    first, *others = (date.fromisoformat(f"{number}-{day}") for day in ALMANAC[number])
    fixed = {date(number, *day) for day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))}
    festival = {first + timedelta(days=offset) for offset in (-1, 0, 1, 2)}
    assert set(statutory_days(number)) == fixed | festival | set(others)


def test_a_year_without_notice_keeps_the_days_by_law_and_one_with_it_has_its_own() -> None:
    """2 October 2028 is a Monday off; nothing is added to 2026, and of years before it no notice is awaited."""
    assert not calendar().is_workday(date(2028, 10, 2))
    assert calendar().holiday(date(2028, 10, 2)) is not None
    assert calendar().is_workday(date(2028, 10, 9))
    assert [calendar().awaits_notice(n) for n in (2024, 2026, 2027, 2028)] == [False, False, True, True]
    assert not calendar().is_workday(date(2024, 10, 2))  # past, without data: by law


def test_a_make_up_saturday_is_worked_and_a_bridged_friday_is_not() -> None:
    """10 October 2026 is a Saturday at work; 2 October is a Friday off, called National Day."""
    assert calendar().is_workday(date(2026, 10, 10))
    assert calendar().is_make_up(date(2026, 10, 10))
    assert calendar().holiday(date(2026, 10, 10)) is None
    friday = calendar().holiday(date(2026, 10, 2))
    assert friday is not None
    assert friday.zh == "国庆节"


@pytest.mark.parametrize(
    ("policy", "day", "moved"),
    [
        ("none", "2026-10-03", "2026-10-03"),
        ("following", "2026-10-03", "2026-10-08"),
        ("preceding", "2026-10-03", "2026-09-30"),
        ("modified_preceding", "2026-10-03", "2026-10-08"),
        ("following", "2026-05-31", "2026-06-01"),
        ("modified_following", "2026-05-31", "2026-05-29"),
        ("modified_following", "2026-05-30", "2026-05-29"),
        ("following", "2026-10-10", "2026-10-10"),
        ("following", "2026-02-15", "2026-02-24"),
        ("preceding", "2026-02-23", "2026-02-14"),
    ],
)
def test_a_day_off_moves_by_its_policy(policy: str, day: str, moved: str) -> None:
    """National Day, Spring Festival and a month that ends on a Sunday; modified policies stay in the month."""
    assert str(calendar().adjust(date.fromisoformat(day), policy)) == moved  # type: ignore[arg-type]


@given(ANY_DAY, st.sampled_from(POLICIES))
def test_an_adjusted_day_is_worked_and_adjusting_again_moves_nothing(day: date, policy: str) -> None:
    """Every policy lands on a working day, at most a fortnight off, and a modified one in the same month."""
    moved = calendar().adjust(day, policy)  # type: ignore[arg-type]
    assert calendar().is_workday(moved)
    assert calendar().adjust(moved, policy) == moved  # type: ignore[arg-type]
    assert abs((moved - day).days) <= 14
    if policy.startswith("modified"):
        assert moved.month == day.month
    if calendar().is_workday(day):
        assert moved == day


@given(ANY_DAY, st.integers(1, 30))
def test_working_days_are_counted_without_the_first_day(day: date, count: int) -> None:
    """Between the day and the n-th working day after it lie n working days, the last of them counted."""
    last = calendar().add_workdays(day, count)
    between = [d for d in (day + timedelta(days=n + 1) for n in range((last - day).days)) if calendar().is_workday(d)]
    assert len(between) == count
    assert between[-1] == last


def test_five_working_days_from_the_eve_of_national_day_2026() -> None:
    """Reported on 30 September: 8, 9, 10 (a make-up Saturday), 12 and 13 October."""
    assert calendar().add_workdays(date(2026, 9, 30), 5) == date(2026, 10, 13)


def test_a_calendar_without_years_knows_weekends_alone() -> None:
    """Monday to Friday are worked."""
    assert [d.isoweekday() for d in year(2026) if WorkCalendar({}).is_workday(d)].count(6) == 0


def test_a_date_that_rests_on_a_forecast_says_so(root: Root) -> None:
    """The agenda marks an occurrence of 2027 as provisional, and once the notice is out it no longer does."""
    marks = {row["due"][:4]: row["calendar"] for row in root.agenda("--to", "2027-04-30") if row["due"]}
    assert marks == {"2026": "official", "2027": "provisional"}
    root.edit("definitions/calendars/workdays-cn.yaml", "status: provisional", "status: official")
    assert {row["calendar"] for row in root.agenda("--to", "2027-04-30")} == {"official"}


@pytest.mark.parametrize("known", [(2026,), (2026, 2028), (2028,), (2024, 2026, 2028)])
def test_a_year_without_data_keeps_its_days_by_law_wherever_it_lies(known: tuple[int, ...]) -> None:
    """Before the known years, between them and after them: off by law, and named; a year of its own has its own."""
    calendar = WorkCalendar({number: WorkingYear("official") for number in known}, statutory_days)
    for number in range(2023, 2031):
        days = statutory_days(number)
        off = [day for day in days if not calendar.is_workday(day)]
        named = [day for day in days if calendar.holiday(day) is not None]
        assert named == ([] if number in known else list(days))
        assert off == ([day for day in days if day.isoweekday() > 5] if number in known else list(days))


@pytest.mark.parametrize("number", [2010, 2012, 2015, 2019, 2023, 2024])
def test_a_year_before_the_revision_has_the_days_of_its_time(number: int) -> None:
    """One day of May, and New Year's Eve only while it was one: each is off by that year's notice."""
    days = statutory_days(number)
    assert [day for day in days if not chinese_calendar.is_holiday(day)] == []
    assert date(number, 5, 2) not in days


@given(ANY_DAY, st.integers(-400, 400))
def test_working_days_are_counted_one_by_one_in_either_direction(day: date, count: int) -> None:
    """The reckoning by years is the walk from day to day; the first day itself does not count."""
    step = timedelta(days=1 if count > 0 else -1)
    walked, left = day, abs(count)
    while left:
        walked += step
        left -= calendar().is_workday(walked)
    assert calendar().add_workdays(day, count) == walked
    assert calendar().add(day, Interval(workdays=count)) == walked


@given(ANY_DAY, st.integers(0, 12), st.integers(0, 30), st.integers(-40, 40))
def test_months_come_before_days_and_days_before_working_days(day: date, months: int, days: int, workdays: int) -> None:
    """A sum of a threshold and intervals is reckoned in that order; without working days as everywhere else."""
    start = add(day, Interval(months, days))
    assert start is not None
    assert calendar().add(day, Interval(months, days, workdays)) == calendar().add_workdays(start, workdays)
    assert calendar().add(day, Interval(months, days)) == start


def test_working_days_end_where_the_calendar_ends() -> None:
    """No such day is no error."""
    assert calendar().add(date(9999, 12, 1), Interval(workdays=400)) is None
    assert calendar().add(date(1, 1, 10), Interval(workdays=-400)) is None
