"""Which cycle of a plan became which of another: by that, a visit that an edit moves is told as moved.

A cycle keeps its identity by its nominal date, so another interval makes other cycles of all, and the same visit would be
told as one that goes and one that comes. Those that are in both plans stay what they are; between two of them, the first
that goes became the first that comes, and so on. What is over on either side goes, or comes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.due.items import OPEN, Occurrence, Status
from generator.model.renames import Renames
from generator.visits.plan import Plan
from generator.visits.visit import Visit

Place = tuple[date, bool]
_GIVEN_UP: frozenset[Status] = frozenset({"missed", "paused", "ended"})


@dataclass(frozen=True, slots=True)
class Cycle:
    """One that is open, and the visit on which it is done."""

    occurrence: Occurrence
    visit: Visit

    @property
    def place(self) -> Place:
        """Where it stands among the cycles of its item."""
        return place_of(self.occurrence)


def place_of(occurrence: Occurrence) -> Place:
    """Where a cycle stands among those of its item: by nominal date, the one that is done again after the first."""
    return (occurrence.due.nominal if occurrence.due is not None else date.max, occurrence.again)


def followed(old: Plan, new: Plan, names: Renames) -> Iterator[tuple[Cycle, Cycle]]:
    """Each open cycle of ``old`` with what it became in ``new``, of the same item of the same customer.

    ``names`` tell what things of ``old`` are called in ``new``.
    """
    before = {names.key(key): cycles for key, cycles in _by_item(old).items()}
    known = {names.key(key): places for key, places in _places(old).items()}
    after, now = _by_item(new), _places(new)
    for key, cycles in before.items():
        both = sorted(known.get(key, set()) & now.get(key, set()))
        yield from _paired(cycles, after.get(key, []), both)


def _paired(before: Sequence[Cycle], after: Sequence[Cycle], both: Sequence[Place]) -> Iterator[tuple[Cycle, Cycle]]:
    stay = {cycle.place: cycle for cycle in after}
    yield from ((cycle, stay[cycle.place]) for cycle in before if cycle.place in stay)
    go, come = _between(before, both), _between(after, both)
    for stretch, cycles in go.items():
        yield from zip(cycles, come.get(stretch, []), strict=False)


def _between(cycles: Sequence[Cycle], both: Sequence[Place]) -> Mapping[int, list[Cycle]]:
    """The cycles that are in one plan alone, in their order, by how many of those in both come before them."""
    stretches: dict[int, list[Cycle]] = defaultdict(list)
    for cycle in sorted(cycles, key=lambda cycle: cycle.place):
        at = bisect_left(both, cycle.place)
        if at == len(both) or both[at] != cycle.place:
            stretches[at].append(cycle)
    return stretches


def _by_item(planned: Plan) -> Mapping[str, list[Cycle]]:
    """The open cycles of each item; what is late and done along with the next time is done on the visit of that."""
    cycles: dict[str, list[Cycle]] = defaultdict(list)
    visit_of = planned.visit_of()
    for occurrence in planned.occurrences:
        visit = visit_of.get(occurrence.id)
        if visit is not None and visit.is_open and occurrence.status in OPEN:
            cycles[occurrence.item.key].append(Cycle(occurrence, visit))
    return cycles


def _places(planned: Plan) -> Mapping[str, set[Place]]:
    """Where the cycles of each item stand that are or were done; what is late and gives way to the next became that."""
    places: dict[str, set[Place]] = defaultdict(set)
    for occurrence in planned.occurrences:
        if occurrence.status not in _GIVEN_UP:
            places[occurrence.item.key].add(place_of(occurrence))
    return places
