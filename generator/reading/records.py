"""Checks of what is recorded: it fits what is served, and lies in the past."""

from __future__ import annotations

from datetime import date

from generator.model.anchors import MILESTONES, Milestone, MilestoneName
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.tasks import Rule, Task
from generator.reading.references import refer, refer_to_people
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, nearest, unknown


def records_fit(definitions: Definitions, schedules: Schedules) -> Problems:
    """A record names a customer, site, asset and task that exist and belong together, and says what its kind needs."""
    for place, record in schedules.records:
        yield from refer_to_people(schedules, "technician", record.technician, place.file, (*place.keys, "technician"))
        tasks = [(("task",), record.task)] if record.task else [(("tasks", i), t) for i, t in enumerate(record.tasks)]
        if not tasks:
            params = {"record": record.record, "found": "task"}
            yield Problem(code="record_needs", file=place.file, keys=place.keys, params=params)
        for keys, task in tasks:
            yield from refer(definitions, "task", task, place.file, (*place.keys, *keys))
        for keys, task in tasks:
            yield from _names_a_rule(definitions, place, record, (*place.keys, *keys), task)
        for needed in {"skipped": ("reason",), "moved": ("to",), "appointment": ("at",)}.get(record.record, ()):
            if getattr(record, needed) is None:
                params = {"record": record.record, "found": needed}
                yield Problem(code="record_needs", file=place.file, keys=place.keys, params=params)
        customer = schedules.customers.get(record.customer)
        if customer is None:
            yield from refer_to_people(schedules, "customer", record.customer, place.file, (*place.keys, "customer"))
            continue
        sites = {site.id: site for site in customer.sites}
        if record.site not in sites:
            yield unknown("site", record.site, sites, place.file, (*place.keys, "site"))
            continue
        assets = {asset.id: asset for asset in sites[record.site].assets}
        if record.asset is not None and record.asset not in assets:
            yield unknown("asset", record.asset, assets, place.file, (*place.keys, "asset"))
            continue
        served = [assets[record.asset]] if record.asset else list(assets.values())
        for keys, task_id in tasks:
            served_task = definitions.tasks.get(task_id)
            known = all(asset.product in definitions.products for asset in served)  # a slip there is told there
            if known and served_task is not None and not any(a.product in served_task.products for a in served):
                params = {"customer": record.customer, "site": record.site, "task": task_id}
                yield Problem(code="unused_record", file=place.file, keys=(*place.keys, *keys), params=params)


def _names_a_rule(definitions: Definitions, place: Placed, record: Record, keys: Keys, task_id: str) -> Problems:
    """Where a task has several rules, what skips or moves one of them says which."""
    task = definitions.tasks.get(task_id)
    names = list(dict.fromkeys(rule.name for rule in task.schedule)) if task is not None else []
    if record.rule is not None and names and record.rule not in names:
        params = {"found": record.rule, "choices": names, "nearest": nearest(record.rule, names)}
        yield Problem(code="not_a_choice", file=place.file, keys=(*place.keys, "rule"), params=params)
    elif record.rule is None and len(names) > 1 and record.record != "completed":
        params = {"task": task_id, "choices": names}
        yield Problem(code="record_needs_rule", file=place.file, keys=keys, params=params)


# A milestone from which a task counts, the task, and a day on which it was done.
Done = tuple[MilestoneName, str, date]


def done_days(definitions: Definitions, schedules: Schedules) -> dict[tuple[str, str, str], list[Done]]:
    """By asset: the milestones from which tasks count that were done, with the task and the day, oldest first.

    A task that may fall due before its milestone says nothing.
    """
    done: dict[tuple[str, str, str], list[Done]] = {}
    for _, record in schedules.records:
        customer = schedules.customers.get(record.customer)
        if record.record != "completed" or customer is None:
            continue
        for task in filter(None, map(definitions.tasks.get, record.tasks or (record.task or "",))):
            counted = _counted_from(task)
            for site in customer.sites:
                for asset in site.assets:
                    if site.id == record.site and record.asset in (None, asset.id) and asset.product in task.products:
                        told = done.setdefault((customer.id, site.id, asset.id), [])
                        told += [(name, task.id, record.date) for name in counted]
    return done


def _counted_from(task: Task) -> list[MilestoneName]:
    """The milestones before which the task cannot have been done."""
    anchors = [rule.anchor for rule in task.schedule if not _is_ahead(rule)]
    named = {anchor.name for anchor in anchors if isinstance(anchor, Milestone)}
    return [name for name in MILESTONES if name in named]


def _is_ahead(rule: Rule) -> bool:
    return rule.threshold is not None and rule.threshold.approximate_days <= 0


def records_lie_in_the_past(schedules: Schedules, as_of: date) -> Problems:
    """What was completed or skipped was so on or before ``as_of``; later ones are not counted yet."""
    for place, record in schedules.records:
        if record.record in ("completed", "skipped") and record.date > as_of:
            params = {"found": record.date, "as_of": as_of}
            keys = (*place.keys, "date")
            yield Problem(code="record_in_future", file=place.file, keys=keys, params=params, level="warning")
