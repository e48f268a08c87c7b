"""Calendar arithmetic: months end where months end, and the n-th date is counted from the first."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from generator.dates.intervals import Interval, add
from generator.dates.ranges import DateRange

days = st.dates(date(1900, 1, 1), date(2200, 12, 31))
signs = st.sampled_from([1, -1])
intervals = st.builds(lambda m, d, sign: Interval(m * sign, d * sign), st.integers(0, 600), st.integers(0, 4000), signs)
months = st.integers(1, 120)


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("6 months", Interval(months=6)),
        ("1 month", Interval(months=1)),
        ("1 year", Interval(months=12)),
        ("1 year 15 days", Interval(12, 15)),
        ("2 weeks", Interval(days=14)),
        ("14 days", Interval(days=14)),
        ("-1 month", Interval(months=-1)),
        ("0 days", Interval()),
        ("P6M", Interval(months=6)),
        ("P1Y6M", Interval(months=18)),
        ("P2W", Interval(days=14)),
        ("-P1M", Interval(months=-1)),
        ("6 个月", Interval(months=6)),
        ("6个月", Interval(months=6)),
        ("1 年 6 个月", Interval(months=18)),
        ("14 天", Interval(days=14)),
        ("2 周", Interval(days=14)),
        ("2 个星期", Interval(days=14)),
    ],
)
def test_a_length_of_time_is_read_as_people_write_it(text: str, interval: Interval) -> None:
    """English, ISO 8601 and Chinese, in months and days."""
    assert Interval.parse(text) == interval


@pytest.mark.parametrize(
    "text",
    ["", " ", "6", "months", "6 moons", "1.5 months", "P", "PT6H", "P6", "6 months or so", "--1 month", "6 hours"],
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    """A number without unit, a unit without number, fractions, hours and words."""
    with pytest.raises(ValueError, match=r".*"):
        Interval.parse(text)


@given(intervals)
def test_what_is_written_is_read_back(interval: Interval) -> None:
    """The ISO form of any interval reads as that interval."""
    assert Interval.parse(str(interval)) == interval


@pytest.mark.parametrize(
    ("start", "interval", "policy", "end"),
    [
        ("2026-01-31", "1 month", "backward", "2026-02-28"),
        ("2024-01-31", "1 month", "backward", "2024-02-29"),
        ("2026-01-31", "1 month", "forward", "2026-03-01"),
        ("2026-01-31", "1 month", "omit", "None"),
        ("2026-01-31", "2 months", "omit", "2026-03-31"),
        ("2026-05-31", "1 month", "backward", "2026-06-30"),
        ("2026-05-31", "2 months", "backward", "2026-07-31"),
        ("2024-02-29", "1 year", "backward", "2025-02-28"),
        ("2024-02-29", "4 years", "backward", "2028-02-29"),
        ("2026-12-31", "2 months", "backward", "2027-02-28"),
        ("2026-12-31", "2 months", "forward", "2027-03-01"),
        ("2026-03-15", "2 years", "backward", "2028-03-15"),
        ("2026-03-31", "-1 month", "backward", "2026-02-28"),
        ("2026-01-31", "1 month 1 day", "backward", "2026-03-01"),
        ("9999-12-01", "1 month", "backward", "None"),
        ("0001-01-31", "-1 month", "backward", "None"),
    ],
)
def test_a_month_without_the_day_ends_on_its_own_last_day(start: str, interval: str, policy: str, end: str) -> None:
    """Civil Code, article 202; months are added before days, and the calendar's ends are no error."""
    found = add(date.fromisoformat(start), Interval.parse(interval), policy)  # type: ignore[arg-type]
    assert str(found) == end


@given(days, intervals)
def test_adding_agrees_with_dateutil(day: date, interval: Interval) -> None:
    """``dateutil.relativedelta`` is an independent reader of the same rule."""
    assert add(day, interval) == day + relativedelta(months=interval.months, days=interval.days)


@given(days, months, st.integers(1, 60))
def test_the_nth_date_is_clamped_once_and_never_by_the_ones_before_it(day: date, step: int, n: int) -> None:
    """The n-th date has the anchor's day of the month, or the month's last day where it is shorter."""
    found = add(day, Interval(months=step) * n)
    assert found is not None
    assert found.day == min(day.day, monthrange(found.year, found.month)[1])
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == step * n


@given(st.integers(1990, 2090), st.sampled_from([1, 3, 5, 7, 8, 10, 12]), st.integers(2, 60))
def test_counting_from_the_date_before_would_lose_days_and_is_not_done(year: int, month: int, n: int) -> None:
    """From 31 May on the 31st comes back after June's 30th; a chain from date to date would stay on the 30th."""
    day = date(year, month, 31)
    long_month = add(day, Interval(months=1) * n)
    assert long_month is not None
    if monthrange(long_month.year, long_month.month)[1] == 31:
        assert long_month.day == 31


@given(days, st.builds(Interval, months, st.integers(0, 400)), st.integers(0, 60))
def test_later_cycles_lie_later_and_no_month_is_skipped(day: date, interval: Interval, n: int) -> None:
    """The grid rises strictly, and a step is never longer than the interval and the days that a clamp took."""
    first, second = add(day, interval * n), add(day, interval * (n + 1))
    assert first is not None
    assert second is not None
    assert first < second
    assert (second - first).days <= interval.months * 31 + interval.days + 3


@given(days, days, intervals)
def test_of_two_dates_the_earlier_stays_the_earlier(one: date, other: date, interval: Interval) -> None:
    """Adding the same interval to two dates never changes their order."""
    early, late = sorted([one, other])
    first, second = add(early, interval), add(late, interval)
    assert first is not None
    assert second is not None
    assert first <= second


@given(days, months)
def test_the_policies_differ_only_where_the_month_lacks_the_day(day: date, step: int) -> None:
    """Where the day exists all three agree; where not, backward is the eve of forward and omit gives nothing."""
    backward, forward, omitted = (add(day, Interval(months=step), p) for p in ("backward", "forward", "omit"))
    assert backward is not None
    if backward.day == day.day:
        assert backward == forward == omitted
    else:
        assert forward == backward + timedelta(days=1)
        assert forward.day == 1
        assert omitted is None


@given(intervals, st.integers(-20, 20), st.integers(-20, 20))
def test_intervals_add_and_multiply_as_numbers_do(interval: Interval, n: int, m: int) -> None:
    """n times and m times an interval together are n + m times it."""
    assert interval * n + interval * m == interval * (n + m)


@given(days, days, days, days)
def test_ranges_overlap_exactly_where_they_share_a_day(a: date, b: date, c: date, d: date) -> None:
    """The later start lies before the earlier end, and is in both."""
    one, other = DateRange(min(a, b), max(a, b)), DateRange(min(c, d), max(c, d))
    later = max(one.start, other.start)
    if one and other:
        assert one.overlaps(other) == (later in one and later in other)


def test_a_range_holds_its_first_day_and_not_its_end() -> None:
    """Half-open, and inclusive of both where it is said so."""
    span = DateRange(date(2026, 1, 30), date(2026, 2, 2))
    assert [str(day) for day in span] == ["2026-01-30", "2026-01-31", "2026-02-01"]
    assert span == DateRange.inclusive(date(2026, 1, 30), date(2026, 2, 1))
    assert span.last == date(2026, 2, 1)
    assert date(2026, 2, 2) not in span
    assert not DateRange(span.start, span.start)
