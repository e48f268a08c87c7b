"""Forecasts of a floating rule: the next few, counted from where the open visit stands, and quiet until a record comes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from support.engine import World, customer, day, planned, publish, task, world

from generator.visits.visit import Published, Visit

RULE = "anchor: acceptance\ninterval: {}\nbasis: floating\ntolerance: {{early: 7 days, late: 7 days}}"


def floating(
    interval: str = "6 months", done: str = "", expected: int = 2, milestones: str = "acceptance: 2025-12-10"
) -> World:
    """A lone floating rule."""
    return world(task(RULE.format(interval)), customers=[customer(milestones=milestones)], done=done, expected=expected)


def days(known: World, as_of: str, told: list[Published] | None = None) -> tuple[list[str], list[Published]]:
    """The planned days of what is open and expected, and what is published by it."""
    _, visits = planned(known, as_of, "2029-03-01", told or [])
    still_open: list[Visit] = [visit for visit in visits if visit.is_open]
    return [str(visit.day) for visit in still_open], publish(visits)


def test_the_next_is_counted_from_the_day_on_which_the_open_one_is_planned() -> None:
    """Due on 10 June, planned on 23 November: the next is half a year after that, not on 10 December."""
    assert days(floating(), "2026-11-23")[0] == ["2026-11-23", "2027-05-24", "2027-11-23"]


@pytest.mark.parametrize(("expected", "count"), [(1, 2), (2, 3), (4, 5)])
def test_so_many_are_told_as_the_company_chose(expected: int, count: int) -> None:
    """``planning.expected`` counts forecasts, not the open one."""
    assert len(days(floating("1 month", expected=expected), "2026-03-01")[0]) == count


def test_forecasts_stay_while_the_open_visit_moves_on() -> None:
    """Five weeks without a record: the open visit is planned anew twice, its forecasts keep their days."""
    known, told, seen = floating(), None, set()
    opens = set()
    for offset in range(35):
        listed, told = days(known, str(day("2026-11-23").fromordinal(day("2026-11-23").toordinal() + offset)), told)
        opens.add(listed[0])
        seen.add(tuple(listed[1:]))
    assert len(opens) > 2
    assert seen == {("2027-05-24", "2027-11-23")}


def test_forecasts_are_counted_anew_when_a_record_comes() -> None:
    """Done on 25 November: the next is due half a year later, and one more is told after it."""
    _, told = days(floating(), "2026-11-23")
    done = floating(done="- {record: completed, date: 2026-11-25}")
    assert days(done, "2026-11-26", told)[0][0] in ("2027-05-24", "2027-05-25")
    assert days(done, "2026-11-26")[0] == ["2027-05-25", "2027-11-25", "2028-05-25"]


def test_forecasts_end_with_the_rule() -> None:
    """Nothing is expected beyond ``until``; with ``clamp`` the last lies on it."""
    rule = RULE.format("6 months") + "\nuntil: 2027-08-31"
    served = [customer(milestones="acceptance: 2025-12-10")]
    for more, last in (("\nat_end: drop", []), ("\nat_end: clamp", ["2027-08-31"])):
        known = world(task(rule + more), customers=served)
        assert days(known, "2026-11-23")[0] == ["2026-11-23", "2027-05-24", *last]


@pytest.mark.parametrize("as_of", ["2026-03-31", "2026-08-31", "2027-01-29"])
def test_forecasts_of_the_last_of_a_month_stay_as_they_were_told(as_of: str) -> None:
    """The open visit lies on a day that not every month has: what was counted from it is counted from it again."""
    known = world(task(RULE.format("1 month")), customers=[customer(milestones="acceptance: 2026-01-12")], expected=3)
    first = planned(known, as_of, "2027-09-01")[1]
    assert str(first[0].day) == as_of
    assert planned(known, as_of, "2027-09-01", publish(first))[1] == first
    later = planned(known, day(as_of) + timedelta(days=1), "2027-09-01", publish(first))[1]
    assert [one.id for visit in later for one in visit.occurrences] == [
        one.id for visit in first for one in visit.occurrences
    ]


def test_a_record_changes_only_the_visits_of_its_own_task() -> None:
    """Four floating tasks of one site: one is done, and the visits of the others keep day, name and technician."""
    tasks = [
        task(RULE.format(interval), f"window/t{index}", duration="fixed: 30 minutes")
        for index, interval in enumerate(("5 weeks", "3 months", "4 months", "1 year"))
    ]
    served = [customer(milestones="acceptance: 2026-01-12")]
    _, first = planned(world(*tasks, customers=served), "2026-02-10", "2028-06-01")
    for done in ("window/t0", "window/t1", "window/t2"):
        record = f"- {{record: completed, date: 2026-02-11, task: {done}, technician: t-1}}"
        _, second = planned(world(*tasks, customers=served, done=record), "2026-02-12", "2028-06-01", publish(first))
        now = {visit.uid: visit for visit in second}
        for visit in first:
            if all(one.item.task.id != done for one in visit.occurrences):
                kept = now[visit.uid]
                others = {one.id for one in kept.occurrences if one.item.task.id != done}
                assert (kept.day, kept.technician, others) == (
                    visit.day,
                    visit.technician,
                    {one.id for one in visit.occurrences},
                )


def test_a_firm_visit_keeps_its_name_when_forecasts_join_it() -> None:
    """Two published forecasts go along with one firm visit now: its calendar entry is the one that stays."""
    rules = [task(RULE.format("1 month"), f"window/f{index}") for index in (1, 2)]
    firm = task("anchor: 2026-03-16\nthreshold: 0 days\ntolerance: {early: 1 day, late: 1 day}", "window/firm")
    known = world(*rules, firm, customers=[customer(milestones="acceptance: 2026-02-16")])
    _, visits = planned(known, "2026-03-10", "2026-09-01")
    told = [Published("firm@x", _ids(visits, "firm"), day("2026-03-16"), "t-1")]
    told.append(Published("forecast@x", (*_ids(visits, "f1"), *_ids(visits, "f2")), day("2026-03-20"), "t-1"))
    _, again = planned(known, "2026-03-10", "2026-09-01", told)
    (kept,) = [visit for visit in again if any(one.item.task.id == "window/firm" for one in visit.occurrences)]
    assert kept.uid == "firm@x"


def _ids(visits: list[Visit], name: str) -> tuple[str, ...]:
    """The ids of the first cycle to come of a task."""
    found = [one.id for visit in visits for one in visit.occurrences if one.item.task.id == f"window/{name}"]
    return (found[0],)
