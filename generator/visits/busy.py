"""Who is busy when: the minutes of each day, and the times that were agreed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta

from generator.model.people import Technician
from generator.visits.visit import Visit


class Busy:
    """What each technician has to do so far."""

    def __init__(self) -> None:
        self._load: dict[tuple[str, date], int] = defaultdict(int)
        self._slots: dict[tuple[str, date], list[tuple[datetime, datetime]]] = defaultdict(list)
        self._hours: dict[tuple[str, date], int] = {}

    def is_free(self, technician: Technician, day: date, minutes: int) -> bool:
        """True where they are there on ``day``, with so many minutes left."""
        key = (technician.id, day)
        hours = self._hours.get(key)
        if hours is None:
            hours = self._hours[key] = technician.minutes_on(day)
        return self._load.get(key, 0) + minutes <= hours

    def is_taken(self, technician: Technician, visit: Visit) -> bool:
        """True where they are elsewhere at the time that was agreed for ``visit``."""
        slot = _slot(visit)
        if slot is None:
            return False
        taken = self._slots.get((technician.id, slot[0].date()), ())
        return any(start < slot[1] and slot[0] < end for start, end in taken)

    def take(self, technician: str, visit: Visit, day: date, minutes: int) -> None:
        """They go to ``visit`` on ``day``."""
        self._load[technician, day] += minutes
        slot = _slot(visit)
        if slot is not None:
            self._slots[technician, slot[0].date()].append(slot)

    def release(self, technician: str, day: date, minutes: int) -> None:
        """They have so many minutes of ``day`` back, of a visit without an agreed time."""
        self._load[technician, day] -= minutes


def _slot(visit: Visit) -> tuple[datetime, datetime] | None:
    """From when until when somebody is there, where a time was agreed."""
    if visit.appointment is None or visit.appointment.at is None:
        return None
    return visit.appointment.at, visit.appointment.at + timedelta(minutes=visit.minutes)
