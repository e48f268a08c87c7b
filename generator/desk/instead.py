"""What was agreed before a record that agrees something else: it counts no longer, and somebody may have been told it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.desk.effects import Effects
from generator.model.definition import Placed
from generator.model.schedules import Schedules
from generator.reading.history import where_written


class Instead(NamedTuple):
    """What was agreed before: the day, and the time where there is one, who was to go, and where it is written."""

    agreed: date
    technician: str
    where: str


def agreed_before(effects: Effects, place: Placed, schedules: Schedules) -> tuple[Instead, ...]:
    """What was agreed of the cycles of the record at ``place`` before it, once each."""
    agreed = dict.fromkeys(cycle.override for cycle in effects.taken_by(place) if cycle.override is not None)
    return tuple(
        Instead(day, schedules.technicians[record.technician].name if record.technician else "", where)
        for record in agreed
        if (day := record.at or record.to) is not None and (where := where_written(record, schedules))
    )
