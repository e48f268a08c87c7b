"""When a rule falls due: nominal dates, month ends, seasons, ends, working days, and revisions of a rule."""

from __future__ import annotations

import itertools
from calendar import monthrange
from datetime import date, datetime, time, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, YEARLY, rrule
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.engine import cycles, day, due, standing, work_calendar

from generator.dates.intervals import Interval, InvalidDate, add
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms
from generator.dates.workdays import Adjust
from generator.dates.yeardays import MonthDay
from generator.due.duedates import DueDates
from generator.due.nominal import nominal_dates
from generator.due.regular import is_regular, regular_dates
from generator.due.terms import DueDate, Terms
from generator.model.anchors import ACCEPTANCE

ANCHORS = st.dates(date(2019, 1, 1), date(2026, 12, 31))
MONTH_ENDS = ANCHORS.map(lambda one: one.replace(day=min(29 + one.day % 3, monthrange(one.year, one.month)[1]))).filter(
    lambda one: one.day > 28
)
INTERVALS = st.one_of(
    st.builds(lambda n: Interval(months=n), st.integers(1, 60)),
    st.builds(lambda n: Interval(days=n), st.integers(1, 400)),
    st.builds(lambda months, days: Interval(months, days), st.integers(1, 14), st.integers(1, 40)),
)
POLICIES: st.SearchStrategy[Adjust] = st.sampled_from(
    ["none", "following", "preceding", "modified_following", "modified_preceding"]
)
CLAMPS: st.SearchStrategy[InvalidDate] = st.sampled_from(["backward", "forward", "omit"])
YEAR_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda one: MonthDay(one.month, one.day))
SLACK = st.builds(lambda n: Interval(days=n), st.integers(0, 20))


def terms(anchor: date, interval: Interval | None, threshold: Interval | None = None, **more: object) -> Terms:
    return Terms(
        rule=0,
        anchor=anchor,
        counts_from=ACCEPTANCE,
        threshold=threshold if threshold is not None else interval or Interval(),
        interval=interval,
        **more,  # type: ignore[arg-type]
    )


def series(*revisions: Terms, end: date) -> tuple[DueDate, ...]:
    return DueDates(work_calendar()).series(revisions, end)


# ------------------------------------------------------------------------------------------------ the n-th nominal date


@given(ANCHORS, st.integers(1, 60), st.integers(0, 120))
@example(date(2024, 1, 31), 1, 12)
@example(date(2024, 2, 29), 12, 4)
def test_the_nth_date_is_a_function_of_the_anchor_and_n_alone(anchor: date, months: int, n: int) -> None:
    """The n-th date of a monthly rule is the anchor's day, or the last of a month that lacks it: never the day before's."""
    total = anchor.year * 12 + anchor.month - 1 + months * (n + 1)
    year, month = total // 12, total % 12 + 1
    expected = date(year, month, min(anchor.day, monthrange(year, month)[1]))
    found = series(terms(anchor, Interval(months=months)), end=expected + timedelta(days=1))
    assert (found[-1].nominal, found[-1].n, found[-1].cycle) == (expected, n, n + 1)
    assert found[-1].nominal == anchor + relativedelta(months=months * (n + 1))


@given(
    st.one_of(ANCHORS, MONTH_ENDS),
    INTERVALS,
    st.one_of(st.just(Interval()), INTERVALS),
    CLAMPS,
    st.one_of(st.none(), ANCHORS),
    st.dates(date(2019, 1, 1), date(2030, 12, 31)),
)
@example(date(2024, 1, 31), Interval(months=1), Interval(1, 3), "backward", None, date(2026, 1, 1))
@example(date(2024, 1, 31), Interval(days=30), Interval(months=1), "omit", date(2024, 6, 28), date(2026, 1, 1))
def test_dates_reckoned_all_at_once_are_those_reckoned_one_by_one(
    anchor: date, interval: Interval, threshold: Interval, invalid_date: InvalidDate, until: date | None, end: date
) -> None:
    given_terms = terms(anchor, interval, threshold, invalid_date=invalid_date, until=until)
    assume(is_regular(given_terms, end))
    assert regular_dates(given_terms, end) == list(nominal_dates(given_terms, end, work_calendar()))


@given(ANCHORS, INTERVALS, st.integers(0, 40))
def test_no_drift_after_any_number_of_cycles(anchor: date, interval: Interval, n: int) -> None:
    """The n-th date is the same whether all before it were reckoned or it alone."""
    alone = add(anchor, interval * (n + 1))
    assert alone is not None
    found = series(terms(anchor, interval), end=alone + timedelta(days=1))
    assert found[n].nominal == alone


@given(ANCHORS, INTERVALS, CLAMPS)
def test_dates_rise_and_have_no_gaps(anchor: date, interval: Interval, clamp: InvalidDate) -> None:
    """Dates rise strictly, cycles count 1, 2, 3, and only ``omit`` leaves an interval out."""
    found = series(terms(anchor, interval, invalid_date=clamp), end=add(anchor, interval * 30) or date.max)
    assert all(first.nominal < second.nominal for first, second in itertools.pairwise(found))
    assert [one.cycle for one in found] == list(range(1, len(found) + 1))
    if clamp != "omit":
        assert [one.n for one in found] == list(range(len(found)))
    else:
        assert all(one.nominal.day == anchor.day for one in found if not interval.days)


@given(ANCHORS, INTERVALS, st.dates(date(2027, 1, 1), date(2030, 1, 1)), st.integers(1, 900))
def test_looking_further_ahead_changes_nothing_nearer(anchor: date, interval: Interval, end: date, more: int) -> None:
    """A longer horizon only adds cycles."""
    assume(interval.approximate_days >= 5)
    one = terms(anchor, interval, adjust="following")
    near, far = series(one, end=end), series(one, end=end + timedelta(days=more))
    assert far[: len(near)] == near


@given(ANCHORS, INTERVALS, POLICIES)
def test_adjusting_never_changes_the_next_nominal_date(anchor: date, interval: Interval, policy: Adjust) -> None:
    """The working day on which the work is due has no effect on any nominal date."""
    end = add(anchor, interval * 24) or date.max
    plain = series(terms(anchor, interval), end=end)
    adjusted = series(terms(anchor, interval, adjust=policy), end=end)
    assert [one.nominal for one in plain] == [one.nominal for one in adjusted]
    calendar = work_calendar()
    assert policy == "none" or all(calendar.is_workday(one.day) for one in adjusted)
    if policy.startswith("modified"):
        assert all((one.day.year, one.day.month) == (one.nominal.year, one.nominal.month) for one in adjusted)


@given(ANCHORS, INTERVALS, POLICIES, SLACK, SLACK)
def test_the_due_day_lies_in_its_window(anchor: date, interval: Interval, policy: Adjust, early: Interval, late: Interval) -> None:  # fmt: skip
    """The window holds the due day, and reaches exactly as far as the tolerance from the nominal date unless that is needed."""
    found = series(terms(anchor, interval, adjust=policy, early=early, late=late), end=add(anchor, interval * 12) or date.max)  # fmt: skip
    for one in found:
        assert one.day in one.window
        assert one.window.start == min(one.nominal - timedelta(days=early.days), one.day)
        assert one.window.last == max(one.nominal + timedelta(days=late.days), one.day)


# --------------------------------------------------------------------------------------------------------- dateutil


@given(ANCHORS.filter(lambda one: one.day <= 28), st.integers(1, 24), st.integers(1, 40))
def test_months_agree_with_dateutil(anchor: date, months: int, count: int) -> None:
    """Up to the 28th, months and years come as RFC 5545 has them."""
    found = series(
        terms(anchor, Interval(months=months), Interval()), end=anchor + relativedelta(months=months * count)
    )
    expected = rrule(MONTHLY, dtstart=_midnight(anchor), interval=months, count=count)
    assert [one.nominal for one in found] == [one.date() for one in expected]
    if months % 12 == 0:
        yearly = rrule(YEARLY, dtstart=_midnight(anchor), interval=months // 12, count=count)
        assert [one.nominal for one in found] == [one.date() for one in yearly]


@given(ANCHORS, st.integers(1, 60), st.integers(1, 40))
def test_days_and_weeks_agree_with_dateutil(anchor: date, days: int, count: int) -> None:
    """Days and weeks come as RFC 5545 has them."""
    found = series(terms(anchor, Interval(days=days), Interval()), end=anchor + timedelta(days=days * count))
    rule = (WEEKLY, days // 7) if days % 7 == 0 else (DAILY, days)
    expected = rrule(rule[0], dtstart=_midnight(anchor), interval=rule[1], count=count)
    assert [one.nominal for one in found] == [one.date() for one in expected]


@given(MONTH_ENDS, st.integers(1, 12), st.integers(1, 60))
def test_omit_agrees_with_dateutil_at_month_ends(anchor: date, months: int, count: int) -> None:
    """RFC 5545 omits dates that do not exist, and so does ``invalid_date: omit``."""
    end = anchor + relativedelta(months=months * count)
    found = series(terms(anchor, Interval(months=months), Interval(), invalid_date="omit"), end=end)
    expected = rrule(MONTHLY, dtstart=_midnight(anchor), interval=months, until=_midnight(end - timedelta(days=1)))
    assert [one.nominal for one in found] == [one.date() for one in expected]


def _midnight(start: date) -> datetime:
    return datetime.combine(start, time())


# ------------------------------------------------------------------------------- a second engine, walking day by day


class Walker:
    """A simple-minded engine for the test: it looks at one day after the other and asks whether the rule falls on it."""

    def __init__(self, off: set[date], make_up: set[date]) -> None:
        self.off, self.make_up = off, make_up

    def works(self, one: date) -> bool:
        return one in self.make_up or (one.weekday() < 5 and one not in self.off)

    def moved(self, one: date, policy: Adjust) -> date:
        step = timedelta(days=1 if policy.endswith("following") else -1)
        for sign in (1, -1):
            found = one
            while policy != "none" and not self.works(found):
                found += step * sign
            if not policy.startswith("modified") or found.month == one.month:
                return found
        raise AssertionError("a month without a working day")

    def months(self, anchor: date, every: int, first: int, until: date | None, end: date) -> list[date]:
        """Days on which a month count falls: the anchor's day of the month, or the last day of a shorter month."""
        found, today = [], anchor
        while today < end and (until is None or today <= until):
            passed = (today.year - anchor.year) * 12 + today.month - anchor.month
            tomorrow = today + timedelta(days=1)
            ends_short = tomorrow.month != today.month and today.day < anchor.day
            if (today.day == anchor.day or ends_short) and passed >= first and (passed - first) % every == 0:
                found.append(today)
            today = tomorrow
        return found

    def seasonal(self, anchor: date, first: MonthDay, last: MonthDay, when: str, lead: int, end: date) -> list[date]:
        """Days that lie ``lead`` days before a season's first day, or after its first or last one."""

        def inside(one: date) -> bool:
            here = (one.month, one.day)
            low, high = ((first.month, first.day), (last.month, last.day))
            if low == (2, 29) and monthrange(one.year, 2)[1] == 28:
                low = (2, 28)
            return low <= here <= high if low <= high else here >= low or here <= high

        found, today = [], anchor
        while today < end:
            if when == "after":
                edge = today - timedelta(days=lead)
                hit = inside(edge) and not inside(edge + timedelta(days=1))
            else:
                edge = today + timedelta(days=lead if when == "before" else -lead)
                hit = inside(edge) and not inside(edge - timedelta(days=1))
            if hit:
                found.append(today)
            today += timedelta(days=1)
        return found


OFF = {one for first, last in (("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
       ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"), ("2026-10-01", "2026-10-07"))
       for one in DateRange.inclusive(day(first), day(last))}  # fmt: skip
# By law, in years without a notice.
OFF |= {day(one) for one in (
    "2024-01-01", "2024-02-10", "2024-02-11", "2024-02-12", "2024-04-04", "2024-05-01", "2024-06-10", "2024-09-17",
    "2024-10-01", "2024-10-02", "2024-10-03",
    "2025-01-01", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31", "2025-04-04", "2025-05-01", "2025-05-02",
    "2025-05-31", "2025-10-01", "2025-10-02", "2025-10-03", "2025-10-06",
    "2027-01-01", "2027-02-05", "2027-02-06", "2027-02-07", "2027-02-08", "2027-04-05", "2027-05-01", "2027-05-02",
    "2027-06-09", "2027-09-15", "2027-10-01", "2027-10-02", "2027-10-03",
    "2028-01-01", "2028-01-25", "2028-01-26", "2028-01-27", "2028-01-28", "2028-04-04",
)}  # fmt: skip
WALKER = Walker(OFF, {day(f"2026-{one}") for one in ("01-04", "02-14", "02-28", "05-09", "09-20", "10-10")})


@given(
    st.dates(date(2024, 1, 1), date(2026, 10, 31)), st.integers(1, 14), st.integers(0, 14),
    st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)), POLICIES,
)  # fmt: skip
def test_months_agree_with_walking_day_by_day(
    anchor: date, every: int, threshold: int, until: date | None, policy: Adjust
) -> None:
    """Threshold, interval, month ends, end and working days agree with an engine that tries every day."""
    end = date(2028, 3, 1)
    rule = terms(anchor, Interval(months=every), Interval(months=threshold), until=until, adjust=policy)
    found = series(rule, end=end)
    expected = WALKER.months(anchor, every, threshold, until, end)
    assert [one.nominal for one in found] == expected
    for one in found:
        moved = WALKER.moved(one.nominal, policy)
        if until is None or moved <= until:
            assert one.day == moved
        else:
            assert one.nominal <= one.day <= until or one.day == WALKER.moved(until, "preceding")


@given(st.dates(date(2022, 1, 1), date(2026, 1, 1)), YEAR_DAYS, YEAR_DAYS, st.sampled_from(["before", "inside", "after"]), st.integers(1, 40))  # fmt: skip
@example(date(2022, 1, 1), MonthDay(12, 1), MonthDay(2, 29), "after", 1)
@example(date(2022, 1, 1), MonthDay(12, 1), MonthDay(2, 29), "inside", 31)
@example(date(2022, 1, 1), MonthDay(11, 15), MonthDay(3, 15), "before", 30)
def test_seasons_agree_with_walking_day_by_day(
    anchor: date, first: MonthDay, last: MonthDay, when: str, lead: int
) -> None:
    """A season's date agrees with an engine that tries every day, also over New Year and at the end of February."""
    length = (date(2024 + ((last.month, last.day) < (first.month, first.day)), last.month, min(last.day, 28))
              - date(2024, first.month, min(first.day, 28))).days  # fmt: skip
    assume(60 < length < 300)
    rule = terms(anchor, None, season=SeasonTerms("s", first, last, when, Interval(days=lead)))
    end = date(2029, 1, 1)
    assert [one.nominal for one in series(rule, end=end)] == WALKER.seasonal(anchor, first, last, when, lead, end)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), POLICIES)
def test_working_days_agree_with_walking_day_by_day(one: date, policy: Adjust) -> None:
    """Each policy gives the working day that trying day after day gives, make-up days counted."""
    assert work_calendar().adjust(one, policy) == WALKER.moved(one, policy)


# --------------------------------------------------------------------------------------------------- rules in YAML


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("interval: 1 month", ["2024-02-29", "2024-03-31", "2024-04-30"]),
        ("interval: 1 month\ninvalid_date: forward", ["2024-03-01", "2024-03-31", "2024-05-01"]),
        ("interval: 1 month\ninvalid_date: omit", ["2024-03-31"]),
        ("interval: 1 month\nthreshold: 0 days", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("interval: 1 month\nthreshold: 15 days", ["2024-02-15", "2024-03-15", "2024-04-15"]),
        ("interval: 1 month\nthreshold: 2 months", ["2024-03-31", "2024-04-30"]),
        ("interval: P1M", ["2024-02-29", "2024-03-31", "2024-04-30"]),
        ("interval: 30 天", ["2024-03-01", "2024-03-31", "2024-04-30"]),
        ("interval: 1 month 1 day", ["2024-03-01", "2024-04-02", "2024-05-03"]),
        ("threshold: 1 month", ["2024-02-29"]),
        ("interval_by: {tier: {A: 1 month, B: 6 weeks}}", ["2024-03-13", "2024-04-24"]),
        ("interval_by: {exposure: {coast: 2 months, inland: 1 month}}", ["2024-03-31"]),
    ],
)
def test_dates_after_31_january(rule: str, dates: list[str]) -> None:
    """From 31 January 2024: month ends, thresholds, one-offs and intervals by condition."""
    assert due(f"anchor: acceptance\n{rule}", milestones="acceptance: 2024-01-31", end="2024-05-15") == dates


def test_traffic_sets_the_interval_of_each_asset() -> None:
    """An asset's traffic chooses its interval; one without traffic has no such task."""
    rule = "anchor: acceptance\ninterval_by: {traffic: {heavy: 1 month, light: 6 months}}"
    heavy = "{id: w, name: 窗, product: window, traffic: heavy}"
    assert due(rule, assets=heavy, end="2026-04-01") == ["2026-02-28", "2026-03-31"]
    assert due(rule, assets="{id: w, name: 窗, product: window}") == []


def test_a_day_of_the_year_comes_every_year() -> None:
    """``month_day`` falls on the same day each year, first on or after the acceptance."""
    found = due("month_day: '06-01'", milestones="acceptance: 2024-06-02", end="2028-01-01")
    assert found == ["2025-06-01", "2026-06-01", "2027-06-01"]


@pytest.mark.parametrize(
    ("invalid_date", "dates"),
    [
        ("backward", ["2023-02-28", "2024-02-29", "2025-02-28"]),
        ("forward", ["2023-03-01", "2024-02-29", "2025-03-01"]),
        ("omit", ["2024-02-29"]),
    ],
)
def test_29_february_of_a_common_year(invalid_date: str, dates: list[str]) -> None:
    """A rule on 29 February falls on the 28th, on 1 March, or on nothing in a common year."""
    rule = f"month_day: '02-29'\ninvalid_date: {invalid_date}"
    assert due(rule, milestones="acceptance: 2022-06-01", end="2026-01-01") == dates


def test_a_warranty_ends_on_its_last_day() -> None:
    """Accepted on 2026-03-15 with two years' warranty, the end is 2028-03-15, that day included."""
    rule = "anchor: acceptance\ninterval: 1 month\nuntil: warranty_end"
    found = due(rule, milestones="acceptance: 2026-03-15", as_of="2028-01-01", end="2030-01-01")
    assert found[-1] == "2028-03-15"
    assert due(rule, milestones="acceptance: 2024-02-29", as_of="2026-01-01", end="2030-01-01")[-1] == "2026-02-28"


def test_one_month_before_the_warranty_ends() -> None:
    """A negative threshold counts back from the end of the warranty that is named."""
    general = "anchor: warranty_end\nthreshold: -1 month"
    leakage = "anchor: 'warranty_end:leakage'\nthreshold: -1 month"
    assert due(general, milestones="acceptance: 2026-03-31", end="2040-01-01") == ["2028-02-29"]
    assert due(leakage, milestones="acceptance: 2026-03-31", end="2040-01-01") == ["2031-02-28"]


@pytest.mark.parametrize("basis", ["fixed", "floating", "window"])
@pytest.mark.parametrize(("at_end", "last"), [("clamp", "2028-01-31"), ("drop", "2027-10-31")])
def test_the_last_cycle_is_put_on_the_end_or_dropped(basis: str, at_end: str, last: str) -> None:
    """Where the grid steps over the rule's end, ``clamp`` puts a last cycle on it; ``drop`` ends with the one before."""
    rule = f"anchor: acceptance\ninterval: 7 months\nuntil: warranty_end\nat_end: {at_end}\nbasis: {basis}"
    found = cycles(rule, as_of="2026-02-01", end="2030-01-01")
    assert str(found[-1].due.nominal if found[-1].due else "") == last


def test_the_end_holds_for_working_days_too() -> None:
    """No due day and no window lies beyond the end: 2026-01-31 is a Saturday, so the day before."""
    rule = "anchor: acceptance\ninterval: 12 months\nuntil: warranty_end\nadjust: following\ntolerance: {late: 30 days}"
    (one,) = [o for o in cycles(rule, milestones="acceptance: 2024-01-31", end="2030-01-01") if o.cycle == 2]
    assert one.due is not None
    assert (one.due.nominal, one.due.day, one.due.window.last) == (
        day("2026-01-31"),
        day("2026-01-30"),
        day("2026-01-31"),
    )


@pytest.mark.parametrize(
    ("region", "season", "dates"),
    [
        ("shanghai", "{name: typhoon, when: before, lead: 7 days}", ["2026-06-24", "2027-06-24"]),
        ("shanghai", "{name: typhoon, when: before, lead: 1 month}", ["2026-06-01", "2027-06-01"]),
        ("shanghai", "{name: typhoon, when: before}", ["2026-06-30", "2027-06-30"]),
        ("shanghai", "{name: typhoon, when: inside}", ["2026-07-01", "2027-07-01"]),
        ("shanghai", "{name: typhoon, when: inside, lead: 2 weeks}", ["2026-07-15", "2027-07-15"]),
        ("shanghai", "{name: typhoon, when: after}", ["2026-10-01", "2027-10-01"]),
        ("shanghai", "{name: typhoon, when: after, lead: 10 days}", ["2026-10-10", "2027-10-10"]),
        ("shanghai", "{name: winter, when: after}", ["2026-03-01", "2027-03-01", "2028-03-01"]),
        ("shanghai", "{name: winter, when: inside}", ["2026-12-01", "2027-12-01"]),
        ("beijing", "{name: winter, when: before, lead: 30 days}", ["2026-10-16", "2027-10-16"]),
        ("beijing", "{name: winter, when: after, lead: 1 week}", ["2026-03-22", "2027-03-22", "2028-03-22"]),
        ("beijing", "{name: typhoon, when: before}", []),
        ("beijing", "{from: '02-29', to: '04-30', when: inside}", ["2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_seasons_by_region(region: str, season: str, dates: list[str]) -> None:
    """A season's date is that of the site's region; where the region has no such season there is no such task."""
    rule = f"anchor: acceptance\nseason: {season}"
    assert due(rule, region=region, milestones="acceptance: 2026-02-01", end="2028-03-30") == dates


def test_work_inside_a_season_may_be_done_on_any_day_of_it() -> None:
    """Once a season without a tolerance, the window is the season."""
    (winter,) = cycles("anchor: acceptance\nseason: {name: winter, when: inside}", end="2026-12-31")
    assert winter.due is not None
    assert winter.due.window == DateRange.inclusive(day("2026-12-01"), day("2027-02-28"))


def test_work_every_month_of_a_season_has_a_day_each_month() -> None:
    """Monthly inside a season keeps the anchor's grid, leaves the other months out, and each cycle its own window."""
    found = cycles("anchor: acceptance\ninterval: 1 month\nseason: {name: typhoon, when: inside}", end="2027-01-31")
    assert standing(found) == ["1 2026-07-31 upcoming", "2 2026-08-31 upcoming", "3 2026-09-30 upcoming"]
    assert all(one.due is not None and one.due.window.start == one.due.window.last for one in found)


@pytest.mark.parametrize("policy", ["preceding", "following", "modified_preceding"])
def test_a_working_day_stays_inside_the_season(policy: str) -> None:
    """A season that begins on Saturday 2026-08-01 is not served on the Friday before."""
    (one,) = cycles(
        f"anchor: acceptance\nadjust: {policy}\nseason: {{from: '08-01', to: '09-01', when: inside}}", end="2026-12-31"
    )
    assert one.due is not None
    assert one.due.day == day("2026-08-03")
    assert one.due.window.start == day("2026-08-01")


def test_before_a_season_means_before() -> None:
    """No due day before a season lies in it, whatever the policy and the tolerance."""
    rule = "anchor: acceptance\nadjust: following\ntolerance: {late: 30 days}\nseason: {from: '08-03', to: '09-01', when: before}"  # fmt: skip
    (one,) = cycles(rule, end="2026-12-31")
    assert one.due is not None
    assert (one.due.nominal, one.due.day) == (day("2026-08-02"), day("2026-07-31"))
    assert one.due.window.last == day("2026-08-02")


@pytest.mark.parametrize(
    ("anchor", "policy", "expected"),
    [
        ("2026-01-15", "following", "2026-02-24"),  # Spring Festival is 15–23 February
        ("2026-01-15", "preceding", "2026-02-14"),  # a make-up Saturday
        ("2026-01-14", "following", "2026-02-14"),  # stays on the make-up Saturday
        ("2026-01-15", "modified_following", "2026-02-24"),
        ("2026-01-28", "following", "2026-02-28"),  # another make-up Saturday
        ("2026-04-09", "following", "2026-05-09"),
        ("2026-08-20", "preceding", "2026-09-20"),  # a make-up Sunday
        ("2026-09-05", "following", "2026-10-08"),
        ("2026-09-05", "modified_preceding", "2026-10-08"),  # 30 September would leave the month
        ("2026-04-30", "modified_following", "2026-05-29"),  # 30 May is a Saturday, the next working day 1 June
    ],
)
def test_holidays_and_make_up_days(anchor: str, policy: str, expected: str) -> None:
    """One month after the anchor, moved by the official calendar of 2026."""
    rule = f"anchor: acceptance\nthreshold: 1 month\nadjust: {policy}"
    assert due(rule, milestones=f"acceptance: {anchor}") == [expected]


# ------------------------------------------------------------------------------------------------------- revisions


MONTHLY_THEN_QUARTERLY = """
- {anchor: acceptance, interval: 1 month}
- {anchor: acceptance, interval: 3 months, effective_from: 2026-06-01}
"""


def test_a_revision_takes_over_on_its_first_day() -> None:
    """Dates before ``effective_from`` come from the old rule, dates from then on from the new one, counted through."""
    found = cycles(MONTHLY_THEN_QUARTERLY, as_of="2026-02-01", end="2026-12-01")
    dates = ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-07-31", "2026-10-31"]
    assert [str(one.due and one.due.nominal) for one in found] == dates
    assert [one.cycle for one in found] == [1, 2, 3, 4, 5, 6]
    assert [one.due.terms.revision for one in found if one.due] == [1, 1, 1, 1, 2, 2]


@given(ANCHORS, INTERVALS, INTERVALS, st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_an_edit_changes_no_date_before_it(anchor: date, old: Interval, new: Interval, since: date) -> None:
    """The cycles before ``effective_from`` are those of the old rule alone; from then on the new grid, and none twice."""
    assume(old.approximate_days >= 5 and new.approximate_days >= 5)
    end = date(2029, 1, 1)
    before, after = terms(anchor, old), terms(anchor, new, since=since, revision=2)
    found = series(before, after, end=end)
    past = series(before, end=since)
    assert found[: len(past)] == past
    expected = [one.nominal for one in series(terms(anchor, new), end=end) if one.nominal >= since]
    assert [one.nominal for one in found[len(past) :]] == expected
    assert [one.cycle for one in found] == list(range(1, len(found) + 1))


@given(ANCHORS, INTERVALS, INTERVALS, st.dates(date(2026, 6, 1), date(2027, 12, 31)))
def test_a_floating_rule_goes_on_through_an_edit(base: date, old: Interval, new: Interval, since: date) -> None:
    """Expected cycles never stop, stand still or come twice at a revision; no step is longer than the longer interval."""
    assume(min(old.approximate_days, new.approximate_days) >= 5)
    revisions = (terms(base, old), terms(base, new, since=since, revision=2))
    found = []
    for one in DueDates(work_calendar()).after(revisions, base, "completed", 2):
        found.append(one)
        if one.nominal > date(2030, 1, 1) or len(found) > 400:
            break
    dates = [base, *(one.nominal for one in found)]
    longest = max(old.approximate_days, new.approximate_days) + 4
    assert all(0 < (second - first).days <= longest for first, second in itertools.pairwise(dates))
    assert all((one.nominal < since) == (one.terms.revision == 1) for one in found)
    assert [one.cycle for one in found] == list(range(2, len(found) + 2))


def test_a_floating_rule_counts_on_at_a_revision() -> None:
    """From monthly to yearly in July: a year after June's; from yearly to monthly: on the first day of the new rule."""
    monthly = "{anchor: acceptance, interval: 1 month, basis: floating%s}"
    yearly = "{anchor: acceptance, interval: 1 year, basis: floating%s}"
    since = ", effective_from: 2026-07-01"
    slower = cycles(f"- {monthly % ''}\n- {yearly % since}", as_of="2026-02-01", end="2028-01-01", milestones="acceptance: 2026-03-20")  # fmt: skip
    assert [str(one.due and one.due.nominal) for one in slower] == [
        "2026-04-20", "2026-05-20", "2026-06-20", "2027-06-20",
    ]  # fmt: skip
    faster = cycles(f"- {yearly % ''}\n- {monthly % since}", completed="2025-12-31", end="2026-10-01", milestones="acceptance: 2024-12-31")  # fmt: skip
    assert standing(faster) == ["1 2025-12-31 done", "2 2026-07-01 upcoming", "3 2026-08-01 upcoming?", "4 2026-09-01 upcoming?"]  # fmt: skip


def test_a_one_off_that_was_due_does_not_come_again_by_an_edit() -> None:
    """Editing a one-off rule after its date gives no second one; before its date it is moved, but not into the past."""
    rule = (
        "- {anchor: acceptance, threshold: 1 month}\n- {anchor: acceptance, threshold: %s, effective_from: 2026-02-20}"
    )
    assert due(rule % "2 weeks", end="2027-01-01", nominal=True) == ["2026-02-20"]
    assert due(rule % "3 months", end="2027-01-01", nominal=True) == ["2026-04-30"]
    late = "- {anchor: acceptance, threshold: 1 week}\n- {anchor: acceptance, threshold: 3 months, effective_from: 2026-02-20}"
    assert due(late, end="2027-01-01", nominal=True) == ["2026-02-07"]
