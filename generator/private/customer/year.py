"""The customer's year: the picture of twelve months, and the key to its marks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from generator.due.items import Occurrence
from generator.formats.templating import Templates
from generator.formats.yearplan import Mark, MarkKind, Row, drawn, first_of_month, year_plan
from generator.model.tasks import Task
from generator.private.reader import Reader
from generator.telling.days import short_day
from generator.visits.visit import Visit

# In this order they stand in the key.
_MARKS: tuple[MarkKind, ...] = ("planned", "agreed", "expected", "overdue", "done", "skipped")


@dataclass(frozen=True, slots=True)
class Key:
    """A kind of mark and what it means."""

    kind: MarkKind
    name: str


@dataclass(frozen=True, slots=True)
class Year:
    """The picture, and the kinds of mark in it."""

    picture: Markup
    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A task with its marks from this month on, and the next day on which it is planned."""

    task: Task
    marks: tuple[Mark, ...]
    following: date


def year_of(visits: Sequence[Visit], coming: Iterable[Visit], reader: Reader, templates: Templates) -> Year | None:
    """The year from this month on; None where it is empty. ``coming`` are those of the visits that are still open."""
    start = first_of_month(reader.as_of)
    end = start.replace(year=start.year + 1)
    lines = [line for line in _lines(visits, coming, start, reader) if any(mark.day < end for mark in line.marks)]
    if not lines:
        return None
    names = {kind: reader.words[f"year_{kind}"] for kind in _MARKS}
    rows = [_row(line, end, reader) for line in lines]
    plan = year_plan(rows, start, reader.words, title=reader.words["my_year"], kinds=names, today=reader.as_of)
    keys = tuple(Key(kind, names[kind]) for kind in _MARKS if kind in plan.kinds)
    return Year(drawn(plan, templates), keys)


def _lines(visits: Iterable[Visit], coming: Iterable[Visit], start: date, reader: Reader) -> list[_Line]:
    """Each task that has a day from ``start`` on, what is planned next first."""
    tasks: dict[str, Task] = {}
    marks: Mapping[str, dict[Mark, None]] = defaultdict(dict)
    for visit in visits:
        for occurrence in visit.occurrences if visit.day >= start else ():
            task = tasks.setdefault(occurrence.item.task.id, occurrence.item.task)
            marks[task.id][Mark(visit.day, _kind(visit, occurrence, reader))] = None
    following: dict[str, date] = {}
    for visit in coming:
        for occurrence in visit.occurrences:
            following.setdefault(occurrence.item.task.id, visit.day)
    order = sorted(tasks, key=lambda id_: (following.get(id_, date.max), id_))
    return [_Line(tasks[id_], tuple(marks[id_]), following.get(id_, date.max)) for id_ in order]


def _row(line: _Line, end: date, reader: Reader) -> Row:
    note = short_day(line.following, reader.words) if line.following < end else ""
    return Row(line.task.name.of(reader.language), line.marks, note)


def _kind(visit: Visit, occurrence: Occurrence, reader: Reader) -> MarkKind:
    if occurrence.status in ("done", "skipped", "overdue"):
        return occurrence.status
    if visit.appointment is not None:
        return "agreed"
    return "expected" if occurrence.expected or reader.is_provisional(visit) else "planned"
