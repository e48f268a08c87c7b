"""A visit, and what was published of it last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Literal, NamedTuple

from generator.dates.ranges import DateRange
from generator.due.items import OPEN, Occurrence
from generator.model.definition import ATTENDED, Channel, LocalText
from generator.model.people import Customer, Site
from generator.model.records import Record

# What a reader must see of a visit at once; nothing of one that is simply to come.
VisitState = Literal["", "done", "skipped", "overdue", "unconfirmed"]

# Why nobody is assigned; empty where somebody is, and where nobody is needed.
Reason = Literal[
    "", "no_region", "no_skill", "few_people", "nobody_there", "no_capacity", "too_long", "short_hours", "no_workday"
]


class Part(NamedTuple):
    """What one of the people of a visit does: the skills that it takes, and for how many minutes they are there."""

    skills: frozenset[str]
    minutes: int


def state_of(visit: Visit) -> VisitState:
    """What a reader must see at once: done, skipped, overdue or not yet confirmed; empty otherwise."""
    statuses = {occurrence.status for occurrence in visit.occurrences}
    if not visit.is_open:
        return "done" if "done" in statuses else "skipped"
    if visit.channel not in ATTENDED:  # nobody records whether it was done
        return ""
    if visit.unconfirmed:
        return "unconfirmed"
    return "overdue" if "overdue" in statuses else ""


@dataclass(frozen=True, slots=True)
class Published:
    """A visit as it was published last: what keeps its identity, and where the planner leaves it."""

    uid: str
    occurrences: tuple[str, ...]
    day: date
    technician: str | None
    others: tuple[str, ...] = ()

    @property
    def technicians(self) -> tuple[str, ...]:
        """Everybody whom it was told for."""
        return (self.technician, *self.others) if self.technician is not None else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One trip (or call, or notice) to one site, for one or more occurrences.

    ``window`` holds the days that suit all of them. ``technician`` leads it; ``others`` go along where it takes several
    people. ``reason`` says why not everybody is assigned whom it takes; it is empty where they are, and where nobody is
    needed. ``wanted`` are the people that would do it then, and ``there`` those who could. ``appointment`` is the record
    that agreed a time. ``unconfirmed``: its day has passed, no record tells how it went, and it keeps that day for now.
    ``swapped``: as it was told for somebody who is away now. ``sites``: to how many sites who leads it goes on that day,
    where the way between them is counted.
    """

    uid: str
    customer: Customer
    site: Site
    channel: Channel
    occurrences: tuple[Occurrence, ...]
    day: date
    window: DateRange
    technician: str | None = None
    others: tuple[str, ...] = ()
    reason: Reason = ""
    wanted: int = 0
    there: int = 0
    appointment: Record | None = None
    unconfirmed: bool = False
    sites: int = 1
    swapped: Published | None = None

    @property
    def is_open(self) -> bool:
        """True while its work is still to be done."""
        for occurrence in self.occurrences:  # noqa: SIM110 - asked of every visit, several times
            if occurrence.status in OPEN:
                return True
        return False

    @property
    def is_forecast(self) -> bool:
        """True where all of it rests on work before it being done on its day."""
        return all(occurrence.expected for occurrence in self.occurrences)

    @property
    def skills(self) -> frozenset[str]:
        """Every skill that its tasks ask for."""
        return union(tuple([occurrence.item.task.work.skills for occurrence in self.occurrences]))

    @property
    def technicians(self) -> tuple[str, ...]:
        """Everybody who goes, who leads first."""
        return (self.technician, *self.others) if self.technician is not None else ()

    @property
    def people(self) -> int:
        """How many go: as many as one of its tasks takes."""
        return max([occurrence.item.task.work.people for occurrence in self.occurrences])

    @property
    def parts(self) -> tuple[Part, ...]:
        """What each of its people does: one does all of it, the others what takes so many; a time agreed is everybody's."""
        first = Part(self.skills, self.minutes)
        people = self.people
        if people == 1 or len(self.occurrences) == 1:
            return (first,) * people
        return (first, *(self._part(place) for place in range(1, people)))

    def _part(self, place: int) -> Part:
        shared = [occurrence.item for occurrence in self.occurrences if occurrence.item.task.work.people > place]
        agreed = self.appointment.minutes if self.appointment is not None else None
        minutes = self.minutes if agreed is not None else sum(item.minutes for item in shared)
        return Part(union(tuple(item.task.work.skills for item in shared)), minutes)

    def minutes_of(self, technician: str) -> int:
        """How long it keeps ``technician`` busy, who is one of those that go."""
        places = self.technicians
        return self.parts[places.index(technician)].minutes if technician in places[: self.people] else self.minutes

    @property
    def minutes(self) -> int:
        """How long it takes, and keeps who leads it busy: what was agreed, else the sum of its tasks' times."""
        work = sum([occurrence.item.minutes for occurrence in self.occurrences])
        agreed = self.appointment.minutes if self.appointment is not None else None
        return agreed if agreed is not None and len(self.occurrences) == 1 else max(work, agreed or 0)

    @property
    def tools(self) -> tuple[LocalText, ...]:
        """Each tool once, in the order of the tasks."""
        return tuple(dict.fromkeys(tool for o in self.occurrences for tool in o.item.task.tools))

    @property
    def materials(self) -> tuple[tuple[LocalText, float, LocalText], ...]:
        """(item, quantity, unit), summed over its tasks."""
        sums: dict[tuple[LocalText, LocalText], float] = {}
        for occurrence in self.occurrences:
            for material in occurrence.item.task.materials:
                units = occurrence.item.asset.quantity if material.per == "unit" and occurrence.item.asset else 1
                key = (material.item, material.unit)
                sums[key] = sums.get(key, 0) + material.quantity * units
        return tuple((item, quantity, unit) for (item, unit), quantity in sums.items())


@cache
def union(skills: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    """All skills of several lists."""
    return frozenset(chain.from_iterable(skills))


class Draft(NamedTuple):
    """A visit that has no name yet."""

    occurrences: Sequence[Occurrence]
    day: date
    window: DateRange
    unconfirmed: bool = False
