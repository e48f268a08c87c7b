"""What is late is not made up for right beside its next time; that does it too, and nothing is lost by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import World, customer, listed, planned, publish, sentences, task, visits_of, world
from support.teams import team

from generator.model.tasks import Task
from generator.visits.visit import Published

QUARTERLY = "anchor: acceptance\ninterval: 3 months\ntolerance: {early: 5 days, late: 5 days}"
# Accepted on 14 March: due on the 14th of June, September and December.
HOME = "acceptance: 2026-03-14"


JUNE = "- {record: completed, date: 2026-06-14}"


def plan(*tasks: Task, done: str = "", capacity: str = "8 hours", count: int = 1) -> World:
    """So many customers with the same dates, and ``done`` at each."""
    served = [customer(f"c-{number}", milestones=HOME) for number in range(1, count + 1)]
    records = "\n".join(done.replace("{", f"{{customer: {one.id}, ") for one in served) if done else ""
    technicians = team(f"id: t-1; capacity: {capacity}")
    return world(*(tasks or (task(QUARTERLY),)), customers=served, technicians=technicians, done=records)


def days_of(known: World, as_of: str, told: Sequence[Published]) -> list[str]:
    return [str(visit.day) for visit in visits_of(known, as_of, "2027-01-01", told)]


@pytest.mark.parametrize(
    ("as_of", "first"),
    [
        ("2026-10-12", "2026-10-12 t-1: check.2"),  # two months before the next: made up for at once
        ("2026-11-20", "2026-11-20 t-1: check.2"),  # a quarter of the time is 22.75 days, so until 21 November
        ("2026-11-23", "2026-12-14 t-1: check.3"),
        ("2026-12-03", "2026-12-14 t-1: check.3"),
        ("2026-12-10", "2026-12-14 t-1: check.3"),  # the next one's window is open
    ],
)
def test_nobody_comes_for_a_late_cycle_right_before_the_next(as_of: str, first: str) -> None:
    """Of a cycle that is a quarter of its time, or less, before the next one, only the next is visited."""
    known = plan(done=JUNE)
    assert listed(visits_of(known, as_of, "2027-01-01"))[0] == first


def test_safety_is_made_up_for_all_the_same() -> None:
    """Nobody waits eleven days for what concerns safety."""
    known = plan(task(QUARTERLY, more="urgency: safety"), done=JUNE)
    assert days_of(known, "2026-12-03", []) == ["2026-12-03", "2026-12-14"]


def test_what_was_told_stays_told() -> None:
    """Who was told 27 November is visited then, though it is near the next time by now."""
    known = plan(done=JUNE)
    told = publish(visits_of(known, "2026-11-18", "2027-01-01"))
    told = [replace(told[0], day=date(2026, 11, 27)), *told[1:]]
    assert days_of(known, "2026-11-24", told) == ["2026-11-27", "2026-12-14"]
    # On 27 November nobody wrote anything down: on the sixth working day after it the next time does both.
    assert days_of(known, "2026-12-04", told) == ["2026-11-27", "2026-12-14"]
    assert days_of(known, "2026-12-07", told) == ["2026-12-14"]


@given(st.integers(2, 30), st.dates(date(2026, 9, 21), date(2026, 12, 13)), st.integers(1, 3))
def test_a_backlog_ends_before_the_next_time_begins(count: int, as_of: date, a_day: int) -> None:
    """However many are late: each is made up for in good time, or by the next time; and the next build agrees."""
    known = plan(task(QUARTERLY, duration="fixed: 4 hours"), done=JUNE, capacity=f"{4 * a_day} hours", count=count)
    found, visits = planned(known, as_of, "2027-01-01")
    visited = {one.id: visit for visit in visits for one in visit.occurrences}
    for one in found:
        if one.status == "overdue":
            assert (one.id in visited) != (one.covered_by in visited)
            assert one.covered_by is not None or visited[one.id].day < date(2026, 12, 14) - timedelta(days=22)
    again = visits_of(known, as_of, "2027-01-01", publish(visits))
    assert listed(again) == listed(visit for visit in visits if visit.is_open)


def test_what_the_next_time_does_may_be_part_of_larger_work() -> None:
    """The next quarterly check is part of the yearly one: that does the late one, too, and it is told of both."""
    yearly = task("anchor: acceptance\nthreshold: 9 months", "window/yearly", more="covers: [window/check]")
    known = plan(task(QUARTERLY), yearly, done=JUNE)
    assert listed(visits_of(known, "2026-12-03", "2027-01-01")) == ["2026-12-14 t-1: yearly.1"]
    said = sentences(known, "2026-12-03", "2027-01-01")
    assert "The next time is so near" in said["c-1|home|w|window/check|2"]
    assert "“window/yearly” does this as well" in said["c-1|home|w|window/check|3"]


def test_that_the_next_time_does_it_is_told_in_both_languages() -> None:
    """And nothing is said of a backlog for it."""
    for language, says, not_said in (
        ("zh", "下一次已经很近，到时一并补上，不为这一次单独上门。", "周之内"),
        ("en", "The next time is so near that it makes up for this one; nobody comes for this one alone.", "weeks"),
    ):
        said = sentences(plan(done=JUNE), "2026-12-03", "2027-01-01", language)["c-1|home|w|window/check|2"]  # type: ignore[arg-type]
        assert says in said
        assert not_said not in said


@pytest.mark.parametrize(
    ("before", "now"), [("6 months", "2 months"), ("6 months", "1 month"), ("6 months", "4 months")]
)
def test_another_interval_leaves_the_visit_that_makes_up_for_what_is_late(before: str, now: str) -> None:
    """What was late on 14 September is missed now, or no time at all, and November's is late: the same visit does the work."""
    rule = "anchor: acceptance\ninterval: {}\ntolerance: {{early: 5 days, late: 5 days}}"
    first = publish(visits_of(plan(task(rule.format(before))), "2026-11-23", "2027-12-31"))
    after = visits_of(plan(task(rule.format(now))), "2026-11-23", "2027-12-31", first)
    (kept,) = [visit for visit in after if visit.uid == first[0].uid]
    assert (kept.day, [late.status for late in kept.occurrences]) == (first[0].day, ["overdue"])
    assert kept.occurrences[0].id not in first[0].occurrences
