"""Records that do nothing, so that whoever wrote them can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.due.items import Occurrence
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules


def without_effect(
    definitions: Definitions, schedules: Schedules, known: Iterable[Occurrence], as_of: date
) -> Iterator[Placed]:
    """Where the records stand that close or move nothing: repeats, slips of the date, cycles that do not exist.

    ``known`` are all occurrences as of ``as_of``; records of later days, and of floating rules, which always count from the
    last completion, are passed over.
    """
    used = {id(record) for occurrence in known for record in (occurrence.closed, occurrence.override)}
    for place, record in schedules.records:
        if id(record) in used or record.date > as_of or (record.at is not None and record.at.date() < as_of):
            continue
        if record.to is not None and record.to < as_of:
            continue
        tasks = [definitions.tasks.get(id_) for id_ in (record.task or "", *record.tasks)]
        if not any(task is not None and any(rule.basis != "fixed" for rule in task.schedule) for task in tasks):
            yield place
