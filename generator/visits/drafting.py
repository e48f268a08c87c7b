"""What is due at one customer and the visits for it, before anybody is looked for: no other customer makes a difference.

So customers are drafted one by one, anywhere and in any order, and again only where something of theirs is another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.due.idle import Idle
from generator.due.incidents import incident_cycles
from generator.due.items import Occurrence
from generator.due.occurrences import Cycles
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.schedules import Schedules, by_customer
from generator.visits.catchup import with_next_times
from generator.visits.covering import with_covers
from generator.visits.following import follow
from generator.visits.forecasts import with_forecasts
from generator.visits.ground import Ground
from generator.visits.kept import NOWHERE, Kept, ToldUntil
from generator.visits.planner import Planner
from generator.visits.visit import Published, Visit


class Brief(NamedTuple):
    """What a draft is made from beside what all share: one customer alone with their records, or the company's own.

    ``before`` is what was published of them last, ``taken`` are UIDs of somebody's who had their id before. Of what is
    late, ``without_room`` finds none before its next time.
    """

    served: Schedules
    before: Sequence[Published]
    taken: frozenset[str] = frozenset()
    without_room: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drafted:
    """A customer's cycles, and their visits without technicians.

    ``before`` is what was published of them, in today's cycles; ``idle`` are the places, among their records, of those that
    do nothing. It ``holds`` wherever the last day that was told lies from the first of two days on and before the second.
    """

    occurrences: Sequence[Occurrence]
    visits: Sequence[Visit]
    before: Sequence[Published]
    idle: tuple[int, ...]
    holds: tuple[date, date] = (date.min, date.max)


@dataclass(frozen=True, slots=True)
class Basis:
    """What all drafts of a plan share: the day, and that cycles have nominal dates before ``end``.

    Visits that were closed before ``since`` are left out; ``told_until`` is how far ahead anybody was told of visits.
    """

    definitions: Definitions
    technicians: Mapping[str, Technician]
    as_of: date
    end: date
    since: date = date.min
    told_until: ToldUntil = NOWHERE


class Drafting:
    """Drafts on a basis."""

    def __init__(self, basis: Basis) -> None:
        definitions, as_of, end = basis.definitions, basis.as_of, basis.end
        self._basis = basis
        self._ground = Ground(definitions, as_of)
        self._cycles = Cycles(definitions, as_of, end, expected=definitions.company.planning.expected)
        self._planner = Planner(self._ground, basis.technicians, since=basis.since)
        self._idle = Idle(definitions, as_of, end)

    def of(self, brief: Brief) -> Drafted:
        """What is due at a customer, or in the company's own work, and the visits for it."""
        served, (definitions, as_of) = brief.served, (self._basis.definitions, self._basis.as_of)
        dates = self._cycles.of(served, own=not served.customers)
        cycles = [
            *with_forecasts(self._ground, dates, brief.before),
            *incident_cycles(definitions, served, as_of),
        ]
        before = follow(brief.before, cycles, as_of)
        unconfirmed = self._ground.planning.unconfirmed
        kept = Kept(before, definitions.workdays_in, as_of, unconfirmed, self._basis.told_until)
        known = with_covers(self._ground, with_next_times(self._ground, cycles, kept, brief.without_room))
        visits = self._planner.visits(known, before, kept, brief.taken)
        idle = set(self._idle.of(served, known))
        numbers = tuple(number for number, (place, _) in enumerate(served.records) if place in idle)
        return Drafted(known, visits, before, numbers, (kept.told_from, kept.told_before))


def briefs(schedules: Schedules, before: Sequence[Published]) -> dict[str, Brief]:
    """By id what each customer's draft is made from; last, under "", that of the company's own work.

    ``before`` tells what was published, under the ids of today.
    """
    told: dict[str, list[Published]] = defaultdict(list)
    for old in before:
        told[old.occurrences[0].partition("|")[0] if old.occurrences else ""].append(old)
    return {id_: Brief(served, tuple(told.get(id_, ()))) for id_, served in by_customer(schedules).items()}
