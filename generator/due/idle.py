"""Records that do nothing, so that whoever wrote them can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from generator.due.items import Occurrence
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.voids import in_force


def without_effect(
    definitions: Definitions, schedules: Schedules, known: Iterable[Occurrence], as_of: date
) -> Iterator[Placed]:
    """Where the records stand that close or move nothing: repeats, slips of the date, cycles that do not exist.

    ``known`` are all occurrences as of ``as_of``; records of later days, and of floating rules, which always count from the
    last completion, are passed over, and so is history: what was taken back, and what names anything that is gone.
    """
    stand = {id(record) for record in in_force((record for _, record in schedules.records), as_of)}
    used = {id(record) for occurrence in known for record in (occurrence.closed, occurrence.override)}
    for place, record in schedules.records:
        if id(record) in used or id(record) not in stand or (record.at is not None and record.at.date() < as_of):
            continue
        if record.to is not None and record.to < as_of:
            continue
        tasks = [definitions.tasks.get(id_) for id_ in (record.task or "", *record.tasks)]
        if not _is_of_today(definitions, schedules, record):
            continue
        if not any(task is not None and any(rule.basis != "fixed" for rule in task.schedule) for task in tasks):
            yield place


def _is_of_today(definitions: Definitions, schedules: Schedules, record: Record) -> bool:
    """Whether all that ``record`` names is still there and belongs together."""
    tasks = [definitions.tasks.get(id_) for id_ in {record.task, *record.tasks} if id_]
    if not record.customer:
        return all(task is not None for task in tasks)
    customer = schedules.customers.get(record.customer)
    sites = customer.sites if customer is not None else ()
    assets = [asset for site in sites if site.id == record.site for asset in site.assets]
    products = {asset.product for asset in assets if record.asset in (None, asset.id)}
    return all(task is not None and bool(products.intersection(task.products)) for task in tasks)
