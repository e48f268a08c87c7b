"""What work asks of the hour and of other work: some of it never shares a visit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.due.items import Occurrence
from generator.model.company import Planning
from generator.model.people import Site
from generator.model.tasks import Task


def agreed_at_once(members: Iterable[Occurrence]) -> bool:
    """False where some were agreed for different times."""
    times = {occurrence.override.at for occurrence in members if occurrence.override is not None}
    return len(times - {None}) < 2


def are_together(tasks: Iterable[Task]) -> bool:
    """False where some of ``tasks`` are to be apart, or one needs daylight and another a place that is closed."""
    special = [task for task in tasks if task.apart or task.conditions.daylight or task.conditions.closed_hours]
    if not special:
        return True
    ids = {task.id for task in tasks}
    if any(task.daylight for task in (one.conditions for one in special)) and any(
        one.conditions.closed_hours for one in special
    ):
        return False
    return not any(ids.intersection(task.apart) - {task.id} for task in special)


def choosy(tasks: Iterable[Task]) -> frozenset[str]:
    """The tasks that do not go with every other: those to be apart, from either side, and those of the day or the night."""
    listed = list(tasks)
    special = [task for task in listed if task.apart or task.conditions.daylight or task.conditions.closed_hours]
    return frozenset([task.id for task in special] + [other for task in special for other in task.apart])


class Apart:
    """The days of one site on which something is done that other work is to be apart from."""

    def __init__(self) -> None:
        self._tasks: dict[date, dict[str, Task]] = defaultdict(dict)

    def allows(self, tasks: Iterable[Task], day: date) -> bool:
        """True where nothing of ``day`` is to be apart from ``tasks``."""
        if day not in self._tasks:
            return True
        there = self._tasks[day]
        return are_together([*there.values(), *(task for task in tasks if task.id not in there)])

    def add(self, tasks: Iterable[Task], day: date) -> None:
        """``tasks`` are done on ``day``."""
        self._tasks[day].update((task.id, task) for task in tasks)


def is_at_night(site: Site, planning: Planning) -> bool:
    """True where a site lets us in only when people have gone home: who goes there does nothing else that day."""
    hours = site.visiting.hours
    return hours is not None and not hours.overlaps(planning.hours)
