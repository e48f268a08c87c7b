"""Working days in China: every day of 2026 against two other calendars, 2027 marked as a forecast."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.company import PROJECT, Root

from generator.dates.workdays import WorkCalendar
from generator.reading.load import load

CALENDAR = load(PROJECT)[0].workdays
ANY_DAY = st.dates(date(2025, 1, 1), date(2029, 12, 31))
POLICIES = ("following", "preceding", "modified_following", "modified_preceding")


def year(number: int) -> Iterator[date]:
    """Each day of a year."""
    day = date(number, 1, 1)
    while day.year == number:
        yield day
        day += timedelta(days=1)


def test_2026_agrees_with_chinesecalendar_day_by_day() -> None:
    """chinesecalendar copies the State Council's notices."""
    assert [d for d in year(2026) if CALENDAR.is_workday(d) != chinese_calendar.is_workday(d)] == []


def test_2026_agrees_with_holidays_day_by_day() -> None:
    """The holidays package is written independently of it."""
    china = holidays.country_holidays("CN", years=2026)
    assert [d for d in year(2026) if CALENDAR.is_workday(d) != china.is_working_day(d)] == []


def test_2026_is_official_2027_provisional_and_2030_missing() -> None:
    """How far a year can be relied on is known, and a year without any entry has its weekends."""
    assert [CALENDAR.status(n) for n in (2026, 2027, 2030)] == ["official", "provisional", "missing"]
    assert CALENDAR.is_workday(date(2030, 1, 2))
    assert not CALENDAR.is_workday(date(2030, 1, 5))


def test_the_statutory_days_of_2027_are_off() -> None:
    """Whatever the notice will say, these thirteen days are days off by law."""
    china = holidays.country_holidays("CN", years=2027)
    by_law = [day for day, name in china.items() if day.year == 2027 and "休息日" not in name]
    assert len(by_law) >= 13
    assert [day for day in by_law if CALENDAR.is_workday(day)] == []


def test_a_make_up_saturday_is_worked_and_a_bridged_friday_is_not() -> None:
    """10 October 2026 is a Saturday at work; 2 October is a Friday off, called National Day."""
    assert CALENDAR.is_workday(date(2026, 10, 10))
    assert CALENDAR.is_make_up(date(2026, 10, 10))
    assert CALENDAR.holiday(date(2026, 10, 10)) is None
    friday = CALENDAR.holiday(date(2026, 10, 2))
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
    assert str(CALENDAR.adjust(date.fromisoformat(day), policy)) == moved  # type: ignore[arg-type]


@given(ANY_DAY, st.sampled_from(POLICIES))
def test_an_adjusted_day_is_worked_and_adjusting_again_moves_nothing(day: date, policy: str) -> None:
    """Every policy lands on a working day, at most a fortnight off, and a modified one in the same month."""
    moved = CALENDAR.adjust(day, policy)  # type: ignore[arg-type]
    assert CALENDAR.is_workday(moved)
    assert CALENDAR.adjust(moved, policy) == moved  # type: ignore[arg-type]
    assert abs((moved - day).days) <= 14
    if policy.startswith("modified"):
        assert moved.month == day.month
    if CALENDAR.is_workday(day):
        assert moved == day


@given(ANY_DAY, st.integers(1, 30))
def test_working_days_are_counted_without_the_first_day(day: date, count: int) -> None:
    """Between the day and the n-th working day after it lie n working days, the last of them counted."""
    last = CALENDAR.add_workdays(day, count)
    between = [d for d in (day + timedelta(days=n + 1) for n in range((last - day).days)) if CALENDAR.is_workday(d)]
    assert len(between) == count
    assert between[-1] == last


def test_five_working_days_from_the_eve_of_national_day_2026() -> None:
    """Reported on 30 September: 8, 9, 10 (a make-up Saturday), 12 and 13 October."""
    assert CALENDAR.add_workdays(date(2026, 9, 30), 5) == date(2026, 10, 13)


def test_a_calendar_without_years_knows_weekends_alone() -> None:
    """Monday to Friday are worked."""
    assert [d.isoweekday() for d in year(2026) if WorkCalendar({}).is_workday(d)].count(6) == 0


def test_a_date_that_rests_on_a_forecast_says_so(root: Root) -> None:
    """The agenda marks an occurrence of 2027 as provisional, and once the notice is out it no longer does."""
    marks = {row["due"][:4]: row["calendar"] for row in root.agenda("--to", "2027-04-30") if row["due"]}
    assert marks == {"2026": "official", "2027": "provisional"}
    root.edit("definitions/calendars/workdays-cn.yaml", "status: provisional", "status: official")
    assert {row["calendar"] for row in root.agenda("--to", "2027-04-30")} == {"official"}
