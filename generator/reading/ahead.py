"""Checks of what was agreed for a day to come: it names what is there, meets work that is open, and somebody can go.

What is over is history, and a warning at most. What is agreed and meets nothing would stand in nobody's calendar, though a
customer counts on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.due.applied import Items
from generator.due.items import Item
from generator.due.settle import concerns, names_cycle
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record, fixed_day
from generator.model.schedules import Schedules
from generator.reading.history import Unknown, meant_for, standing_records, unknown_to
from generator.reading.standing import told as told_of
from generator.reading.standing import what_holds
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems
from generator.visits.plan import plan
from generator.visits.visit import Published

_AGREEING = ("moved", "appointment")
# The plan that was published last, for whoever asks.
Told = Callable[[], Sequence[Published]]
# Whoever is told to have too little time for what was agreed is told so where the time is.
_TOLD_THERE = frozenset({"too_long"})
# Why nobody is free on a day that was agreed, where windows are spoken of otherwise: another day may do.
_ON_THAT_DAY = {"nobody_there": "nobody_that_day", "no_capacity": "booked_that_day"}


def agreed_to_come(schedules: Schedules, as_of: date) -> Iterator[tuple[Placed, Record, date]]:
    """What was agreed up to ``as_of`` for that day or later, and was not taken back, with the day."""
    for place, record in standing_records(schedules):
        day = fixed_day(record)
        if record.record in _AGREEING and record.date <= as_of and day is not None and day >= as_of:
            yield place, record, day


def has_cycles_to_come(record: Record, as_of: date) -> bool:
    """True for a record that is of a cycle to come: it agrees on a day that is not over, or leaves one out by name."""
    if record.record in _AGREEING:
        day = fixed_day(record)
        return day is not None and day >= as_of
    return record.record == "skipped" and names_cycle(record) and (record.due is None or record.due >= as_of)


def agreed_names_are_known(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """What is agreed for a day to come names what is there. Customers who are gone stay in their other records."""
    gone = {record.customer for _, record in schedules.records if not has_cycles_to_come(record, as_of)}
    for place, record, day in agreed_to_come(schedules, as_of):
        for what, keys, called in unknown_to(definitions, schedules, record):
            if what[0] != "customer" or record.customer not in gone:
                yield _unmet(place, day, (what, keys, called))


def _unmet(place: Placed, day: date, unknown: Unknown) -> Problem:
    what, keys, called = unknown
    at: Keys = (*place.keys, *keys)
    if what[0] == "unfit":
        unfit = {"date": day, "customer": what[1], "site": what[2], "task": what[-1]}
        return Problem(code="agreed_unfit", file=place.file, keys=at, params=unfit)
    params = {"date": day, "kind": what[0], "found": what[-1], "nearest": meant_for(what, called)}
    return Problem(code="agreed_unknown", file=place.file, keys=at, params=params)


def agreed_work_is_served(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """What is agreed for a day to come is still asked for then: the service, the contract and the task may have ended."""
    to_come = list(agreed_to_come(schedules, as_of))
    if not to_come:
        return
    of = {record.customer for _, record, _ in to_come if record.customer}
    items = [item for item, _, _ in Items(definitions, tuple(definitions.tasks.values())).of(schedules, of, own=False)]
    for place, record, day in to_come:
        if not record.customer or any(unknown_to(definitions, schedules, record)):
            continue
        concerned = [item for item in items if _is_at(record, item) and concerns(record, item)]
        if any(day in item.served for item in concerned):
            continue
        ends = max((item.served.until for item in concerned), default=date.max)
        code = "agreed_after_service" if ends < day else "agreed_not_served"
        params = {
            "date": day,
            "customer": record.customer,
            "until": ends,
            "task": record.task or "、".join(record.tasks),
        }
        keys: Keys = (*place.keys, "at" if record.at is not None else "to")
        yield Problem(code=code, file=place.file, keys=keys, params=params, level="warning")


def _is_at(record: Record, item: Item) -> bool:
    return (
        item.customer is not None
        and item.site is not None
        and (item.customer.id, item.site.id)
        == (
            record.customer,
            record.site,
        )
    )


def nothing_told() -> Sequence[Published]:
    """What was published where nobody asks."""
    return ()


def somebody_can_go(definitions: Definitions, schedules: Schedules, as_of: date, told: Told = nothing_told) -> Problems:
    """For each visit that was agreed for a day to come there is somebody: as feeds would warn, told at the record.

    ``told`` is what was published last. Whoever was told of a visit on such a day keeps it; all others give way to what was
    agreed, so they are left out of account.
    """
    agreed = [visit for visit in what_holds(definitions, schedules) if visit.record.date <= as_of <= visit.day]
    if not agreed:
        return
    days, of = {visit.day for visit in agreed}, {visit.customer.id for visit in agreed}
    before = [old for old in told() if old.occurrences]
    of.update(_customer_of(old) for old in before if old.day in days)
    customers = {id_: customer for id_, customer in schedules.customers.items() if id_ in of}
    records = tuple(entry for entry in schedules.records if entry[1].customer in of)
    few = replace(schedules, customers=customers, records=records)
    planned = plan(definitions, few, as_of, [old for old in before if _customer_of(old) in of])
    lacking = {
        _known_by(occurrence.override): visit
        for visit in planned.visits
        if visit.is_open and visit.reason and visit.reason not in _TOLD_THERE
        for occurrence in visit.occurrences
        if occurrence.override is not None
    }
    for each in agreed:
        visit = lacking.get(_known_by(each.record))
        if visit is not None and visit.day == each.day:
            reason = _ON_THAT_DAY.get(visit.reason, visit.reason)
            params = {"date": visit.day, "reason": reason, "people": visit.wanted, "there": visit.there}
            yield told_of(each, "agreed_nobody" if reason == visit.reason else "agreed_nobody_free", params)


def _customer_of(old: Published) -> str:
    return old.occurrences[0].partition("|")[0]


def _known_by(record: Record) -> int | str:
    """The record itself, of which plans hold the very one; of an incident its number, for they hold what it comes to."""
    return id(record) if record.incident is None else record.incident.id
