"""Rules that go by the calendar: days of the week and the month, seasons anew, periods, working days, lengths, follow-ups."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule, weekday
from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, cycles, day, due, sentences, standing, task, work_calendar, world

from generator.dates.intervals import Interval
from generator.due.occurrences import occurrences

ACCEPTED = "acceptance: 2026-01-31"  # a Saturday


def nominal(rule: str, *, milestones: str = ACCEPTED, end: str = "2026-04-30", **more: str) -> list[str]:
    """The nominal dates up to ``end``."""
    found = cycles(rule, milestones=milestones, as_of="2026-01-31", end=end, **more)  # type: ignore[arg-type]
    return [str(one.due.nominal) for one in found if one.due is not None]


# ----------------------------------------------------------------------------------------------------- on which days


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("{weekdays: [wed, mon]}", ["2026-02-02", "2026-02-04", "2026-02-09", "2026-02-11", "2026-02-16"]),
        ("{nth: first, weekday: mon}", ["2026-02-02", "2026-03-02", "2026-04-06"]),
        ("{nth: fifth, weekday: sat}", ["2026-01-31"]),
        ("{nth: last, weekday: fri}", ["2026-02-27", "2026-03-27", "2026-04-24"]),
        ("{days: [15, 1]}", ["2026-02-01", "2026-02-15", "2026-03-01", "2026-03-15", "2026-04-01", "2026-04-15"]),
        ("{days: [31]}", ["2026-01-31", "2026-02-28", "2026-03-31"]),
        ("{dates: [04-15, 02-01]}", ["2026-02-01", "2026-04-15"]),
    ],
)
def test_the_first_date_is_the_first_match_from_the_anchor_on(rule: str, dates: list[str]) -> None:
    """In the order of the calendar, however they are written; the anchor's own day counts."""
    assert nominal(f"anchor: acceptance\non: {rule}")[: len(dates)] == dates


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        # from the anchor's week, of which Monday to Friday have passed
        ("on: {weekdays: [tue]}\ninterval: 6 weeks", ["2026-03-10", "2026-04-21"]),
        ("on: {weekdays: [sat, sun]}\ninterval: 2 weeks", ["2026-01-31", "2026-02-01", "2026-02-14", "2026-02-15"]),
        ("on: {nth: first, weekday: mon}\ninterval: 2 months", ["2026-03-02"]),
        ("on: {days: [1, 15]}\ninterval: 季度", ["2026-04-01", "2026-04-15"]),
        ("on: {dates: [02-01]}\ninterval: 2 years", ["2026-02-01"]),
        ("on: {days: [1]}\nthreshold: 20 working days", ["2026-04-01"]),
        ("on: {days: [31]}\ninvalid_date: omit", ["2026-01-31", "2026-03-31"]),
        (
            "on: {days: [1, 31]}\ninvalid_date: forward",
            ["2026-01-31", "2026-02-01", "2026-03-01", "2026-03-31", "2026-04-01"],
        ),
    ],
)
def test_every_second_one_counts_from_the_week_or_month_of_the_anchor(rule: str, dates: list[str]) -> None:
    """As RFC 5545 counts; a threshold moves the day from which it counts."""
    found = nominal(f"anchor: acceptance\n{rule}")
    assert (found[: len(dates)] if "weeks" in rule else found) == dates


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sets(st.integers(0, 6), min_size=1), st.integers(1, 8))
def test_weekdays_of_a_rule_are_those_of_rfc_5545(start: date, days: set[int], every: int) -> None:
    """``dateutil`` has the same dates for the next half year."""
    names = [("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number] for number in sorted(days)]
    rule = f"anchor: {start}\non: {{weekdays: [{', '.join(names)}]}}\ninterval: {every} weeks"
    end = start + timedelta(days=180)
    found = cycles(rule, milestones=f"acceptance: {start}", as_of=str(start), end=str(end))
    expected = rrule(WEEKLY, dtstart=start, until=end - timedelta(days=1), interval=every, byweekday=days, wkst=MO)
    assert [one.due.nominal for one in found if one.due] == [moment.date() for moment in expected]


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from((1, 2, 4, -1)), st.integers(0, 6))
def test_the_nth_weekday_of_a_rule_is_that_of_rfc_5545(start: date, nth: int, number: int) -> None:
    """``dateutil`` has the same dates for the next year."""
    name = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[number]
    which = {1: "first", 2: "second", 4: "fourth", -1: "last"}[nth]
    rule = f"anchor: {start}\non: {{nth: {which}, weekday: {name}}}"
    end = start + timedelta(days=365)
    found = cycles(rule, milestones=f"acceptance: {start}", as_of=str(start), end=str(end))
    expected = rrule(MONTHLY, dtstart=start, until=end - timedelta(days=1), byweekday=weekday(number, nth))
    assert [one.due.nominal for one in found if one.due] == [moment.date() for moment in expected]


def test_days_of_the_calendar_are_adjusted_and_keep_their_grid() -> None:
    """A Monday inside the Spring Festival goes to the make-up Saturday that opens after it; the next is a Monday again."""
    rule = "anchor: acceptance\non: {weekdays: [mon]}\nadjust: following"
    found = due(rule, milestones=ACCEPTED, as_of="2026-02-10", end="2026-03-10")
    assert found[-5:] == ["2026-02-09", "2026-02-24", "2026-02-24", "2026-03-02", "2026-03-09"]


def test_an_own_interval_depends_on_the_condition_also_for_days_of_the_calendar() -> None:
    """Key customers every week, others every second."""
    rule = "anchor: acceptance\non: {weekdays: [tue]}\ninterval_by: {tier: {A: 1 week, B: 2 weeks}}"
    assert nominal(rule, tier="A")[:3] == ["2026-02-03", "2026-02-10", "2026-02-17"]
    assert nominal(rule, tier="B")[:3] == ["2026-02-10", "2026-02-24", "2026-03-10"]


def test_days_of_the_calendar_lie_inside_a_season_only() -> None:
    """Each Wednesday of the rains, counted from the acceptance."""
    rule = "anchor: acceptance\non: {weekdays: [wed]}\ninterval: 2 weeks\nseason: {name: rain, when: inside}"
    assert nominal(rule, end="2026-12-31") == ["2026-06-03", "2026-06-17", "2026-07-01", "2026-07-15"]


def test_a_new_revision_of_days_begins_on_its_own_day() -> None:
    """What was before stays as it was."""
    rule = """
    - {anchor: acceptance, on: {weekdays: [mon]}}
    - {anchor: acceptance, on: {weekdays: [thu]}, effective_from: 2026-02-17}
    """
    assert nominal(rule)[:5] == ["2026-02-02", "2026-02-09", "2026-02-16", "2026-02-19", "2026-02-26"]


# ------------------------------------------------------------------------------------------------------- each season anew


def test_a_weekly_shock_begins_with_the_first_day_of_each_season() -> None:
    """Whatever weekday the acceptance was; not before it, and not beyond the season's end."""
    rule = "anchor: season_start\ninterval: 1 week\nseason: {from: 06-01, to: 06-30, when: inside}"
    june = ["06-01", "06-08", "06-15", "06-22", "06-29"]
    assert nominal(rule, milestones="acceptance: 2026-01-31", end="2027-12-31") == [
        *(f"2026-{one}" for one in june),
        *(f"2027-{one}" for one in june),
    ]
    assert nominal(rule, milestones="acceptance: 2026-06-10", end="2026-12-31") == [
        "2026-06-15",
        "2026-06-22",
        "2026-06-29",
    ]


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        (
            "on: {weekdays: [tue]}",
            ["2026-06-02", "2026-06-09", "2026-06-16", "2026-06-23", "2026-06-30", "2026-07-07", "2026-07-14"],
        ),
        ("on: {weekdays: [tue]}\ninterval: 3 weeks", ["2026-06-02", "2026-06-23", "2026-07-14"]),
        ("", ["2026-06-01"]),
        ("interval: 2 years", ["2026-06-01"]),
        ("threshold: 10 days", ["2026-06-11"]),
        ("interval: 1 month\nthreshold: 5 working days", ["2026-06-08", "2026-07-08"]),
    ],
)
def test_what_else_a_season_begins_anew(rule: str, dates: list[str]) -> None:
    """Days of the calendar from its first day on; once a season; a threshold after it."""
    whole = f"anchor: season_start\nseason: {{name: rain, when: inside}}\n{rule}"
    assert nominal(whole, end="2026-12-31") == dates
    following = nominal(whole, end="2028-12-31")[len(dates) :]
    assert [one[:4] for one in following[:1]] == (["2028"] if "years" in rule else ["2027"])


def test_a_season_over_new_year_begins_in_the_old_year() -> None:
    """Taken on in January, in the middle of it."""
    rule = "anchor: season_start\ninterval: 1 month\nseason: {name: winter, when: inside}"
    assert nominal(rule, milestones="acceptance: 2026-01-15", end="2027-01-31") == [
        "2026-02-01", "2026-12-01", "2027-01-01",
    ]  # fmt: skip


# ------------------------------------------------------------------------------------------------------------ tolerances


@pytest.mark.parametrize(
    ("period", "window"),
    [
        ("week", ("2026-02-02", "2026-02-08")),
        ("month", ("2026-02-01", "2026-02-28")),
        ("quarter", ("2026-01-01", "2026-03-31")),
        ("year", ("2026-01-01", "2026-12-31")),
    ],
)
def test_a_tolerance_may_be_the_calendars_own_period(period: str, window: tuple[str, str]) -> None:
    """Once in each calendar month: the window of February ends on the 28th."""
    rule = f"anchor: 2026-02-03\nthreshold: 0 days\ntolerance: {{period: {period}}}"
    (found,) = cycles(rule, milestones="installed: 2025-12-01", as_of="2026-02-03")
    assert found.due is not None
    assert (str(found.due.window.start), str(found.due.window.last)) == window


def test_a_working_day_is_looked_for_inside_the_period() -> None:
    """31 May 2026 is a Sunday: what would move on into June is done on the last working day of May."""
    rule = "anchor: 2026-05-31\nthreshold: 0 days\nadjust: following\ntolerance: {period: month}"
    assert due(rule, milestones="installed: 2026-01-01", as_of="2026-05-01") == ["2026-05-29"]


def test_work_outside_its_period_counts_anew_on_the_basis_window() -> None:
    """Done in its month, the grid stays; done in the next, it counts from that day."""
    rule = "anchor: acceptance\ninterval: 1 month\nbasis: window\ntolerance: {period: month}"
    in_time = due(rule, milestones="acceptance: 2026-01-10", completed="2026-02-28", as_of="2026-03-01", nominal=True)
    assert in_time[0] == "2026-03-10"
    late = due(rule, milestones="acceptance: 2026-01-10", completed="2026-03-02", as_of="2026-03-02", nominal=True)
    assert late[0] == "2026-04-02"


# ---------------------------------------------------------------------------------------------------------- working days


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("interval: 15 working days", ["2026-02-27", "2026-03-19", "2026-04-10"]),
        ("interval: 15 个工作日\nthreshold: 5 working days", ["2026-02-06", "2026-03-05", "2026-03-26", "2026-04-17"]),
        ("threshold: -10 working days", ["2026-01-19"]),
        ("interval: 1 month\nthreshold: 1 working day", ["2026-02-02", "2026-03-02", "2026-04-01"]),
    ],
)
def test_working_days_are_those_of_the_calendar(rule: str, dates: list[str]) -> None:
    """Make-up Saturdays count, the Spring Festival does not; each date is reckoned from the anchor."""
    found = cycles(
        f"anchor: 2026-01-31\n{rule}", milestones="installed: 2026-01-01", as_of="2026-01-31", end="2026-04-30"
    )
    assert [str(one.due.nominal) for one in found if one.due] == dates


def test_a_floating_rule_counts_working_days_from_the_last_completion() -> None:
    """And so do the forecasts after it."""
    rule = "anchor: acceptance\ninterval: 15 working days\nbasis: floating"
    found = cycles(rule, milestones=ACCEPTED, completed="2026-03-05", as_of="2026-03-05", end="2026-06-01")
    calendar = work_calendar()
    dates = [calendar.add(day("2026-03-05"), Interval(workdays=15 * n)) for n in (1, 2, 3)]
    assert [one.due.nominal for one in found if one.due][1:4] == dates


# ------------------------------------------------------------------------------------------------------ for how long


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("interval: 1 year\nuntil: 3 years", ["2027-01-31", "2028-01-31", "2029-01-31"]),
        ("interval: 1 month\nuntil: 十天", []),
        ("on: {weekdays: [mon]}\nuntil: 2 weeks", ["2026-02-02", "2026-02-09"]),
        ("interval: 1 year\nuntil: 18 months\nat_end: clamp", ["2027-01-31", "2027-07-31"]),
    ],
)
def test_a_rule_may_hold_for_so_long_after_its_anchor(rule: str, dates: list[str]) -> None:
    """The last day counts, as the Civil Code has it; ``clamp`` puts the next date on it."""
    assert nominal(f"anchor: acceptance\n{rule}", end="2036-01-01") == dates


# ------------------------------------------------------------------------------------------------------------ follow-ups

REPLACED = "window/replace"
FOLLOW_UP = f"{{anchor: {{done: {REPLACED}}}, threshold: 14 days, tolerance: {{late: 7 days}}}}"


def followed(done: str, as_of: str = "2026-06-30", *, sites: str = "", follow_up: str = FOLLOW_UP) -> list[str]:
    """How the cycles of a check after each replacement stand."""
    known = world(
        task(follow_up),
        task("{anchor: acceptance, interval: 10 years}", REPLACED),
        customers=[customer(milestones="acceptance: 2026-01-31", sites=sites)],
        done=done,
    )
    check = known.definitions.tasks["window/check"]
    return standing(occurrences(*known, day(as_of), day("2027-06-30"), [check]))


def test_each_completion_starts_one_cycle_so_much_later() -> None:
    """Skips and moves start none; what is done closes it, and is no follow-up of itself."""
    done = f"""
    - {{record: completed, date: 2026-03-02, task: {REPLACED}}}
    - {{record: completed, date: 2026-03-17}}
    - {{record: skipped, date: 2026-04-01, task: {REPLACED}, reason: 无料}}
    - {{record: completed, date: 2026-06-20, tasks: [window/other, {REPLACED}]}}
    """
    assert followed(done) == ["20260302 2026-03-16 done", "20260620 2026-07-04 upcoming"]


def test_a_follow_up_is_of_the_asset_that_was_seen_to() -> None:
    """A record of another asset starts nothing here; one of the whole site starts all."""
    sites = """
    - id: home
      name: 家
      region: shanghai
      address: 路 1 号
      milestones: {acceptance: 2026-01-31}
      assets:
        - {id: w, name: 窗, product: window}
        - {id: v, name: 窗, product: window}
    """
    one = f"- {{record: completed, date: 2026-06-20, task: {REPLACED}, asset: v}}"
    assert followed(one, sites=sites) == ["20260620 2026-07-04 upcoming"]
    both = f"- {{record: completed, date: 2026-06-20, task: {REPLACED}}}"
    assert followed(both, sites=sites) == ["20260620 2026-07-04 upcoming"] * 2


def site(more: str) -> str:
    """One site with one asset, with some more said of it."""
    return f"""
    - id: home
      name: 家
      region: shanghai
      address: 路 1 号
      milestones: {{acceptance: 2026-01-31}}
      {more}
      assets: [{{id: w, name: 窗, product: window}}]
    """


def test_what_was_done_before_we_came_is_followed_where_its_date_is_still_to_come() -> None:
    """The floor of the service holds for the follow-up's own date."""
    before = "service: {{from: {}}}\n      last_done: {{window/replace: 2026-06-20}}"
    assert followed("", sites=site(before.format("2026-06-28"))) == ["20260620 2026-07-04 upcoming"]
    assert followed("", sites=site(before.format("2026-07-05"))) == []


def test_a_follow_up_in_a_pause_comes_after_it_and_none_after_the_service() -> None:
    """As every one-off."""
    done = f"- {{record: completed, date: 2026-06-20, task: {REPLACED}}}"
    paused = "paused: [{from: 2026-07-01, to: 2026-07-31}]"
    assert followed(done, sites=site(paused)) == ["20260620 2026-08-01 upcoming"]
    assert followed(done, sites=site("service: {until: 2026-07-03}")) == []


def test_a_follow_up_that_nobody_made_is_missed_once_it_has_expired() -> None:
    """Overdue until then."""
    done = f"- {{record: completed, date: 2026-06-01, task: {REPLACED}}}"
    rule = FOLLOW_UP.removesuffix("}") + ", expires: 7 days}"
    assert followed(done, "2026-06-29", follow_up=rule) == ["20260601 2026-06-15 overdue"]
    assert followed(done, "2026-06-30", follow_up=rule) == ["20260601 2026-06-15 missed"]


def test_fifteen_working_days_after_a_service() -> None:
    """From the acceptance of the table: a service on 9 February, the festival between."""
    known = world(
        task("{anchor: service_done, threshold: 15 working days}", "window/call", scope="site", channel="phone"),
        task("{anchor: acceptance, threshold: 5 days}", "window/visit"),
        done="- {record: completed, date: 2026-02-09, task: window/visit}",
    )
    found = occurrences(*known, day("2026-02-10"), day("2026-12-31"), [known.definitions.tasks["window/call"]])
    assert standing(found) == ["20260209 2026-03-06 upcoming"]


# -------------------------------------------------------------------------------------------------------------- in words


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        (
            "anchor: acceptance\non: {days: [1, 15]}",
            "Final acceptance: 2026-01-31; from then on every month on day 1, day 15; number 1 is 2026-02-01.",
            "竣工验收日 2026-01-31，此后每月 1 日、15 日；第 1 次是 2026-02-01。",
        ),
        (
            "anchor: acceptance\non: {days: [30]}\ninterval: 2 months\nthreshold: 1 day",
            "Final acceptance: 2026-01-31; from then on every 2 months on day 30; number 1 is 2026-02-28. "
            "That month has no day 30, so it is the month's last day, 2026-02-28.",
            "竣工验收日 2026-01-31，此后每 2 个月的 30 日；第 1 次是 2026-02-28。 该月没有 30 日，取月末 2026-02-28。",
        ),
        (
            "anchor: season_start\ninterval: 1 week\nseason: {name: rain, when: inside}",
            "Counted anew from the season's first day, every week; this one is 2026-06-01. "
            "The rainy season is 2026-06-01–2026-07-15; it is due inside it.",
            "每年这个季节从第一天起重新算，每周；这一次是 2026-06-01。 雨季为 2026-06-01–2026-07-15，在此期间进行。",
        ),
        (
            "anchor: acceptance\ninterval: 15 working days",
            "Final acceptance: 2026-01-31; 15 working days later is 2026-02-27, number 1.",
            "竣工验收日 2026-01-31，加 15 个工作日，得 2026-02-27，是第 1 次。",
        ),
        (
            "anchor: acceptance\ninterval: 1 year\nuntil: 5 years",
            "The rule ends on 2031-01-31, that day included.",
            "规则到 2031-01-31 为止（含当天）。",
        ),
    ],
)
def test_how_a_date_came_about_is_told_in_both_languages(rule: str, english: str, chinese: str) -> None:
    """The words are read off the reckoning."""
    known = world(task(rule))
    for language, expected in (("en", english), ("zh", chinese)):
        told = sentences(known, "2026-01-31", "2027-02-10", language)  # type: ignore[arg-type]
        assert expected in told["c-1|home|w|window/check|1"]


def test_a_follow_up_says_what_it_follows() -> None:
    """By the name of the task."""
    known = world(
        task(FOLLOW_UP),
        task("{anchor: acceptance, interval: 10 years}", REPLACED),
        done=f"- {{record: completed, date: 2026-06-20, task: {REPLACED}}}",
    )
    key = "c-1|home|w|window/check|20260620"
    english = sentences(known, "2026-06-21", "2026-12-31")[key]
    assert english.startswith("“window/replace” was done on 2026-06-20; 2 weeks later is 2026-07-04.")
    assert sentences(known, "2026-06-21", "2026-12-31", "zh")[key].startswith(
        "“window/replace”完成于 2026-06-20，加 2 周，得 2026-07-04。"
    )
