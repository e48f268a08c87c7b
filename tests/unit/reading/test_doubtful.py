"""Settings that could be read and most likely are a slip: days off, make-up days, tolerances, dates that never come."""

from __future__ import annotations

import pytest
from support.company import Root

CUSTOMER = "schedules/customers/c-001.yaml"
CALENDAR = "definitions/calendars/workdays-cn.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"
RECORDS = "schedules/records/2026-10.yaml"


def told(root: Root) -> list[str]:
    """The messages of ``aftercare check``, without file, line and caret."""
    return [line.split(": ", 1)[1] for line in root.check() if ".yaml" in line.split(": ")[0]]


BLOCK = "{{name: {{zh: 春节, en: Spring Festival}}, from: {}, to: {}}}"


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("2026-02-15", "2026-02-23", []),
        ("2025-12-31", "2026-01-02", []),
        ("2026-12-31", "2027-01-02", []),
        ("2025-02-15", "2025-02-23", ["2026.holidays[1]: 2025-02-15 does not lie in 2026"]),
        ("2027-02-15", "2027-02-23", ["2026.holidays[1]: 2027-02-15 does not lie in 2026"]),
        ("2026-02-15", "2026-03-23", ["2026.holidays[1].to: these days off last from 2026-02-15 to 2026-03-23, which is too long; check year and month"]),
        ("2026-02-15", "2027-02-23", ["2026.holidays[1].to: these days off last from 2026-02-15 to 2027-02-23, which is too long; check year and month"]),
        ("2026-02-23", "2026-02-15", ["2026.holidays[1].to: the holiday's to lies before its from"]),
    ],
)  # fmt: skip
def test_days_off_lie_in_their_year(root: Root, start: str, end: str, says: list[str]) -> None:
    """A block may reach over New Year; one of another year was copied from there."""
    root.edit(CALENDAR, "to: 2026-10-07}\n", f"to: 2026-10-07}}\n    - {BLOCK.format(start, end)}\n")
    assert told(root) == says


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2026-10-11", []),
        ("2025-12-28", []),
        ("2026-10-14", ["2026.make_up[1]: 2026-10-14 is a working day anyway; days off are made up for at weekends"]),
        ("2026-10-04", ["2026.make_up[1]: 2026-10-04 lies in a block of days off, so it is no day to make up for one"]),
        ("2025-10-11", ["2026.make_up[1]: 2025-10-11 does not lie in 2026"]),
        ("2027-10-10", ["2026.make_up[1]: 2027-10-10 does not lie in 2026"]),
    ],
)
def test_days_off_are_made_up_for_at_weekends(root: Root, day: str, says: list[str]) -> None:
    """Of the same year, or of the December before it."""
    root.edit(CALENDAR, "make_up: [2026-10-10]", f"make_up: [2026-10-10, {day}]")
    assert told(root) == says


def test_statutory_days_are_of_their_year(root: Root) -> None:
    """As blocks are."""
    root.edit(CALENDAR, "make_up: [2026-10-10]", "make_up: [2026-10-10]\n  statutory: [2026-10-01, 2027-10-01]")
    assert told(root) == ["2026.statutory[1]: 2027-10-01 does not lie in 2026"]


@pytest.mark.parametrize(
    ("milestones", "says"),
    [
        ("{installed: 2026-08-01, acceptance: 2026-08-31, move_in: 2026-08-31}", []),
        ("{contract_start: 2026-11-01, acceptance: 2012-05-01, move_in: 2012-06-01}", []),
        ("{acceptance: 2026-08-31, move_in: 2026-08-30}", ["warning: sites[0].milestones.acceptance: acceptance 2026-08-31 is implausible beside move_in 2026-08-30; check both dates"]),
        ("{installed: 2026-09-01, acceptance: 2026-08-31, move_in: 2026-09-07}", ["warning: sites[0].milestones.installed: installed 2026-09-01 is implausible beside acceptance 2026-08-31; check both dates"]),
    ],
)  # fmt: skip
def test_milestones_come_about_in_their_order(root: Root, milestones: str, says: list[str]) -> None:
    """Installed, accepted, moved into; under contract at any time, for old buildings are taken on too."""
    root.edit(CUSTOMER, "{acceptance: 2026-08-31, move_in: 2026-09-07}", milestones)
    assert told(root) == says


WIDE = "warning: schedule.tolerance: the tolerance (early {}, late {}) is as long as the interval {}, so the days of one time are also those of the next"


@pytest.mark.parametrize(
    ("tolerance", "says"),
    [
        ("{early: 180 days, late: 6 months}", []),
        ("{early: 0 days, late: 364 days}", []),
        ("{early: 100 days, late: 300 days}", [WIDE.format("100 days", "300 days", "1 year")]),
        ("{early: 6 months, late: 6 months}", [WIDE.format("6 months", "6 months", "1 year")]),
    ],
)
def test_the_days_of_one_time_are_not_those_of_the_next(root: Root, tolerance: str, says: list[str]) -> None:
    """A tolerance is shorter than the interval."""
    root.edit(YEARLY, "{early: 30 days, late: 30 days}", tolerance)
    assert told(root) == says


def test_the_shortest_interval_of_a_condition_counts(root: Root) -> None:
    """Heavy traffic: every month."""
    root.edit(POLISH, "{early: 3 days, late: 10 days}", "{early: 15 days, late: 20 days}")
    assert told(root) == [WIDE.format("15 days", "20 days", "1 month")]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("anchor: 2026-08-31, threshold: 3 months, invalid_date: omit", ["warning: schedule: this rule never falls due (2026-08-31); check its dates"]),
        ("anchor: 2026-08-31, threshold: 3 months", []),
        ("anchor: 2026-08-31, interval: 4 months, invalid_date: omit", []),
        ("anchor: 2026-11-30, threshold: 3 months, interval: 1 year, invalid_date: omit", ["warning: schedule: this rule never falls due (2026-11-30); check its dates"]),
        ("anchor: 2024-02-29, interval: 1 year, invalid_date: omit", []),
        ("anchor: 2026-08-31, interval: 1 year, until: 2025-08-31", ["warning: schedule.until: this rule never falls due (2025-08-31); check its dates"]),
        ("anchor: acceptance, interval: 1 year, until: 6 months", ["warning: schedule.until: this rule never falls due (6 months); check its dates"]),
        ("anchor: acceptance, threshold: 14 months, interval: 1 month, until: 1 year", ["warning: schedule.until: this rule never falls due (1 year); check its dates"]),
        ("anchor: acceptance, interval: 1 year, until: 6 months, at_end: clamp", []),
        ("anchor: acceptance, threshold: 5 months, interval: 1 year, until: 6 months", []),
        ("anchor: acceptance, interval: 6 months, until: 6 months", []),
        ("anchor: acceptance, threshold: 3 months, invalid_date: omit", ["warning: sites[0].assets[0]: the task 'window/yearly' counts from 2026-08-31, and with invalid_date omit none of its dates exists, so it never falls due"]),
        ("anchor: acceptance, threshold: 2 months, invalid_date: omit", []),
        ("anchor: move_in, threshold: 3 months, invalid_date: omit", []),
    ],
)  # fmt: skip
def test_a_rule_that_never_falls_due_is_told(root: Root, rule: str, says: list[str]) -> None:
    """By its own date, or by the milestone of an asset."""
    head, _, rest = (root.path / YEARLY).read_text("utf-8").partition("schedule:\n")
    root.write(YEARLY, f"{head}schedule: {{{rule}, grade: G}}\nwork:\n{rest.partition('work:')[2]}")
    assert told(root) == says


def test_a_visit_is_not_moved_into_the_past(root: Root) -> None:
    """2016 for 2026."""
    root.add(
        RECORDS,
        "  - {record: moved, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, to: 2016-12-22}\n",
    )
    assert told(root) == [
        "records[1].to: 2016-12-22 lies before the record's own date, 2026-11-20; correct the year or the day; did you mean '2026-12-22'?"
    ]


@pytest.mark.parametrize("value", ["true", '"48"', "[48]", ".inf"])
def test_a_reading_is_a_number(root: Root, value: str) -> None:
    """Nothing that could be taken for one by mistake."""
    root.add(
        RECORDS,
        "  - {record: completed, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, "
        f"measurements: {{gloss: {value}}}}}\n",
    )
    assert told(root) == [
        "records[1].measurements.gloss: expected a number; write digits alone, without a unit or quotes"
    ]


def test_an_appointment_is_no_longer_than_a_day(root: Root) -> None:
    """A nought too many."""
    root.add(
        RECORDS,
        "  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, "
        "at: 2026-11-30 09:30, minutes: 1500}\n",
    )
    assert told(root) == ["records[1].minutes: must be 1440 or less"]


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ("{zh: 螺栓, en: Bolt}", []),
        ("{zh: 垫圈, en: Washer}", []),
        (
            "{zh: 膨胀螺栓, en: bolt}",
            ["materials[0].item.en: 'Bolt' is the name of two materials (膨胀螺栓, 螺栓)"],
        ),
        (
            "{zh: 螺栓, en: Screw}",
            ["materials[0].item.zh: '螺栓' is the name of two materials (Screw, Bolt)"],
        ),
    ],
)
def test_one_name_is_one_material(root: Root, item: str, says: list[str]) -> None:
    """A list in either language puts together what is called the same."""
    root.add(
        POLISH, f"materials:\n  - {{item: {item}, quantity: 1, unit: {{zh: 颗, en: pcs}}, per: visit, grade: G}}\n"
    )
    found = [line.removeprefix("warning: ").split(";")[0] for line in told(root) if "two materials" in line]
    assert found == says
