"""What new records do to cycles: which each one closes or puts off, and which older record it takes one from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from generator.dates.intervals import Interval, add
from generator.due.items import Item, Occurrence
from generator.due.occurrences import occurrences
from generator.due.settle import concerns, names_cycle
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import DoneBefore, Record, fixed_day, written
from generator.model.schedules import Schedules

# How far ahead of a day, or of the last that a record names, cycles are looked at: work may be done early.
AHEAD = Interval(months=30)
_NONE = timedelta()


@dataclass(frozen=True, slots=True)
class Displaced:
    """A new record at ``by`` closes the ``cycle`` that ``record`` closed, which concerns none now, or another one."""

    by: Placed
    record: Record
    cycle: Occurrence


@dataclass(frozen=True, slots=True)
class Astray:
    """A new record at ``by`` concerns ``cycle``, which is to come, though the day it says is nearer to a ``closed`` one."""

    by: Placed
    cycle: Occurrence
    closed: Occurrence


@dataclass(frozen=True)
class Effects:
    """What ``new`` records, among those of ``after`` and not of ``before``, do as of a day."""

    definitions: Definitions
    before: Schedules
    after: Schedules
    new: Mapping[Placed, Record]
    as_of: date

    def taken_by(self, place: Placed) -> list[Occurrence]:
        """The cycles that the new record at ``place`` closes, puts off or agrees, as they stood before where they did."""
        return [self._stood_as.get(cycle.id, cycle) for cycle in self._of_record[id(self.new[place])]]

    def displaced(self) -> Iterator[Displaced]:
        """Each record of before that closes another cycle of a fixed rule, or none any more, once for each of its items."""
        closes: dict[tuple[str, object], set[str]] = defaultdict(set)
        for cycle in self._stand:
            closes[cycle.item.key, _same(written(cycle.closed))].add(cycle.id)
        stands = {cycle.id: cycle for cycle in self._stand}
        for cycle in self._stood:
            record = written(cycle.closed)
            if record is None:
                continue
            others = closes[cycle.item.key, _same(record)]
            if cycle.id in others or (others and _counts_anew(cycle.item)):
                continue
            by = self._place_of(written(stands[cycle.id].closed) if cycle.id in stands else None, cycle)
            if by is not None:
                yield Displaced(by, record, cycle)

    def astray(self) -> Iterator[Astray]:
        """What skips, puts off or agrees and names no cycle, and took one to come for one that is closed."""
        for place, record in self.new.items():
            if record.record == "completed" or names_cycle(record):
                continue
            day = fixed_day(record) or record.date
            for cycle in self._of_record[id(record)]:
                if self._stood_as.get(cycle.id, cycle).status == "upcoming":
                    nearer = closed_nearer(self._of_item[cycle.item.key], cycle, day, record)
                    if nearer is not None:
                        yield Astray(place, cycle, nearer)
                        break

    def _place_of(self, record: Record | None, cycle: Occurrence) -> Placed | None:
        """Where the new record stands that closes the cycle now; else the last one that may have to do with it."""
        if record is not None and id(record) in self._places:
            return self._places[id(record)]
        fits = [place for place, each in self.new.items() if concerns(each, cycle.item)]
        return fits[-1] if fits else None

    @cached_property
    def _stood(self) -> list[Occurrence]:
        return self._cycles_of(self.before)

    @cached_property
    def _stand(self) -> list[Occurrence]:
        return self._cycles_of(self.after)

    @cached_property
    def _stood_as(self) -> Mapping[str, Occurrence]:
        return {cycle.id: cycle for cycle in self._stood}

    @cached_property
    def _of_record(self) -> Mapping[int, list[Occurrence]]:
        """The cycles that a record closes, puts off or agrees, by what is equal for that record alone."""
        concerned: dict[int, list[Occurrence]] = defaultdict(list)
        for cycle in self._stand:
            for record in {id(each): each for each in (written(cycle.closed), cycle.override)}:
                concerned[record].append(cycle)
        return concerned

    @cached_property
    def _of_item(self) -> Mapping[str, list[Occurrence]]:
        cycles: dict[str, list[Occurrence]] = defaultdict(list)
        for cycle in self._stand:
            cycles[cycle.item.key].append(cycle)
        return cycles

    @cached_property
    def _places(self) -> Mapping[int, Placed]:
        return {id(record): place for place, record in self.new.items()}

    def _cycles_of(self, schedules: Schedules) -> list[Occurrence]:
        last = max((record.due or record.date for record in self.new.values()), default=self.as_of)
        end = add(max(self.as_of, last), AHEAD) or date.max
        of = {record.customer for record in self.new.values()}
        cycles = occurrences(self.definitions, schedules, self.as_of, end, of=of, expected=0)
        return [cycle for cycle in cycles if cycle.due is not None]


def closed_nearer(
    cycles: Iterable[Occurrence], taken: Occurrence, day: date, but: Record | None = None
) -> Occurrence | None:
    """The closed cycle of the same item to which ``day`` is nearer than to ``taken``, if there is one."""
    closed = [
        cycle
        for cycle in cycles
        if cycle.closed is not None and cycle.closed is not but and cycle.item.key == taken.item.key
    ]
    nearest = min(closed, key=lambda cycle: _distance(cycle, day), default=None)
    return nearest if nearest is not None and _distance(nearest, day) < _distance(taken, day) else None


def _distance(cycle: Occurrence, day: date) -> timedelta:
    assert cycle.due is not None, "what waits is not among them"
    return _NONE if day in cycle.due.window else abs(cycle.due.nominal - day)


def _counts_anew(item: Item) -> bool:
    """True where each cycle follows from the last: one that was forgotten rightly moves those after it."""
    return any(rule.basis != "fixed" for rule in item.task.schedule)


def _same(record: Record | None) -> object:
    """What is equal for one record alone; what a customer's file tells of is told anew whenever it is asked for."""
    return record if isinstance(record, DoneBefore) else id(record)
