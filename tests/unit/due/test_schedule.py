"""How an occurrence stands: what records do on each basis, statuses, milestones that are not known, whole sites."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import CHECK, World, customer, cycles, day, due, months_after, records, standing, task, world

from generator.due.items import OPEN, Occurrence
from generator.due.occurrences import occurrences

QUARTERLY = "anchor: acceptance\ninterval: 3 months\ntolerance: {early: 14 days, late: 14 days}"
MARCH = "acceptance: 2025-12-10"  # so that quarters fall on 10 March, June, September, December


def quarters(basis: str, done: str, as_of: str = "2026-07-01", end: str = "2026-12-31") -> list[str]:
    return standing(cycles(f"{QUARTERLY}\nbasis: {basis}", milestones=MARCH, done=done, as_of=as_of, end=end))


# ------------------------------------------------------------------------------------------- completions on each basis


@pytest.mark.parametrize(
    ("basis", "day_done", "following"),
    [
        ("fixed", "2026-03-02", ["2026-06-10", "2026-09-10", "2026-12-10"]),
        ("fixed", "2026-03-20", ["2026-06-10", "2026-09-10", "2026-12-10"]),
        ("fixed", "2026-05-20", ["2026-06-10", "2026-09-10", "2026-12-10"]),
        ("floating", "2026-03-02", ["2026-06-02", "2026-09-02", "2026-12-02"]),
        ("floating", "2026-03-20", ["2026-06-20", "2026-09-20", "2026-12-20"]),
        ("floating", "2026-05-20", ["2026-08-20", "2026-11-20"]),
        ("window", "2026-03-02", ["2026-06-10", "2026-09-10", "2026-12-10"]),
        ("window", "2026-03-20", ["2026-06-10", "2026-09-10", "2026-12-10"]),
        ("window", "2026-05-20", ["2026-08-20", "2026-11-20"]),
        ("window", "2026-02-01", ["2026-05-01", "2026-08-01", "2026-11-01"]),
    ],
)
def test_what_a_completion_does_to_the_next_dates(basis: str, day_done: str, following: list[str]) -> None:
    """Early, late and far too late: a fixed rule keeps its grid, a floating one counts anew, ``window`` only outside tolerance."""
    found = quarters(basis, f"- {{record: completed, date: {day_done}}}", as_of="2026-05-21")
    assert found[0] == "1 2026-03-10 done"
    assert [line.split()[1] for line in found[1:]] == following


def test_a_cycle_that_was_never_done_is_missed_when_the_next_fixed_one_falls_due() -> None:
    """Overdue until the next one's day, then missed; both stay on the list."""
    assert quarters("fixed", "", as_of="2026-06-09")[:2] == ["1 2026-03-10 overdue", "2 2026-06-10 due"]
    assert quarters("fixed", "", as_of="2026-06-10")[:2] == ["1 2026-03-10 missed", "2 2026-06-10 due"]


def test_a_cycle_is_missed_when_the_next_one_was_done() -> None:
    """Nobody goes out for the first quarter once the second has been done."""
    done = "- {record: completed, date: 2026-06-01}"
    assert quarters("fixed", done, as_of="2026-06-02")[:2] == ["1 2026-03-10 missed", "2 2026-06-10 done"]


@pytest.mark.parametrize("basis", ["floating", "window"])
def test_a_floating_cycle_stays_overdue_until_it_is_done(basis: str) -> None:
    """A floating rule's next cycle begins when the last one ends, so nothing is ever missed."""
    found = quarters(basis, "", as_of="2026-12-01", end="2027-01-01")
    assert found[0] == "1 2026-03-10 overdue"
    assert all(line.endswith("?") for line in found[1:])


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("2026-02-23", "upcoming"), ("2026-02-24", "due"), ("2026-03-24", "due"), ("2026-03-25", "overdue")],
)
def test_the_status_follows_the_window(as_of: str, status: str) -> None:
    """Due on the window's first and last day; upcoming before, overdue after."""
    assert quarters("fixed", "", as_of=as_of)[0] == f"1 2026-03-10 {status}"


def test_a_record_that_names_its_cycle_closes_that() -> None:
    """A completion entered months later for the first quarter does not count for the second."""
    done = "- {record: completed, date: 2026-06-05, cycle: 1}"
    assert quarters("fixed", done, as_of="2026-06-05")[:2] == ["1 2026-03-10 done", "2 2026-06-10 due"]


def test_records_after_the_day_are_not_known_yet() -> None:
    """What was recorded later does not change how things stood on a day."""
    done = "- {record: completed, date: 2026-03-10}"
    assert quarters("fixed", done, as_of="2026-03-09")[0] == "1 2026-03-10 due"
    assert quarters("fixed", done, as_of="2026-03-10")[0] == "1 2026-03-10 done"


@pytest.mark.parametrize("basis", ["fixed", "floating", "window"])
def test_a_skipped_cycle_is_closed_and_the_next_one_comes_as_before(basis: str) -> None:
    """Skipping closes one cycle; a floating rule goes on from the date that was skipped."""
    done = "- {record: skipped, date: 2026-03-05, reason: 客户外出}"
    assert quarters(basis, done, as_of="2026-03-06")[:2] == ["1 2026-03-10 skipped", "2 2026-06-10 upcoming"]


@pytest.mark.parametrize("basis", ["fixed", "floating", "window"])
def test_a_skip_that_names_another_cycle_leaves_this_one_open(basis: str) -> None:
    """A skip for cycle 2 never closes cycle 1."""
    done = "- {record: skipped, date: 2026-03-05, cycle: 2, reason: 客户外出}"
    assert quarters(basis, done, as_of="2026-03-06")[0] == "1 2026-03-10 due"


@pytest.mark.parametrize("basis", ["fixed", "floating", "window"])
def test_a_move_ends_with_its_cycle(basis: str) -> None:
    """A move or an appointment concerns one cycle; once that is done it touches no other."""
    done = """
    - {record: moved, date: 2026-03-01, to: 2026-03-18}
    - {record: appointment, date: 2026-03-02, at: '2026-03-19 09:30'}
    - {record: completed, date: 2026-03-19}
    """
    found = cycles(f"{QUARTERLY}\nbasis: {basis}", milestones=MARCH, done=done, as_of="2026-03-20")
    assert all(one.override is None for one in found)


def test_work_done_on_the_day_it_was_moved_to_closes_it() -> None:
    """However far a cycle was brought forward, doing it on that day closes it and does not count as a repeat."""
    done = "- {record: moved, date: 2025-12-11, to: 2025-12-20, cycle: 1}\n- {record: completed, date: 2025-12-20}"
    for basis in ("fixed", "floating", "window"):
        assert quarters(basis, done, as_of="2025-12-21")[0] == "1 2026-03-10 done"


def test_a_repeat_after_a_late_completion_closes_nothing() -> None:
    """Done five months late and again four days later: the second visit is not next year's."""
    yearly = "anchor: acceptance\ninterval: 1 year\ntolerance: {late: 30 days}"
    found = cycles(yearly, milestones="acceptance: 2025-01-01", completed=["2026-08-01", "2026-08-05"])
    assert standing(found)[:2] == ["1 2026-01-01 done", "2 2027-01-01 upcoming"]


def test_expected_cycles_of_a_window_rule_lie_on_its_grid() -> None:
    """From 31 January a ``window`` rule expects 31 March, not 28 March after 28 February."""
    rule = "anchor: acceptance\ninterval: 1 month\nbasis: window\ntolerance: {early: 3 days, late: 3 days}"
    assert standing(cycles(rule, end="2026-06-01")) == [
        "1 2026-02-28 upcoming", "2 2026-03-31 upcoming?", "3 2026-04-30 upcoming?", "4 2026-05-31 upcoming?",
    ]  # fmt: skip
    anew = cycles(rule, completed=["2026-03-30", "2026-04-30"], end="2026-09-01")
    assert [line.split()[1] for line in standing(anew)] == [
        "2026-02-28", "2026-04-30", "2026-05-30", "2026-06-30", "2026-07-30", "2026-08-30",
    ]  # fmt: skip


def test_a_floating_rule_with_omitted_dates_starts_and_goes_on() -> None:
    """A date that does not exist is left out; the schedule does not stop there."""
    rule = "anchor: acceptance\ninterval: 1 month\nbasis: floating\ninvalid_date: omit"
    assert standing(cycles(rule, end="2026-06-01")) == ["1 2026-03-31 upcoming", "2 2026-05-31 upcoming?"]


# ------------------------------------------------------------------------------------------------ an edit and the past

EDITED = """
- {anchor: acceptance, interval: 1 month, basis: %s, tolerance: {early: 7 days, late: 7 days}}
- {anchor: acceptance, interval: 3 months, basis: %s, tolerance: {early: 7 days, late: 7 days}, effective_from: 2026-05-01}
"""


@pytest.mark.parametrize("basis", ["fixed", "floating", "window"])
def test_what_was_done_early_before_an_edit_stays_done(basis: str) -> None:
    """May's cycle was done on 29 April; the quarterly rule from 1 May does not undo that."""
    days = ["2026-02-03", "2026-03-03", "2026-04-03", "2026-04-29"]
    old = f"anchor: acceptance\ninterval: 1 month\nbasis: {basis}\ntolerance: {{early: 7 days, late: 7 days}}"
    before = standing(cycles(old, milestones="acceptance: 2026-01-03", completed=days))[:4]
    after = standing(cycles(EDITED % (basis, basis), milestones="acceptance: 2026-01-03", completed=days))
    assert before == ["1 2026-02-03 done", "2 2026-03-03 done", "3 2026-04-03 done", "4 2026-05-03 done"]
    assert after[:4] == before
    assert after[4].split()[1] == ("2026-07-29" if basis == "floating" else "2026-07-03")


RECORDED = st.lists(
    st.tuples(st.sampled_from(["completed", "completed", "completed", "skipped", "moved"]), st.integers(0, 700)), max_size=8
)  # fmt: skip
BASES = st.sampled_from(["fixed", "floating", "window"])
EVERY = st.sampled_from(["2 weeks", "1 month", "3 months", "1 year"])
START = date(2024, 1, 31)


def _done(entries: list[tuple[str, int]]) -> str:
    lines = []
    for kind, offset in entries:
        when = START + timedelta(days=offset)
        more = {"skipped": ", reason: x", "moved": f", to: {when + timedelta(days=5)}"}.get(kind, "")
        lines.append(f"- {{record: {kind}, date: {when}{more}}}")
    return "\n".join(lines)


def _closed(found: list[Occurrence]) -> dict[str, tuple[object, ...]]:
    return {
        one.id: (one.status, one.due.nominal, one.due.day, one.due.window, one.closed.date)
        for one in found
        if one.closed is not None and one.due is not None
    }


@given(BASES, EVERY, RECORDED, st.integers(0, 700))
def test_later_records_never_change_a_closed_cycle(
    basis: str, every: str, entries: list[tuple[str, int]], until: int
) -> None:
    """What was closed on a day is closed the same way on every later day, whatever was recorded since."""
    rule = f"anchor: acceptance\ninterval: {every}\nbasis: {basis}\ntolerance: {{early: 5 days, late: 5 days}}"
    site = {"milestones": f"acceptance: {START}"}
    early = cycles(rule, done=_done(entries), as_of=str(START + timedelta(days=until)), **site)  # type: ignore[arg-type]
    late = cycles(rule, done=_done(entries), as_of="2026-02-01", **site)  # type: ignore[arg-type]
    assert _closed(early).items() <= _closed(late).items()


@given(BASES, EVERY, EVERY, RECORDED, st.integers(60, 700))
def test_an_edit_never_changes_what_was_closed_before_it(
    basis: str, every: str, other: str, entries: list[tuple[str, int]], offset: int
) -> None:
    """A rule with a new revision closes the same cycles with the records from before it as the rule without."""
    since = START + timedelta(days=offset)
    old = f"{{anchor: acceptance, interval: {every}, basis: {basis}, tolerance: {{early: 5 days, late: 5 days}}"
    new = f"{{anchor: acceptance, interval: {other}, basis: {basis}, effective_from: {since}}}"
    before = [entry for entry in entries if entry[1] < offset]
    site = {"milestones": f"acceptance: {START}", "as_of": "2026-02-01", "end": "2027-06-01"}
    plain = cycles(f"- {old}}}", done=_done(before), **site)  # type: ignore[arg-type]
    edited = cycles(f"- {old}}}\n- {new}", done=_done(entries), **site)  # type: ignore[arg-type]
    assert _closed(plain).items() <= _closed(edited).items()


@given(BASES, EVERY, RECORDED, st.integers(0, 1000))
def test_every_cycle_stands_once_and_in_order(basis: str, every: str, entries: list[tuple[str, int]], now: int) -> None:
    """Cycles count 1, 2, 3; a fixed rule's dates rise; exactly one of a floating rule is open and not merely expected.

    Those that are expected leave out what would lie in the past, and its numbers with it.
    """
    rule = f"anchor: acceptance\ninterval: {every}\nbasis: {basis}\ntolerance: {{early: 5 days, late: 5 days}}"
    as_of = START + timedelta(days=now)
    found = cycles(rule, done=_done(entries), as_of=str(as_of), milestones=f"acceptance: {START}", end="2028-01-01")
    sure = [one.cycle for one in found if not one.expected]
    assert sure == list(range(1, len(sure) + 1))
    expected = [one.cycle for one in found if one.expected]
    assert all(later == number + 1 for number, later in pairwise(expected))
    assert all(number > len(sure) for number in expected)
    dates = [one.due.nominal for one in found if one.due]
    if basis == "fixed":
        assert dates == sorted(set(dates))
    else:
        still_open = [one for one in found if one.status in OPEN and not one.expected]
        assert len(still_open) == 1 or (not still_open and "skipped" in dict(entries))  # skipped beyond the horizon
    for one in found:
        assert one.due is not None
        if one.status in ("upcoming", "due"):
            assert as_of <= one.deadline
        if one.status in ("overdue", "missed"):
            assert as_of > one.deadline


@given(EVERY, st.integers(0, 900))
def test_nothing_open_is_forgotten(every: str, now: int) -> None:
    """Of a fixed rule without records every cycle up to the day is missed but the last, which is due or overdue."""
    rule = f"anchor: acceptance\ninterval: {every}\ntolerance: {{late: 5 days}}"
    as_of = START + timedelta(days=now)
    found = cycles(rule, as_of=str(as_of), milestones=f"acceptance: {START}", end=str(months_after(as_of, 13)))
    past = [one.status for one in found if one.due is not None and one.due.day <= as_of]
    assert past[-1:] in ([], ["due"], ["overdue"])
    assert set(past[:-1]) <= {"missed", "due"}  # a tolerance may reach beyond the next date


# -------------------------------------------------------------------------------------------- milestones and seasons


@pytest.mark.parametrize(
    ("rule", "milestones", "waits_for"),
    [
        ("anchor: move_in\nthreshold: 1 month", "acceptance: 2026-01-31, move_in: pending", "move_in"),
        ("anchor: warranty_end\nthreshold: -1 month", "acceptance: pending", "warranty_end"),
        ("anchor: installed\ninterval: 1 month\nuntil: warranty_end", "installed: 2026-01-01", "warranty_end"),
    ],
)
def test_a_task_whose_milestone_is_not_known_waits(rule: str, milestones: str, waits_for: str) -> None:
    """It is listed as waiting, with the milestone it waits for, and never left out."""
    (one,) = cycles(rule, milestones=milestones, as_of="2026-02-01")
    assert (one.status, str(one.waiting_for), one.due, one.cycle) == ("waiting", waits_for, None, 0)


def test_an_assets_milestones_override_its_sites() -> None:
    """An asset that was accepted later counts from its own day; ``pending`` overrides too."""
    rule = "anchor: acceptance\nthreshold: 1 month"
    own = "{id: w, name: 窗, product: window, milestones: {acceptance: %s}}"
    assert due(rule, assets=own % "2026-05-15") == ["2026-06-15"]
    assert standing(cycles(rule, assets=own % "pending")) == ["waiting"]


def test_a_task_of_the_whole_site_comes_once() -> None:
    """With scope ``site`` two assets give one occurrence, from the site's milestone or else its earliest asset's."""
    rule = "anchor: acceptance\nthreshold: 1 month"
    assets = "{id: a, name: 甲, product: window, milestones: {acceptance: 2026-03-20}}, "
    assets += "{id: b, name: 乙, product: window, milestones: {acceptance: 2026-03-05}}"
    site = {"assets": assets, "milestones": "installed: 2026-01-01"}
    found = cycles(rule, task_scope="site", **site)  # type: ignore[arg-type]
    assert standing(found) == ["1 2026-04-05 upcoming"]
    assert found[0].id == f"c-1|home|*|{CHECK}|2026-04-05"


def test_the_end_of_warranty_of_a_site_is_its_earliest() -> None:
    """Of two products with warranties the first to end counts, whatever the order of the assets."""
    whole = task("anchor: warranty_end\nthreshold: -1 month", scope="site", products="window, floor")
    both = ["{id: a, name: 甲, product: window}", "{id: b, name: 乙, product: floor}"]
    for assets in (both, both[::-1]):
        known = world(whole, customers=[customer(assets=", ".join(assets))])
        assert standing(occurrences(*known, day("2026-02-01"), day("2030-01-01"))) == ["1 2026-12-31 upcoming"]


def test_work_meant_for_a_season_is_missed_when_that_is_over() -> None:
    """Before the season it is due, in it overdue, after it pointless."""
    rule = "anchor: acceptance\nseason: {name: typhoon, when: before, lead: 7 days}"
    days = ["2026-06-24", "2026-06-25", "2026-09-30", "2026-10-01"]
    assert [cycles(rule, as_of=now)[0].status for now in days] == ["due", "overdue", "overdue", "missed"]


# --------------------------------------------------------------------------------------------- calls after a service

CALL = task(
    "anchor: service_done\nthreshold: 3 days\ntolerance: {early: 1 day, late: 4 days}\nadjust: following",
    "service/call",
    scope="site",
    channel="phone",
)


def calls(done: str, as_of: str) -> list[str]:
    known = world(task(QUARTERLY), CALL, done=done)
    found = occurrences(*known, day(as_of), day("2026-12-31"))
    return standing(one for one in found if one.item.task is CALL)


def test_a_call_follows_every_service() -> None:
    """Each day on which work was done on site has its call, numbered by that day."""
    done = """
    - {record: completed, date: 2026-03-02}
    - {record: completed, date: 2026-03-05, task: service/call}
    - {record: completed, date: 2026-06-01}
    """
    assert calls(done, "2026-06-02") == ["20260302 2026-03-05 done", "20260601 2026-06-04 upcoming"]


def test_skipping_one_call_skips_no_other() -> None:
    """A skipped call closes the oldest that is open, and none of a service that came later."""
    done = """
    - {record: completed, date: 2026-03-02}
    - {record: completed, date: 2026-03-04}
    - {record: skipped, date: 2026-03-06, task: service/call, reason: 已当面问过}
    - {record: completed, date: 2026-06-01}
    """
    assert calls(done, "2026-06-02") == [
        "20260302 2026-03-05 skipped", "20260304 2026-03-07 overdue", "20260601 2026-06-04 upcoming",
    ]  # fmt: skip


def test_moving_one_call_moves_no_other() -> None:
    """Of two open calls the one whose window holds the new day is moved."""
    done = """
    - {record: completed, date: 2026-03-02}
    - {record: completed, date: 2026-03-09}
    - {record: moved, date: 2026-03-10, task: service/call, to: 2026-03-13}
    """
    known = world(task(QUARTERLY), CALL, done=done)
    found = [one for one in occurrences(*known, day("2026-03-10"), day("2026-06-01")) if one.item.task is CALL]
    assert [one.override is not None for one in found] == [False, True]


# ------------------------------------------------------------------------------------------------- order of the files


def _known(order: list[int]) -> World:
    tasks = [
        task("anchor: acceptance\ninterval: 1 month", "window/a"),
        task("anchor: acceptance\ninterval: 2 months\nbasis: floating", "window/b"),
        task("anchor: warranty_end\nthreshold: -1 month", "window/c", scope="site", products="window, floor"),
    ]
    assets = [
        "{id: a, name: 甲, product: window}",
        "{id: b, name: 乙, product: floor}",
        "{id: c, name: 丙, product: window}",
    ]
    done = [
        "- {record: completed, date: 2026-03-01, task: window/a, asset: a}",
        "- {record: completed, date: 2026-03-02, task: window/b, asset: c}",
        "- {record: moved, date: 2026-03-03, task: window/a, asset: c, to: 2026-04-02}",
    ]
    turned = [assets[i] for i in order]
    customers = [customer(f"c-{i + 1}", assets=", ".join(turned)) for i in order]
    found = world(*(tasks[i] for i in order), customers=customers, done="\n".join(done[i] for i in order))
    schedules = replace(found.schedules, records=records("\n".join(done[i] for i in order)))
    return World(found.definitions, schedules)


@given(st.permutations([0, 1, 2]))
def test_the_order_of_files_and_lines_changes_nothing(order: list[int]) -> None:
    """Customers, assets, tasks and records may stand in any order: the same occurrences come out."""
    plain, turned = (
        sorted(
            (one.id, one.status, one.due and one.due.day, one.override and one.override.to)
            for one in occurrences(*known, day("2026-03-20"), day("2028-06-01"))
        )
        for known in (_known([0, 1, 2]), _known(order))
    )
    assert plain == turned


@pytest.mark.parametrize("of", [set(), {"c-2"}, {"c-1", "c-3"}, {"nobody"}])
def test_asked_of_some_customers_the_engine_says_of_them_what_it_says_of_all(of: set[str]) -> None:
    """And of the company's own work, whoever is asked for."""
    known, until = _known([0, 1, 2]), (day("2026-03-20"), day("2028-06-01"))
    everybody = occurrences(*known, *until)
    owners = {one.item.customer.id if one.item.customer else "" for one in everybody}
    assert len(owners) > 1
    wanted = [one for one in everybody if one.item.customer is None or one.item.customer.id in of]
    assert occurrences(*known, *until, of=of) == wanted
