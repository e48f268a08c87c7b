"""What nobody goes to, or too few: told, never passed over."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.schedules import Schedules
from generator.text.problems import Problem
from generator.visits.visit import Visit


def unassigned(visits: Iterable[Visit], schedules: Schedules) -> list[Problem]:
    """A warning for each open visit that somebody lacks for."""
    return [
        Problem(
            code="unassigned",
            file=schedules.places["customer", visit.customer.id].file,
            level="warning",
            params={
                "customer": visit.customer.id,
                "site": visit.site.id,
                "date": visit.day,
                "reason": visit.reason,
                "people": visit.wanted,
                "there": visit.there,
            },
        )
        for visit in visits
        if visit.reason and visit.is_open
    ]
