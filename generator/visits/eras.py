"""Who works for the company when: people come and go, and between two such days the team is the same."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange
from generator.model.people import Technician


class Eras:
    """The stretches of time in which nobody comes and nobody goes, numbered from 0."""

    def __init__(self, technicians: Iterable[Technician]) -> None:
        borders: set[date] = set()
        for technician in technicians:
            if technician.employed.from_ is not None:
                borders.add(technician.employed.from_)
            if technician.employed.until is not None:
                borders.add(technician.employed.until + ONE_DAY)
        self._borders = sorted(borders)

    def __bool__(self) -> bool:
        """True where somebody comes or goes at all."""
        return bool(self._borders)

    def of(self, day: date) -> int:
        """The number of the era in which ``day`` lies."""
        return bisect_right(self._borders, day) if self._borders else 0


def is_employed(technician: Technician, days: DateRange) -> bool:
    """True where they work for the company on one of ``days`` at least."""
    employed = technician.employed
    return (employed.from_ or date.min) <= days.last and days.start <= (employed.until or date.max)
