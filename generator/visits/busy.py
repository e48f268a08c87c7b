"""Who is busy when, and where: the minutes of each day, the way between its sites, and the times that were agreed.

Nobody is in two regions on a day, nor out by day and by night, and between two sites of a day there is a way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from generator.model.company import Planning
from generator.model.people import Technician
from generator.visits.conditions import is_at_night
from generator.visits.visit import Visit

_Day = tuple[str, date]
_Shift = tuple[str, bool]
_NOTHING = timedelta()


class Busy:
    """What each technician has to do so far."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning
        self._travel = planning.travel
        self._load: dict[_Day, int] = defaultdict(int)
        self._hours: dict[_Day, int] = {}
        self._slots: dict[_Day, list[tuple[datetime, datetime, int]]] = defaultdict(list)
        # The sites of a day's visits, and their region, by day or at night; None where that differs.
        self._sites: dict[_Day, list[int]] = {}
        self._shifts: dict[_Day, _Shift | None] = {}

    def is_free(self, technician: Technician, visit: Visit, day: date, minutes: int) -> bool:
        """True where they are there on ``day``, with so many minutes left, and can get to the visit's site."""
        key = (technician.id, day)
        hours = self._hours.get(key)
        if hours is None:
            hours = self._hours[key] = technician.minutes_on(day)
        load = self._load.get(key, 0) + minutes
        if load > hours:
            return False
        sites = self._sites.get(key)
        if not sites or visit.channel != "onsite":
            return load + self._way(sites) <= hours
        if self._shifts[key] != self._shift(visit):
            return False
        return load + self._way(sites) + (0 if id(visit.site) in sites else self._travel) <= hours

    def _shift(self, visit: Visit) -> _Shift:
        site = visit.site
        return site.region, site.visiting.from_ is not None and is_at_night(site, self._planning)

    def _way(self, sites: Sequence[int] | None) -> int:
        """The minutes of the way between the sites of a day."""
        return self._travel * (len(set(sites)) - 1) if sites and self._travel else 0

    def is_taken(self, technician: Technician, visit: Visit) -> bool:
        """True where they are elsewhere, or on the way, at the time that was agreed for ``visit``."""
        slot = _slot(visit)
        if slot is None:
            return False
        taken = self._slots.get((technician.id, slot[0].date()), ())
        way, here = timedelta(minutes=self._travel), id(visit.site)
        return any(
            start < slot[1] + (way if place != here else _NOTHING)
            and slot[0] < end + (way if place != here else _NOTHING)
            for start, end, place in taken
        )

    def take(self, technician: str, visit: Visit, day: date, minutes: int) -> None:
        """They go to ``visit`` on ``day``."""
        key = (technician, day)
        self._load[key] += minutes
        slot = _slot(visit)
        if slot is not None:
            self._slots[technician, slot[0].date()].append((*slot, id(visit.site)))
        if visit.channel == "onsite":
            self._sites.setdefault(key, []).append(id(visit.site))
            shift = self._shift(visit)
            if self._shifts.setdefault(key, shift) != shift:
                self._shifts[key] = None

    def release(self, technician: str, visit: Visit, day: date, minutes: int) -> None:
        """They have so many minutes of ``day`` back, of a visit without an agreed time."""
        key = (technician, day)
        self._load[key] -= minutes
        if visit.channel == "onsite":
            sites = self._sites[key]
            sites.remove(id(visit.site))
            if not sites:
                del self._shifts[key]

    def sites(self, technician: str, day: date) -> int:
        """How many sites they go to on ``day``."""
        return len(set(self._sites.get((technician, day), ())))


def _slot(visit: Visit) -> tuple[datetime, datetime] | None:
    """From when until when somebody is there, where a time was agreed."""
    if visit.appointment is None or visit.appointment.at is None:
        return None
    return visit.appointment.at, visit.appointment.at + timedelta(minutes=visit.minutes)
