"""The example company as it is shipped: the dates that it promises, worked out by hand, and the same bytes every time."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.company import Root, example_in

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def nominal(example: Root) -> dict[tuple[str, str | None, str], dict[int, str]]:
    """(customer, asset, task) → cycle → nominal date, for two years from 2026."""
    found: dict[tuple[str, str | None, str], dict[int, str]] = {}
    for row in example.agenda("--from", "2026-01-01", "--to", "2028-12-31"):
        if row["rule"] == "main" and row["nominal"]:
            found.setdefault((row["customer"], row["asset"], row["task"]), {})[row["cycle"]] = row["nominal"]
    return found


Nominal = dict[tuple[str, str | None, str], dict[int, str]]


def test_bolts_of_windows_are_checked_once_a_month_after_move_in(nominal: Nominal) -> None:
    """Window, c-001: moved in 2026-04-10, + 1 month = 2026-05-10 (a Sunday), and never again."""
    assert nominal["c-001", "windows", "window/bolt-check"] == {1: "2026-05-10"}


def test_connectors_of_windows_are_checked_every_six_months(nominal: Nominal) -> None:
    """Window, c-001: accepted 2026-03-15; + 6 months = 2026-09-15, + 12 = 2027-03-15, + 18 = 2027-09-15.

    c-003, accepted on the last day of August 2026: + 6 months has no 31st, so 2027-02-28; + 12 = 2027-08-31 again;
    + 18 = 2028-02-29, for 2028 is a leap year.
    """
    assert first(3, nominal["c-001", "windows", "window/connector-rust"]) == ["2026-09-15", "2027-03-15", "2027-09-15"]
    assert first(3, nominal["c-003", "windows", "window/connector-rust"]) == ["2027-02-28", "2027-08-31", "2028-02-29"]


def test_gaskets_are_checked_every_year(nominal: Nominal) -> None:
    """Window, c-001: accepted 2026-03-15; + 1 year = 2027-03-15, + 2 = 2028-03-15."""
    assert first(2, nominal["c-001", "windows", "window/gasket"]) == ["2027-03-15", "2028-03-15"]


def test_sealant_is_checked_every_year_when_the_dry_season_begins(nominal: Nominal) -> None:
    """Shanghai is dry from 1 October, Guiyang from 10 March: the first one after the acceptance, then every year."""
    assert first(2, nominal["c-001", "seals", "sealant/sealant-gasket"]) == ["2026-10-01", "2027-10-01"]
    assert first(2, nominal["c-003", "seals-south", "sealant/sealant-gasket"]) == ["2027-03-10", "2028-03-10"]


def test_what_was_found_is_replaced_and_accepted_after_it_has_cured(nominal: Nominal) -> None:
    """c-001: 4.5 m were found on 2026-10-13; replaced on 2026-11-11, + 10 days = 2026-11-21."""
    assert nominal["c-001", "seals", "sealant/sealant-replacement"] == {1: "2026-10-13"}
    assert nominal["c-001", "seals", "sealant/sealant-acceptance"] == {20261111: "2026-11-21"}


def test_every_customer_is_visited_every_quarter(nominal: Nominal) -> None:
    """c-001, accepted 2026-03-15: 15 June, September, December 2026, March 2027.

    c-003, accepted 2026-08-31: 30 November (it has no 31st), 28 February, 31 May, 31 August 2027.
    """
    visit = "service/quarterly-visit"
    assert first(4, nominal["c-001", None, visit]) == ["2026-06-15", "2026-09-15", "2026-12-15", "2027-03-15"]
    assert first(4, nominal["c-003", None, visit]) == ["2026-11-30", "2027-02-28", "2027-05-31", "2027-08-31"]


def test_stone_is_crystallized_when_its_gloss_was_read_as_low_and_at_the_latest_by_traffic(nominal: Nominal) -> None:
    """Marble, the first time after acceptance.

    c-002's entrance was read as 50 on 2026-06-15 and its aisle as 51 on 2026-06-29, below 55. Nobody read that low at
    c-004's reception, medium, 2026-09-30 + 1 year = 2027-09-30, nor on c-001's floor, light, 2026-03-15 + 2 = 2028-03-15.
    """
    firsts = {
        (customer, asset): cycles[1]
        for (customer, asset, task), cycles in nominal.items()
        if task == "stone/crystallization"
    }
    assert firsts == {
        ("c-002", "entrance"): "2026-06-15",
        ("c-002", "aisle"): "2026-06-29",
        ("c-004", "floor"): "2027-09-30",
        ("c-001", "floor"): "2028-03-15",
    }


def test_crystallization_follows_the_reading_and_counts_from_the_day_it_was_done(tmp_path: Path) -> None:
    """c-002's aisle, heavy: treated on 2026-10-30, so the latest is + 6 months = 2027-04-30; a reading of 48 comes first."""
    root = example_in(tmp_path / "company")

    def next_time() -> tuple[str, str, str, str]:
        rows = root.agenda("--customer", "c-002", "--task", "stone/crystallization", "--from", "2026-11-01")
        row = next(row for row in rows if row["asset"] == "aisle" and row["status"] != "done")
        return row["nominal"], row["window_start"], row["window_end"], row["planned"]

    assert next_time()[0] == "2027-04-30"
    reading = """  - record: completed
    date: 2026-11-20
    customer: c-002
    site: mall
    asset: aisle
    task: stone/gloss-check
    measurements: {gloss: 48}
"""
    root.add("schedules/records/2026-11.yaml", reading)
    nominal, first, last, planned = next_time()
    assert (nominal, first, last) == ("2026-11-20", "2026-11-20", "2026-11-30")
    assert "2026-11-23" <= planned <= "2026-11-30"


def test_the_screen_is_patrolled_every_month_on_the_31st_or_the_months_last_day(nominal: Nominal) -> None:
    """LED, c-002: accepted 2026-05-31. June has 30 days, July 31, August 31, September 30, ... February 2027 has 28.

    Each counts from the acceptance: after 30 June comes 31 July, not 30 July.
    """
    assert first(12, nominal["c-002", "screen", "led/patrol-monthly"]) == [
        "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30",
        "2026-12-31", "2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31",
    ]  # fmt: skip


def test_a_curtain_wall_is_checked_a_year_after_acceptance(nominal: Nominal) -> None:
    """Curtain wall, c-002: accepted 2026-05-31, + 1 year = 2027-05-31."""
    assert nominal["c-002", "facade", "wall/first-year"][1] == "2027-05-31"


def first(count: int, cycles: dict[int, str]) -> list[str]:
    """The nominal dates of cycles 1 to ``count``."""
    return [cycles[cycle] for cycle in range(1, count + 1)]


def test_the_next_weeks_are_planned_inside_their_windows_on_working_days(example: Root) -> None:
    """As of 2026-11-23, the LED patrol of 30 November: due 30 November, seven days early or late, by its technician."""
    rows = example.agenda("--customer", "c-002", "--task", "led/patrol-monthly")
    (row,) = [row for row in rows if row["cycle"] == 6]
    assert (row["window_start"], row["window_end"]) == ("2026-11-23", "2026-12-07")
    assert row["window_start"] <= row["planned"] <= row["window_end"]
    assert row["technician"]


def test_a_tool_is_named_alike_in_every_task(example_known: tuple[Definitions, Schedules]) -> None:
    """One entry is one tool, and each has one name in either language: so it is listed once for the day or the week."""
    known, _ = example_known
    names = {(tool.zh, tool.en) for task in known.tasks.values() for tool in task.tools}
    assert len({zh for zh, _ in names}) == len({en for _, en in names}) == len(names)
    for zh, en in names:
        assert "、" not in zh, zh
        assert ", " not in en, en


def test_broken_glass_is_promised_for_windows_and_curtain_walls(example_known: tuple[Definitions, Schedules]) -> None:
    """A pane of a curtain wall breaks as one of a window does; what is made before a sale belongs to no product."""
    known, _ = example_known
    assert set(known.promises["glass-breakage"].products) == {"thermal-break-window", "glass-curtain-wall"}
    assert known.promises["design-proposal"].products == ()
