"""What was read at an item: the measurements of other work's records, which may raise work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.due.items import Item
from generator.due.settle import is_at
from generator.due.terms import Reading, Terms
from generator.model.records import Record


def readings_of(item: Item, revisions: Sequence[Terms], of_site: Iterable[Record]) -> list[Reading]:
    """The readings, oldest first, that any revision of the item's rule asks for. ``of_site`` are its site's records."""
    asked = {(terms.raised_by.task, terms.raised_by.measurement) for terms in revisions if terms.raised_by is not None}
    if not asked:
        return []
    return [
        Reading(record.date, task, measurement, record.measurements[measurement])
        for record in of_site
        if record.record == "completed" and record.measurements and is_at(record, item)
        for task, measurement in sorted(asked)
        if measurement in record.measurements and task in (record.task, *record.tasks)
    ]
