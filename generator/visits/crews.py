"""Who could do the work of one site, and how long their day is."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.model.people import Site, Technician
from generator.visits.eras import Eras, is_employed

# What nobody of ours goes to has no limit.
_ANYBODY: Crew = ((frozenset(), sys.maxsize),)
# Skills, and the longest visit in minutes, of each of some people.
Crew = tuple[tuple[frozenset[str], int], ...]


class Asked(NamedTuple):
    """What an occurrence asks of who goes: its skills, and those who serve its site then, each as bits of a number.

    So what several occurrences ask together is told by one operation.
    """

    skills: int
    crews: int


class Crews:
    """Which tasks of a region one technician can do together: work that nobody can do alone is not merged."""

    def __init__(self, technicians: Mapping[str, Technician], as_of: date) -> None:
        self.technicians = technicians
        self.as_of = as_of
        self._eras = Eras(technicians.values())
        self._skills: dict[tuple[str, str | None, int], list[tuple[str, frozenset[str]]]] = {}
        self._trades: dict[tuple[str, str | None, int, tuple[str, ...]], str] = {}
        self._crews: dict[tuple[str, int, int, tuple[str, ...]], Crew] = {}
        self._skill_bits: dict[str, int] = {}
        self._crew_bits: dict[Crew, int] = {}
        self._asked: dict[tuple[Crew, tuple[str, ...]], Asked] = {}
        self._longest: dict[Asked, int] = {}

    def of(self, occurrence: Occurrence) -> str:
        """The technician in whose trade the occurrence falls: the first in order who has its skills; empty for nobody."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None or not needed:
            return ""
        day = self._day(occurrence)
        key = (site.region, site.technician, self._eras.of(day), needed)
        if key not in self._trades:
            nobody = "-".join(sorted(needed))
            self._trades[key] = next(
                (id_ for id_, skills in self._team(site, day) if skills.issuperset(needed)), nobody
            )
        return self._trades[key]

    def asked_by(self, occurrence: Occurrence) -> Asked:
        """What the occurrence asks of who goes."""
        crew, skills = self._crew(occurrence), occurrence.item.task.work.skills
        asked = self._asked.get((crew, skills))
        if asked is None:
            bit = self._crew_bits.setdefault(crew, 1 << len(self._crew_bits))
            asked = self._asked[crew, skills] = Asked(self._bits(skills), bit)
        return asked

    def longest_of(self, asked: Asked) -> int:
        """How many minutes a visit may take for which each of the crews has somebody with all the skills; else -1."""
        longest = self._longest.get(asked)
        if longest is None:
            crews = (crew for crew, bit in self._crew_bits.items() if asked.crews & bit)
            longest = self._longest[asked] = min(self._longest_with(asked.skills, crew) for crew in crews)
        return longest

    def _longest_with(self, skills: int, crew: Crew) -> int:
        return max((longest for has, longest in crew if not skills & ~self._bits(has)), default=-1)

    def _bits(self, skills: Iterable[str]) -> int:
        bits = 0
        for skill in skills:
            bits |= self._skill_bits.setdefault(skill, 1 << len(self._skill_bits))
        return bits

    def longest(self, occurrence: Occurrence) -> int:
        """The longest visit, in minutes, that anybody could make to the site of the occurrence."""
        return max((longest for _, longest in self._crew(occurrence)), default=0) or sys.maxsize

    def _crew(self, occurrence: Occurrence) -> Crew:
        """What those can do who serve the occurrence's site then: skills and longest visit, the best of them alone.

        For work that nobody can do its own skills are added, so that it goes with its like.
        """
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None or occurrence.item.task.channel not in ATTENDED:
            return _ANYBODY
        day, open_for = self._day(occurrence), site.visiting.hours.minutes if site.visiting.hours else sys.maxsize
        key = (site.region, self._eras.of(day), open_for, needed)
        crew = self._crews.get(key)
        if crew is None:
            team = {
                (skills, min(self.technicians[id_].capacity.longest, open_for)) for id_, skills in self._team(site, day)
            }
            if not any(skills.issuperset(needed) for skills, _ in team):
                team = {(frozenset(needed), sys.maxsize)}
            best = {one for one in team if not any(one != other and _is_within(one, other) for other in team)}
            crew = self._crews[key] = tuple(sorted(best, key=lambda one: (sorted(one[0]), one[1])))
        return crew

    def _day(self, occurrence: Occurrence) -> date:
        """The day for whose people one asks."""
        assert occurrence.due is not None, "an occurrence that waits is not planned"
        return max(occurrence.due.day, self.as_of)

    def _team(self, site: Site, day: date) -> list[tuple[str, frozenset[str]]]:
        key = (site.region, site.technician, self._eras.of(day))
        team = self._skills.get(key)
        if team is None:
            today = DateRange.inclusive(day, day)
            serving = [t for t in self.technicians.values() if site.region in t.regions and is_employed(t, today)]
            serving.sort(key=lambda t: (t.id != site.technician, -len(t.skills), t.id))
            team = self._skills[key] = [(t.id, frozenset(t.skills)) for t in serving]
        return team


def _is_within(one: tuple[frozenset[str], int], other: tuple[frozenset[str], int]) -> bool:
    return one[0] <= other[0] and one[1] <= other[1]
