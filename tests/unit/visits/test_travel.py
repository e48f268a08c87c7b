"""The way between two sites of a day, and one region a day."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, planned, publish, sentences, task, visits_of, world

WEEK = "anchor: 2026-03-11\nthreshold: 0 days\ntolerance: {early: 2 days, late: 2 days}"  # Monday 9 to Friday 13 March
ONE = "- {id: t-1, name: 钱师傅, skills: [window], regions: [shanghai, beijing], capacity: 8 hours}"
TWO = ONE + "\n- {id: t-2, name: 孙师傅, skills: [window], regions: [shanghai, beijing], capacity: 8 hours}"
HOMES = """
- {id: a, name: 甲, region: shanghai, address: 路 1 号, milestones: {}, assets: [{id: w, name: 窗, product: window}]}
- {id: b, name: 乙, region: shanghai, address: 路 2 号, milestones: {}, assets: [{id: w, name: 窗, product: window}]}
"""


def days(travel: int, minutes: int = 240) -> list[str]:
    """The days of two sites of one customer."""
    known = world(
        task(WEEK, duration=f"fixed: {minutes} minutes"),
        customers=[customer(sites=HOMES)],
        technicians=ONE,
        travel=travel,
    )
    return [str(visit.day)[8:] for visit in visits_of(known, "2026-03-01", "2026-06-01")]


def test_the_way_takes_time_of_the_day() -> None:
    """Two visits of four hours fill a day of eight only where the way is none; a minute less each, and two minutes fit."""
    assert days(0) == ["11", "11"]
    assert days(1) == ["10", "11"]
    assert days(2, 239) == ["11", "11"]
    assert days(3, 239) == ["10", "11"]


def test_within_one_site_there_is_no_way() -> None:
    """Two visits to one place on one day, as work that does not merge makes them, cost no way."""
    alone = [task(WEEK + "\nmerge: false", f"window/{name}", duration="fixed: 4 hours") for name in "ab"]
    known = world(*alone, technicians=ONE, travel=60)
    assert [str(visit.day)[8:] for visit in visits_of(known, "2026-03-01", "2026-06-01")] == ["11", "11"]


def test_nobody_is_in_two_regions_on_a_day() -> None:
    """Half an hour in Shanghai and half an hour in Beijing are two days of one technician; of two, one day."""
    served = [customer("c-1"), customer("c-2", region="beijing")]
    one = world(task(WEEK, duration="fixed: 30 minutes"), customers=served, technicians=ONE)
    assert len({visit.day for visit in visits_of(one, "2026-03-01", "2026-06-01")}) == 2
    two = world(task(WEEK, duration="fixed: 30 minutes"), customers=served, technicians=TWO)
    assert len({visit.technician for visit in visits_of(two, "2026-03-01", "2026-06-01")}) in (1, 2)


def test_a_call_is_made_from_anywhere() -> None:
    """A telephone call takes its minutes and neither way nor region."""
    call = task("anchor: 2026-03-11\nthreshold: 0 days", "window/call", channel="phone", duration="fixed: 30 minutes")
    served = [customer("c-1"), customer("c-2", region="beijing")]
    known = world(call, customers=served, technicians=ONE, travel=480)
    assert [visit.technician for visit in visits_of(known, "2026-03-01", "2026-06-01")] == ["t-1", "t-1"]


@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(1, 2), st.integers(30, 480)), min_size=1, max_size=9),
    st.integers(0, 120),
)
def test_work_and_way_fit_into_the_day(sites: list[tuple[int, int, int]], travel: int) -> None:
    """Whatever the load: no day is over its hours with the way in it, none has two regions, and a new build changes nothing."""
    served, tasks = [], []
    for n, (region, people, minutes) in enumerate(sites):
        served.append(
            customer(f"c-{n}", region=["shanghai", "beijing"][region], milestones=f"acceptance: 2026-01-{n + 1:02}")
        )
        tasks.append((people, minutes))
    people, minutes = max(tasks)
    known = world(task(WEEK, duration=f"fixed: {minutes} minutes", people=people), customers=served, technicians=TWO, travel=travel)  # fmt: skip
    visits = planned(known, "2026-03-01", "2026-06-01")[1]
    work, places, regions = defaultdict(int), defaultdict(set), defaultdict(set)
    for visit in visits:
        for id_ in visit.technicians:
            work[id_, visit.day] += visit.minutes_of(id_)
            places[id_, visit.day].add(visit.customer.id)
            regions[id_, visit.day].add(visit.site.region)
    for key, load in work.items():
        assert load + travel * (len(places[key]) - 1) <= 480
        assert len(regions[key]) == 1
    assert planned(known, "2026-03-02", "2026-06-01", publish(visits))[1] == visits


def test_the_way_is_explained() -> None:
    """In both languages, where there is one."""

    def told(language: str, travel: int) -> str:
        known = world(task(WEEK), customers=[customer(sites=HOMES)], technicians=ONE, travel=travel)
        return next(iter(sentences(known, "2026-03-01", "2026-06-01", language).values()))

    assert "那天共去 2 处，两处之间的路程各算 45 分钟。" in told("zh", 45)
    assert "There are 2 sites that day, with 45 min of travel between one and the next." in told("en", 45)
    assert "路程" not in told("zh", 0)
