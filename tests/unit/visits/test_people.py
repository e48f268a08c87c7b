"""Who is there: people come, go and are away, work other hours on other weekdays, and a site's wish counts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, listed, planned, publish, task, visits_of, world
from support.teams import DAY, WEEK, team

from generator.model.people import Customer
from generator.visits.visit import Visit


def plan(
    technicians: str, rule: str = WEEK, as_of: str = "2026-03-01", served: Customer | None = None, **more: str
) -> list[str]:
    """The open visits of one customer."""
    known = world(task(rule, **more), technicians=technicians, customers=[served] if served else [])  # type: ignore[arg-type]
    return listed(visits_of(known, as_of, "2026-06-01"))


# -------------------------------------------------------------------------------------------------------- who is there


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("away: [{from: 2026-03-11, to: 2026-03-11}]", "2026-03-10"),
        ("away: [{from: 2026-03-10, to: 2026-03-11}]", "2026-03-12"),
        ("away: [{from: 2026-03-09, to: 2026-03-10}, {from: 2026-03-11, to: 2026-03-12, reason: 培训}]", "2026-03-13"),
        ("days_off: [2026-03-11]", "2026-03-10"),
        ("employed: {from: 2026-03-12}", "2026-03-12"),
        ("employed: {until: 2026-03-10}", "2026-03-10"),
        ("employed: {from: 2026-03-13, until: 2026-03-13}", "2026-03-13"),
        ("capacity: {mon: 8 hours, fri: 2 hours}", "2026-03-09"),
        ("capacity: {mon: 30 minutes, fri: 1 hour}", "2026-03-13"),
    ],
)
def test_a_visit_is_put_where_somebody_is_there(line: str, goes: str) -> None:
    """Absences, employment and the hours of weekdays say on which day of the window there is time."""
    assert plan(team(f"id: t-1; {line}")) == [f"{goes} t-1: check.1"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("away: [{from: 2026-03-01, to: 2026-03-31}]", "nobody_there"),
        ("employed: {until: 2026-03-08}", "no_region"),
        ("employed: {from: 2026-03-14}", "no_region"),
        ("capacity: {sat: 8 hours}", "nobody_there"),
        ("capacity: {wed: 30 minutes}", "too_long"),
    ],
)
def test_who_is_not_there_is_not_sent(line: str, reason: str) -> None:
    """The reason tells whether somebody has no time, or is nobody of ours in that time."""
    assert plan(team(f"id: t-1; {line}")) == [f"2026-03-11 ({reason}): check.1"]


def test_who_has_the_only_skill_and_left_is_missed_as_such() -> None:
    """A colleague without it stays, so it is the skill that is missing."""
    technicians = team("id: t-1; skills: [window]", "id: t-2; skills: [led, window]; employed: {until: 2026-03-01}")
    assert plan(technicians, skills="led") == ["2026-03-11 (no_skill): check.1"]


def test_work_is_not_joined_for_somebody_who_has_left_by_then() -> None:
    """One who had both trades leaves: from then on they are two visits, one for each colleague."""
    staying = ["id: t-1; skills: [window]", "id: t-2; skills: [stone]"]
    tasks = [
        task("anchor: 2026-03-11\nthreshold: 0 days\ninterval: 6 months", "window/a", skills="window"),
        task("anchor: 2026-03-11\nthreshold: 0 days\ninterval: 6 months", "window/b", skills="stone"),
    ]
    known = world(*tasks, technicians=team("id: t-0; skills: [stone, window]; employed: {until: 2026-08-31}", *staying))
    assert sorted(listed(visits_of(known, "2026-03-01", "2026-10-01"))) == [
        "2026-03-11 t-0: a.1, b.1",
        "2026-09-11 t-1: a.2",
        "2026-09-11 t-2: b.2",
    ]


def test_the_longest_weekday_says_how_much_fits_into_a_visit() -> None:
    """Three tasks of two hours are one visit on a long Wednesday, and two where no day is that long."""
    tasks = [task(WEEK, f"window/{name}", duration="fixed: 2 hours") for name in "abc"]
    long = world(*tasks, technicians=team("id: t-1; capacity: {mon: 2 hours, wed: 6 hours}"))
    assert listed(visits_of(long, "2026-03-01", "2026-06-01")) == ["2026-03-11 t-1: a.1, b.1, c.1"]
    short = world(*tasks, technicians=team("id: t-1; capacity: {mon: 2 hours, wed: 4 hours}"))
    assert listed(visits_of(short, "2026-03-01", "2026-06-01")) == ["2026-03-09 t-1: c.1", "2026-03-11 t-1: a.1, b.1"]


def test_somebody_who_leaves_hands_on_their_own_visits_alone() -> None:
    """Whoever is not concerned keeps day and technician; what the leaver had from then on goes to a colleague."""
    rule = "anchor: 2026-03-11\nthreshold: 0 days\ninterval: 3 months\ntolerance: {early: 6 days, late: 6 days}"
    served = [customer(f"c-{number}", technician=f"t-{1 + number % 2}") for number in range(1, 7)]
    before = world(task(rule), customers=served, technicians=team("id: t-1", "id: t-2", "id: t-3"))
    first = visits_of(before, "2026-03-01", "2026-12-01")
    after = world(
        task(rule), customers=served, technicians=team("id: t-1; employed: {until: 2026-05-31}", "id: t-2", "id: t-3")
    )
    second = {visit.uid: visit for visit in visits_of(after, "2026-03-01", "2026-12-01", publish(first))}
    for visit in first:
        kept = second[visit.uid]
        if visit.technician != "t-1" or visit.day <= date(2026, 5, 31):
            assert (kept.day, kept.technician) == (visit.day, visit.technician)
        else:
            assert kept.technician in {"t-2", "t-3"}


# ------------------------------------------------------------------------------------------------------ a site's wish

YEARLY = "anchor: 2026-03-11\nthreshold: 0 days\ninterval: 1 month\ntolerance: {early: 2 days, late: 2 days}"
THREE = team("id: t-1", "id: t-2", "id: t-3")


def wished(
    first_wish: str, then: str, technicians: str = THREE, as_of: str = "2026-03-02"
) -> tuple[list[Visit], list[Visit]]:
    """The visits of a site that preferred one technician, and then another."""
    before = world(task(YEARLY), customers=[customer(technician=first_wish)], technicians=technicians)
    first = visits_of(before, "2026-03-01", "2026-12-01")
    after = world(task(YEARLY), customers=[customer(technician=then)], technicians=technicians)
    return first, visits_of(after, as_of, "2026-12-01", publish(first))


@pytest.mark.parametrize(("first_wish", "then"), [("t-1", "t-3"), ("t-3", "t-1"), ("", "t-2")])
def test_another_wish_counts_for_all_that_is_not_frozen(first_wish: str, then: str) -> None:
    """Days and names stay; inside the freeze whoever was told goes."""
    first, second = wished(first_wish, then)
    assert [(visit.uid, visit.day) for visit in second] == [(visit.uid, visit.day) for visit in first]
    frozen = date(2026, 3, 2) + timedelta(days=28)
    assert [visit.technician for visit in second] == [
        visit.technician if visit.day < frozen else then for visit in first
    ]


@pytest.mark.parametrize("then", ["", "t-4"])
def test_a_wish_that_goes_or_cannot_be_met_changes_nothing(then: str) -> None:
    """Nobody in particular, or somebody who cannot do it: whoever was told goes."""
    technicians = THREE + "\n" + team("id: t-4; skills: [stone]")
    first, second = wished("t-1", then, technicians)
    assert [(visit.uid, visit.day, visit.technician) for visit in second] == [
        (visit.uid, visit.day, visit.technician) for visit in first
    ]


def test_a_preferred_technician_without_room_leaves_the_visit_to_whom_it_was_told_for() -> None:
    """The wish is looked at again on every build, and nothing changes while there is no time for it."""
    full = task(DAY, duration="fixed: 8 hours")
    served = [customer(f"c-{number}", technician="t-1") for number in range(1, 4)]
    known = world(full, customers=served, technicians=THREE, freeze="0 days")
    _, first = planned(known, "2026-03-01", "2026-06-01")
    assert sorted(visit.technician or "" for visit in first) == ["t-1", "t-2", "t-3"]
    _, second = planned(known, "2026-03-02", "2026-06-01", publish(first))
    assert second == first


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(["", "t-1", "t-2", "t-3"])), min_size=2, max_size=9),
    st.integers(60, 480),
    st.integers(0, 8),
    st.sampled_from(["t-1", "t-2", "t-3"]),
)
def test_a_wish_takes_nothing_from_anybody_else(
    sites: list[tuple[int, str]], minutes: int, edited: int, wish: str
) -> None:
    """Whichever site prefers somebody else now: the others keep day and technician, or have whom they prefer."""

    def served(wishes: list[str]) -> list[Customer]:
        return [
            customer(f"c-{n}", milestones=f"installed: {date(2026, 3, 2) + timedelta(days=offset)}", technician=whom)
            for n, ((offset, _), whom) in enumerate(zip(sites, wishes, strict=True))
        ]

    rule = "anchor: installed\nthreshold: 0 days\ntolerance: {early: 4 days, late: 4 days}\nadjust: following"
    one = task(rule, duration=f"fixed: {minutes} minutes")
    wishes = [whom for _, whom in sites]
    before = world(one, customers=served(wishes), technicians=THREE, freeze="0 days")
    _, first = planned(before, "2026-02-01", "2026-06-01")
    again = planned(before, "2026-02-02", "2026-06-01", publish(first))[1]
    wishes[edited % len(wishes)] = wish
    after = world(one, customers=served(wishes), technicians=THREE, freeze="0 days")
    second = {visit.uid: visit for visit in planned(after, "2026-02-02", "2026-06-01", publish(again))[1]}
    for visit in again:
        kept = second[visit.uid]
        if visit.technician is not None:
            assert kept.technician is not None
            assert (kept.day, kept.technician) == (
                visit.day,
                visit.technician,
            ) or kept.technician == kept.site.technician


# ------------------------------------------------------------------------------------------------ appointments are facts


@pytest.mark.parametrize(
    "line",
    [
        "days_off: [2026-03-12]",
        "employed: {until: 2026-03-11}",
        "skills: [stone]",
        "regions: [beijing]",
        "capacity: 30 minutes",
    ],
)
def test_whoever_was_agreed_on_goes(line: str) -> None:
    """Away, gone, without the skill or the time: ``check`` tells it, and nobody else is sent instead."""
    done = "- {record: appointment, date: 2026-03-01, at: '2026-03-12 09:30', technician: t-1}"
    known = world(task(WEEK), technicians=team(f"id: t-1; {line}", "id: t-2"), done=done)
    assert listed(visits_of(known, "2026-03-02", "2026-06-01")) == ["2026-03-12 t-1: check.1"]


def test_two_agreed_at_one_time_are_for_two_people() -> None:
    """Where no name was agreed, nobody is sent to two places at once, however short the visits are."""
    done = """
    - {record: appointment, customer: c-1, date: 2026-03-01, at: '2026-03-12 09:30', minutes: 60}
    - {record: appointment, customer: c-2, date: 2026-03-01, at: '2026-03-12 10:00', minutes: 60}
    - {record: appointment, customer: c-3, date: 2026-03-01, at: '2026-03-12 10:30', minutes: 60}
    """
    served = [customer(f"c-{number}", technician="t-1") for number in (1, 2, 3)]
    known = world(task(WEEK), technicians=team("id: t-1", "id: t-2"), customers=served, done=done)
    visits = {visit.customer.id: visit for visit in visits_of(known, "2026-03-02", "2026-06-01")}
    assert visits["c-2"].technician not in {visits["c-1"].technician, visits["c-3"].technician}
    alone = world(task(WEEK), technicians=team("id: t-1"), customers=served, done=done)
    taken = sorted(visit.reason for visit in visits_of(alone, "2026-03-02", "2026-06-01"))
    assert taken[-1] == "no_capacity"
