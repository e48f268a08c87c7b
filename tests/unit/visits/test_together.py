"""Two people are two: both named, both skilled for what they do, both with the time."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import WORDS, customer, listed, planned, publish, sentences, task, visits_of, world
from support.teams import DAY, WEEK, team

from generator.telling.crews import reason_words


def test_two_people_are_two_names_and_half_the_time() -> None:
    """Nine hours of both together are four and a half for each of two; the second has no other work in them."""
    both = task(DAY, duration="fixed: 9 hours", people=2)
    (visit,) = visits_of(world(both, technicians=team("id: t-1", "id: t-2")), "2026-03-01", "2026-06-01")
    assert (sorted(visit.technicians), visit.minutes) == (["t-1", "t-2"], 270)
    assert [visit.minutes_of(id_) for id_ in visit.technicians] == [270, 270]
    served = [customer("c-1", technician="t-1"), customer("c-2", technician="t-2")]
    known = world(both, customers=served, technicians=team("id: t-1", "id: t-2"))
    assert [visit.reason for visit in visits_of(known, "2026-03-01", "2026-06-01")] == ["", "no_capacity"]


@pytest.mark.parametrize(
    ("hours", "people", "technicians", "outcome"),
    [
        (9, 2, ["id: t-1"], ("few_people", 2, 1)),
        (30, 1, ["id: t-1"], ("too_long", 4, 0)),
        (30, 1, ["id: t-1; capacity: 6 hours", "id: t-2; capacity: 5 hours"], ("too_long", 5, 0)),
        (30, 2, ["id: t-1", "id: t-2"], ("too_long", 4, 0)),
        (30, 4, ["id: t-1"], ("few_people", 4, 1)),
        (30, 4, ["id: t-1", "id: t-2", "id: t-3", "id: t-4; skills: [stone]"], ("few_people", 4, 3)),
        (30, 4, ["id: t-1", "id: t-2", "id: t-3", "id: t-4"], ("", 0, 0)),
        (9, 2, ["id: t-1", "id: t-2; skills: [stone]"], ("few_people", 2, 1)),
        (9, 2, ["id: t-1", "id: t-2; regions: [beijing]"], ("few_people", 2, 1)),
        (9, 2, ["id: t-1", "id: t-2; days_off: [2026-03-11]"], ("no_capacity", 2, 0)),
        (9, 2, ["id: t-1", "id: t-2; capacity: 4 hours"], ("no_capacity", 2, 0)),
    ],
)
def test_whoever_lacks_is_told(hours: int, people: int, technicians: list[str], outcome: tuple[str, int, int]) -> None:
    """A job for several is nobody's who is alone; how many it takes, and how many could, is told in both languages."""
    known = world(task(DAY, duration=f"fixed: {hours} hours", people=people), technicians=team(*technicians))
    (visit,) = visits_of(known, "2026-03-01", "2026-06-01")
    assert (visit.reason, *((visit.wanted, visit.there) if visit.reason else (0, 0))) == outcome
    assert len(visit.technicians) == (0 if visit.reason else people)
    for words in WORDS.values():
        said = reason_words(visit, words)
        assert "{" not in said
        if outcome[0] in ("few_people", "too_long"):
            assert str(outcome[1]) in said


def test_the_second_is_there_for_what_takes_two() -> None:
    """Who goes along needs the skills and the time of the shared work alone."""
    tasks = [
        task(DAY, "window/a", duration="fixed: 3 hours"),
        task(DAY, "window/b", skills="stone", duration="fixed: 4 hours", people=2),
    ]
    technicians = team("id: t-1; skills: [stone, window]", "id: t-2; skills: [stone]; capacity: 2 hours")
    (visit,) = visits_of(world(*tasks, technicians=technicians), "2026-03-01", "2026-06-01")
    assert (visit.technicians, visit.minutes, visit.minutes_of("t-2")) == (("t-1", "t-2"), 300, 120)


def test_they_go_on_a_day_that_suits_both() -> None:
    """One is away on the best day, the other on the next best: the third it is."""
    technicians = team("id: t-1; days_off: [2026-03-11]", "id: t-2; days_off: [2026-03-10]")
    known = world(task(WEEK, people=2), technicians=technicians)
    assert [str(visit.day) for visit in visits_of(known, "2026-03-01", "2026-06-01")] == ["2026-03-12"]


def test_who_was_told_goes_again() -> None:
    """A colleague more changes neither of the two; one who leaves is replaced alone."""
    both = task(WEEK, people=2)
    first = visits_of(world(both, technicians=team("id: t-1", "id: t-2")), "2026-03-01", "2026-06-01")
    more = world(both, technicians=team("id: t-0", "id: t-1", "id: t-2", "id: t-3"))
    assert visits_of(more, "2026-03-02", "2026-06-01", publish(first)) == first
    lead, second = first[0].technicians
    left = world(both, technicians=team("id: t-0", "id: t-3", f"id: {lead}"))
    (visit,) = visits_of(left, "2026-03-02", "2026-06-01", publish(first))
    assert visit.technician == lead
    assert visit.others[0] in ("t-0", "t-3")
    assert second not in visit.technicians


def test_whoever_was_agreed_on_takes_somebody_along() -> None:
    """The name of a record leads; without anybody to go along it is said, and the name stands all the same."""
    done = "- {record: appointment, date: 2026-03-01, at: '2026-03-12 09:30', technician: t-2}"
    both = task(WEEK, people=2)
    known = world(both, technicians=team("id: t-1", "id: t-2"), done=done)
    assert listed(visits_of(known, "2026-03-02", "2026-06-01")) == ["2026-03-12 t-2+t-1: check.1"]
    alone = world(both, technicians=team("id: t-2"), done=done)
    assert listed(visits_of(alone, "2026-03-02", "2026-06-01")) == ["2026-03-12 t-2(few_people): check.1"]


def test_a_wish_is_no_reason_to_go_alone() -> None:
    """The site's technician leads as soon as there is time, and somebody still goes along."""
    both = task(DAY, people=2)
    before = world(both, technicians=team("id: t-1", "id: t-2", "id: t-3"), freeze="0 days")
    first = visits_of(before, "2026-03-01", "2026-06-01")
    wish = ({"t-1", "t-2", "t-3"} - set(first[0].technicians)).pop()
    after = world(both, customers=[customer(technician=wish)], technicians=team("id: t-1", "id: t-2", "id: t-3"), freeze="0 days")  # fmt: skip
    (visit,) = visits_of(after, "2026-03-02", "2026-06-01", publish(first))
    assert (visit.technician, len(set(visit.technicians))) == (wish, 2)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(60, 900)), min_size=1, max_size=6), st.integers(1, 4),
)  # fmt: skip
def test_nobody_is_at_two_places_or_works_over_their_day(jobs: list[tuple[int, int]], count: int) -> None:
    """Whatever is asked for: as many names as it takes, each once, and nobody's day is longer than it is."""
    tasks = [
        task(WEEK, f"window/{n}", people=people, duration=f"fixed: {minutes} minutes")
        for n, (people, minutes) in enumerate(jobs)
    ]
    served = [customer("c-1"), customer("c-2")]
    known = world(*tasks, customers=served, technicians=team(*(f"id: t-{n}" for n in range(count))))
    load: Counter[tuple[str, object]] = Counter()
    visits = visits_of(known, "2026-03-01", "2026-06-01")
    for visit in visits:
        assert len(set(visit.technicians)) == (0 if visit.reason else visit.people)
        for id_ in visit.technicians:
            load[id_, visit.day] += visit.minutes_of(id_)
    assert max(load.values(), default=0) <= 480
    assert visits_of(known, "2026-03-02", "2026-06-01", publish(visits)) == visits


@given(st.lists(st.tuples(st.integers(1, 8), st.booleans()), min_size=2, max_size=5), st.integers(1, 4))
def test_enough_people_are_found_wherever_there_are_enough(colleagues: list[tuple[int, bool]], people: int) -> None:
    """One leads, who has both skills and five hours; the others need stone and three. Any choice that works is found."""
    technicians = team(
        *(f"id: t-{n}; capacity: {h} hours; skills: [{'window, stone' if both else 'stone'}]" for n, (h, both) in enumerate(colleagues))
    )  # fmt: skip
    tasks = [
        task(DAY, "window/a", duration="fixed: 2 hours"),
        task(DAY, "window/b", skills="stone", duration=f"fixed: {3 * people} hours", people=people),
    ]
    visits = visits_of(world(*tasks, technicians=technicians), "2026-03-01", "2026-06-01")
    leads = [n for n, (h, both) in enumerate(colleagues) if both and h >= 5]
    along = [n for n, (h, _) in enumerate(colleagues) if h >= 3]
    possible = any(len(set(along) - {lead}) >= people - 1 for lead in leads)
    assert (len(visits) == 1 and not visits[0].reason) == possible


def test_both_names_are_explained() -> None:
    """In both languages, with how long each of them is there."""
    known = world(task(DAY, duration="fixed: 9 hours", people=2), technicians=team("id: t-1; name: 钱师傅", "id: t-2; name: 孙师傅"))  # fmt: skip
    lead = planned(known, "2026-03-01", "2026-06-01")[1][0].technician
    names = ["钱师傅", "孙师傅"] if lead == "t-1" else ["孙师傅", "钱师傅"]
    (zh,) = sentences(known, "2026-03-01", "2026-06-01", "zh").values()
    (en,) = sentences(known, "2026-03-01", "2026-06-01", "en").values()
    assert f"2 人一起做：{names[0]}（4 小时 30 分钟）、{names[1]}（4 小时 30 分钟）。" in zh
    assert f"2 people do it together: {names[0]} (4 h 30 min), {names[1]} (4 h 30 min)." in en
