"""Checks of who went: somebody who had left by then, or had not begun, did no work; who was away most likely did none."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.reading.history import standing_records
from generator.text.problems import Problem, Problems

# Why somebody is not there, as it ends the codes of problems, and what those tell.
Absence = tuple[str, Mapping[str, object]]


def absence(person: Technician, day: date) -> Absence | None:
    """Why ``person`` is not there on ``day``: ``left`` by then, ``not_begun``, or ``away``; None where they are there."""
    params: dict[str, object] = {"found": person.id, "name": person.name, "date": day}
    until, start = person.employed.until, person.employed.from_
    if until is not None and start is not None and until < start:
        return None  # which is told there
    if until is not None and day > until:
        return "left", {**params, "until": until}
    if start is not None and day < start:
        return "not_begun", {**params, "start": start}
    return ("away", params) if not person.minutes_on(day) else None


def whoever_worked_was_there(_: Definitions, schedules: Schedules) -> Problems:
    """Who is said to have gone was with the company on that day, and not away; a weekday off is no absence."""
    for place, record in standing_records(schedules):
        person = schedules.technicians.get(record.technician or "")
        day = _day_there(record)
        is_to_go = day is None and _is_to_go(record)
        if is_to_go:
            day = record.date
        if person is None or day is None or (told := absence(person, day)) is None:
            continue
        code, params = told
        if code != "away" or (person.is_away(day) and not is_to_go):
            told_as = f"agreed_{code}" if is_to_go else f"done_by_{code}"
            keys = (*place.keys, "technician")
            yield Problem(code=told_as, file=place.file, keys=keys, params=params, level="warning")


def _is_to_go(record: Record) -> bool:
    """Whether an incident is given to somebody with no time agreed; for an agreed one, see what was agreed."""
    return record.incident is not None and record.incident.agreed is None


def _day_there(record: Record) -> date | None:
    """The day on which the technician of a record was there; None where nobody has been."""
    if record.incident is not None:
        hour = record.incident.done or record.incident.arrived
        return hour.date() if hour is not None else None
    return record.date if record.record in ("completed", "skipped") else None
