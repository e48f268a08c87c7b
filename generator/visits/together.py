"""Who goes together: a visit for several has them all on one day, each skilled for what they do, or nobody."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from generator.model.people import Technician
from generator.visits.busy import Busy
from generator.visits.teams import Teams
from generator.visits.visit import Part, Reason, Visit


class Together:
    """The people of a visit, from those who can do it and have time."""

    def __init__(self, teams: Teams, busy: Busy) -> None:
        self.teams = teams
        self.busy = busy
        self._latest: tuple[Visit, tuple[Part, ...]] | None = None

    def parts(self, visit: Visit) -> tuple[Part, ...]:
        """The visit's parts; those of the latest one are remembered, for it is tried with everybody on many days."""
        if self._latest is None or self._latest[0] is not visit:
            self._latest = visit, visit.parts
        return self._latest[1]

    def on(self, visit: Visit, lead: Technician, day: date, told: Collection[str] = ()) -> tuple[str, ...] | None:
        """``lead`` and whoever goes along on ``day``, of whom it was ``told`` first; None where somebody lacks.

        Who leads does all of the work and the others a part of it, so whoever could lead could also go along: taking the
        first who is free at each place finds enough people wherever there are enough.
        """
        parts = self.parts(visit)
        if not self.busy.is_free(lead, visit, day, parts[0].minutes):
            return None
        return self.along(visit, lead.id, day, told) if len(parts) > 1 else (lead.id,)

    def along(self, visit: Visit, lead: str, day: date, told: Collection[str] = ()) -> tuple[str, ...] | None:
        """``lead``, whatever else they have to do, and whoever goes along; None where somebody lacks."""
        chosen = [lead]
        for part in self.parts(visit)[1:]:
            team = sorted(self.teams.of(visit, part.skills)[0], key=lambda technician: technician.id not in told)
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
