"""Who could do the work of one site, and how long their day is."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.model.people import Site, Technician
from generator.visits.eras import Eras, is_employed


class Crews:
    """Which tasks of a region one technician can do together: work that nobody can do alone is not merged."""

    def __init__(self, technicians: Mapping[str, Technician], as_of: date) -> None:
        self.technicians = technicians
        self.as_of = as_of
        self._eras = Eras(technicians.values())
        self._skills: dict[tuple[str, str | None, int], list[tuple[str, frozenset[str]]]] = {}
        self._trades: dict[tuple[str, str | None, int, tuple[str, ...]], str] = {}
        self._capacities: dict[tuple[str, int, tuple[str, ...]], int] = {}

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

    def capacity(self, occurrence: Occurrence) -> int:
        """The longest day, in minutes, of those who can do the occurrence; no limit where nobody can."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None:
            return sys.maxsize
        day = self._day(occurrence)
        key = (site.region, self._eras.of(day), needed)
        if key not in self._capacities:
            able = [id_ for id_, skills in self._team(site, day) if skills.issuperset(needed)]
            longest = max((self.technicians[id_].capacity.longest for id_ in able), default=sys.maxsize)
            self._capacities[key] = longest
        return self._capacities[key]

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
