"""Somebody is ill today: who takes what, what moves inside its window, what stays open, told in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import WORDS, World, customer, listed, planned, publish, sentences, task, visits_of, warned, world
from support.teams import DAY, WEEK, team

ILL = "away: [{from: 2026-03-11, to: 2026-03-11, reason: 病假}]"


def ill_today(rule: str, *others: str, hours: int = 1, people: int = 1, count: int = 1) -> tuple[World, list, list]:  # type: ignore[type-arg]
    """What t-1 was to do on 11 March, and what becomes of it as they are ill from that morning on."""
    served = [customer(f"c-{n}", technician="t-1") for n in range(1, count + 1)]
    work = task(rule, duration=f"fixed: {hours} hours", people=people)
    first = visits_of(world(work, customers=served, technicians=team("id: t-1", *others)), "2026-03-02", "2026-06-01")
    known = world(work, customers=served, technicians=team(f"id: t-1; {ILL}", *others))
    return known, first, visits_of(known, "2026-03-11", "2026-06-01", publish(first))


@pytest.mark.parametrize(
    ("rule", "others", "goes"),
    [
        (WEEK, ["id: t-2"], "2026-03-11 t-2: check.1"),
        (WEEK, ["id: t-2; days_off: [2026-03-11]"], "2026-03-12 t-1: check.1"),
        (WEEK, [], "2026-03-12 t-1: check.1"),
        (WEEK, ["id: t-2; skills: [stone]"], "2026-03-12 t-1: check.1"),
        (DAY, ["id: t-2; days_off: [2026-03-11]"], "2026-03-11 (nobody_there): check.1"),
    ],
)
def test_somebody_takes_it_else_it_moves_else_it_stays_open(rule: str, others: list[str], goes: str) -> None:
    """A colleague on the same day; nobody free, another day of the window; else it stays open on its day."""
    _, first, second = ill_today(rule, *others)
    assert [str(visit.day) for visit in first] == ["2026-03-11"]
    assert listed(second) == [goes]
    assert second[0].uid == first[0].uid


def test_nobody_else_loses_a_place_by_it() -> None:
    """The colleague's own visits of that day are published, too: they stay, and what is left over moves or waits."""
    served = [customer("c-1", technician="t-1"), customer("c-2", technician="t-2"), customer("c-3", technician="t-1")]
    work = task(DAY, duration="fixed: 4 hours")
    both = world(work, customers=served, technicians=team("id: t-1", "id: t-2"))
    first = visits_of(both, "2026-03-02", "2026-06-01")
    known = world(work, customers=served, technicians=team(f"id: t-1; {ILL}", "id: t-2"))
    second = {visit.customer.id: visit for visit in visits_of(known, "2026-03-11", "2026-06-01", publish(first))}
    assert (second["c-2"].technician, second["c-2"].swapped) == ("t-2", None)
    assert sorted(str(second[id_].technician) for id_ in ("c-1", "c-3")) == ["None", "t-2"]


def test_of_two_people_the_one_who_is_ill_is_replaced() -> None:
    """The other still goes."""
    _, first, second = ill_today(WEEK, "id: t-2", "id: t-3", people=2)
    (well,) = set(first[0].technicians) - {"t-1"}
    assert str(second[0].day) == "2026-03-11"
    assert well in second[0].technicians
    assert set(second[0].technicians) == {"t-2", "t-3"}


def test_who_takes_what_is_told_in_both_languages() -> None:
    """One line a visit: who goes instead, to which day it moves, or that it stays open and why; explained as well."""
    cases = {
        "t-1 is away on 2026-03-11: t-2 takes the visit to home of c-1, on the same day": (WEEK, ["id: t-2"]),
        "t-1 is away on 2026-03-11: the visit to home of c-1 moves to 2026-03-12, and t-1 goes": (WEEK, []),
        "t-1 is away on 2026-03-11: the visit to home of c-1 stays open (whoever can do it does not work on any day inside the window on which one can come (off, away, or not in their capacity))": (DAY, []),
    }  # fmt: skip
    for says, (rule, others) in cases.items():
        known, first, _ = ill_today(rule, *others)
        (problem,) = warned(known, "2026-03-11", "2026-06-01", "swap", publish(first))
        assert problem.message(WORDS["en"]) == says
        assert problem.level == "note"
        assert "c-1 home" in problem.message(WORDS["zh"])
        explained = " ".join(sentences(known, "2026-03-11", "2026-06-01", "en", publish(first)).values())
        assert "It was told for t-1 on 2026-03-11 (Wed), who is away then" in explained
        zh = " ".join(sentences(known, "2026-03-11", "2026-06-01", "zh", publish(first)).values())
        assert "原定 2026-03-11（周三） 由t-1去，那天不在" in zh


def test_what_was_swapped_is_told_once() -> None:
    """The next build starts from what was told then."""
    known, _, second = ill_today(WEEK, "id: t-2")
    again = planned(known, "2026-03-11", "2026-06-01", publish(second))[1]
    assert [visit.swapped for visit in again] == [None]
    assert listed(again) == listed(second)


@pytest.mark.parametrize("when", ["before", "after"])
def test_what_was_agreed_with_somebody_who_is_ill_stays_and_is_told(when: str) -> None:
    """An appointment never moves by itself, so whoever builds in the morning has to hear of it: that day and before."""
    agreed = "- {record: appointment, date: 2026-03-06, at: '2026-03-11 09:30', technician: t-1}"
    team_ = team(f"id: t-1; {ILL}", "id: t-2")
    known = world(task(WEEK), customers=[customer("c-1", technician="t-1")], technicians=team_, done=agreed)
    as_of = {"before": "2026-03-09", "after": "2026-03-12"}[when]
    visits = planned(known, as_of, "2026-06-01")[1]
    assert [(str(visit.day), visit.technician) for visit in visits if visit.appointment] == [("2026-03-11", "t-1")]
    told = [problem.message(WORDS["en"]) for problem in warned(known, as_of, "2026-06-01", "swap")]
    assert (
        told
        == {
            "before": [
                "t-1 is away on 2026-03-11, for which the visit to home of c-1 was agreed; agree on somebody else or another day"
            ],
            "after": [],  # it has passed, and waits for its record
        }[when]
    )


@given(st.integers(1, 6), st.integers(1, 5), st.integers(0, 2), st.booleans())
def test_an_absence_concerns_its_own_visits_alone(count: int, hours: int, colleagues: int, narrow: bool) -> None:
    """Whoever is there keeps day and work; nothing leaves its window, and nobody works over their day."""
    others = [f"id: t-{n + 2}" for n in range(colleagues)]
    _, first, second = ill_today(DAY if narrow else WEEK, *others, hours=hours, count=count)
    now = {visit.uid: visit for visit in second}
    load: dict[tuple[str, date], int] = {}
    for visit in first:
        if visit.technician is not None and "t-1" not in visit.technicians:
            assert (now[visit.uid].day, now[visit.uid].technician) == (visit.day, visit.technician)
    for visit in second:
        assert visit.day in visit.window
        for id_ in visit.technicians:
            assert (id_, visit.day) != ("t-1", date(2026, 3, 11))
            load[id_, visit.day] = load.get((id_, visit.day), 0) + visit.minutes
    assert max(load.values(), default=0) <= 480
