"""By when a promise must be kept."""

from __future__ import annotations

import json

import pytest
from support.company import Root
from support.small import SMALL

GLASS = "definitions/services/promises/glass.yaml"


@pytest.fixture
def latest(root: Root):
    """The latest time to keep the promise of the small company, with another limit."""

    def ask(within: str, reported: str) -> str:
        root.edit(GLASS, "within: 24 hours", f"within: {within}")
        answer = root.run("promise", "glass", "--reported", reported, "--format", "json")
        assert answer.exit_code == 0, answer.output
        latest: str = json.loads(answer.stdout)["latest"]
        return latest

    return ask


@pytest.mark.parametrize(
    ("within", "reported", "expected"),
    [
        # Clock hours run through the night and the holiday.
        ("24 hours", "2026-09-30T17:20", "2026-10-01T17:20"),
        # The day of the report does not count: Monday, Tuesday, Wednesday, until its end.
        ("3 working days", "2026-11-20T09:00", "2026-11-26T00:00"),
        # 1 to 7 October is a holiday, 8 and 9 are worked, and Saturday the 10th is made up for.
        ("3 working days", "2026-09-30T17:20", "2026-10-11T00:00"),
        # 2 October is a rest day, so the period ends on the day after the rest (Civil Code article 203).
        ("2 days", "2026-09-30T17:20", "2026-10-09T00:00"),
        ("2 days", "2026-11-23T17:20", "2026-11-26T00:00"),
        # Midnight at the end of February in a leap year.
        ("24 hours", "2028-02-28T23:59", "2028-02-29T23:59"),
    ],
)
def test_a_limit_is_counted_as_the_civil_code_counts(latest, within: str, reported: str, expected: str) -> None:
    """Hours are clock hours; days and working days leave the first day out and run to the end of the last."""
    assert latest(within, reported) == expected


@pytest.mark.parametrize(
    ("within", "reported", "expected"),
    [
        # Back by an hour at two o'clock: the hour before it comes twice.
        ("2 hours", "2026-11-01T00:30", "2026-11-01T01:30"),
        ("24 hours", "2026-10-31T17:20", "2026-11-01T16:20"),
        # On by an hour at two o'clock.
        ("2 hours", "2027-03-14T00:30", "2027-03-14T03:30"),
        ("24 hours", "2027-03-13T17:20", "2027-03-14T18:20"),
        # Days are days, whatever the clock.
        ("2 days", "2026-10-31T17:20", "2026-11-03T00:00"),
    ],
)
def test_hours_pass_though_clocks_are_changed(latest, root: Root, within: str, reported: str, expected: str) -> None:
    """Where the company is, 24 hours are the hours that pass, on the two nights as on any other."""
    root.edit("definitions/company.yaml", "regions:\n", "zone: America/New_York\nregions:\n")
    assert latest(within, reported) == expected


def test_the_reasoning_names_the_holiday_and_the_make_up_day(root: Root) -> None:
    """Whoever asks sees why the answer lies so far off."""
    root.edit(GLASS, "within: 24 hours", "within: 3 working days")
    answer = root.run("promise", "glass", "--reported", "2026-09-30T17:20", "--customer", "c-001")
    assert answer.stdout.splitlines()[0] == "2026-10-10 24:00"
    assert "National Day, 2026-10-01 to 2026-10-07, does not count." in answer.stdout
    assert "2026-10-10 (Sat) is a make-up working day and counts." in answer.stdout
    assert "General warranty runs to 2028-08-31." in answer.stdout


@pytest.mark.parametrize(
    ("language", "within", "sentence"),
    [
        ("zh", "2 days", "最后一天 2026-10-02（周五）在国庆节假期内，顺延到休息日结束后的次日（《民法典》第二百零三条）。"),
        ("en", "2 days", "The last day, 2026-10-02 (Fri), is inside the National Day holiday, so it runs to the day after the rest (Civil Code article 203)."),
        ("zh", "18 天", "最后一天 2026-10-18（周日）是休息日，顺延到休息日结束后的次日（《民法典》第二百零三条）。"),
        ("en", "18 days", "The last day, 2026-10-18 (Sun), is a rest day, so it runs to the day after the rest (Civil Code article 203)."),
        ("en", "8 days", ""),
        ("en", "10 days", ""),
    ],
)  # fmt: skip
def test_rest_days_inside_a_period_of_calendar_days_count(
    root: Root, language: str, within: str, sentence: str
) -> None:
    """Only one at its end is spoken of, for only that one moves the end; holidays and weekends before it count."""
    root.edit(GLASS, "within: 24 hours", f"within: {within}")
    said = root.run("promise", "glass", "--reported", "2026-09-30T17:20", "--lang", language).stdout
    assert sentence in said
    for other in ("does not count", "do not count", "不算。", "make-up", "调休") + (() if sentence else ("203",)):
        assert other not in said.replace("报告当天不算。", "")


def test_an_hour_that_nobody_gave_is_told_where_it_counts(root: Root) -> None:
    """Of a limit in hours with how to give it; of one in days the day alone is told."""
    for within, language, says in (
        ("24 hours", "en", 'Reported: 2026-09-30; no hour was given, so it counts from 00:00, the earliest it can be: give the hour, as in --reported "2026-09-30 08:20".'),
        ("24 hours", "zh", '收到报告：2026-09-30，没有写钟点，从当天 00:00 算起，是最早的期限；有钟点的写上，如 --reported "2026-09-30 08:20"。'),
        ("2 days", "en", "Reported: 2026-09-30."),
    ):  # fmt: skip
        root.write(GLASS, SMALL[GLASS].replace("within: 24 hours", f"within: {within}"))
        answer = root.run("promise", "glass", "--reported", "2026-09-30", "--lang", language).stdout.splitlines()
        assert answer[2] == f"  {says}"
    spoken = root.run("promise", "glass", "--reported", "2026-09-30T17:20").stdout.splitlines()
    assert spoken[2] == "  Reported: 2026-09-30 17:20."


def test_the_reasoning_is_given_in_chinese(root: Root) -> None:
    """The same in the reader's language."""
    root.edit(GLASS, "within: 24 hours", "within: 3 个工作日")
    answer = root.run("promise", "glass", "--reported", "2026-09-30T17:20", "--lang", "zh")
    assert "国庆节假期 2026-10-01 至 2026-10-07 不算。" in answer.stdout


def test_a_year_without_an_official_calendar_is_marked(root: Root) -> None:
    """An answer that rests on a forecast says so."""
    root.edit(GLASS, "within: 24 hours", "within: 3 working days")
    answer = root.run("promise", "glass", "--reported", "2027-03-01T08:00")
    assert "The holidays of 2027 are not official yet" in answer.stdout


def test_a_customer_without_the_product_is_told(root: Root) -> None:
    """A promise about windows means nothing to someone who has none."""
    root.edit("schedules/customers/c-001.yaml", "product: window", "product: floor, traffic: heavy")
    root.remove("schedules/records")
    answer = root.run("promise", "glass", "--reported", "2026-11-23T08:00", "--customer", "c-001")
    assert "诸葛先生 has no product that this promise is about" in answer.stdout


def test_a_placeholder_must_be_set(root: Root) -> None:
    """The handbook's "X working days" is for the company to fill in."""
    root.edit(GLASS, "within: 24 hours", "within: X working days")
    assert root.check()[0] == (
        f"{GLASS}:5:11: response.within: the time limit 'X working days' is not set; "
        "the company must put a number, such as 3 working days"
    )


def test_an_unknown_promise_has_a_suggestion(root: Root) -> None:
    """A slip of the key is met with the nearest name and exit status 1."""
    answer = root.run("promise", "glasss", "--reported", "2026-11-23T08:00")
    assert answer.exit_code == 1
    assert "there is no promise 'glasss'; did you mean 'glass'?" in answer.stderr
