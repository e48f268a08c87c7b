"""From when until when an item is served, when it rests, and what was done before it came to us."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, day, sentences, standing, task, world

from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.model.service import Tenure

YEARLY = "{anchor: acceptance, interval: 1 year, tolerance: {early: 10 days, late: 10 days}}"
FLOATING = "{anchor: acceptance, interval: 1 year, basis: floating, tolerance: {early: 10 days, late: 10 days}}"
OLD = "acceptance: 2012-05-01, contract_start: 2026-11-01"


def asked(rule: str, asset: str = "", milestones: str = OLD, done: str = "", as_of: str = "2026-11-10") -> list[str]:
    """What one asset's rule asks for up to the end of 2028, where its YAML says ``asset`` as well."""
    served = customer(milestones=milestones, assets=f"{{id: w, name: 窗, product: window{asset and ', '}{asset}}}")
    known = world(task(rule), customers=[served], done=done)
    return standing(occurrences(*known, day(as_of), day("2029-01-01")))


def test_what_is_taken_on_begins_with_a_clean_sheet() -> None:
    """A building of 2012 has its next date on the old grid, and nothing missed before the contract."""
    assert asked(YEARLY) == ["15 2027-05-01 upcoming", "16 2028-05-01 upcoming"]


def test_floating_work_that_would_lie_before_the_service_is_due_on_its_first_day() -> None:
    """What follows counts from there."""
    assert asked(FLOATING) == ["1 2026-11-01 due", "2 2027-11-01 upcoming?", "3 2028-11-01 upcoming?"]


def test_what_was_done_before_counts_for_floating_work() -> None:
    """The last time that somebody else did it is where the next one counts from; it is no visit of ours."""
    told = asked(FLOATING, "last_done: {window/check: 2026-03-10}")
    assert told == ["2 2027-03-10 upcoming", "3 2028-03-10 upcoming?"]


def test_a_fixed_anchor_before_the_asset_asks_for_nothing_that_lay_before_it() -> None:
    """A date that is the same for everybody makes no arrears for an asset that came later."""
    rule = '{anchor: "2020-01-15", interval: 1 year}'
    told = asked(rule, milestones="acceptance: 2026-10-30", as_of="2026-11-10")
    assert told == ["7 2027-01-15 upcoming", "8 2028-01-15 upcoming"]


def test_a_lone_rule_holds_from_its_first_day() -> None:
    """``effective_from`` of the only revision is where the rule begins."""
    rule = "{anchor: acceptance, interval: 1 year, effective_from: 2028-01-01}"
    assert asked(rule) == ["16 2028-05-01 upcoming"]


@pytest.mark.parametrize(
    ("service", "told"),
    [
        ("{until: 2027-12-31}", ["15 2027-05-01 upcoming"]),
        ("{from: 2027-06-01}", ["16 2028-05-01 upcoming"]),
        ("{from: 2027-01-01, until: 2027-04-30}", []),
    ],
)
def test_service_has_a_first_and_a_last_day(service: str, told: list[str]) -> None:
    """Outside them a fixed rule has no cycle."""
    assert asked(YEARLY, f"service: {service}") == told


def test_what_is_open_when_the_service_ends_lapses() -> None:
    """It is neither overdue nor missed: it has ended."""
    assert asked(YEARLY, "service: {until: 2027-06-30}", as_of="2027-08-01") == ["15 2027-05-01 ended"]
    assert asked(FLOATING, "service: {until: 2026-12-31}", as_of="2027-08-01") == ["1 2026-11-01 ended"]


def test_a_pause_lets_fixed_work_out_and_puts_floating_work_off() -> None:
    """The grid stays; a floating cycle is due on the day after, and what follows counts from there."""
    paused = "paused: [{from: 2027-04-01, to: 2027-08-31, reason: 装修}]"
    assert asked(YEARLY, paused) == ["15 2027-05-01 paused", "16 2028-05-01 upcoming"]
    told = asked(FLOATING, f"{paused}, last_done: {{window/check: 2026-05-01}}")
    assert told == ["2 2027-09-01 upcoming", "3 2028-09-01 upcoming?"]


def test_a_record_from_before_a_replaced_asset_closes_nothing() -> None:
    """What was done on the old window says nothing of the new one."""
    own = "milestones: {acceptance: 2026-03-01}"
    done = "- {record: completed, date: 2026-02-20}"
    told = asked(FLOATING, own, milestones="acceptance: 2020-01-01", done=done, as_of="2026-03-02")
    assert told[0] == "1 2027-03-01 upcoming"


def test_a_tier_that_changes_leaves_the_past_as_it_was() -> None:
    """Half a year until 2027, three months from then on: no cycle is missed that was never asked for."""
    rule = "{anchor: acceptance, interval_by: {tier: {A: 3 months, B: 6 months}}}"
    served = customer(milestones="acceptance: 2026-01-31", tier="{2020-01-01: B, 2027-03-01: A}")
    known = world(task(rule), customers=[served], done="- {record: completed, date: 2026-07-31}")
    told = standing(occurrences(*known, day("2026-08-01"), day("2027-09-01")))
    assert told == [
        "1 2026-07-31 done",
        "2 2027-01-31 upcoming",
        "3 2027-04-30 upcoming",
        "4 2027-07-31 upcoming",
    ]


def test_an_asset_has_its_own_rule_and_goes_without_a_task() -> None:
    """Any key of a rule may differ for one asset; what its contract leaves out is not asked for."""
    own = asked(YEARLY, "rules: {window/check: {interval: 6 months}}", milestones="acceptance: 2028-01-01")
    assert own == ["1 2028-07-01 upcoming"]
    assert asked(YEARLY, "without: [window/check]") == []


def test_work_expires() -> None:
    """Start-up in spring that nobody did is not worth doing in November."""
    rule = '{month_day: "04-15", tolerance: {early: 7 days, late: 7 days}, expires: 1 month}'
    told = asked(rule, milestones="acceptance: 2026-01-01", as_of="2026-11-10")
    assert told[:2] == ["1 2026-04-15 missed", "2 2027-04-15 upcoming"]


@pytest.mark.parametrize("named", ["2027-11-01", "2027-11-08"])
def test_a_record_names_its_cycle_by_a_date(named: str) -> None:
    """By the nominal date or a day of its window; never another cycle."""
    done = f"- {{record: skipped, date: 2026-11-05, due: {named}, reason: 停业}}"
    rule = "{anchor: contract_start, interval: 1 year, tolerance: {early: 10 days, late: 10 days}}"
    assert asked(rule, done=done) == ["1 2027-11-01 skipped", "2 2028-11-01 upcoming"]


@pytest.mark.parametrize("named", ["due: 2027-06-30", "cycle: 60"])
def test_a_record_of_a_cycle_that_does_not_exist_concerns_no_other(named: str) -> None:
    """A slip of the date skips nothing."""
    done = f"- {{record: skipped, date: 2026-11-05, {named}, reason: 停业}}"
    assert asked(YEARLY, done=done) == ["15 2027-05-01 upcoming", "16 2028-05-01 upcoming"]


def _key(one: Occurrence) -> tuple[str, str]:
    return one.id, one.status


@given(
    st.sampled_from(["1 month", "3 months", "1 year"]), st.lists(st.integers(0, 900), max_size=6), st.integers(0, 900),
    st.integers(0, 400), st.sampled_from(["customer", "site", "asset"]),
)  # fmt: skip
def test_service_only_leaves_cycles_out(every: str, done: list[int], since: int, more: int, where: str) -> None:
    """The engine with ``service`` equals the engine without it, filtered by nominal date, wherever it is given.

    What was closed early, while it was served, stays though its date lies after the end.
    """
    start, as_of = day("2024-01-31"), day("2026-09-01")
    first, last = start + timedelta(days=since), as_of + timedelta(days=more)
    days = "".join(f"\n- {{record: completed, date: {start + timedelta(days=offset)}}}" for offset in sorted(done))
    rule = f"{{anchor: acceptance, interval: {every}, tolerance: {{early: 5 days, late: 5 days}}}}"
    plain = customer(milestones="acceptance: 2024-01-31")
    tenure, site = Tenure(from_=first, until=last), plain.sites[0]
    asset = replace(site.assets[0], service=tenure) if where == "asset" else site.assets[0]
    site = replace(site, assets=(asset,), service=tenure if where == "site" else Tenure())
    limited = replace(plain, sites=(site,), service=tenure if where == "customer" else Tenure())
    told = {}
    for name, served in ("plain", plain), ("limited", limited):
        known = world(task(rule), customers=[served], done=days)
        told[name] = occurrences(*known, as_of, day("2027-09-01"))
    kept = [
        one
        for one in told["plain"]
        if one.due is not None and one.due.nominal >= first and (one.due.nominal <= last or one.closed is not None)
    ]
    assert list(map(_key, told["limited"])) == list(map(_key, kept))


@pytest.mark.parametrize(("language", "said"), [("en", "before the service begins"), ("zh", "服务开始之前")])
def test_an_explanation_names_the_service(language: str, said: str) -> None:
    """Why the date is not the rule's."""
    known = world(task(FLOATING), customers=[customer(milestones=OLD)])
    assert said in sentences(known, "2026-11-10", "2027-06-01", language)["c-1|home|w|window/check|1"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("rule", "own", "first"),
    [
        ('{month_day: "04-15"}', "anchor: 2027-02-03, threshold: 0 days, interval: 1 year", "2027-02-03"),
        ("{anchor: acceptance, threshold: 1 month, interval: 1 year}", 'month_day: "09-01"', "2027-09-01"),
        ("{anchor: acceptance, interval_by: {tier: {B: 3 months}}}", "interval: 2 months", "2027-01-01"),
        ("{anchor: acceptance, interval: 1 year}", "interval_by: {tier: {B: 4 months}}", "2027-03-01"),
        ('{month_day: "04-15"}', 'month_day: "05-20"', "2027-05-20"),
    ],
)
def test_what_an_own_rule_says_replaces_the_tasks_other_way_to_say_it(rule: str, own: str, first: str) -> None:
    """A day of the year takes the anchor's place and the other way round, as an interval takes a condition's."""
    told = asked(rule, f"rules: {{window/check: {{{own}}}}}", milestones="acceptance: 2026-11-01", as_of="2026-11-10")
    assert told[0] == f"1 {first} upcoming"


@pytest.mark.parametrize(
    ("as_of", "status"), [("2026-11-08", "due"), ("2026-11-20", "overdue"), ("2026-12-01", "missed")]
)
def test_what_follows_a_service_expires_too(as_of: str, status: str) -> None:
    """A call that nobody made is not made months later."""
    call = task(
        "{anchor: service_done, threshold: 3 days, tolerance: {late: 4 days}, expires: 10 days}",
        "window/call",
        channel="phone",
    )
    known = world(
        task(YEARLY), call, customers=[customer(milestones=OLD)], done="- {record: completed, date: 2026-11-05}"
    )
    found = [one for one in occurrences(*known, day(as_of), day("2027-01-01")) if one.item.task is call]
    assert standing(found) == [f"20261105 2026-11-08 {status}"]
