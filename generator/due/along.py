"""What is done along with larger work: a completion of a task that covers others is one of theirs as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from generator.due.items import Item
from generator.due.settle import is_at
from generator.model.records import DoneAlong, Record
from generator.model.tasks import Task

_FIELDS = tuple(field.name for field in fields(Record))

# A task with others, all by their ids.
Covering = Mapping[str, frozenset[str]]


def covered_by(tasks: Mapping[str, Task]) -> Covering:
    """For each task that covers others the ids of all of them: what the covered ones cover is covered too."""
    direct = {id_: task.covers for id_, task in tasks.items() if task.covers}
    return {id_: _reached(direct, id_) for id_ in direct}


def _reached(direct: Mapping[str, Sequence[str]], start: str) -> frozenset[str]:
    reached: set[str] = set()
    ahead = [start]
    while ahead:
        further = [id_ for id_ in direct.get(ahead.pop(), ()) if id_ not in reached and id_ != start]
        reached.update(further)
        ahead += further
    return frozenset(reached)


def larger_than(covers: Covering) -> Covering:
    """The other way round: for each task that is covered those that cover it."""
    larger: dict[str, set[str]] = {}
    for id_, smaller in covers.items():
        for other in smaller:
            larger.setdefault(other, set()).add(id_)
    return {id_: frozenset(others) for id_, others in larger.items()}


def done_along(item: Item, records: Iterable[Record]) -> list[Record]:
    """The completions of larger work among ``records`` as completions of the item's own task, without their cycles."""
    return [_as_of(item, record) for record in records if record.record == "completed" and is_at(record, item)]


def _as_of(item: Item, record: Record) -> DoneAlong:
    given = {name: getattr(record, name) for name in _FIELDS}
    given |= {"task": item.task.id, "tasks": (), "rule": None, "due": None, "cycle": None}
    return DoneAlong(**given, by=record)
