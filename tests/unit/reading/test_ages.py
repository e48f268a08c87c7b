"""Milestones far ahead are a slip to be asked about; from long ago they ask when the service began."""

from __future__ import annotations

from datetime import date

import pytest
from support.engine import CHECK, customer, day, task, world

from generator.reading.ages import milestones_are_near, old_sites_say_when_service_began

RULE = task("{anchor: acceptance, interval: 1 year, grade: G}")
TODAY = day("2026-11-28")


@pytest.mark.parametrize(
    ("acceptance", "told"),
    [("2031-11-28", []), ("2031-11-29", [date(2031, 11, 29)]), ("2036-03-15", [date(2036, 3, 15)])],
)
def test_a_milestone_more_than_five_years_ahead_is_asked_about(acceptance: str, told: list[date]) -> None:
    """Of the site or of one asset alike."""
    of_site = customer(milestones=f"acceptance: {acceptance}")
    of_asset = customer(assets=f"{{id: w, name: 窗, product: window, milestones: {{acceptance: {acceptance}}}}}")
    for one in (of_site, of_asset):
        known = world(RULE, customers=[one]).schedules
        assert [problem.params["found"] for problem in milestones_are_near(known, TODAY)] == told


@pytest.mark.parametrize(
    ("one", "done", "told"),
    [
        (customer(milestones="acceptance: 2012-05-01"), "", 1),
        (customer(milestones="acceptance: 2023-11-28"), "", 0),
        (customer(milestones="acceptance: 2012-05-01, contract_start: 2026-11-01"), "", 0),
        (customer(milestones="acceptance: 2012-05-01"), f"[{{record: completed, customer: c-1, site: home, asset: w, task: {CHECK}, date: 2020-05-02}}]", 0),
        (customer(milestones="acceptance: 2012-05-01", assets=f"{{id: w, name: 窗, product: window, last_done: {{{CHECK}: 2026-05-01}}}}"), "", 0),
        (customer(milestones="acceptance: 2012-05-01", assets="{id: w, name: 窗, product: window, service: {from: 2026-11-01}}"), "", 0),
    ],
)  # fmt: skip
def test_an_old_site_without_a_word_of_its_service_is_noted(one: object, done: str, told: int) -> None:
    known = world(RULE, customers=[one], done=done).schedules  # type: ignore[list-item]
    assert [(problem.level, problem.params["site"]) for problem in old_sites_say_when_service_began(known, TODAY)] == [
        ("note", "home")
    ] * told
