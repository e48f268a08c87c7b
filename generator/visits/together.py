"""Who goes together: a visit for several has them all on one day, each skilled for what they do, or nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.model.people import Technician
from generator.visits.busy import Busy
from generator.visits.conditions import lasts_too_long
from generator.visits.teams import Teams
from generator.visits.visit import Part, Reason, Visit


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
        self, visit: Visit, needs: Sequence[Need], lead: Technician, day: date, told: Collection[str] = ()
    ) -> tuple[str, ...] | None:
        """``lead`` and whoever goes along on ``day``, of whom it was ``told`` first; None where somebody lacks.

        Who leads does all of the work and the others a part of it, so whoever could lead could also go along: taking the
        first who is free at each place finds enough people wherever there are enough.
        """
        if not self.busy.is_free(lead, visit, day, needs[0].part.minutes):
            return None
        return self.along(visit, needs, lead.id, day, told) if len(needs) > 1 else (lead.id,)

    def needs(self, visit: Visit) -> tuple[Need, ...]:
        """What each of the people of a visit does, and who could."""
        parts = visit.parts
        first = Need(parts[0], self.teams.of(visit, parts[0].skills)[0])
        if parts[1:] == parts[:-1]:
            return (first,) * len(parts)
        return (first, *(Need(part, self.teams.of(visit, part.skills)[0]) for part in parts[1:]))

    def along(
        self, visit: Visit, needs: Sequence[Need], lead: str, day: date, told: Collection[str] = ()
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
                and self.busy.is_free(technician, visit, day, part.minutes)
                and not self.busy.is_taken(technician, visit)
            )
            another = next(free, None)
            if another is None:
                return None
            chosen.append(another)
        return tuple(chosen)

    def lacking(self, visit: Visit) -> Visit:
        """The visit with the reason why not everybody has time whom it takes; ``visit.technician`` stays."""
        for place, part in enumerate(visit.parts):
            team, reason = self.teams.of(visit, part.skills)
            if not team:
                return replace(visit, reason=reason)
            if len(team) <= place:
                return replace(visit, reason="few_people", wanted=visit.people, there=len(team))
        if lasts_too_long(visit):
            return replace(visit, reason="short_hours")
        team, _ = self.teams.of(visit, visit.skills)
        return replace(visit, reason=_too_much(team, visit.minutes), wanted=_people_for(visit, team))


def _too_much(team: Iterable[Technician], minutes: int) -> Reason:
    """Why nobody of ``team`` has time: the day of each is too short for the work, or taken."""
    return "too_long" if all(minutes > technician.capacity.longest for technician in team) else "no_capacity"


def _people_for(visit: Visit, team: Iterable[Technician]) -> int:
    """How many people would do the work in one day of theirs."""
    longest = max(technician.capacity.longest for technician in team) or 1
    work = sum(occurrence.item.minutes * occurrence.item.task.work.people for occurrence in visit.occurrences)
    return -(-max(work, visit.minutes) // longest)
