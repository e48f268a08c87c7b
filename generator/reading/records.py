"""Checks of what is recorded: each record says what its kind needs, and what it tells of lies in the past."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.model.anchors import MILESTONES, Milestone, MilestoneName
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Customer, Site
from generator.model.records import Record
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.reading.history import standing_records, tasks_named
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "skipped": ("reason",),
    "moved": ("to",),
    "appointment": ("at",),
    "void": ("of", "reason"),
}


def records_are_complete(definitions: Definitions, schedules: Schedules) -> Problems:
    """A record says what its kind needs, and where: only the company's own work has neither customer nor site."""
    fine: set[tuple[object, ...]] = set()  # there are many records, and few that differ in what is asked here
    for place, record in schedules.records:
        needed = tuple(name for name in _NEEDED.get(record.record, ()) if getattr(record, name) is None)
        asked = (record.record, record.task, record.tasks, record.rule, needed)
        where = (not record.customer, not record.site, record.asset is None)
        if (*asked, *where) in fine:
            continue
        problems = list(_incomplete(definitions, place, record, needed))
        if not problems:
            fine.add((*asked, *where))
        yield from problems


def _incomplete(definitions: Definitions, place: Placed, record: Record, needed: tuple[str, ...]) -> Problems:
    """What a record lacks beside the keys that its kind has ``needed``, and where it says too much or too little."""
    if record.record == "incident":
        return  # what those need is looked at in incidents.py
    lacking = list(needed)
    if record.record != "void":
        lacking = [*([] if tasks_named(record) else ["task"]), *needed, *_missing_place(definitions, record)]
        yield from _names_a_rule(definitions, place, record)
        yield from _is_of_company(definitions, place, record)
    for name in lacking:
        params = {"record": record.record, "found": name}
        yield Problem(code="record_needs", file=place.file, keys=place.keys, params=params)


def _missing_place(definitions: Definitions, record: Record) -> Iterator[str]:
    """The keys of its place that a record lacks. What a task that is gone was done for is not known any more."""
    if record.customer and record.site:
        return
    tasks = [definitions.tasks.get(id_) for _, id_ in tasks_named(record)]
    is_served = any(task is not None and task.scope != "company" for task in tasks) or record.asset is not None
    if not record.customer and (record.site or is_served):
        yield "customer"
    if not record.site and (record.customer or is_served):
        yield "site"


def _is_of_company(definitions: Definitions, place: Placed, record: Record) -> Problems:
    for keys, id_ in tasks_named(record) if record.customer else ():
        task = definitions.tasks.get(id_)
        if task is not None and task.scope == "company":
            at = (*place.keys, *keys)
            yield Problem(code="record_of_company", file=place.file, keys=at, params={"task": id_}, level="warning")


def _names_a_rule(definitions: Definitions, place: Placed, record: Record) -> Problems:
    """Where a task has several rules, what skips or moves one of them says which.

    Only a warning: rules that came or went after the record was written make it no mistake.
    """
    for keys, id_ in tasks_named(record):
        task = definitions.tasks.get(id_)
        names = list(dict.fromkeys(rule.name for rule in task.schedule)) if task is not None else []
        if record.rule is not None and names and record.rule not in names:
            params: dict[str, object] = {"found": record.rule, "choices": names}
            params["nearest"] = alike(record.rule, names)
            at: Keys = (*place.keys, "rule")
            yield Problem(code="not_a_choice", file=place.file, keys=at, params=params, level="warning")
        elif record.rule is None and len(names) > 1 and record.record != "completed":
            params = {"task": id_, "choices": names}
            at = (*place.keys, *keys)
            yield Problem(code="record_needs_rule", file=place.file, keys=at, params=params, level="warning")


# A milestone from which a task counts, the task, and a day on which it was done.
Done = tuple[MilestoneName, str, date]


def done_days(definitions: Definitions, schedules: Schedules) -> dict[tuple[str, str, str], list[Done]]:
    """By asset: the milestones from which tasks count that were done before one of its site, with the task and the day.

    Oldest first. A task that may fall due before its milestone says nothing.
    """
    done: dict[tuple[str, str, str], list[Done]] = {}
    counted_from = {task.id: _counted_from(task) for task in definitions.tasks.values()}
    sites = {
        (id_, site.id): (site, _last_milestone(site))
        for id_, customer in schedules.customers.items()
        for site in customer.sites
    }
    for _, record in standing_records(schedules):
        site, last = sites.get((record.customer, record.site), (None, date.min))
        if site is None or record.record != "completed" or record.date >= last:
            continue
        for task in filter(None, map(definitions.tasks.get, record.tasks or (record.task or "",))):
            for asset in site.assets:
                if record.asset in (None, asset.id) and asset.product in task.products:
                    told = done.setdefault((record.customer, site.id, asset.id), [])
                    told += [(name, task.id, record.date) for name in counted_from[task.id]]
    return done


def _last_milestone(site: Site) -> date:
    """The last day of any milestone of a site or of its assets."""
    given = [site.milestones or {}, *(asset.milestones or {} for asset in site.assets)]
    return max((day for days in given for day in days.values() if day is not None), default=date.min)


def _counted_from(task: Task) -> list[MilestoneName]:
    """The milestones before which the task cannot have been done."""
    anchors = [rule.anchor for rule in task.schedule if not _is_ahead(rule)]
    named = {anchor.name for anchor in anchors if isinstance(anchor, Milestone)}
    return [name for name in MILESTONES if name in named]


def _is_ahead(rule: Rule) -> bool:
    return rule.threshold is not None and rule.threshold.approximate_days <= 0


def records_lie_in_the_past(schedules: Schedules, as_of: date) -> Problems:
    """What was completed, skipped or taken back was so on or before ``as_of``; later ones are not counted yet."""
    for place, record in schedules.records:
        if record.record in ("completed", "skipped", "void", "incident") and record.date > as_of:
            params = {"found": record.date, "as_of": as_of}
            keys = (*place.keys, "date")
            yield Problem(code="record_in_future", file=place.file, keys=keys, params=params, level="warning")
        elif record.record in ("moved", "appointment") and record.date > as_of:
            params, keys = {"found": record.date, "as_of": as_of}, (*place.keys, "date")
            yield Problem(code="record_not_yet", file=place.file, keys=keys, params=params, level="warning")
        if record.arrived is not None and record.arrived.date() > record.date:
            params, keys = {"found": record.arrived.date(), "date": record.date}, (*place.keys, "arrived")
            yield Problem(code="incident_ahead", file=place.file, keys=keys, params=params, level="warning")
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for at, day in _done_before(customer):
            if day > as_of:
                params = {"found": day, "as_of": as_of}
                yield Problem(code="record_in_future", file=file, keys=at, params=params, level="warning")


def what_has_been_lies_in_the_past(schedules: Schedules, as_of: date) -> Problems:
    """Nobody consented, or took a course, on a day that is to come: the year is most likely a slip."""
    days: list[tuple[str, Keys, date]] = []
    for id_, customer in schedules.customers.items():
        several = len(customer.consent) > 1
        for index, consent in enumerate(customer.consent):
            keys: Keys = ("consent", index, "given") if several else ("consent", "given")
            days.append((schedules.places["customer", id_].file, keys, consent.given))
    for id_, technician in schedules.technicians.items():
        place = schedules.places["technician", id_]
        days += ((place.file, (*place.keys, "trained", course), day) for course, day in technician.trained.items())
    for file, keys, day in days:
        if day > as_of:
            params = {"found": day, "as_of": as_of}
            yield Problem(code="day_ahead", file=file, keys=keys, params=params, level="warning")


def _done_before(customer: Customer) -> Iterator[tuple[Keys, date]]:
    """What was done before we came, at sites and on assets."""
    for i, site in enumerate(customer.sites):
        yield from ((("sites", i, "last_done", task), day) for task, day in site.last_done.items())
        for j, asset in enumerate(site.assets):
            at: Keys = ("sites", i, "assets", j, "last_done")
            yield from (((*at, task), day) for task, day in asset.last_done.items())
