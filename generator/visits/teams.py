"""Who can do a visit, and in which order they are asked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from generator.dates.ranges import DateRange
from generator.model.people import Technician
from generator.visits.eras import Eras, is_employed
from generator.visits.requests import Place, Placed, Request
from generator.visits.visit import Reason


class Teams:
    """The technicians for each site and skills, looked up once."""

    def __init__(self, technicians: Mapping[str, Technician]) -> None:
        self.technicians = technicians
        self._of_region: dict[str, list[Technician]] = {}
        self._of_site: dict[Place, list[Technician]] = {}
        self._skilled: dict[frozenset[str], frozenset[str]] = {}
        self._teams: dict[tuple[Place, frozenset[str], tuple[int, ...]], tuple[list[Technician], Reason]] = {}
        self._eras = Eras(technicians.values())

    def of(self, visit: Placed, skills: frozenset[str]) -> tuple[list[Technician], Reason]:
        """Who can do what takes ``skills`` on the visit, the site's own technician first; or nobody, and why.

        The rest is ordered by a hash of site and technician, so that a newcomer on either side moves nobody else. Who does
        not work for the company on any day of its window is not asked.
        """
        eras = tuple(map(self._eras.of, _first_and_last(visit))) if self._eras else ()
        key = (visit.of.place, skills, eras)
        known = self._teams.get(key)
        if known is None:
            days, able, there = (
                DateRange.inclusive(*_first_and_last(visit)),
                self._able(skills),
                self._in_order(visit.of),
            )
            if eras:
                there = [technician for technician in there if is_employed(technician, days)]
            team = [technician for technician in there if technician.id in able]
            known = self._teams[key] = team, "" if team else "no_skill" if there else "no_region"
        return known

    def _in_order(self, request: Request) -> list[Technician]:
        """Who goes to the visit's site, in the order in which they are asked."""
        site = request.place
        if site not in self._of_site:
            serving = self._serving(request.region)
            self._of_site[site] = sorted(serving, key=lambda t: (t.id != request.wish, _hash("|".join(site), t.id)))
        return self._of_site[site]

    def _serving(self, region: str) -> list[Technician]:
        """Who goes to the region."""
        if region not in self._of_region:
            self._of_region[region] = [t for t in self.technicians.values() if region in t.regions]
        return self._of_region[region]

    def _able(self, skills: frozenset[str]) -> frozenset[str]:
        """Who has the skills."""
        if skills not in self._skilled:
            everybody = self.technicians.values()
            self._skilled[skills] = frozenset(t.id for t in everybody if skills.issubset(t.skills))
        return self._skilled[skills]


def _first_and_last(visit: Placed) -> tuple[date, date]:
    """The days between which somebody has to work for the company."""
    return min(visit.day, visit.window.start), max(visit.day, visit.window.last)


def _hash(site: str, technician: str) -> bytes:
    return hashlib.sha256(f"{site}|{technician}".encode()).digest()
