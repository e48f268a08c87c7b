"""Sites that are closed, let us in at some hours or prefer some weekdays; work that is apart, or asks for an hour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import World, customer, listed, publish, sentences, task, visits_of, world

from generator.model.hours import WEEKDAYS

WEEK = "anchor: 2026-03-11\nthreshold: 0 days\ntolerance: {early: 2 days, late: 2 days}"  # Monday 9 to Friday 13 March
TEAM = "- {id: t-1, name: 钱师傅, skills: [window, stone, led], regions: [shanghai, beijing], capacity: 8 hours}"


def site(keys: str, id_: str = "c-1") -> str:
    """One site with these keys."""
    head = "- {id: home, name: 家, region: shanghai, address: 路 1 号, milestones: {acceptance: 2026-01-31}, "
    return f"{head}{keys}, assets: [{{id: w, name: 窗, product: window}}]}}"


def at(keys: str, *tasks: object, **more: object) -> World:
    chosen = tasks or (task(WEEK),)
    return world(*chosen, customers=[customer(sites=site(keys))], **{"technicians": TEAM, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("keys", "goes"),
    [
        ("closed: [{from: 2026-03-11, to: 2026-03-11}]", "2026-03-10"),
        ("closed: [{from: 2026-03-09, to: 2026-03-11}]", "2026-03-12"),
        ("closed: [{from: 2026-03-01, to: 2026-03-10}, {from: 2026-03-11, to: 2026-03-12}]", "2026-03-13"),
        ("visiting: {weekdays: [mon]}", "2026-03-09"),
        ("visiting: {weekdays: [thu, fri]}", "2026-03-12"),
        ("visiting: {weekdays: [tue, fri]}, closed: [{from: 2026-03-10, to: 2026-03-10}]", "2026-03-13"),
        ("preferred_weekdays: [fri]", "2026-03-13"),
        ("preferred_weekdays: [mon, fri]", "2026-03-09"),
        ("preferred_weekdays: [sun]", "2026-03-11"),
        ("preferred_weekdays: [fri], closed: [{from: 2026-03-13, to: 2026-03-13}]", "2026-03-11"),
    ],
)
def test_a_visit_lies_on_a_day_that_suits_the_site(keys: str, goes: str) -> None:
    """Never while it is closed, on a weekday on which it lets us in, best on one that it prefers."""
    assert listed(visits_of(at(keys), "2026-03-01", "2026-06-01")) == [f"{goes} t-1: check.1"]


def test_a_weekend_that_the_site_names_is_a_day_to_come() -> None:
    """For whoever works then; a holiday never is."""
    wide = WEEK.replace("late: 2 days", "late: 3 days")
    known = at("visiting: {weekdays: [sat]}", task(wide))
    assert listed(visits_of(known, "2026-03-01", "2026-06-01")) == ["2026-03-14 t-1: check.1"]
    spring = task("anchor: 2026-02-20\nthreshold: 0 days\ntolerance: {early: 4 days, late: 4 days}")
    holiday = at("visiting: {weekdays: [sat, sun]}", spring)  # 15 to 23 February are off
    assert [visit.reason for visit in visits_of(holiday, "2026-02-01", "2026-06-01")] == ["no_workday"]


def test_a_site_that_lets_nobody_in_is_told() -> None:
    """The window passes while it is closed: the visit has nobody, and the reason is said."""
    known = at("closed: [{from: 2026-03-01, to: 2026-03-31}]")
    assert [visit.reason for visit in visits_of(known, "2026-03-01", "2026-06-01")] == ["no_workday"]


def test_what_is_overdue_waits_for_the_site_to_open() -> None:
    """It goes out on the first day on which one can come."""
    known = at("closed: [{from: 2026-03-14, to: 2026-03-22}]")
    assert listed(visits_of(known, "2026-03-16", "2026-06-01")) == ["2026-03-23 t-1: check.1"]


NIGHT = 'visiting: {from: "22:00", to: "02:00"}'


def test_who_works_at_night_does_nothing_else_that_day() -> None:
    """A mall after closing and a home by day are two days of one technician, though they would fit into one."""
    served = [customer("c-1", sites=site(NIGHT)), customer("c-2")]
    hour = task(WEEK, duration="fixed: 1 hour")
    known = world(hour, customers=served, technicians=TEAM)
    assert len({visit.day for visit in visits_of(known, "2026-03-01", "2026-06-01")}) == 2
    both = world(
        hour, customers=[customer("c-1", sites=site(NIGHT)), customer("c-2", sites=site(NIGHT))], technicians=TEAM
    )
    assert len({visit.day for visit in visits_of(both, "2026-03-01", "2026-06-01")}) == 1


def test_work_is_no_longer_than_the_site_lets_us_in() -> None:
    """Two jobs of three hours are two nights of four; one of five hours is told."""
    jobs = [task(WEEK, f"window/{name}", duration="fixed: 3 hours") for name in "ab"]
    assert len(visits_of(at(NIGHT, *jobs), "2026-03-01", "2026-06-01")) == 2
    long = at(NIGHT, task(WEEK, duration="fixed: 5 hours"))
    assert [visit.reason for visit in visits_of(long, "2026-03-01", "2026-06-01")] == ["short_hours"]


def test_the_sites_hours_are_explained() -> None:
    """In both languages."""
    known = at('visiting: {weekdays: [tue, wed], from: "22:00", to: "02:00"}')
    for language, says in (
        ("zh", "现场只在 周二、周三 22:00–02:00 让人进场。"),
        ("en", "The site lets us in at Tue, Wed 22:00–02:00 only."),
    ):
        (said,) = sentences(known, "2026-03-01", "2026-06-01", language).values()  # type: ignore[arg-type]
        assert says in said


def test_what_the_site_prefers_and_the_work_asks_for_is_explained() -> None:
    """In both languages."""
    known = at("preferred_weekdays: [fri]", task(WEEK, more="conditions: {dry: true, daylight: true}"))
    for language, says in (
        ("zh", "现场希望在周五上门。 条件：要干燥无雨的天气，下雨就改期；要在白天做。"),
        ("en", "The site prefers Fri. Conditions: needs dry weather; in rain another day is agreed; needs daylight."),
    ):
        (said,) = sentences(known, "2026-03-01", "2026-06-01", language).values()  # type: ignore[arg-type]
        assert says in said


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        ("apart: [window/b]", "", 2),
        ("", "apart: [window/a]", 2),
        ("apart: [window/c]", "", 1),
        ("conditions: {daylight: true}", "conditions: {closed_hours: true}", 2),
        ("conditions: {dry: true}", "conditions: {closed_hours: true}", 1),
        ("conditions: {daylight: true}", "conditions: {daylight: true}", 1),
    ],
)
def test_what_is_to_be_apart_never_shares_a_visit(first: str, second: str, count: int) -> None:
    """Whichever of the two says so; day work and night work neither. They lie on different days."""
    tasks = [task(WEEK, "window/a", more=first), task(WEEK, "window/b", more=second)]
    visits = visits_of(at("exposure: coast", *tasks), "2026-03-01", "2026-06-01")
    assert len(visits) == len({visit.day for visit in visits}) == count


@pytest.mark.parametrize(("more", "channel"), [("\nmerge: false", "onsite"), ("", "phone")])
def test_what_is_to_be_apart_lies_on_another_day_also_where_it_would_not_merge(more: str, channel: str) -> None:
    """Where there is another day: else both are done on the one that there is."""
    for rule, days in ((WEEK, 2), (WEEK.partition("\ntolerance")[0], 1)):
        tasks = [task(rule, "window/a", more="apart: [window/b]"), task(rule + more, "window/b", channel=channel)]
        visits = visits_of(at("exposure: coast", *tasks), "2026-03-01", "2026-06-01")
        assert [len(visits), len({visit.day for visit in visits})] == [2, days]
        assert all(visit.technician for visit in visits)
        assert visits_of(at("exposure: coast", *tasks), "2026-03-02", "2026-06-01", publish(visits)) == visits


def test_what_becomes_apart_leaves_the_visit_that_was_published() -> None:
    """One of the two goes on as the published visit, the other gets one of its own."""
    before = at("exposure: coast", task(WEEK, "window/a"), task(WEEK, "window/b"))
    first = visits_of(before, "2026-03-01", "2026-06-01")
    after = at("exposure: coast", task(WEEK, "window/a", more="apart: [window/b]"), task(WEEK, "window/b"))
    second = visits_of(after, "2026-03-02", "2026-06-01", publish(first))
    assert sorted(len(visit.occurrences) for visit in second) == [1, 1]
    assert first[0].uid in {visit.uid for visit in second}
    assert visits_of(after, "2026-03-03", "2026-06-01", publish(second)) == second


@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 12)), max_size=3),
    st.sets(st.sampled_from(WEEKDAYS)),
    st.sets(st.sampled_from(WEEKDAYS)),
    st.integers(0, 90),
)
def test_nobody_comes_on_a_day_that_does_not_suit(
    closed: list[tuple[int, int]], weekdays: set[str], preferred: set[str], later: int
) -> None:
    """Whatever a site says: no visit with a technician lies on a closed day or a wrong weekday, and builds agree."""
    start = date(2026, 3, 2)
    spans = [(start + timedelta(days=first), start + timedelta(days=first + length)) for first, length in closed]
    stretches = ", ".join(f"{{from: {first}, to: {last}}}" for first, last in spans)
    keys = f"closed: [{stretches}], visiting: {{weekdays: [{', '.join(sorted(weekdays))}]}}, "
    keys += f"preferred_weekdays: [{', '.join(sorted(preferred))}]"
    rule = "anchor: acceptance\ninterval: 2 weeks\ntolerance: {early: 3 days, late: 3 days}"
    known = at(keys, task(rule))
    visits = visits_of(known, start + timedelta(days=later), "2026-08-01")
    for visit in visits:
        if not visit.reason:
            assert not any(first <= visit.day <= last for first, last in spans)
            assert not weekdays or WEEKDAYS[visit.day.weekday()] in weekdays
    assert visits_of(known, start + timedelta(days=later), "2026-08-01", publish(visits)) == visits
