"""Who could do the work of one site, and how long their day is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.model.people import Site, Technician
from generator.visits.conditions import agreed_at_once, are_together
from generator.visits.eras import Eras, is_employed
from generator.visits.visit import union

# What nobody of ours goes to has no limit.
_ANYBODY: Crew = ((frozenset(), sys.maxsize),)
# Skills, and the longest visit in minutes, of each of some people.
Crew = tuple[tuple[frozenset[str], int], ...]


class Crews:
    """Which tasks of a region one technician can do together: work that nobody can do alone is not merged."""

    def __init__(self, technicians: Mapping[str, Technician], as_of: date) -> None:
        self.technicians = technicians
        self.as_of = as_of
        self._eras = Eras(technicians.values())
        self._skills: dict[tuple[str, str | None, int], list[tuple[str, frozenset[str]]]] = {}
        self._trades: dict[tuple[str, str | None, int, tuple[str, ...]], str] = {}
        self._needed: dict[frozenset[str], frozenset[str] | None] = {}
        self._crews: dict[tuple[str, int, int, tuple[str, ...]], Crew] = {}

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

    def fits(self, members: Sequence[Occurrence]) -> bool:
        """Whether somebody could do all of ``members`` in one visit: one has the skills and the hours, nothing is apart."""
        if len(members) == 1:
            return True
        tasks = {occurrence.item.task.id: occurrence.item.task for occurrence in members}
        if len(tasks) < len(members) and len({occurrence.item.key for occurrence in members}) < len(members):
            return False  # nobody does the same work twice in one visit
        ids = frozenset(tasks)
        if ids not in self._needed:
            needed = union(tuple(task.work.skills for task in tasks.values()))
            self._needed[ids] = needed if are_together(tasks.values()) else None
        needed_by_all = self._needed[ids]
        if needed_by_all is None or not agreed_at_once(members):
            return False
        minutes = sum(occurrence.item.minutes for occurrence in members)
        return all(self._can(crew, needed_by_all, minutes) for crew in self._crews_of(members))

    def _crews_of(self, members: Sequence[Occurrence]) -> Iterator[Crew]:
        """What the people can do who serve the site, as each of ``members`` has them; each once."""
        known = set()
        for occurrence in members:
            asked = occurrence.item.task.work.skills, self._eras.of(self._day(occurrence))
            if asked not in known:
                known.add(asked)
                yield self._crew(occurrence)

    def _can(self, crew: Crew, needed: frozenset[str], minutes: int) -> bool:
        return any(needed <= skills and minutes <= longest for skills, longest in crew)

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
