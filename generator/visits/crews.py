"""Who could do the work of one site, and how long their day is."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from generator.due.items import Occurrence
from generator.model.people import Site, Technician


class Crews:
    """Which tasks of a region one technician can do together: work that nobody can do alone is not merged."""

    def __init__(self, technicians: Mapping[str, Technician]) -> None:
        self.technicians = technicians
        self._skills: dict[tuple[str, str | None], list[tuple[str, frozenset[str]]]] = {}
        self._trades: dict[tuple[str, str | None, tuple[str, ...]], str] = {}
        self._capacities: dict[tuple[str, tuple[str, ...]], int] = {}

    def of(self, occurrence: Occurrence) -> str:
        """The technician in whose trade the occurrence falls: the first in order who has its skills; empty for nobody."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None or not needed:
            return ""
        key = (site.region, site.technician, needed)
        if key not in self._trades:
            nobody = "-".join(sorted(needed))
            self._trades[key] = next((id_ for id_, skills in self._team(site) if skills.issuperset(needed)), nobody)
        return self._trades[key]

    def capacity(self, occurrence: Occurrence) -> int:
        """The longest day, in minutes, of those who can do the occurrence; no limit where nobody can."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None:
            return sys.maxsize
        if (site.region, needed) not in self._capacities:
            able = [id_ for id_, skills in self._team(site) if skills.issuperset(needed)]
            longest = max((self.technicians[id_].capacity for id_ in able), default=sys.maxsize)
            self._capacities[site.region, needed] = longest
        return self._capacities[site.region, needed]

    def _team(self, site: Site) -> list[tuple[str, frozenset[str]]]:
        key = (site.region, site.technician)
        team = self._skills.get(key)
        if team is None:
            serving = [t for t in self.technicians.values() if site.region in t.regions]
            serving.sort(key=lambda t: (t.id != site.technician, -len(t.skills), t.id))
            team = self._skills[key] = [(t.id, frozenset(t.skills)) for t in serving]
        return team
