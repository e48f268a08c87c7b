"""What is overdue, and when it will be made up for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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


def late_work(visits: Iterable[Visit], reader: Reader) -> tuple[LateWork, ...]:
    """Each overdue occurrence with the visit that will make up for it, the longest overdue first.

    One whose visit is not yet confirmed has none: it may well be done.
    """
    late = [
        (occurrence.deadline, occurrence.id, occurrence.item, visit)
        for visit in visits
        if not visit.unconfirmed
        for occurrence in visit.occurrences
        if occurrence.status == "overdue"
    ]
    late.sort(key=lambda entry: entry[:2])
    return tuple(
        LateWork(
            task=item.task.name.of(reader.language),
            asset=item.asset.name if item.asset is not None else "",
            site=visit.site.name,
            deadline=deadline,
            then=_then(deadline, visit, reader),
            technician=reader.words.listed(visit.technicians),
        )
        for deadline, _, item, visit in late
    )


def _then(deadline: date, visit: Visit, reader: Reader) -> str:
    planned = spoken_day(visit.day, reader.words, reader.as_of)
    return reader.words.say("work_late", n=(reader.as_of - deadline).days, planned=planned)
