"""Occurrences of one site in the fewest visits, on good days, under the same name from build to build."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import (
    TECHNICIANS,
    World,
    customer,
    day,
    listed,
    planned,
    publish,
    task,
    visits_of,
    work_calendar,
    world,
)
from support.teams import team

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.model.people import Customer
from generator.model.tasks import Task
from generator.visits.cover import common, cover, nearest_day, outward
from generator.visits.ground import Ground
from generator.visits.identity import new_uid
from generator.visits.planner import Planner
from generator.visits.visit import Published, Visit, state_of

START = date(2026, 3, 1)
WINDOWS = st.builds(
    lambda start, length: DateRange.inclusive(START + timedelta(days=start), START + timedelta(days=start + length)),
    st.integers(0, 24),
    st.integers(0, 12),
)


def once(on: str, tolerance: str = "{early: 7 days, late: 7 days}", more: str = "") -> str:
    """A rule that falls due once, on a day."""
    return f"anchor: {on}\nthreshold: 0 days\ntolerance: {tolerance}\n{more}"


# --------------------------------------------------------------------------------------------------- fewest visits


@given(st.lists(WINDOWS, min_size=1, max_size=8))
def test_the_fewest_visits_serve_every_window(windows: list[DateRange]) -> None:
    """No smaller set of days hits every window; each group shares a day and each window is in one group."""
    groups = cover(windows)
    assert sorted(index for group in groups for index in group) == list(range(len(windows)))
    assert all(common([windows[index] for index in group]) for group in groups)
    assert len(groups) == _fewest_days(windows)


def _fewest_days(windows: list[DateRange]) -> int:
    """By trying every set of days, smallest first."""
    days = sorted({window.last for window in windows} | {window.start for window in windows})
    for size in range(1, len(windows) + 1):
        if any(all(any(one in window for one in chosen) for window in windows) for chosen in combinations(days, size)):
            return size
    raise AssertionError("as many days as windows always serve them")


@given(WINDOWS, st.lists(st.integers(-20, 50), min_size=1, max_size=5))
def test_the_best_days_come_first(window: DateRange, offsets: list[int]) -> None:
    """Looking outward from the middle gives the working days by their summed distance to the wishes, the earlier first."""
    wishes = [START + timedelta(days=offset) for offset in offsets]
    calendar = work_calendar()
    ordered = sorted(calendar.workdays(window), key=lambda one: (sum(abs((one - wish).days) for wish in wishes), one))
    assert list(outward(calendar, window, wishes)) == ordered
    assert nearest_day(calendar, window, wishes) in (ordered[:1] or window)


TASKS = st.lists(
    st.tuples(
        st.integers(0, 90),
        st.integers(0, 10),
        st.integers(0, 10),
        st.sampled_from(["none", "following", "preceding", "modified_following"]),
        st.sampled_from(["1 month", "6 weeks", "3 months", "1 year"]),
        st.sampled_from(["fixed", "floating", "window"]),
    ),
    min_size=1,
    max_size=5,
)


def many(chosen: list[tuple[int, int, int, str, str, str]], duration: str = "fixed: 30 minutes") -> list[Task]:
    return [
        task(
            f"anchor: {date(2026, 1, 5) + timedelta(days=offset)}\ninterval: {interval}\nadjust: {policy}\nbasis: {basis}\n"
            f"tolerance: {{early: {early} days, late: {late} days}}",
            f"window/t{index}",
            duration=duration,
        )
        for index, (offset, early, late, policy, interval, basis) in enumerate(chosen)
    ]


@given(TASKS, st.integers(0, 300))
def test_every_open_occurrence_is_visited_in_time_or_reported(
    chosen: list[tuple[int, int, int, str, str, str]], now: int
) -> None:
    """Each open occurrence has one visit: inside its window, or overdue, or with the reason why not. None before the day."""
    as_of = date(2026, 1, 5) + timedelta(days=now)
    known = world(*many(chosen))
    found, visits = planned(known, as_of, date(2027, 9, 1))
    assert _is_sound(known, found, visits, as_of)


def _is_sound(known: World, found: list[Occurrence], visits: list, as_of: date) -> bool:  # type: ignore[type-arg]
    holders = [one.id for visit in visits for one in visit.occurrences]
    assert sorted(holders) == sorted(
        one.id for one in found if one.status not in ("waiting", "missed") and one.covered_by is None
    )
    for visit in visits:
        if not visit.is_open:
            continue
        assert visit.day >= as_of
        for one in visit.occurrences:
            assert visit.day in one.window or one.status == "overdue" or visit.reason
        if not visit.reason:
            assert known.definitions.workdays.is_workday(visit.day) or any(one.override for one in visit.occurrences)
        # What is overdue goes out on the next cycle's own day where no other is left.
        tasks = [one.item.task.id for one in visit.occurrences if one.status != "overdue"]
        assert len(set(tasks)) == len(tasks), "nobody does the same work twice on one day"
    return True


def test_work_of_one_site_shares_a_visit() -> None:
    """Windows that overlap share a visit, as near to the due days as the windows allow."""
    known = world(
        task(once("2026-03-10"), "window/a"), task(once("2026-03-12"), "window/b"), task(once("2026-03-31"), "window/c")
    )
    assert listed(visits_of(known, "2026-03-01", "2026-06-01")) == ["2026-03-10 t-1: a.1, b.1", "2026-03-31 t-1: c.1"]


def test_a_chain_of_windows_takes_the_fewest_visits() -> None:
    """a–b and b–c overlap, a–c do not: two visits, and b goes where it closes the fewer."""
    known = world(
        task(once("2026-03-10"), "window/a"), task(once("2026-03-17"), "window/b"), task(once("2026-03-30"), "window/c")
    )
    assert listed(visits_of(known, "2026-03-01", "2026-06-01")) == ["2026-03-10 t-1: a.1, b.1", "2026-03-30 t-1: c.1"]


def test_the_common_day_is_a_working_day() -> None:
    """The windows share 13–17 February 2026; the 14th is a make-up Saturday and the only working day besides the 13th."""
    known = world(
        task(once("2026-02-10"), "window/a"), task(once("2026-02-20"), "window/b", duration="fixed: 30 minutes")
    )
    assert listed(visits_of(known, "2026-02-01", "2026-06-01")) == ["2026-02-13 t-1: a.1, b.1"]
    assert listed(visits_of(known, "2026-02-14", "2026-06-01")) == ["2026-02-14 t-1: a.1, b.1"]


def test_a_rule_that_does_not_merge_is_visited_alone() -> None:
    """``merge: false`` keeps its own day and its own visit."""
    known = world(task(once("2026-03-10"), "window/a"), task(once("2026-03-12", more="merge: false"), "window/b"))
    assert listed(visits_of(known, "2026-03-01", "2026-06-01")) == ["2026-03-10 t-1: a.1", "2026-03-12 t-1: b.1"]


def test_a_call_is_no_visit() -> None:
    """Tasks of different channels never merge; notices and customers' own work need no technician and no working day."""
    known = world(
        task(once("2026-03-14"), "window/a"),
        task(once("2026-03-14"), "window/b", channel="phone"),
        task(once("2026-03-14"), "window/c", channel="notice"),
        task(once("2026-03-14"), "window/d", channel="customer"),
    )
    assert sorted(listed(visits_of(known, "2026-03-01", "2026-06-01"))) == [
        "2026-03-13 t-1: a.1", "2026-03-13 t-1: b.1", "2026-03-14 (): c.1", "2026-03-14 (): d.1",
    ]  # fmt: skip


def test_other_sites_have_visits_of_their_own() -> None:
    """Two sites of one customer are two trips."""
    sites = """
    - {id: a, name: 甲, region: shanghai, address: 路 1 号, milestones: {}, assets: [{id: w, name: 窗, product: window}]}
    - {id: b, name: 乙, region: shanghai, address: 路 2 号, milestones: {}, assets: [{id: w, name: 窗, product: window}]}
    """
    known = world(task(once("2026-03-10")), customers=[customer(sites=sites)])
    visits = visits_of(known, "2026-03-01", "2026-06-01")
    assert [(visit.site.id, str(visit.day)) for visit in visits] in (
        [("a", "2026-03-10"), ("b", "2026-03-10")],
        [("b", "2026-03-10"), ("a", "2026-03-10")],
    )


def test_two_cycles_of_one_task_never_share_a_day() -> None:
    """Where tolerances overlap, the later cycle waits for the next working day at least."""
    wide = task("anchor: acceptance\ninterval: 1 week\ntolerance: {early: 6 days, late: 6 days}")
    days = [visit.day for visit in visits_of(world(wide), "2026-02-01", "2026-05-01")]
    assert len(days) == len(set(days)) == 12


def test_a_last_cycle_on_the_end_has_a_day_of_its_own() -> None:
    """The window of the cycle before reaches to the rule's end as well; both are still visited, on different days."""
    rule = "anchor: acceptance\ninterval: 7 months\nuntil: 2026-09-10\nat_end: clamp\ntolerance: {early: 3 days, late: 30 days}"
    assert listed(visits_of(world(task(rule)), "2026-02-01", "2027-06-01")) == [
        "2026-08-31 t-1: check.1", "2026-09-10 t-1: check.2",
    ]  # fmt: skip


def test_what_is_overdue_goes_out_on_the_first_working_day() -> None:
    """It joins other work of that day; and it is on the plan again the day after, as long as it is not done."""
    known = world(task(once("2026-02-01"), "window/a"), task(once("2026-02-25"), "window/b"))
    assert listed(visits_of(known, "2026-02-15", "2026-06-01")) == ["2026-02-24 t-1: a.1, b.1"]
    assert listed(visits_of(known, "2026-02-25", "2026-06-01")) == ["2026-02-25 t-1: a.1, b.1"]
    assert listed(visits_of(known, "2026-05-05", "2026-06-01")) == ["2026-05-06 t-1: a.1, b.1"]


def test_a_day_that_was_agreed_need_not_be_a_working_day() -> None:
    """A move to a Sunday is a Sunday; work whose window holds that Sunday comes along."""
    done = "- {record: moved, date: 2026-03-01, task: window/a, to: 2026-03-15}"
    known = world(task(once("2026-03-10"), "window/a"), task(once("2026-03-12"), "window/b"), done=done)
    assert listed(visits_of(known, "2026-03-02", "2026-06-01")) == ["2026-03-15 t-1: a.1, b.1"]


def test_a_window_without_a_working_day_is_reported() -> None:
    """Three days inside Spring Festival: the visit stays on the list with the reason."""
    known = world(task(once("2026-02-18", "{early: 1 day, late: 1 day}")))
    assert listed(visits_of(known, "2026-02-01", "2026-06-01")) == ["2026-02-18 (no_workday): check.1"]


# ------------------------------------------------------------------------------------------- what a visit is made of


def test_a_visits_work_is_the_sum_of_its_tasks() -> None:
    """Minutes by unit and shared by the people needed; skills, tools and materials of all tasks, each tool once."""
    tools = "tools: [{zh: 梯子, en: Ladder}]\nmaterials:\n- {item: {zh: 胶, en: Glue}, quantity: 0.5, unit: {zh: 支, en: pcs}, per: %s, grade: G}"  # fmt: skip
    known = world(
        task(once("2026-03-10"), "window/a", duration="fixed: 30 minutes, per_unit: 4 minutes", more=tools % "unit"),
        task(once("2026-03-10"), "window/b", skills="stone", duration="fixed: 1 hour", people=2, more=tools % "visit"),
        customers=[customer(assets="{id: w, name: 窗, product: window, quantity: 12}")],
    )
    (visit,) = visits_of(known, "2026-03-01", "2026-06-01")
    assert visit.minutes == 30 + 12 * 4 + 60 // 2
    assert visit.skills == {"window", "stone"}
    assert [tool.en for tool in visit.tools] == ["Ladder"]
    assert [(item.en, quantity, unit.en) for item, quantity, unit in visit.materials] == [("Glue", 6.5, "pcs")]


def test_an_appointment_sets_the_day_and_the_minutes() -> None:
    """What was agreed stands: its day, its time and how long it takes."""
    done = "- {record: appointment, date: 2026-03-01, at: '2026-03-14 09:30', minutes: 240}"
    (visit,) = visits_of(world(task(once("2026-03-10")), done=done), "2026-03-02", "2026-06-01")
    assert visit.appointment is not None
    assert (str(visit.day), str(visit.appointment.at), visit.minutes) == ("2026-03-14", "2026-03-14 09:30:00", 240)


def test_an_appointment_that_has_passed_stays_what_it_was() -> None:
    """Nobody wrote down how it went: its day, its time and its length are facts until a record says more."""
    done = "- {record: appointment, date: 2026-02-25, at: '2026-03-02 09:30', minutes: 240}"
    known = world(task(once("2026-03-20")), done=done)
    for as_of, state in (("2026-03-02", ""), ("2026-03-03", "unconfirmed"), ("2026-06-01", "unconfirmed")):
        (visit,) = visits_of(known, as_of, "2026-09-01")
        told = (str(visit.day), f"{visit.appointment.at:%H:%M}", visit.minutes, state_of(visit))
        assert told == ("2026-03-02", "09:30", 240, state)


def test_what_nobody_goes_for_stays_on_its_day() -> None:
    """A notice that was not ticked off is not put on today again and again."""
    notice = task(once("2026-03-14", "{}"), channel="notice")
    assert [str(visit.day) for visit in visits_of(world(notice), "2026-05-01", "2026-06-01")] == ["2026-03-14"]


def test_two_agreed_times_of_a_day_are_two_visits() -> None:
    """Work agreed for the morning and work agreed for the afternoon stay apart; both keep their time."""
    done = """
    - {record: appointment, date: 2026-03-01, task: window/a, at: '2026-03-12 09:30', minutes: 60}
    - {record: appointment, date: 2026-03-01, task: window/b, at: '2026-03-12 14:00', minutes: 60}
    """
    visits = visits_of(pair(done=done), "2026-03-02", "2026-06-01")
    times = [f"{visit.appointment.at:%H:%M}" for visit in visits if visit.appointment and visit.appointment.at]
    assert sorted(times) == ["09:30", "14:00"]


def test_more_than_a_days_work_is_split() -> None:
    """Three tasks of three hours do not fit into one day of eight hours: two visits, still inside their windows."""
    tasks = [task(once("2026-03-10"), f"window/{name}", duration="fixed: 3 hours") for name in "abc"]
    assert listed(visits_of(world(*tasks), "2026-03-01", "2026-06-01")) == [
        "2026-03-09 t-1: c.1", "2026-03-10 t-1: a.1, b.1",
    ]  # fmt: skip


def test_work_that_nobody_can_do_alone_is_not_merged() -> None:
    """Windows and stone are different people's trades: two visits rather than one that nobody can make."""
    known = world(
        task(once("2026-03-10"), "window/a"),
        task(once("2026-03-10"), "window/b", skills="stone"),
        technicians="""
        - {id: t-1, name: 钱师傅, skills: [window], regions: [shanghai], capacity: 8 hours}
        - {id: t-2, name: 孙师傅, skills: [stone], regions: [shanghai], capacity: 8 hours}
        """,
    )
    assert sorted(listed(visits_of(known, "2026-03-01", "2026-06-01"))) == [
        "2026-03-10 t-1: a.1",
        "2026-03-10 t-2: b.1",
    ]


# --------------------------------------------------------------------------------------------------------- identity


A, B = "window/a", "window/b"


def pair(second: str = "2026-03-12", done: str = "", technicians: str = TECHNICIANS) -> World:
    return world(task(once("2026-03-10"), A), task(once(second), B), done=done, technicians=technicians)


def test_a_uid_comes_from_ids_alone() -> None:
    """Names, durations and days have no part in it."""
    before = visits_of(pair(), "2026-03-01", "2026-06-01")
    renamed = pair()
    tasks = {
        id_: replace(one, name=replace(one.name, en="Another name")) for id_, one in renamed.definitions.tasks.items()
    }
    after = visits_of(World(replace(renamed.definitions, tasks=tasks), renamed.schedules), "2026-03-02", "2026-06-01")
    assert [visit.uid for visit in before] == [visit.uid for visit in after]


def test_a_visit_keeps_its_uid_when_its_day_and_its_technician_change() -> None:
    """The published plan hands its name on."""
    first = visits_of(pair(), "2026-03-01", "2026-06-01")
    moved = pair(
        done="- {record: moved, date: 2026-03-02, task: window/a, to: 2026-03-16}",
        technicians="- {id: t-9, name: 李师傅, skills: [window], regions: [shanghai], capacity: 8 hours}",
    )
    second = visits_of(moved, "2026-03-03", "2026-06-01", publish(first))
    assert listed(second) == ["2026-03-16 t-9: a.1, b.1"]
    assert [visit.uid for visit in second] == [visit.uid for visit in first]


@pytest.mark.parametrize("first_task", [A, B])
def test_a_visit_keeps_its_uid_when_a_task_is_taken_out(first_task: str) -> None:
    """Also when the task that named it is the one that goes."""
    first = visits_of(pair(), "2026-03-01", "2026-06-01")
    rest = world(task(once("2026-03-10"), A)) if first_task == B else world(task(once("2026-03-12"), B))
    second = visits_of(rest, "2026-03-02", "2026-06-01", publish(first))
    assert [visit.uid for visit in second] == [visit.uid for visit in first]


def test_a_split_visit_keeps_its_uid_once() -> None:
    """One part keeps the name, the other has a new one, and both keep theirs from then on."""
    first = visits_of(pair(), "2026-03-01", "2026-06-01")
    second = visits_of(pair("2026-04-20"), "2026-03-02", "2026-06-01", publish(first))
    assert len({visit.uid for visit in second}) == 2
    assert second[0].uid == first[0].uid
    third = visits_of(pair("2026-04-21"), "2026-03-03", "2026-06-01", publish(second))
    assert [visit.uid for visit in third] == [visit.uid for visit in second]


def test_joined_visits_keep_the_earlier_uid() -> None:
    """Two published visits that become one keep the name of one of them; the other name is not used again."""
    first = visits_of(pair("2026-04-20"), "2026-03-01", "2026-06-01")
    second = visits_of(pair(), "2026-03-02", "2026-06-01", publish(first))
    assert len(second) == 1
    assert second[0].uid in {visit.uid for visit in first}


def test_what_is_done_stays_under_its_uid() -> None:
    """A visit that was made keeps its name, and its day is the day it was made."""
    first = visits_of(pair(), "2026-03-01", "2026-06-01")
    done = pair(done="- {record: completed, date: 2026-03-09, tasks: [window/a, window/b], technician: t-1}")
    _, second = planned(done, "2026-03-10", "2026-06-01", publish(first))
    assert [(visit.uid, str(visit.day), visit.is_open) for visit in second] == [(first[0].uid, "2026-03-09", False)]


@pytest.mark.parametrize("who", [("t-1", "t-2"), ("", "")])
def test_what_two_came_for_is_two_visits_also_when_it_is_done(who: tuple[str, str]) -> None:
    """Of two visits on one day, for two people of different trades, neither takes the other's name, nor is any given up."""
    rule, technicians = "anchor: 2026-03-11\nthreshold: 0 days", team("id: t-1", "id: t-2; skills: [stone]")
    tasks = [task(rule, A), task(rule, B, skills="stone")]
    first = visits_of(world(*tasks, technicians=technicians), "2026-03-10", "2026-06-01")
    done = "".join(
        f"- {{record: completed, date: 2026-03-11, task: {id_}{f', technician: {by}' if by else ''}}}\n"
        for id_, by in zip((A, B), who, strict=True)
    )
    second = planned(world(*tasks, technicians=technicians, done=done), "2026-03-11", "2026-06-01", publish(first))[1]
    told = {visit.uid: [one.id for one in visit.occurrences] for visit in first}
    assert {visit.uid: [one.id for one in visit.occurrences] for visit in second} == told
    assert {visit.technician or "" for visit in second} == set(who)


def test_what_two_did_together_is_one_visit() -> None:
    """Each wrote down what they did: it is the visit that they were told for, of both."""
    rule, technicians = "anchor: 2026-03-11\nthreshold: 0 days", team("id: t-1", "id: t-2")
    tasks = [task(rule, id_, people=2) for id_ in (A, B)]
    (first,) = visits_of(world(*tasks, technicians=technicians), "2026-03-10", "2026-06-01")
    done = "".join(
        f"- {{record: completed, date: 2026-03-11, task: {id_}, technician: {by}}}\n"
        for id_, by in ((A, "t-1"), (B, "t-2"))
    )
    known = world(*tasks, technicians=technicians, done=done)
    (visit,) = planned(known, "2026-03-11", "2026-06-01", publish([first]))[1]
    assert (visit.uid, set(visit.technicians), visit.is_open) == (first.uid, {"t-1", "t-2"}, False)


def test_what_was_done_long_ago_is_left_out() -> None:
    """With ``since`` no visit is made of what was closed before; what is open stays, however old."""
    known = pair(done="- {record: completed, date: 2026-03-09, task: window/a, technician: t-1}")
    found = occurrences(*known, day("2026-03-31"), day("2026-06-01"))
    for since, ids in (("2026-03-09", [A, B]), ("2026-03-10", [B])):
        ground = Ground(known.definitions, day("2026-03-31"))
        visits = Planner(ground, known.schedules.technicians, since=day(since)).visits(found)
        assert sorted(one.item.task.id for visit in visits for one in visit.occurrences) == ids


def test_half_a_visit_done_leaves_two_names() -> None:
    """What was done and what is left are two events, one of them under the published name."""
    first = visits_of(pair(), "2026-03-01", "2026-06-01")
    half = pair(done="- {record: completed, date: 2026-03-09, task: window/a, technician: t-1}")
    _, second = planned(half, "2026-03-10", "2026-06-01", publish(first))
    assert len({visit.uid for visit in second}) == 2
    assert first[0].uid in {visit.uid for visit in second}
    _, third = planned(half, "2026-03-11", "2026-06-01", publish(second))
    assert {visit.uid for visit in third} == {visit.uid for visit in second}


@given(TASKS, st.integers(0, 200), st.integers(0, 40))
def test_no_two_visits_share_a_uid(chosen: list[tuple[int, int, int, str, str, str]], now: int, later: int) -> None:
    """Names are unique in a plan, and a later plan keeps each name whose work it still holds."""
    as_of = date(2026, 1, 5) + timedelta(days=now)
    known = world(*many(chosen))
    _, first = planned(known, as_of, date(2027, 9, 1))
    _, second = planned(known, as_of + timedelta(days=later), date(2027, 9, 1), publish(first))
    for visits in (first, second):
        assert len({visit.uid for visit in visits}) == len(visits)
    left = {one.id for visit in second for one in visit.occurrences}
    names = {visit.uid for visit in second}  # of a visit that was split the larger part keeps the name
    for visit in first:
        mine = {one.id for one in visit.occurrences}
        holders = {other.uid for other in second for one in other.occurrences if one.id in mine}
        assert visit.uid in names or not mine & left or len(second) < len(first) or _shared(holders, first)


def _shared(holders: set[str], first: list) -> bool:  # type: ignore[type-arg]
    """True where all that hold the work go under other published names."""
    return holders <= {visit.uid for visit in first}


@given(TASKS, st.integers(0, 300))
def test_planning_again_changes_nothing(chosen: list[tuple[int, int, int, str, str, str]], now: int) -> None:
    """With the plan that was published, the same plan comes out: names, days, technicians, reasons."""
    as_of = date(2026, 1, 5) + timedelta(days=now)
    known = world(*many(chosen, "fixed: 200 minutes"), customers=[customer("c-1"), customer("c-2"), customer("c-3")])
    _, first = planned(known, as_of, date(2027, 2, 1))
    _, second = planned(known, as_of, date(2027, 2, 1), publish(first))
    assert [_told(visit) for visit in second] == [_told(visit) for visit in first]


def _told(visit: Visit) -> tuple[object, ...]:
    """What people are told of a visit."""
    ids = [one.id for one in visit.occurrences]
    return visit.uid, ids, visit.day, visit.technician, visit.reason, visit.unconfirmed


def test_a_published_name_is_not_given_away() -> None:
    """Where the published name of one visit is what another would be called, the other gets a new one."""
    visit = visits_of(pair("2026-04-20"), "2026-03-01", "2026-06-01")[0]
    stolen = [Published(visit.uid, ("c-1|home|w|window/b|1",), day("2026-04-20"), "t-1")]
    first, second = visits_of(pair("2026-04-20"), "2026-03-01", "2026-06-01", stolen)
    assert second.uid == visit.uid
    assert first.uid != visit.uid


def test_what_was_never_published_keeps_its_name_through_a_rename() -> None:
    """Of several cycles that close on one day it is named after the same one, whichever stands first now."""
    rule = "anchor: 2026-03-11\nthreshold: 0 days\ntolerance: {early: 5 days, late: 5 days}"
    first, second = task(rule, A), task(rule, B)
    (before,) = planned(world(first, second), "2026-03-01", "2026-06-01")[1]
    again = replace(second, id="window/0", formerly=(B,))
    (after,) = planned(world(first, again), "2026-03-01", "2026-06-01")[1]
    assert [len(visit.occurrences) for visit in (before, after)] == [2, 2]
    assert after.uid == before.uid == new_uid(f"c-1|home|w|{A}|2026-03-11", "small.example")


def test_who_gets_an_id_that_was_somebody_elses_gets_no_uid_of_theirs() -> None:
    """A customer was renamed, and nobody knows of it any more when the old id goes to another with the same dates."""
    rule = "anchor: acceptance\ninterval: 3 months\ntolerance: {early: 5 days, late: 5 days}"

    def told(*served: Customer, before: Sequence[Published] = ()) -> list[Published]:
        return publish(planned(world(task(rule), customers=list(served)), "2026-04-01", "2027-06-01", before)[1])

    first = told(customer("c-1"))
    renamed = told(replace(customer("c-9"), formerly=("c-1",)), before=first)
    both = told(customer("c-1"), customer("c-9"), before=renamed)
    owner = {old.uid: old.occurrences[0].partition("|")[0] for old in both}
    assert len(owner) == len(both) == 2 * len(first)
    assert {uid for uid, id_ in owner.items() if id_ == "c-9"} == {old.uid for old in first}
    assert {(old.uid, old.occurrences) for old in told(customer("c-1"), customer("c-9"), before=both)} == {
        (old.uid, old.occurrences) for old in both
    }


def test_what_gives_way_for_want_of_room_leaves_no_name_of_somebody_elses() -> None:
    """A visit is named anew when what was late in it goes with the next time: that name may be another customer's, too."""
    rule = "tolerance: {early: 5 days, late: 5 days}"
    late = task(f"anchor: 2026-01-05\nthreshold: 1 month\ninterval: 3 months\n{rule}", A)
    firm = task(f"anchor: 2026-03-11\nthreshold: 0 days\n{rule}", B)
    served = [customer("c-1"), customer("c-2")]  # c-2 was c-1 once, and nobody knows of it any more
    away = team("id: t-1; away: [{from: 2026-03-01, to: 2026-12-31, reason: 学习}]")
    name = new_uid(f"c-1|home|w|{B}|2026-03-11", "small.example")
    told = [Published(name, (f"c-2|home|w|{B}|2026-03-11",), day("2026-03-11"), "t-1")]
    _, visits = planned(world(late, firm, customers=served, technicians=away), "2026-03-10", "2026-06-01", told)
    assert len({visit.uid for visit in visits}) == len(visits)
    assert [visit.customer.id for visit in visits if visit.uid == name] == ["c-2"]
