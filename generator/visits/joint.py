"""The one thing that customers share: who goes. It is planned for all of them, from the outlines of their drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules, places_of
from generator.text.problems import Problem
from generator.visits.assignment import Assigned, place_all
from generator.visits.drafting import Brief
from generator.visits.outlines import Outline
from generator.visits.swaps import swaps
from generator.visits.unassigned import unassigned

# Drafts some customers, by id, and tells of each the outline, in the same order.
Outlining = Callable[[Mapping[str, Brief]], Iterable[tuple[str, Outline]]]


@dataclass(frozen=True, slots=True)
class Joint:
    """Who goes when, and the outlines of the drafts that it is for, by the customer's id."""

    assigned: Assigned
    outlines: Mapping[str, Outline]

    def warnings(self, schedules: Schedules) -> tuple[Problem, ...]:
        """What is to be told of the plan: who takes whose visits, whom somebody lacks for, and which records do nothing."""
        return (*self.unplaced(schedules), *without_effect(self.idle(), schedules))

    def unplaced(self, schedules: Schedules) -> tuple[Problem, ...]:
        """Who takes whose visits, and whom somebody lacks for."""
        placed = sorted(self.assigned.placed.values(), key=lambda visit: (visit.day, visit.of.uid))
        return (*swaps(placed, schedules), *unassigned(placed, schedules))

    def idle(self) -> Mapping[str, Sequence[int]]:
        """By customer the numbers, among their records, of those that do nothing."""
        return {id_: outline.idle for id_, outline in self.outlines.items() if outline.idle}


def without_effect(idle: Mapping[str, Sequence[int]], schedules: Schedules) -> Iterator[Problem]:
    """A warning for each record that does nothing, by the numbers of a customer's."""
    for place in places_of(schedules.records, idle):
        yield Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")


def planned_together(
    definitions: Definitions, schedules: Schedules, asked: Mapping[str, Brief], as_of: date, outlining: Outlining
) -> Joint:
    """Who goes when to the customers that are ``asked`` for.

    Where what is late finds no room before its next time comes, its customers are drafted once more without it; and so is
    who would give a visit the UID of somebody else's.
    """
    briefs, outlines, again = dict(asked), dict[str, Outline](), asked
    owners = {old.uid: id_ for id_, brief in asked.items() for old in brief.before}
    while True:
        clashing: dict[str, Brief] = {}
        for id_, outline in outlining(again):
            taken = briefs[id_].taken.union(uid for uid in outline.named if owners.get(uid, id_) != id_)
            if taken != briefs[id_].taken:
                clashing[id_] = briefs[id_] = briefs[id_]._replace(taken=taken)
            outlines[id_] = replace(outline, named=())  # there are many, and nobody asks again
        if clashing:
            again = clashing
            continue
        requests = chain.from_iterable(outline.requests for outline in outlines.values())
        assigned = place_all(definitions, schedules, requests, as_of)
        again = _without_room(briefs, assigned.without_room())
        if not again:
            return Joint(assigned, outlines)
        briefs |= again


def _without_room(briefs: Mapping[str, Brief], lacking: frozenset[str]) -> dict[str, Brief]:
    """The briefs of those who have cycles that are ``lacking``, without room for these either."""
    of_customer: dict[str, set[str]] = {}
    for cycle in sorted(lacking):
        of_customer.setdefault(cycle.partition("|")[0], set()).add(cycle)
    return {
        id_: briefs[id_]._replace(without_room=briefs[id_].without_room.union(cycles))
        for id_, cycles in of_customer.items()
    }
