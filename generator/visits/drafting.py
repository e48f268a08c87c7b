"""What is due at one customer and the visits for it, before anybody is looked for: no other customer makes a difference.

So customers are drafted one by one, anywhere and in any order, and again only where something of theirs is another.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.due.idle import Idle
from generator.due.incidents import incident_cycles
from generator.due.items import Occurrence
from generator.due.occurrences import Cycles
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.schedules import Schedules
from generator.visits.catchup import with_next_times
from generator.visits.covering import with_covers
from generator.visits.following import follow
from generator.visits.forecasts import with_forecasts
from generator.visits.ground import Ground
from generator.visits.kept import NOWHERE, Kept, ToldUntil
from generator.visits.planner import Planner
from generator.visits.visit import Published, Visit


@dataclass(frozen=True, slots=True)
class Drafted:
    """A customer's cycles, and their visits without technicians.

    ``before`` is what was published of them, in today's cycles; ``idle`` tells where their records stand that do nothing.
    """

    occurrences: Sequence[Occurrence]
    visits: Sequence[Visit]
    before: Sequence[Published]
    idle: Sequence[Placed]


class Drafting:
    """Drafts as of a day, of cycles with nominal dates before ``end``.

    Visits that were closed before ``since`` are left out; ``told_until`` is how far ahead anybody was told of visits.
    """

    def __init__(
        self,
        definitions: Definitions,
        technicians: Mapping[str, Technician],
        as_of: date,
        end: date,
        since: date = date.min,
        told_until: ToldUntil = NOWHERE,
    ) -> None:
        self._definitions, self._as_of, self._told_until = definitions, as_of, told_until
        self._ground = Ground(definitions, as_of)
        self._cycles = Cycles(definitions, as_of, end, expected=definitions.company.planning.expected)
        self._planner = Planner(self._ground, technicians, since=since)
        self._idle = Idle(definitions, as_of, end)

    def of(self, served: Schedules, before: Sequence[Published], without_room: Container[str] = frozenset()) -> Drafted:
        """What is due where ``served`` tells of one customer and their records; of the company's own work, where of none.

        ``before`` is what was published of them last. Of what is late, ``without_room`` finds none before its next time.
        """
        dates = self._cycles.of(served, own=not served.customers)
        cycles = [
            *with_forecasts(self._ground, dates, before),
            *incident_cycles(self._definitions, served, self._as_of),
        ]
        before = follow(before, cycles, self._as_of)
        unconfirmed = self._ground.planning.unconfirmed
        kept = Kept(before, self._definitions.workdays_in, self._as_of, unconfirmed)
        known = with_covers(self._ground, with_next_times(self._ground, cycles, kept, without_room))
        visits = self._planner.visits(known, before, self._told_until)
        return Drafted(known, visits, before, tuple(self._idle.of(served, known)))
