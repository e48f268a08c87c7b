"""Who is busy when, and where: the minutes of each day, the way between its sites, and the times that were agreed.

Nobody is in two regions on a day, nor out by day and by night, and between two sites of a day there is a way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from generator.model.company import Planning
from generator.model.people import Site, Technician
from generator.visits.conditions import is_at_night
from generator.visits.visit import Visit

_NOTHING = timedelta()


@dataclass(slots=True)
class _Day:
    """A day of a technician: the minutes that there are, and that are taken, with the way between its sites.

    ``sites`` holds that of each visit; their region, None where that differs, and whether they are by night.
    """

    hours: int | None = None
    load: int = 0
    sites: tuple[int, ...] = ()
    region: str | None = None
    at_night: bool = False


class Busy:
    """What each technician has to do so far."""

    def __init__(self, planning: Planning) -> None:
        self._planning = planning
        self._travel = planning.travel
        self._days: dict[tuple[str, date], _Day] = {}
        self._slots: dict[tuple[str, date], list[tuple[datetime, datetime, int]]] = defaultdict(list)

    def is_free(self, technician: Technician, visit: Visit, day: date, minutes: int) -> bool:
        """True where they are there on ``day``, with so many minutes left, and can get to the visit's site."""
        taken = self._days.get((technician.id, day)) or self._day(technician.id, day)
        hours = taken.hours
        if hours is None:
            hours = taken.hours = technician.minutes_on(day)
        load = taken.load + minutes
        if load > hours:
            return False
        if not taken.sites or visit.channel != "onsite":
            return True
        site = visit.site
        if taken.region != site.region or taken.at_night != self._is_at_night(site):
            return False
        return load <= hours - self._travel or id(site) in taken.sites

    def _day(self, technician: str, day: date) -> _Day:
        return self._days.setdefault((technician, day), _Day())

    def _is_at_night(self, site: Site) -> bool:
        return site.visiting.from_ is not None and is_at_night(site, self._planning)

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
        taken = self._days.get((technician, day)) or self._day(technician, day)
        taken.load += minutes
        slot = _slot(visit)
        if slot is not None:
            self._slots[technician, slot[0].date()].append((*slot, id(visit.site)))
        if visit.channel == "onsite":
            site, at_night = visit.site, self._is_at_night(visit.site)
            if not taken.sites:
                taken.region, taken.at_night = site.region, at_night
            else:
                taken.load += 0 if id(site) in taken.sites else self._travel
                if taken.region != site.region or taken.at_night != at_night:
                    taken.region = None
            taken.sites += (id(site),)

    def release(self, technician: str, visit: Visit, day: date, minutes: int) -> None:
        """They have so many minutes of ``day`` back, of a visit without an agreed time."""
        taken = self._days[technician, day]
        taken.load -= minutes
        if visit.channel == "onsite":
            place = taken.sites.index(id(visit.site))
            taken.sites = taken.sites[:place] + taken.sites[place + 1 :]
            if taken.sites and id(visit.site) not in taken.sites:
                taken.load -= self._travel

    def sites(self, technician: str, day: date) -> int:
        """How many sites they go to on ``day``."""
        taken = self._days.get((technician, day))
        return len(set(taken.sites)) if taken is not None else 0


def _slot(visit: Visit) -> tuple[datetime, datetime] | None:
    """From when until when somebody is there, where a time was agreed."""
    if visit.appointment is None or visit.appointment.at is None:
        return None
    return visit.appointment.at, visit.appointment.at + timedelta(minutes=visit.minutes)
