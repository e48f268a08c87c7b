"""A larger service covers a smaller one: where their days overlap only the larger is visited, and doing it does both."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import World, customer, day, listed, planned, publish, sentences, standing, task, visits_of, world

from generator.due.items import OPEN
from generator.due.occurrences import occurrences
from generator.visits.openings import Openings

WIDE = "tolerance: {early: 10 days, late: 10 days}"
YEARLY = f"anchor: acceptance\ninterval: 1 year\n{WIDE}"
HALF = f"anchor: acceptance\ninterval: 6 months\n{WIDE}"
LARGE, SMALL, TINY = "window/yearly", "window/half", "window/quarter"


def company(
    yearly: str = YEARLY, half: str = HALF, done: str = "", *, scope: str = "asset", covers: str = SMALL, **site: str
) -> World:
    """A yearly service that covers a half-yearly one, accepted on 10 March 2026."""
    return world(
        task(yearly, LARGE, more=f"covers: [{covers}]", scope=scope),
        task(half, SMALL),
        customers=[customer(milestones="acceptance: 2026-03-10", **site)],  # type: ignore[arg-type]
        done=done,
    )


def test_only_the_larger_is_visited_where_their_days_overlap() -> None:
    """Every second half-yearly check is part of the yearly one; the others are visited as before."""
    assert listed(visits_of(company(), "2026-03-11", "2028-04-01")) == [
        "2026-09-10 t-1: half.1",
        "2027-03-10 t-1: yearly.1",
        "2027-09-10 t-1: half.3",
        "2028-03-10 t-1: yearly.2",
    ]


def test_the_larger_is_visited_on_a_day_that_suits_both() -> None:
    """The last days of the one are the first of the other."""
    half = "anchor: 2026-03-26\ninterval: 1 year\nthreshold: 1 year\ntolerance: {early: 7 days, late: 7 days}"
    assert listed(visits_of(company(half=half), "2026-12-01", "2027-05-01")) == ["2027-03-19 t-1: yearly.1"]


@pytest.mark.parametrize("half", ["2027-03-28", "2027-04-10"])
def test_both_are_visited_where_no_day_suits_both(half: str) -> None:
    """The windows only touch on a weekend, or do not meet."""
    rule = f"anchor: {half}\nthreshold: 0 days\ntolerance: {{early: 8 days, late: 8 days}}"
    assert [line.split(": ")[1] for line in listed(visits_of(company(half=rule), "2026-12-01", "2027-06-01"))] == [
        "yearly.1",
        "half.1",
    ]


def done(day_done: str, which: str = LARGE, more: str = "") -> str:
    return f"- {{record: completed, date: {day_done}, task: {which}{more}}}\n"


def stands(known: World, as_of: str, which: str = SMALL, end: str = "2028-04-01") -> list[str]:
    return standing(occurrences(*known, day(as_of), day(end), [known.definitions.tasks[which]]))


def test_doing_the_larger_does_the_smaller() -> None:
    """In its window, or while it is overdue; not months before, when that was not due yet."""
    half_done = done("2026-09-10", SMALL)
    assert stands(company(done=half_done + done("2027-03-15")), "2027-03-16")[:3] == [
        "1 2026-09-10 done",
        "2 2027-03-10 done",
        "3 2027-09-10 upcoming",
    ]
    assert stands(company(done=half_done + done("2027-03-25")), "2027-03-26")[1] == "2 2027-03-10 done"
    early = company(done=half_done + done("2027-01-20", more=", due: 2027-03-10"))
    assert stands(early, "2027-01-21")[:2] == ["1 2026-09-10 done", "2 2027-03-10 upcoming"]


@pytest.mark.parametrize("record", ["skipped, reason: 无料", "moved, to: 2027-03-18"])
def test_what_was_not_done_does_nothing(record: str) -> None:
    """The larger skipped: the smaller one is visited by itself. Moved: it goes along."""
    kind, _, rest = record.partition(", ")
    line = f"- {{record: {kind}, date: 2027-03-01, task: {LARGE}, due: 2027-03-10, {rest}}}\n"
    visits = listed(visits_of(company(done=done("2026-09-10", SMALL) + line), "2027-03-02", "2027-06-01"))
    assert visits == (["2027-03-10 t-1: half.2"] if kind == "skipped" else ["2027-03-18 t-1: yearly.1"])


def test_a_floating_smaller_one_counts_from_the_larger() -> None:
    """As from a completion of its own; a repeat soon after it moves it on as well."""
    half = f"anchor: acceptance\ninterval: 6 months\nbasis: floating\n{WIDE}"
    found = stands(company(half=half, done=done("2026-09-05", SMALL) + done("2027-03-03")), "2027-03-04")
    assert found[:3] == ["1 2026-09-10 done", "2 2027-03-05 done", "3 2027-09-03 upcoming"]


def test_what_covers_what_is_covered_covers_all() -> None:
    """Yearly over half-yearly over quarterly: each quarter one visit, the largest that is due."""
    known = world(
        task(YEARLY, LARGE, more=f"covers: [{SMALL}]"),
        task(HALF, SMALL, more=f"covers: [{TINY}]"),
        task(HALF.replace("6 months", "3 months"), TINY),
        customers=[customer(milestones="acceptance: 2026-03-10")],
    )
    assert [line.split(": ")[1] for line in listed(visits_of(known, "2026-03-11", "2027-06-15"))] == [
        "quarter.1", "half.1", "quarter.3", "yearly.1", "quarter.5",
    ]  # fmt: skip
    known = known._replace(
        schedules=company(done=done("2027-03-10")).schedules,
    )
    assert "4 2027-03-10 done" in stands(known, "2027-03-11", TINY)


SITES = """
- id: home
  name: 家
  region: shanghai
  address: 路 1 号
  milestones: {acceptance: 2026-03-10}
  assets:
    - {id: w, name: 窗, product: window}
    - {id: v, name: 窗, product: window, without: [window/yearly]}
"""


def test_each_asset_has_its_own() -> None:
    """A contract without the larger service for one asset leaves the smaller one there; a whole site's covers all."""
    before = done("2026-09-10", SMALL)
    visits = listed(visits_of(company(sites=SITES, done=before), "2026-12-01", "2027-05-01"))
    assert visits == ["2027-03-10 t-1: yearly.1, half.2"]
    whole = SITES.replace(", without: [window/yearly]", "")
    assert listed(visits_of(company(sites=whole, scope="site", done=before), "2026-12-01", "2027-05-01")) == [
        "2027-03-10 t-1: yearly.1"
    ]


def test_what_was_agreed_is_visited_and_what_is_expected_covers_nothing_firm() -> None:
    """An appointment for the smaller one is a fact; a forecast of the larger may still go."""
    agreed = f"- {{record: appointment, date: 2027-03-01, task: {SMALL}, due: 2027-03-10, at: '2027-03-08 09:30'}}\n"
    known = company(done=done("2026-09-10", SMALL) + agreed)
    assert sum("half" in line for line in listed(visits_of(known, "2027-03-02", "2027-06-01"))) == 1
    floating = f"anchor: acceptance\ninterval: 1 year\nbasis: floating\n{WIDE}"
    visits = listed(visits_of(company(yearly=floating), "2026-03-11", "2028-06-01"))
    assert "half.4" in visits[-1]


def test_the_larger_keeps_its_day_from_build_to_build_and_is_told_as_it_is() -> None:
    """What was published stays; and the smaller one says with what it is done, in both languages."""
    known = company(done=done("2026-09-10", SMALL))
    told = publish(visits_of(known, "2026-12-01", "2027-06-01"))
    again = visits_of(known, "2027-03-01", "2027-06-01", told)
    assert [(visit.uid, visit.day) for visit in again if visit.day.year == 2027] == [
        (old.uid, old.day) for old in told if old.day.year == 2027
    ]
    key = f"c-1|home|w|{SMALL}|2"
    assert (
        "“window/yearly” does this as well, so only that is visited."
        in sentences(known, "2026-12-01", "2027-06-01")[key]
    )
    assert "“window/yearly”会一并完成这一项" in sentences(known, "2026-12-01", "2027-06-01", "zh")[key]
    after = company(done=done("2026-09-10", SMALL) + done("2027-03-11"))
    assert "Done on 2027-03-11 along with: window/yearly." in sentences(after, "2027-03-12", "2027-06-01")[key]


@given(
    st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(-40, 40), st.integers(0, 400)
)  # fmt: skip
def test_everything_open_is_visited_or_covered_on_one_of_its_days(
    early: int, late: int, less: int, more: int, shift: int, later: int
) -> None:
    """Whatever the windows are: what is not visited by itself is done on a day on which it could have been."""
    yearly = f"anchor: acceptance\ninterval: 1 year\ntolerance: {{early: {early} days, late: {late} days}}"
    start = date.fromordinal(date(2026, 3, 10).toordinal() + shift)
    half = f"anchor: {start}\ninterval: 6 months\ntolerance: {{early: {less} days, late: {more} days}}"
    as_of = date.fromordinal(date(2026, 6, 1).toordinal() + later)
    known = company(yearly=yearly, half=half)
    found, visits = planned(known, as_of, "2028-01-01")
    visit_of = {one.id: visit for visit in visits for one in visit.occurrences}
    openings = Openings(known.definitions.workdays, as_of)
    for one in found:
        if one.status not in OPEN:
            continue
        assert (one.id in visit_of) != (one.covered_by is not None)
        if one.covered_by is not None and not one.covered_by.startswith(
            one.item.key
        ):  # the next time comes when it comes
            assert visit_of[one.covered_by].day in openings.of(one)
