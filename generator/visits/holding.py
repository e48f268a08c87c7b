"""Cycles stay together in the visit that was published for them, as long as its day suits them; what is new joins it.

So an edit, or a record, changes the visits that it concerns: the others are not dealt out anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.model.records import fixed_day
from generator.visits.grouping import Grouping
from generator.visits.kept import Kept
from generator.visits.openings import Openings


@dataclass(slots=True)
class Held:
    """Some cycles, by index, that stay in their visit on ``day``."""

    members: list[int]
    day: date


def hold(
    group: Sequence[Occurrence], days: Sequence[DateRange], openings: Openings, kept: Kept
) -> tuple[list[Held], list[int], list[int]]:
    """The visits that stay, the cycles that have none, and those whose visit was given up as nobody confirmed it.

    Each cycle comes with its opening. Where a record fixed a day for one of a visit, the others go along if that day suits
    them too.
    """
    by_visit: dict[str, list[int]] = defaultdict(list)
    free: list[int] = []
    lapsed: list[int] = []
    for index, occurrence in enumerate(group):
        old = kept.of(occurrence)
        if old is None:
            free.append(index)
        elif old.day < openings.as_of and occurrence.item.task.channel in ATTENDED:
            (free if openings.is_agreed(occurrence) else lapsed).append(index)
        else:
            by_visit[old.uid].append(index)
    held: list[Held] = []
    for members in by_visit.values():
        for day in _days_of(members, group, openings, kept):
            staying = [index for index in members if day in days[index]]
            members = [index for index in members if day not in days[index]]
            if staying:
                held.append(Held(staying, day))
        free += members
    held.sort(key=lambda visit: visit.day)
    return held, sorted(free), lapsed


def _days_of(members: Sequence[int], group: Sequence[Occurrence], openings: Openings, kept: Kept) -> tuple[date, ...]:
    """The day that a record fixed for one of them, and the one that was published."""
    old = kept.of(group[members[0]])
    assert old is not None, "what is held was published"
    fixed = (fixed_day(group[index].override) for index in members if openings.is_agreed(group[index]))
    agreed = min((day for day in fixed if day is not None), default=old.day)
    return (old.day,) if agreed == old.day else (agreed, old.day)


def join(held: Sequence[Held], free: Sequence[int], grouping: Grouping, openings: Openings) -> list[int]:
    """Let what is free go along where a visit's day suits it and it fits, best the one nearest to its own; the rest."""
    if not held:
        return list(free)
    rest: list[int] = []
    for index in free:
        wish = openings.wish(grouping.group[index])
        suiting = [
            visit for visit in held if visit.day in grouping.days[index] and grouping.fits([*visit.members, index])
        ]
        if suiting:
            min(suiting, key=lambda visit: (abs((visit.day - wish).days), visit.day)).members.append(index)
        else:
            rest.append(index)
    return rest
