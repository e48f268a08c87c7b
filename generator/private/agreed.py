"""What was agreed of a visit: that it takes place, and at what time."""

from __future__ import annotations

from datetime import timedelta

from generator.visits.visit import Visit


def is_agreed(visit: Visit) -> bool:
    """True for a visit that is still to come and that a record fixed."""
    return visit.appointment is not None and visit.is_open


def agreed_time(visit: Visit) -> str:
    """``09:30–13:30`` where a time was agreed, ``09:30`` where its end was not; else empty."""
    record = visit.appointment
    if record is None or record.at is None:
        return ""
    if record.minutes is None:
        return f"{record.at:%H:%M}"
    return f"{record.at:%H:%M}–{record.at + timedelta(minutes=record.minutes):%H:%M}"
