"""What is overdue, and when it will be made up for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.private.reader import Reader
from generator.telling.days import spoken_day
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class LateWork:
    """A task that should have been done by ``deadline``; ``then`` tells how late it is and when it is planned now."""

    task: str
    asset: str
    site: str
    deadline: date
    then: str
    technician: str


class Late(NamedTuple):
    """Late work as ``LateWork`` has it, with the cycle that it is."""

    deadline: date
    cycle: str
    task: str
    asset: str
    site: str
    then: str
    technician: str


def late_of(visit: Visit, reader: Reader) -> Iterator[Late]:
    """Each overdue occurrence of a visit that will make up for it.

    One whose visit is not yet confirmed has none: it may well be done.
    """
    for occurrence in visit.occurrences if not visit.unconfirmed else ():
        if occurrence.status == "overdue":
            item, deadline = occurrence.item, occurrence.deadline
            yield Late(
                deadline,
                occurrence.id,
                item.task.name.of(reader.language),
                item.asset.name if item.asset is not None else "",
                visit.site.name,
                _then(deadline, visit, reader),
                reader.words.listed(visit.technicians),
            )


def late_work(late: Iterable[Late]) -> tuple[LateWork, ...]:
    """What is late, the longest overdue first."""
    return tuple(
        LateWork(one.task, one.asset, one.site, one.deadline, one.then, one.technician)
        for one in sorted(late, key=lambda one: (one.deadline, one.cycle))
    )


def _then(deadline: date, visit: Visit, reader: Reader) -> str:
    planned = spoken_day(visit.day, reader.words, reader.as_of)
    return reader.words.say("work_late", n=(reader.as_of - deadline).days, planned=planned)
