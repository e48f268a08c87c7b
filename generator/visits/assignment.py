"""In which order visits are placed: what was told keeps its place, and only what is new, or has to move, looks for one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from operator import itemgetter

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.visits.requests import Placed, Request
from generator.visits.roster import Roster
from generator.visits.swaps import marked
from generator.visits.visit import Reason, Visit
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


# Why something finds no day on which there is somebody.
_NO_ROOM: frozenset[Reason] = frozenset({"nobody_there", "no_capacity", "no_workday"})


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who goes when, by the visit's UID; and where the way counts, to how many ``sites`` a technician goes on a day."""

    placed: Mapping[str, Placed]
    sites: Mapping[tuple[str, date], int]

    def visit(self, visit: Visit) -> Visit:
        """``visit``, which may be none that is asked for, with who goes and when."""
        placed = self.placed.get(visit.uid)
        if placed is None:
            if visit.technician is None or visit.channel != "onsite":
                return visit
            sites = self.sites.get((visit.technician, visit.day), 1)
            return replace(visit, sites=sites) if sites > 1 else visit
        has_way = placed.technician is not None and placed.of.is_onsite and not placed.reason
        return Visit(
            uid=visit.uid,
            customer=visit.customer,
            site=visit.site,
            channel=visit.channel,
            occurrences=visit.occurrences,
            day=placed.day,
            window=placed.window,
            technician=placed.technician,
            others=placed.crew[1:],
            reason=placed.reason,
            wanted=placed.wanted,
            there=placed.there,
            appointment=visit.appointment,
            unconfirmed=visit.unconfirmed,
            sites=self.sites.get((placed.crew[0], placed.day), 1) if has_way else 1,
            swapped=placed.of.old if placed.is_swapped else None,
        )

    def without_room(self) -> frozenset[str]:
        """What is overdue and found no room before the next time comes."""
        return frozenset(
            id_ for visit in self.placed.values() if visit.of.late and visit.reason in _NO_ROOM for id_ in visit.of.late
        )


def place_all(definitions: Definitions, schedules: Schedules, requests: Iterable[Request], as_of: date) -> Assigned:
    """Who makes the visits that are asked for, and when: inside its window capacity may move each."""
    roster = Roster(definitions, schedules, as_of)
    ranked = sorted(((_rank(roster, request), request) for request in requests), key=itemgetter(0))
    kept = [request for rank, request in ranked if rank[0] < _Turn.AWAY]
    fresh = [request for rank, request in ranked if rank[0] >= _Turn.AWAY]
    told = [roster.place(request) for request in kept]
    lost = [visit.of for visit in told if _is_lost(roster, visit)]
    placed = as_wished(roster, [visit for visit in told if not _is_lost(roster, visit)])
    placed += [roster.place(request, anew=True) for request in lost]
    placed += [roster.place(request) for request in fresh]
    sites = roster.busy.sites() if definitions.company.planning.travel else {}
    return Assigned({visit.of.uid: marked(visit, schedules.technicians) for visit in placed}, sites)


def _is_lost(roster: Roster, visit: Placed) -> bool:
    """True for a visit of the next weeks that nobody can make any more as it was told; what was agreed stays as it is."""
    return bool(visit.reason) and roster.is_frozen(visit.of.old) and not visit.is_agreed


def _rank(roster: Roster, request: Request) -> tuple[int, date, int, str]:
    """The order of placing; of what is late the longest overdue first, of the rest what closes first."""
    return _turn(roster, request), request.closes, -request.minutes, request.uid


def _turn(roster: Roster, request: Request) -> _Turn:
    """What was published for a day that has passed is as new."""
    old = request.old
    if request.unconfirmed:
        return _Turn.DONE
    kept = roster.is_kept(old)
    agreed = request.has_appointment or any(day == request.day for day, _ in request.fixed)
    if agreed and roster.is_frozen(old):
        return _Turn.FIXED
    if request.is_incident:
        return _Turn.INCIDENT
    if kept and not agreed and roster.is_away(old):
        return _Turn.AWAY
    if roster.is_frozen(old):
        return _Turn.FROZEN_AND_GROWN if request.grown else _Turn.FROZEN
    if agreed:
        return _Turn.AGREED
    if kept:
        return _Turn.TOLD_AND_GROWN if request.grown else _Turn.TOLD
    if not request.overdue:
        return _Turn.NEW
    return _Turn.URGENT if request.is_safety else _Turn.LATE
