"""Who is busy when, and where: the minutes of each day, the way between its sites, and the times that were agreed.

Nobody is in two regions on a day, nor out by day and by night, and between two sites of a day there is a way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from generator.model.people import Technician
from generator.visits.requests import Place, Request

_NOTHING = timedelta()


@dataclass(slots=True)
class _Day:
    """A day of a technician: the minutes that there are, and that are taken, with the way between its sites.

    ``sites`` holds that of each visit; their region, None where that differs, and whether they are by night.
    """

    hours: int | None = None
    load: int = 0
    sites: tuple[Place, ...] = ()
    region: str | None = None
    at_night: bool = False


class Busy:
    """What each technician has to do so far; between two sites of a day the way takes ``travel`` minutes."""

    def __init__(self, travel: int) -> None:
        self._travel = travel
        self._days: dict[tuple[str, date], _Day] = {}
        self._slots: dict[tuple[str, date], list[tuple[datetime, datetime, Place]]] = defaultdict(list)

    def is_free(self, technician: Technician, request: Request, day: date, minutes: int) -> bool:
        """True where they are there on ``day``, with so many minutes left, and can get to the visit's site."""
        taken = self._days.get((technician.id, day)) or self._day(technician.id, day)
        hours = taken.hours
        if hours is None:
            hours = taken.hours = technician.minutes_on(day)
        load = taken.load + minutes
        if load > hours:
            return False
        if not taken.sites or not request.is_onsite:
            return True
        if taken.region != request.region or taken.at_night != request.at_night:
            return False
        return load <= hours - self._travel or request.place in taken.sites

    def _day(self, technician: str, day: date) -> _Day:
        return self._days.setdefault((technician, day), _Day())

    def is_taken(self, technician: Technician, request: Request) -> bool:
        """True where they are elsewhere, or on the way, at the time that was agreed for the visit."""
        slot = request.slot
        if slot is None:
            return False
        taken = self._slots.get((technician.id, slot[0].date()), ())
        way, here = timedelta(minutes=self._travel), request.place
        return any(
            start < slot[1] + (way if place != here else _NOTHING)
            and slot[0] < end + (way if place != here else _NOTHING)
            for start, end, place in taken
        )

    def take(self, technician: str, request: Request, day: date, minutes: int) -> None:
        """They make the visit on ``day``."""
        taken = self._days.get((technician, day)) or self._day(technician, day)
        taken.load += minutes
        place, slot = request.place, request.slot
        if slot is not None:
            self._slots[technician, slot[0].date()].append((*slot, place))
        if request.is_onsite:
            if not taken.sites:
                taken.region, taken.at_night = request.region, request.at_night
            else:
                taken.load += 0 if place in taken.sites else self._travel
                if taken.region != request.region or taken.at_night != request.at_night:
                    taken.region = None
            taken.sites += (place,)

    def release(self, technician: str, request: Request, day: date, minutes: int) -> None:
        """They have so many minutes of ``day`` back, of a visit without an agreed time."""
        taken = self._days[technician, day]
        taken.load -= minutes
        if request.is_onsite:
            place = taken.sites.index(request.place)
            taken.sites = taken.sites[:place] + taken.sites[place + 1 :]
            if taken.sites and request.place not in taken.sites:
                taken.load -= self._travel

    def sites(self) -> dict[tuple[str, date], int]:
        """To how many sites each technician goes on each day, where it is more than one."""
        return {key: number for key, taken in self._days.items() if (number := len(set(taken.sites))) > 1}
