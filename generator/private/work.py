"""What a visit is for: each of its tasks once, and where it is done."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.tasks import Task
from generator.visits.visit import Visit

_REFERENCE = 8


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


def reference_of(visit: Visit) -> str:
    """What people call a visit by, on paper and on the telephone: the beginning of its UID, which stays with it."""
    return visit.uid[:_REFERENCE].upper()


def phone_of(visit: Visit) -> str:
    """Whom to call about a visit, for whoever goes: the customer's own number; empty where none is known."""
    contact = visit.customer.contact
    return contact.phone or "" if contact is not None else ""
