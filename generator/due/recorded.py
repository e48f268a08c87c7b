"""The records that are known on a day and stand, found by site and by task: most of a site's concern none of an item's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date

from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.voids import in_force

# A customer and one of their sites; the company's own work is at neither.
Place = tuple[str, str]
OWN: Place = ("", "")


class Recorded:
    """The records that stand on ``as_of``, those of a place oldest first. ``visits`` are the tasks that are services.

    ``of`` these customers, by id, and the company's own, where customers are named.
    """

    def __init__(
        self, schedules: Schedules, as_of: date, visits: Container[str], of: Container[str] | None = None
    ) -> None:
        self._visits = visits
        self._of_site: dict[Place, list[Record]] = defaultdict(list)
        self._of_task: dict[tuple[Place, str], list[Record]] = defaultdict(list)
        self._services: dict[Place, list[date]] = {}
        records = (
            record for _, record in schedules.records if of is None or not record.customer or record.customer in of
        )
        for record in in_force(records, as_of):
            self._of_site[record.customer, record.site].append(record)
        for place, of_site in self._of_site.items():
            for record in of_site:
                for task in _tasks_of(record):
                    self._of_task[place, task].append(record)

    def of_site(self, place: Place) -> Sequence[Record]:
        """All of a place."""
        return self._of_site.get(place, ())

    def of_task(self, place: Place, task: str) -> Sequence[Record]:
        """Those of a place that name ``task``."""
        return self._of_task.get((place, task), ())

    def services(self, place: Place) -> Sequence[date]:
        """The days, in order, on which a service was completed at a place."""
        days = self._services.get(place)
        if days is None:
            serving = (
                record for record in self.of_site(place) if any(task in self._visits for task in _tasks_of(record))
            )
            days = self._services[place] = days_done(serving)
        return days


def _tasks_of(record: Record) -> Iterable[str]:
    """The tasks that a record names, each once."""
    if record.tasks:
        return {record.task, *record.tasks} - {None}  # type: ignore[return-value]
    return (record.task,) if record.task is not None else ()


def days_done(records: Iterable[Record]) -> list[date]:
    """The days on which something of ``records`` was completed, in order and each once."""
    return sorted({record.date for record in records if record.record == "completed"})
