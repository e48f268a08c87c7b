"""The agenda as a list: every occurrence with names, and for files with ids and reasons as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from generator.desk.names import Names
from generator.desk.sheets import Cell, Column, Sheet
from generator.due.items import Occurrence
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.private.agreed import agreed_time
from generator.telling.agenda import Row
from generator.telling.incidents import task_called
from generator.text.words import Words
from generator.visits.plan import Plan

_COLUMNS = (
    Column(name="planned", whole=True),
    Column(name="time", whole=True, joins=True),
    Column(name="customer"),
    Column(name="site", file=True),
    Column(name="asset"),
    Column(name="task"),
    Column(name="cycle", file=True),
    Column(name="due", whole=True),
    Column(name="window_start", whole=True, wide=True),
    Column(name="window_end", whole=True, wide=True),
    Column(name="status", whole=True),
    Column(name="technician"),
    Column(name="calendar", wide=True),
    Column(name="nominal", file=True),
    Column(name="customer_id", file=True),
    Column(name="site_id", file=True),
    Column(name="asset_id", file=True),
    Column(name="task_id", file=True),
    Column(name="rule", file=True),
    Column(name="visit", file=True),
    Column(name="explanation", file=True),
)


def agenda_sheet(
    rows: Sequence[Row], plan: Plan, definitions: Definitions, schedules: Schedules, words: Words
) -> Sheet:
    """The ``rows`` of an agenda with the names of whom and what they are about."""
    times = {visit.uid: agreed_time(visit) for visit in plan.visits}
    tasks = {occurrence.item.task.id: occurrence.item.task for occurrence in plan.occurrences}
    put_off = {_cycle_of(one): one for one in plan.occurrences if one.is_put_off(plan.as_of)}
    names = Names(schedules.technicians)
    return Sheet(
        columns=_COLUMNS,
        rows=tuple(
            _cells(row, times.get(row.visit or "", ""), put_off.get(_cycle_in(row)), tasks, schedules, names, words)
            for row in rows
        ),
        standing=tuple(row.status for row in rows),
    )


def status_words(occurrence: Occurrence, as_of: date, words: Words) -> str:
    """How a cycle stands; of what is late and has another day, both."""
    if not occurrence.is_put_off(as_of):
        return words[f"status_{occurrence.status}"]
    return _both(occurrence, words)


def _both(occurrence: Occurrence, words: Words) -> str:
    is_agreed = occurrence.override is not None and occurrence.override.at is not None
    return words.listed((words["stands_overdue"], words["stands_agreed" if is_agreed else "stands_moved"]))


def _cycle_of(occurrence: Occurrence) -> tuple[object, ...]:
    """What tells a cycle from all others, as a row has it."""
    item, due = occurrence.item, occurrence.due
    places = (each.id if each is not None else None for each in (item.customer, item.site, item.asset))
    return (*places, item.task.id, item.rule, due.nominal if due is not None else None)


def _cycle_in(row: Row) -> tuple[object, ...]:
    return row.customer, row.site, row.asset, row.task, row.rule, row.nominal


def _cells(
    row: Row,
    time: str,
    put_off: Occurrence | None,
    tasks: Mapping[str, Task],
    schedules: Schedules,
    names: Names,
    words: Words,
) -> tuple[Cell, ...]:
    called = task_called(tasks[row.task], words)
    others = (row.others or "").split(", ")
    people = [names.technician(id_) for id_ in (row.technician or "", *others) if id_]
    return (
        row.planned,
        time,
        *_where(row, schedules, names, words),
        called if row.rule == "main" else words.say("task_by_rule", task=called, rule=row.rule),
        row.cycle,
        row.due,
        row.window_start,
        row.window_end,
        words[f"status_{row.status}"] if put_off is None else _both(put_off, words),
        words.listed(people) or row.unassigned or "",
        words["calendar_provisional"] if row.calendar == "provisional" else "",
        row.nominal,
        row.customer,
        row.site,
        row.asset,
        row.task,
        row.rule,
        row.visit,
        row.explanation,
    )


def _where(row: Row, schedules: Schedules, names: Names, words: Words) -> tuple[str, str, str]:
    """Whose the work is, at which site and on what, by their names."""
    owner = schedules.customers.get(row.customer or "")
    site = next((site for site in owner.sites if site.id == row.site), None) if owner is not None else None
    asset = next((asset for asset in site.assets if asset.id == row.asset), None) if site is not None else None
    return (
        names.place(owner, site) if owner is not None else words["own_company"],
        site.name if site is not None else "",
        asset.name if asset is not None else "",
    )
