"""How a visit stands for whoever reads of it: planned, agreed, to be arranged, not yet confirmed, done or left out."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from generator.visits.visit import Visit, state_of

Standing = Literal["planned", "agreed", "overdue", "unconfirmed", "done", "skipped"]


def standing_of(visit: Visit) -> Standing:
    """How it stands; what is agreed needs no more arranging, however late it is."""
    state = state_of(visit)
    if is_agreed(visit) and state in ("", "overdue"):
        return "agreed"
    return state or "planned"


def is_agreed(visit: Visit) -> bool:
    """True for a visit that is still to come and that a record fixed."""
    return visit.appointment is not None and visit.is_open


def there_since(visit: Visit) -> datetime | None:
    """When somebody came for an incident who has not finished yet; None where nobody is there."""
    record = visit.appointment if visit.is_open else None
    return record.incident.arrived if record is not None and record.incident is not None else None


def agreed_time(visit: Visit) -> str:
    """``09:30–13:30`` where a time was agreed, ``09:30`` where its end was not; else empty."""
    record = visit.appointment
    if record is None or record.at is None:
        return ""
    if record.minutes is None:
        return f"{record.at:%H:%M}"
    return f"{record.at:%H:%M}–{record.at + timedelta(minutes=record.minutes):%H:%M}"
