"""Who goes when: skill, region, the site's wish, days off, capacity; stable from plan to plan; never silently nobody."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import WORDS, World, customer, listed, planned, publish, task, visits_of, warned, world
from support.teams import DAY, WEEK, team

from generator.model.people import Customer
from generator.telling.crews import reason_words
from generator.visits.visit import Visit


def customers(count: int, technician: str = "") -> list[Customer]:
    return [customer(f"c-{number:02}", technician=technician) for number in range(1, count + 1)]


def plan(known: World, as_of: str = "2026-03-01") -> list[str]:
    return listed(visits_of(known, as_of, "2026-06-01"))


def test_only_somebody_with_every_skill_goes() -> None:
    """A task that needs two skills is nobody's who has one."""
    known = world(
        task(DAY, skills="window, stone"),
        technicians=team("id: t-1", "id: t-2; skills: [stone]", "id: t-3; skills: [led, stone, window]"),
    )
    assert plan(known) == ["2026-03-11 t-3: check.1"]


def test_only_somebody_of_the_region_goes() -> None:
    """A technician of another region is not sent."""
    technicians = team("id: t-1; regions: [beijing]", "id: t-2")
    assert plan(world(task(DAY), technicians=technicians)) == ["2026-03-11 t-2: check.1"]
    known = world(task(DAY), technicians=technicians, customers=[customer(region="beijing")])
    assert plan(known) == ["2026-03-11 t-1: check.1"]


@pytest.mark.parametrize("wanted", ["t-1", "t-2", "t-3"])
def test_the_site_has_whom_it_prefers(wanted: str) -> None:
    """The preferred technician goes on another day of the window rather than another technician on the best day."""
    technicians = team(*(f"id: {id_}; days_off: [2026-03-11]" for id_ in ("t-1", "t-2", "t-3")))
    known = world(task(WEEK), technicians=technicians, customers=[customer(technician=wanted)])
    assert plan(known) == [f"2026-03-10 {wanted}: check.1"]


def test_somebody_else_goes_where_the_preferred_one_cannot() -> None:
    """A wish is no condition: lacking the skill, or away all the window, another one goes."""
    unable = team("id: t-1; skills: [stone]", "id: t-2")
    assert plan(world(task(DAY), technicians=unable, customers=customers(1, "t-1"))) == ["2026-03-11 t-2: check.1"]
    away = team("id: t-1; days_off: [2026-03-11]", "id: t-2")
    assert plan(world(task(DAY), technicians=away, customers=customers(1, "t-1"))) == ["2026-03-11 t-2: check.1"]


def test_an_agreed_technician_comes_before_the_preferred_one() -> None:
    """An appointment that names a technician is kept by that one."""
    done = "- {record: appointment, date: 2026-03-01, at: '2026-03-12 09:30', technician: t-2}"
    known = world(task(DAY), technicians=team("id: t-1", "id: t-2"), customers=[customer(technician="t-1")], done=done)
    assert plan(known, "2026-03-02") == ["2026-03-12 t-2: check.1"]


def test_days_off_move_a_visit_inside_its_window() -> None:
    """Away on the due day: the nearest day of the window on which somebody is there."""
    known = world(task(WEEK), technicians=team("id: t-1; days_off: [2026-03-10, 2026-03-11, 2026-03-12]"))
    assert plan(known) == ["2026-03-09 t-1: check.1"]


def test_capacity_spreads_visits_over_the_window() -> None:
    """Six visits of three hours: two a day, as near to the due day as there is room, all inside the window."""
    known = world(task(WEEK, duration="fixed: 3 hours"), technicians=team("id: t-1"), customers=customers(6))
    days = [visit.day.day for visit in visits_of(known, "2026-03-01", "2026-06-01")]
    assert days == [10, 10, 11, 11, 12, 12]


@given(st.integers(1, 14), st.integers(30, 480), st.integers(1, 3))
def test_nobody_works_longer_than_their_day(count: int, minutes: int, people: int) -> None:
    """Whatever the load, no day of a technician is over its capacity, and who is left over is reported."""
    technicians = team(*(f"id: t-{number}; capacity: 400 minutes" for number in range(people)))
    known = world(task(WEEK, duration=f"fixed: {minutes} minutes"), technicians=technicians, customers=customers(count))
    visits = visits_of(known, "2026-03-01", "2026-06-01")
    load: dict[object, int] = {}
    for visit in visits:
        assert date(2026, 3, 9) <= visit.day <= date(2026, 3, 13)
        if visit.technician:
            load[visit.technician, visit.day] = load.get((visit.technician, visit.day), 0) + visit.minutes
        else:
            assert visit.reason == ("too_long" if minutes > 400 else "no_capacity")
    assert all(total <= 400 for total in load.values())
    a_day = 400 // minutes
    assert len([visit for visit in visits if visit.technician]) == min(count, a_day * people * 5)


@pytest.mark.parametrize(
    ("reason", "technicians", "more"),
    [
        ("no_region", team("id: t-1; regions: [beijing]"), {}),
        ("no_skill", team("id: t-1; skills: [led]"), {}),
        ("nobody_there", team("id: t-1; days_off: [2026-03-11]"), {}),
        ("too_long", team("id: t-1"), {"duration": "fixed: 9 hours"}),
        ("no_workday", team("id: t-1"), {"rule": DAY.replace("03-11", "02-17")}),
    ],
)
def test_who_cannot_be_sent_is_reported(reason: str, technicians: str, more: dict[str, str]) -> None:
    """The visit stays on its day with nobody, and a warning names customer, day and reason in both languages."""
    rule = {"rule": DAY, **more}.pop("rule")
    known = world(task(rule, **{k: v for k, v in more.items() if k != "rule"}), technicians=technicians)
    visits = visits_of(known, "2026-02-01", "2026-06-01")
    assert [visit.reason for visit in visits] == [reason]
    (problem,) = warned(known, "2026-02-01", "2026-06-01", "unassigned")
    assert (problem.level, problem.file) == ("warning", "schedules/customers/c-1.yaml")
    for words in WORDS.values():
        message = problem.message(words)
        assert reason_words(visits[0], words) in message
        assert str(visits[0].day) in message
        assert "c-1" in message


def test_nobody_is_needed_for_a_notice() -> None:
    """What goes by message, or what the customer does, has no technician and is not reported."""
    known = world(task(DAY, channel="notice"), technicians=team("id: t-1; regions: [beijing]"))
    visits = visits_of(known, "2026-03-01", "2026-06-01")
    assert [(visit.technician, visit.reason) for visit in visits] == [(None, "")]
    assert warned(known, "2026-03-01", "2026-06-01", "unassigned") == []


def test_overdue_work_fills_the_coming_days() -> None:
    """Ten overdue visits of four hours are not all put on one day: two a day, from the first day on."""
    known = world(task(DAY, duration="fixed: 4 hours"), technicians=team("id: t-1"), customers=customers(10))
    days = [visit.day.day for visit in visits_of(known, "2026-03-16", "2026-06-01")]
    assert days == [16, 16, 17, 17, 18, 18, 19, 19, 20, 20]


def test_what_was_done_has_whoever_did_it() -> None:
    """A finished visit names the technician of its record and takes up nobody's time."""
    done = "- {record: completed, date: 2026-03-11, technician: t-2}"
    known = world(task(DAY), technicians=team("id: t-1", "id: t-2"), done=done)
    _, visits = planned(known, "2026-03-12", "2026-06-01")
    assert [(visit.technician, visit.is_open) for visit in visits] == [("t-2", False)]


# ---------------------------------------------------------------------------------------------------------- stability

RULE = "anchor: installed\nthreshold: 0 days\ntolerance: {early: 6 days, late: 6 days}\nadjust: following"


def _served(offsets: list[int], minutes: int, extra: list[int]) -> World:
    served = [
        customer(f"c-{n:02}", milestones=f"installed: {date(2026, 3, 2) + timedelta(days=o)}")
        for n, o in enumerate(offsets)
    ]
    served += [
        customer(f"a-{n:02}", milestones=f"installed: {date(2026, 3, 2) + timedelta(days=o)}")
        for n, o in enumerate(extra)
    ]
    return world(
        task(RULE, duration=f"fixed: {minutes} minutes"), customers=served, technicians=team("id: t-1", "id: t-2")
    )


@given(
    st.lists(st.integers(0, 70), min_size=1, max_size=12), st.integers(60, 480), st.lists(st.integers(0, 70), max_size=4),
    st.integers(0, 20),
)  # fmt: skip
def test_a_new_customer_moves_nobody_who_is_soon_due(
    offsets: list[int], minutes: int, extra: list[int], later: int
) -> None:
    """With the published plan given, no visit less than ``freeze`` ahead changes its day, its technician or its name."""
    first = visits_of(_served(offsets, minutes, []), "2026-03-01", "2026-08-01")
    as_of = date(2026, 3, 1) + timedelta(days=later)
    second = {
        visit.uid: visit for visit in visits_of(_served(offsets, minutes, extra), as_of, "2026-08-01", publish(first))
    }
    for visit in first:
        if visit.technician and as_of <= visit.day < as_of + timedelta(days=28):
            kept = second[visit.uid]
            assert (kept.day, kept.technician) == (visit.day, visit.technician)


def test_overdue_work_does_not_take_a_frozen_visits_time() -> None:
    """Two visits that nobody made wait until there is time; the one that is promised for Monday stays with its technician."""
    known = _served([0, 0, 12], 241, [])
    first = visits_of(known, "2026-03-01", "2026-08-01")
    second = visits_of(known, "2026-03-14", "2026-08-01", publish(first))
    assert sorted((visit.customer.id, str(visit.day), visit.technician) for visit in second) == [
        ("c-00", "2026-03-16", "t-2"),
        ("c-01", "2026-03-17", "t-1"),
        ("c-02", "2026-03-16", "t-1"),  # promised
    ]


@given(st.lists(st.integers(0, 70), min_size=1, max_size=10), st.integers(60, 480), st.integers(0, 70))
def test_a_new_customer_moves_nobody_at_all_where_there_is_room(offsets: list[int], minutes: int, extra: int) -> None:
    """What was published is placed before what is new, so a newcomer without an appointment takes what is left."""
    first = visits_of(_served(offsets, minutes, []), "2026-03-01", "2026-08-01")
    second = {
        visit.uid: visit
        for visit in visits_of(_served(offsets, minutes, [extra]), "2026-03-01", "2026-08-01", publish(first))
    }
    assert all(_place(second[visit.uid]) == _place(visit) for visit in first if visit.technician)


@given(
    st.lists(st.tuples(st.integers(-60, 70), st.integers(1, 2), st.sampled_from(["shanghai", "beijing"])), min_size=1, max_size=8),
    st.lists(st.tuples(st.integers(-60, 70), st.sampled_from(["", "t-1", "t-2"])), min_size=1, max_size=5),
    st.integers(60, 400),
    st.integers(0, 30),
)  # fmt: skip
def test_a_new_customer_moves_nobody_who_was_told(
    told: list[tuple[int, int, str]], extra: list[tuple[int, str]], minutes: int, later: int
) -> None:
    """However full, however late, one or two people, and with a day gone by: whoever was told keeps day and people."""
    both = "regions: [shanghai, beijing]"
    technicians = team(f"id: t-1; {both}", f"id: t-2; {both}", "id: t-3")
    tasks = [task(RULE, f"window/{n}", duration=f"fixed: {minutes * n} minutes", people=n) for n in (1, 2)]

    def served(whom: str, offsets: list[tuple[int, str, str]]) -> list[Customer]:
        start = date(2026, 3, 2)
        return [
            customer(
                f"{whom}-{n:02}", milestones=f"installed: {start + timedelta(days=o)}", region=region, technician=wish
            )
            for n, (o, region, wish) in enumerate(offsets)
        ]

    before = served("c", [(offset, region, "") for offset, _, region in told])
    first = visits_of(world(*tasks, customers=before, technicians=technicians, travel=30), "2026-03-02", "2026-08-01")
    as_of = date(2026, 3, 2) + timedelta(days=later)
    alone = world(*tasks, customers=before, technicians=technicians, travel=30)
    expected = {visit.uid: visit for visit in visits_of(alone, as_of, "2026-08-01", publish(first))}
    more = [*before, *served("n", [(offset, "shanghai", wish) for offset, wish in extra])]
    known = world(*tasks, customers=more, technicians=technicians, travel=30)
    second = {visit.uid: visit for visit in visits_of(known, as_of, "2026-08-01", publish(first))}
    for visit in first:
        if visit.technician and visit.day >= as_of:
            assert (second[visit.uid].day, second[visit.uid].technicians) == (
                expected[visit.uid].day,
                expected[visit.uid].technicians,
            )
            assert (second[visit.uid].day, second[visit.uid].technicians) == (visit.day, visit.technicians)


def _place(visit: Visit) -> tuple[date, str | None]:
    return visit.day, visit.technician


def test_a_frozen_visit_keeps_its_day_when_its_technician_falls_ill() -> None:
    """Somebody else goes on the same day; with nobody else and no other day, the visit stays on its day and is reported."""
    well, ill = "id: t-1", "id: t-1; days_off: [2026-03-11]"
    served = [customer(technician="t-1")]
    first = visits_of(world(task(WEEK), technicians=team(well), customers=served), "2026-03-01", "2026-06-01")
    two = world(task(WEEK), technicians=team(ill, "id: t-2"), customers=served)
    assert listed(visits_of(two, "2026-03-02", "2026-06-01", publish(first))) == ["2026-03-11 t-2: check.1"]
    first = visits_of(world(task(DAY), technicians=team(well), customers=served), "2026-03-01", "2026-06-01")
    alone = world(task(DAY), technicians=team(ill), customers=served)
    assert listed(visits_of(alone, "2026-03-02", "2026-06-01", publish(first))) == [
        "2026-03-11 (nobody_there): check.1"
    ]


@pytest.mark.parametrize(
    ("team_now", "goes"),
    [
        (("id: t-1; capacity: 3 hours", "id: t-2"), ["2026-03-11 t-1: check.1", "2026-03-11 t-2: check.1"]),
        (("id: t-1; capacity: 3 hours",), ["2026-03-10 t-1: check.1", "2026-03-11 t-1: check.1"]),
        (("id: t-1; skills: [stone]", "id: t-2"), ["2026-03-11 t-2: check.1", "2026-03-11 t-2: check.1"]),
        (("id: t-1; regions: [beijing]", "id: t-2"), ["2026-03-11 t-2: check.1", "2026-03-11 t-2: check.1"]),
    ],
)
def test_what_nobody_can_keep_of_the_next_weeks_is_dealt_out_at_once(
    team_now: tuple[str, ...], goes: list[str]
) -> None:
    """Hours cut, a skill gone, another region: a frozen visit finds another technician or day in the very next build."""
    work = task(WEEK, duration="fixed: 3 hours")
    two = customers(2, "t-1")
    first = visits_of(world(work, technicians=team("id: t-1", "id: t-2"), customers=two), "2026-03-01", "2026-06-01")
    assert listed(first) == ["2026-03-11 t-1: check.1", "2026-03-11 t-1: check.1"]
    known = world(work, technicians=team(*team_now), customers=two)
    second = visits_of(known, "2026-03-02", "2026-06-01", publish(first))
    assert sorted(listed(second)) == goes


def test_what_is_dealt_out_anew_takes_nobodys_place() -> None:
    """Each of two has told work on a full Wednesday; what t-1 cannot keep moves to another day, and t-2 keeps theirs."""
    work = task(WEEK, duration="fixed: 4 hours")
    served = [customer("c-1", technician="t-1"), customer("c-2", technician="t-1"), customer("c-3", technician="t-2")]
    served += [customer("c-4", technician="t-2")]
    both = world(work, technicians=team("id: t-1", "id: t-2"), customers=served)
    first = visits_of(both, "2026-03-01", "2026-06-01")
    known = world(work, technicians=team("id: t-1; capacity: 4 hours", "id: t-2"), customers=served)
    second = {visit.customer.id: visit for visit in visits_of(known, "2026-03-02", "2026-06-01", publish(first))}
    assert {(second[id_].technician, str(second[id_].day)) for id_ in ("c-3", "c-4")} == {("t-2", "2026-03-11")}
    assert {str(second[id_].day) for id_ in ("c-1", "c-2")} == {"2026-03-10", "2026-03-11"}


def test_a_visit_that_grew_pushes_no_frozen_one_aside() -> None:
    """One customer's visit takes four hours longer: the other's, of the same day, stays as it was published."""
    small = [customer("c-1", technician="t-1"), customer("c-2", technician="t-1")]
    first = visits_of(world(task(DAY, duration="fixed: 4 hours"), customers=small, technicians=team("id: t-1")), "2026-03-01", "2026-06-01")  # fmt: skip
    more = [customer("c-1", technician="t-1", assets="{id: w, name: 窗, product: window}, {id: v, name: 窗, product: window}"), small[1]]  # fmt: skip
    known = world(task(DAY, duration="fixed: 4 hours"), customers=more, technicians=team("id: t-1"))
    second = visits_of(known, "2026-03-02", "2026-06-01", publish(first))
    assert {visit.customer.id: visit.technician for visit in second} == {"c-1": None, "c-2": "t-1"}


def test_beyond_the_freeze_capacity_may_move_a_visit() -> None:
    """An appointment of another customer takes the day; the published visit moves inside its window and keeps its name."""
    rule = task(WEEK, duration="fixed: 8 hours")
    one = world(rule, customers=[customer("c-1")], technicians=team("id: t-1"))
    first = visits_of(one, "2026-02-01", "2026-06-01")
    done = "- {record: appointment, customer: c-2, date: 2026-02-02, at: '2026-03-11 09:30'}"
    two = world(rule, customers=[customer("c-1"), customer("c-2")], technicians=team("id: t-1"), done=done)
    second = visits_of(two, "2026-02-02", "2026-06-01", publish(first))
    assert listed(second) == ["2026-03-10 t-1: check.1", "2026-03-11 t-1: check.1"]
    assert [visit.uid for visit in second if visit.customer.id == "c-1"] == [first[0].uid]


def test_a_new_technician_changes_no_published_visit() -> None:
    """Whoever was published goes, though the newcomer might come first for that site."""
    served = customers(8)
    first = visits_of(world(task(WEEK), technicians=team("id: t-1"), customers=served), "2026-03-01", "2026-06-01")
    bigger = world(task(WEEK), technicians=team("id: t-1", "id: t-0", "id: t-2"), customers=served)
    assert visits_of(bigger, "2026-03-01", "2026-06-01", publish(first)) == first


def test_a_newcomer_without_a_published_plan_moves_few() -> None:
    """Who goes to whom hangs on the site and the technician alone: another customer changes no one else's technician."""
    ids = {}
    for count in (20, 21):
        known = world(task(DAY, duration="fixed: 10 minutes"), technicians=team("id: t-1", "id: t-2", "id: t-3"), customers=customers(count))  # fmt: skip
        ids[count] = {visit.customer.id: visit.technician for visit in visits_of(known, "2026-03-01", "2026-06-01")}
    assert ids[20].items() <= ids[21].items()
    assert len(set(ids[20].values())) == 3


FLOOR = "{id: f, name: 地, product: floor}"
AT_NIGHT = "visiting: {from: '21:00', to: '23:00'}, milestones: {}"
NIGHT = f"- {{id: home, name: 家, region: shanghai, address: 路 1 号, {AT_NIGHT}, assets: [{{id: w, name: 窗, product: window}}]}}"
AT_ONCE = """
- {record: appointment, date: 2026-03-02, at: 2026-03-11 09:00}
- {record: appointment, date: 2026-03-02, customer: c-2, at: 2026-03-11 09:30}
"""


@pytest.mark.parametrize(
    ("second", "channel", "travel", "done"),
    [
        ({}, "phone", 480, ""),  # whoever has no time for the way may still call
        ({"sites": NIGHT}, "onsite", 0, ""),  # by night, where nobody goes by day, or the other way round
        ({}, "onsite", 0, AT_ONCE),  # not two at one time, but one after the other
    ],
)
def test_what_fits_nobody_is_not_what_fits_another(
    second: dict[str, str], channel: str, travel: int, done: str
) -> None:
    """Of two visits one has nobody: that says nothing of a visit of another kind on the same day, in whatever order."""
    later = task(f"{DAY}\ntolerance: {{early: 0 days, late: 1 day}}", "floor/wax", products="floor", channel=channel)
    served = [customer("c-1"), customer("c-2", **second), customer("c-3", assets=FLOOR)]
    if second:
        served.append(customer("c-4", sites=NIGHT.replace("id: w, name: 窗, product: window", FLOOR[1:-1])))
    technicians = team("id: t-1; days_off: [2026-03-12]", "id: t-2; days_off: [2026-03-12]; capacity: 30 minutes")
    known = world(task(DAY), later, customers=served, technicians=technicians, travel=travel, done=done)
    goes = visits_of(known, "2026-03-03", "2026-06-01")
    assert sorted(line for line in listed(goes) if "t-1" in line) == [
        "2026-03-11 t-1: check.1",
        "2026-03-11 t-1: wax.1",
    ]
