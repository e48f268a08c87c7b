"""Lengths of time as people write them, and that editors take what the reader takes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.dates.intervals import Interval
from generator.text.lengths import INTERVAL_PATTERN

SPOKEN = {
    "half a year": Interval(months=6),
    "half-year": Interval(months=6),
    "half a month": Interval(days=15),
    "a quarter": Interval(months=3),
    "1 quarter": Interval(months=3),
    "quarter": Interval(months=3),
    "2 quarters": Interval(months=6),
    "fortnight": Interval(days=14),
    "a fortnight": Interval(days=14),
    "two fortnights": Interval(days=28),
    "one month": Interval(months=1),
    "twelve weeks": Interval(days=84),
    "a year and a half": Interval(months=18),
    "one and a half years": Interval(months=18),
    "1 year and 15 days": Interval(12, 15),
    "every month": Interval(months=1),
    "every 6 weeks": Interval(days=42),
    "each year": Interval(months=12),
    "weekly": Interval(days=7),
    "quarterly": Interval(months=3),
    "half-yearly": Interval(months=6),
    "annually": Interval(months=12),
    "15 working days": Interval(workdays=15),
    "1 working day": Interval(workdays=1),
    "10 business days": Interval(workdays=10),
    "半年": Interval(months=6),
    "半个月": Interval(days=15),
    "半月": Interval(days=15),
    "一个半月": Interval(1, 15),
    "3 个半月": Interval(3, 15),
    "一年半": Interval(months=18),
    "两年半": Interval(months=30),
    "季度": Interval(months=3),
    "一季": Interval(months=3),
    "1 个季度": Interval(months=3),
    "两个季度": Interval(months=6),
    "每季度": Interval(months=3),
    "每月": Interval(months=1),
    "每两周": Interval(days=14),
    "一个星期": Interval(days=7),
    "两个礼拜": Interval(days=14),
    "十五天": Interval(days=15),
    "二十一日": Interval(days=21),
    "十二个月": Interval(months=12),
    "一年零三个月": Interval(months=15),
    "15 个工作日": Interval(workdays=15),
    "十个工作日": Interval(workdays=10),
}


@pytest.mark.parametrize(("text", "interval"), SPOKEN.items())
def test_a_length_of_time_is_read_as_people_say_it(text: str, interval: Interval) -> None:
    """In words of both languages, capitals or not; and an editor finds nothing amiss in it."""
    assert Interval.parse(text) == interval
    assert Interval.parse(f" {text.capitalize()} ") == interval
    assert re.fullmatch(INTERVAL_PATTERN, text)


@pytest.mark.parametrize(
    "text",
    [
        "month", "years", "半周", "half a week", "half a quarter", "半个半月", "bimonthly", "biweekly", "biannual",
        "1 month 3 working days", "三十一个月个", "十十天", "一二天", "6 months,", "6 months and", "every", "每", "每半", "个月", "半",
    ],
)  # fmt: skip
def test_what_may_mean_two_things_or_none_is_refused(text: str) -> None:
    """Halves of what has none, working days among months, and words that some read as twice and some as every second."""
    with pytest.raises(ValueError, match=r".*"):
        Interval.parse(text)


@given(st.integers(0, 600), st.integers(0, 400), st.sampled_from((1, -1)))
def test_an_interval_in_words_is_read_back(months: int, days: int, sign: int) -> None:
    """However it is written, one unit after the other; working days by themselves."""
    parts = [f"{months} months"] * bool(months) + [f"{days} 天"] * bool(days)
    if parts:
        assert Interval.parse("-" * (sign < 0) + " and ".join(parts)) == Interval(months * sign, days * sign)
    if days:
        assert Interval.parse(str(Interval(workdays=days * sign))) == Interval(workdays=days * sign)
