"""Who goes together: a visit for several has them all on one day, each skilled for what they do, or nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from generator.model.people import Technician
from generator.visits.busy import Busy
from generator.visits.requests import Placed, Request
from generator.visits.teams import Teams
from generator.visits.visit import Part, Reason


class Need(NamedTuple):
    """What one of the people of a visit does, and who could, in the order in which they are asked."""

    part: Part
    team: Sequence[Technician]


class Together:
    """The people of a visit, from those who can do it and have time."""

    def __init__(self, teams: Teams, busy: Busy) -> None:
        self.teams = teams
        self.busy = busy

    def on(
        self, request: Request, needs: Sequence[Need], lead: Technician, day: date, told: Collection[str] = ()
    ) -> tuple[str, ...] | None:
        """``lead`` and whoever goes along on ``day``, of whom it was ``told`` first; None where somebody lacks.

        Who leads does all of the work and the others a part of it, so whoever could lead could also go along: taking the
        first who is free at each place finds enough people wherever there are enough.
        """
        if not self.busy.is_free(lead, request, day, needs[0].part.minutes):
            return None
        return self.along(request, needs, lead.id, day, told) if len(needs) > 1 else (lead.id,)

    def needs(self, visit: Placed) -> tuple[Need, ...]:
        """What each of the people of a visit does, and who could."""
        parts = visit.of.parts
        first = Need(parts[0], self.teams.of(visit, parts[0].skills)[0])
        if parts[1:] == parts[:-1]:
            return (first,) * len(parts)
        return (first, *(Need(part, self.teams.of(visit, part.skills)[0]) for part in parts[1:]))

    def along(
        self, request: Request, needs: Sequence[Need], lead: str, day: date, told: Collection[str] = ()
    ) -> tuple[str, ...] | None:
        """``lead``, whatever else they have to do, and whoever goes along; None where somebody lacks."""
        chosen = [lead]
        for part, team in needs[1:]:
            if told:
                team = sorted(team, key=lambda technician: technician.id not in told)
            free = (
                technician.id
                for technician in team
                if technician.id not in chosen
                and self.busy.is_free(technician, request, day, part.minutes)
                and not self.busy.is_taken(technician, request)
            )
            another = next(free, None)
            if another is None:
                return None
            chosen.append(another)
        return tuple(chosen)

    def lacking(self, visit: Placed) -> Placed:
        """The visit with the reason why not everybody has time whom it takes; its crew stays."""
        for place, part in enumerate(visit.of.parts):
            team, reason = self.teams.of(visit, part.skills)
            if not team:
                return visit._replace(reason=reason)
            if len(team) <= place:
                return visit._replace(reason="few_people", wanted=visit.of.people, there=len(team))
        if visit.of.outlasts_the_site:
            return visit._replace(reason="short_hours")
        team, _ = self.teams.of(visit, visit.of.parts[0].skills)
        return visit._replace(reason=_too_much(team, visit.of.minutes), wanted=_people_for(visit.of, team))


def _too_much(team: Iterable[Technician], minutes: int) -> Reason:
    """Why nobody of ``team`` has time: the day of each is too short for the work, or taken."""
    return "too_long" if all(minutes > technician.capacity.longest for technician in team) else "no_capacity"


def _people_for(request: Request, team: Iterable[Technician]) -> int:
    """How many people would do the work in one day of theirs."""
    longest = max(technician.capacity.longest for technician in team) or 1
    return -(-max(request.work, request.minutes) // longest)
