"""What nobody goes to, or too few: told, never passed over."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.schedules import Schedules
from generator.text.problems import Problem
from generator.visits.requests import Placed


def unassigned(visits: Iterable[Placed], schedules: Schedules) -> list[Problem]:
    """A warning for each open visit that somebody lacks for."""
    return [
        Problem(
            code="unassigned",
            file=schedules.places["customer", visit.of.place[0]].file,
            level="warning",
            params={
                "customer": visit.of.place[0],
                "site": visit.of.place[1],
                "date": visit.day,
                "reason": visit.reason,
                "people": visit.wanted,
                "there": visit.there,
            },
        )
        for visit in visits
        if visit.reason
    ]
