"""A backlog is levelled: safety first, then what is longest overdue, in the time that what is due leaves."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, publish, sentences, task, visits_of, world

TEAM = "- {id: t-1, name: 钱师傅, skills: [window], regions: [shanghai], capacity: 8 hours}"
LATE = "anchor: acceptance\nthreshold: 0 days"
AS_OF = date(2026, 3, 16)  # a Monday


def served(*offsets: int):  # type: ignore[no-untyped-def]
    """Customers accepted so many days before the day of the plan."""
    return [
        customer(f"c-{n:02}", milestones=f"acceptance: {AS_OF - timedelta(days=offset)}")
        for n, offset in enumerate(offsets)
    ]


def test_the_longest_overdue_goes_first() -> None:
    """Two a day, by how late they are."""
    known = world(task(LATE, duration="fixed: 4 hours"), customers=served(3, 30, 9, 60, 12), technicians=TEAM)
    visits = visits_of(known, AS_OF, "2026-06-01")
    assert [(visit.day.day, visit.customer.id) for visit in sorted(visits, key=lambda v: (v.day, v.customer.id))] == [
        (16, "c-01"), (16, "c-03"), (17, "c-02"), (17, "c-04"), (18, "c-00"),
    ]  # fmt: skip


def test_safety_comes_before_what_is_longer_overdue() -> None:
    """A task that says so goes before a late one of the usual kind, and before what is merely due."""
    tasks = [
        task(LATE, "window/usual", duration="fixed: 8 hours"),
        task("anchor: 2026-03-14\nthreshold: 0 days", "window/safe", duration="fixed: 8 hours", more="urgency: safety"),
    ]
    visits = visits_of(world(*tasks, customers=served(60), technicians=TEAM), AS_OF, "2026-06-01")
    assert [visit.occurrences[0].item.task.id for visit in visits] == ["window/safe", "window/usual"]


def test_what_is_due_keeps_its_window_and_the_backlog_fills_the_rest() -> None:
    """Two visits due on Wednesday alone and twenty overdue, two a day: the former on their day, the latter around it."""
    due = [customer(f"d-{n}", milestones="acceptance: 2026-03-18") for n in range(2)]
    known = world(task(LATE, duration="fixed: 4 hours"), customers=[*served(*range(20, 40)), *due], technicians=TEAM)
    visits = visits_of(known, AS_OF, "2026-06-01")
    assert [visit.reason for visit in visits] == [""] * 22
    assert [visit.customer.id for visit in visits if str(visit.day) == "2026-03-18"] in (["d-0", "d-1"], ["d-1", "d-0"])
    assert max(visit.day for visit in visits) == date(2026, 3, 30)


def test_only_what_does_not_fit_into_the_weeks_is_left() -> None:
    """Of a hundred whole days of work eight weeks take as many as they have working days (1 May is off by law)."""
    known = world(
        task(LATE, duration="fixed: 8 hours"), customers=served(*range(10, 70)), technicians=TEAM, workdays="{}"
    )
    visits = visits_of(known, AS_OF, "2026-06-01")
    assert Counter(bool(visit.technician) for visit in visits) == {True: 39, False: 21}
    left = {visit.customer.id for visit in visits if not visit.technician}
    assert left == {f"c-{n:02}" for n in range(21)}  # the least overdue


@given(st.lists(st.integers(1, 90), min_size=1, max_size=25), st.integers(60, 480), st.integers(1, 30))
def test_the_backlog_stays_as_it_was_told(offsets: list[int], minutes: int, later: int) -> None:
    """Nothing that has a technician and a day to come moves, however the days go by, until its day has passed."""
    known = world(task(LATE, duration=f"fixed: {minutes} minutes"), customers=served(*offsets), technicians=TEAM)
    first = visits_of(known, AS_OF, "2026-08-01")
    now = AS_OF + timedelta(days=later)
    second = {visit.uid: visit for visit in visits_of(known, now, "2026-08-01", publish(first))}
    for visit in first:
        if visit.technician and visit.day >= now:
            assert (second[visit.uid].day, second[visit.uid].technician) == (visit.day, visit.technician)


def test_the_backlog_is_explained() -> None:
    """That it is made up for, in how many weeks, and why in this order; in both languages."""
    for more, says in (
        (
            "",
            "What is overdue is made up for within 8 weeks, in the time that what is due leaves, the longest overdue first.",
        ),
        ("urgency: safety", "It concerns safety, so it is made up for first, within 8 weeks."),
    ):
        known = world(task(LATE, more=more), customers=served(10), technicians=TEAM)
        (said,) = sentences(known, AS_OF, "2026-06-01", "en").values()
        assert says in said
        (said,) = sentences(known, AS_OF, "2026-06-01", "zh").values()
        assert "8 周之内" in said
