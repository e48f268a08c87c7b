"""What a visit is for: each of its tasks once, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.tasks import Task
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class Work:
    """A task of a visit with the names of the assets that it is done on; none where it is for the whole site."""

    task: Task
    assets: tuple[str, ...]


def work_of(visit: Visit) -> tuple[Work, ...]:
    """The tasks in the order of the visit's occurrences."""
    assets: dict[str, dict[str, None]] = {}
    tasks: dict[str, Task] = {}
    for occurrence in visit.occurrences:
        task = tasks.setdefault(occurrence.item.task.id, occurrence.item.task)
        names = assets.setdefault(task.id, {})
        if occurrence.item.asset is not None:
            names[occurrence.item.asset.name] = None
    return tuple(Work(task, tuple(assets[id_])) for id_, task in tasks.items())
