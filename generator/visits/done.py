"""The visits that were made: what was done at a site on one day is one, but for what others came for by themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from generator.due.items import Occurrence
from generator.model.definition import Channel
from generator.model.records import Record, RecordKind
from generator.visits.kept import Kept


@dataclass(slots=True)
class _Made:
    """Some cycles of one visit, and what tells of another that it is of the same: who made it, and as what it was told."""

    members: list[Occurrence] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)


def visits_made(closed: Iterable[tuple[Occurrence, Record]], kept: Kept) -> Iterator[tuple[date, list[Occurrence]]]:
    """The day and the cycles of each visit, of cycles of one site that records ``closed``.

    Those of one day are one visit, unless they were told as several, to different technicians, or done by different ones.
    """
    by_day: dict[tuple[Channel, date, RecordKind], list[_Made]] = defaultdict(list)
    for occurrence, record in closed:
        of_day = by_day[occurrence.item.task.channel, record.date, record.record]
        _add(of_day, occurrence, _marks(occurrence, record, kept))
    for (_, day, _), of_day in by_day.items():
        yield from ((day, made.members) for made in of_day)


def _add(of_day: list[_Made], occurrence: Occurrence, marks: set[str]) -> None:
    """Add a cycle to the visit that it is of; what nobody is known to have done goes with the first."""
    same = [made for made in of_day if not marks or not made.marks or not marks.isdisjoint(made.marks)]
    if not marks:
        same = same[:1]
    if not same:
        of_day.append(_Made([occurrence], marks))
        return
    first, *more = same
    first.members.append(occurrence)
    first.marks |= marks
    for made in more:  # it tells that they are one
        first.members += made.members
        first.marks |= made.marks
        of_day.remove(made)


def _marks(occurrence: Occurrence, record: Record, kept: Kept) -> set[str]:
    old = kept.of(occurrence)
    who = record.technician or (old.technician if old is not None else None)
    return {mark for mark in (who, old.uid if old is not None else None) if mark is not None}
