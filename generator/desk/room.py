"""For which visits others made room: what was moved, or given to somebody else, though nothing about it was edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.desk.differences import Change
from generator.visits.visit import Visit

# Somebody's day.
_Place = tuple[date, str]


def with_room(changes: Sequence[Change]) -> Iterator[Change]:
    """The ``changes``; of each that comes from nothing that was touched, those who came to its people's day instead."""
    came: dict[_Place, dict[str, Visit]] = {}
    for change in changes:
        if change.after is not None:
            for place in _places(change.after) - _places(change.before):
                came.setdefault(place, {})[change.after.uid] = change.after
    for change in changes:
        if change.why or change.before is None or change.kind not in ("moved", "reassigned", "unassigned"):
            yield change
            continue
        left = sorted(_places(change.before) - _places(change.after))
        there = {uid: visit for place in left for uid, visit in came.get(place, {}).items()}
        yield replace(change, room_for=tuple(there.values()))


def _places(visit: Visit | None) -> set[_Place]:
    return {(visit.day, technician) for technician in visit.technicians} if visit is not None else set()
