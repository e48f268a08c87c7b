"""In which order visits are placed: what was told keeps its place, and only what is new, or has to move, looks for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import IntEnum

from generator.due.incidents import IncidentTask
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.visits.roster import Roster
from generator.visits.spans import is_agreed, is_overdue
from generator.visits.visit import Published, Visit
from generator.visits.wishes import as_wished


class _Turn(IntEnum):
    """When a visit is placed. What has grown since it was published may no longer fit, so it comes after what has not."""

    DONE = 0
    FIXED = 1  # agreed, and told already: nothing moves it
    INCIDENT = 2  # a customer waits, with a promise: before all that can wait
    FROZEN = 3
    FROZEN_AND_GROWN = 4
    AGREED = 5
    TOLD = 6
    TOLD_AND_GROWN = 7
    AWAY = 8  # whoever was told is not there: nobody else loses a place by it
    URGENT = 9
    NEW = 10
    LATE = 11  # what is overdue fills the time that is left in the coming weeks


def assign(
    definitions: Definitions,
    schedules: Schedules,
    visits: Sequence[Visit],
    as_of: date,
    published: Sequence[Published] = (),
) -> list[Visit]:
    """The visits with technicians, by day and UID; capacity may move an open one inside its window."""
    roster = Roster(definitions, schedules, as_of)
    before = {old.uid: old for old in published}
    settled = [visit for visit in visits if visit.channel not in ATTENDED or not visit.is_open]
    asking = [visit for visit in visits if visit.channel in ATTENDED and visit.is_open]
    ranked = sorted((_rank(roster, visit, before.get(visit.uid)), index) for index, visit in enumerate(asking))
    kept = [(asking[index], before.get(asking[index].uid)) for rank, index in ranked if rank[0] < _Turn.AWAY]
    fresh = [(asking[index], before.get(asking[index].uid)) for rank, index in ranked if rank[0] >= _Turn.AWAY]
    told = [(roster.place(visit, old), old) for visit, old in kept]
    lost = [pair for pair, (visit, _) in zip(kept, told, strict=True) if _is_lost(roster, visit, pair[1])]
    placed = as_wished(roster, [pair for pair in told if not _is_lost(roster, *pair)])
    placed += [roster.place(visit, old, anew=True) for visit, old in lost]
    placed += [roster.place(visit, old) for visit, old in fresh]
    placed += settled  # nobody is looked for
    if definitions.company.planning.travel:
        placed = [roster.with_sites(visit) for visit in placed]
    return sorted(placed, key=lambda visit: (visit.day, visit.uid))


def _is_lost(roster: Roster, visit: Visit, old: Published | None) -> bool:
    """True for a visit of the next weeks that nobody can make any more as it was told; what was agreed stays as it is."""
    return bool(visit.reason) and visit.is_open and roster.is_frozen(old) and not is_agreed(visit)


def _rank(roster: Roster, visit: Visit, old: Published | None) -> tuple[int, date, int, str]:
    """The order of placing; of what is late the longest overdue first, of the rest what closes first."""
    closes = visit.window.end
    if is_overdue(visit):
        closes = min(occurrence.deadline for occurrence in visit.occurrences if occurrence.status == "overdue")
    return _turn(roster, visit, old), closes, -visit.minutes, visit.uid


def _turn(roster: Roster, visit: Visit, old: Published | None) -> _Turn:
    """What was published for a day that has passed is as new."""
    if visit.unconfirmed:
        return _Turn.DONE
    kept = roster.is_kept(old)
    agreed = visit.appointment is not None or is_agreed(visit)
    if agreed and roster.is_frozen(old):
        return _Turn.FIXED
    if isinstance(visit.occurrences[0].item.task, IncidentTask):
        return _Turn.INCIDENT
    if kept and not agreed and roster.is_away(old):
        return _Turn.AWAY
    grown = old is not None and not {occurrence.id for occurrence in visit.occurrences}.issubset(old.occurrences)
    if roster.is_frozen(old):
        return _Turn.FROZEN_AND_GROWN if grown else _Turn.FROZEN
    if agreed:
        return _Turn.AGREED
    if kept:
        return _Turn.TOLD_AND_GROWN if grown else _Turn.TOLD
    if not is_overdue(visit):
        return _Turn.NEW
    return _Turn.URGENT if any(one.item.task.urgency == "safety" for one in visit.occurrences) else _Turn.LATE
