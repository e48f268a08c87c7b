"""Days of the Chinese calendar lie where another library's tables have them."""

from __future__ import annotations

from datetime import date

from holidays.calendars.chinese import _ChineseLunisolar as Tables

from generator.dates.lunar import LunarDay

KNOWN = {
    LunarDay(1, 1): Tables.LUNAR_NEW_YEAR_DATES,
    LunarDay(3, 10): Tables.HUNG_KINGS_DATES,
    LunarDay(4, 8): Tables.BUDDHA_BIRTHDAY_DATES,
    LunarDay(5, 5): Tables.DRAGON_BOAT_DATES,
    LunarDay(8, 15): Tables.MID_AUTUMN_DATES,
    LunarDay(9, 9): Tables.DOUBLE_NINTH_DATES,
}


def test_feasts_lie_where_tables_have_them() -> None:
    """Of 1950 to 2088, six feasts: 834 days. (Of 2089 the tables themselves are at odds by a day.)"""
    wrong = [
        (day, year)
        for day, table in KNOWN.items()
        for year in range(1950, 2089)
        if day.in_lunar_year(year) != date(year, *table[year])
    ]
    assert wrong == []


def test_a_thirtieth_that_a_month_lacks_is_its_last() -> None:
    """The eve of the year 2025 was the 29th of the twelfth month; that of 2024 the 30th."""
    assert LunarDay(12, 30).in_lunar_year(2024) == date(2025, 1, 28)
    assert LunarDay(12, 30).in_lunar_year(2023) == date(2024, 2, 9)
    assert LunarDay(3, 3).in_lunar_year(1800) is None
    assert LunarDay(3, 3).in_lunar_year(2500) is None
    assert str(LunarDay(3, 3)) == "03-03"
