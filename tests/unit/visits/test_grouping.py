"""The fewest visits, where not all work goes together: exact up to a dozen cycles, held against every way to share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.engine import customer, task, visits_of, world

from generator.due.items import Occurrence
from generator.visits.visit import Visit

START = date(2026, 3, 9)  # a Monday
SKILLS = ("window", "stone", "led")
Job = tuple[int, int, frozenset[str], int]  # first day and length of its window, skills, minutes
Colleague = tuple[frozenset[str], int]

skills = st.frozensets(st.sampled_from(SKILLS), min_size=1, max_size=2)
jobs = st.lists(st.tuples(st.integers(0, 8), st.integers(1, 6), skills, st.integers(30, 300)), min_size=1, max_size=7)
team = st.lists(
    st.tuples(st.frozensets(st.sampled_from(SKILLS), min_size=1), st.integers(180, 480)), min_size=1, max_size=3
)
pairs = st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=3)


def planned(chosen: Sequence[Job], colleagues: Sequence[Colleague], apart: set[tuple[int, int]]) -> list[Visit]:
    """The visits for jobs of one site, each a task of its own whose window is some days from a Monday on."""
    tasks = []
    for n, (first, length, needed, minutes) in enumerate(chosen):
        day = START + timedelta(days=first)
        others = sorted({f"window/{b}" for a, b in apart if a == n != b and b < len(chosen)})
        tasks.append(
            task(
                f"anchor: {day}\nthreshold: 0 days\ntolerance: {{late: {length - 1} days}}",
                f"window/{n}",
                skills=", ".join(sorted(needed)),
                duration=f"fixed: {minutes} minutes",
                more=f"apart: [{', '.join(others)}]",
            )
        )
    people = "\n".join(
        f"- {{id: t-{n}, name: t-{n}, skills: [{', '.join(sorted(has))}], regions: [shanghai], capacity: {minutes} minutes}}"
        for n, (has, minutes) in enumerate(colleagues)
    )
    known = world(*tasks, customers=[customer()], technicians=people, workdays="{}")
    return visits_of(known, "2026-03-01", "2026-06-01")


def number(occurrence: Occurrence) -> int:
    return int(occurrence.item.task.id.rpartition("/")[2])


def fewest(chosen: Sequence[Job], colleagues: Sequence[Colleague], apart: set[tuple[int, int]]) -> int:
    """The fewest visits by trying every way to share them out."""

    def days(n: int) -> set[int]:
        first, length, _, _ = chosen[n]
        window = {first + k for k in range(length)}
        return {day for day in window if day % 7 < 5} or window

    @cache
    def fits(members: frozenset[int]) -> bool:
        if len(members) == 1:
            return True
        if not set.intersection(*map(days, members)) or any(a in members and b in members and a != b for a, b in apart):
            return False
        if any(not {day for day in days(n) if day % 7 < 5} for n in members):
            return False  # a window without a working day is visited alone
        for n in members:
            if not any(chosen[n][2] <= has for has, _ in colleagues):  # what nobody can do goes with its like
                return all(chosen[m][2] == chosen[n][2] for m in members)
        needed = frozenset().union(*(chosen[n][2] for n in members))
        minutes = sum(chosen[n][3] for n in members)
        return any(needed <= has and minutes <= day for has, day in colleagues)

    @cache
    def least(left: frozenset[int]) -> int:
        if not left:
            return 0
        first, *others = sorted(left)
        best = len(left)
        for mask in range(1 << len(others)):
            members = frozenset([first, *(other for k, other in enumerate(others) if mask >> k & 1)])
            if fits(members):
                best = min(best, 1 + least(left - members))
        return best

    return least(frozenset(range(len(chosen))))


@settings(max_examples=150)
@given(jobs, team, pairs)
@example(  # two overlapping trades: the stone may go with either
    [(0, 3, frozenset({"window"}), 60), (1, 3, frozenset({"stone"}), 60), (3, 3, frozenset({"led"}), 60)],
    [(frozenset({"window", "stone"}), 480), (frozenset({"stone", "led"}), 480)],
    set(),
)
@example(  # a day of eight hours: 5 + 3, 4 + 4 and not 5, 4 + 3, 4
    [(0, 5, frozenset({"window"}), 60 * hours) for hours in (5, 4, 4, 3)], [(frozenset({"window"}), 480)], set()
)
def test_no_way_to_share_takes_fewer_visits(
    chosen: list[Job], colleagues: list[Colleague], apart: set[tuple[int, int]]
) -> None:
    """Several trades, a day's hours, work that is apart: as few visits as any brute force finds, each one that can be made."""
    visits = planned(chosen, colleagues, apart)
    assert Counter(number(o) for visit in visits for o in visit.occurrences) == Counter(range(len(chosen)))
    assert len(visits) == fewest(chosen, colleagues, apart)


@settings(max_examples=20)
@given(
    st.lists(st.tuples(st.integers(0, 12), st.integers(1, 8), skills, st.integers(30, 240)), min_size=13, max_size=24)
)
def test_of_many_cycles_few_visits_are_too_many(chosen: list[Job]) -> None:
    """Beyond a dozen that hang together: never more than a quarter, and one, above what windows and hours alone ask for."""
    colleagues = [(frozenset(SKILLS[:2]), 480), (frozenset(SKILLS[1:]), 480), (frozenset({"window", "led"}), 480)]
    visits = planned(chosen, colleagues, set())
    hours = -(-sum(minutes for *_, minutes in chosen) // 480)
    assert len(visits) <= max(hours, _by_windows(chosen)) * 2 + 1


def _by_windows(chosen: Sequence[Job]) -> int:
    """The fewest days that meet every window."""
    days, last = 0, -1
    for first, length, *_ in sorted(chosen, key=lambda job: job[0] + job[1]):
        if first > last:
            days, last = days + 1, first + length - 1
    return days
