"""Records that do nothing, so that whoever wrote them can be told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from generator.due.applied import Items
from generator.due.items import Item, Occurrence
from generator.due.milestones import Grounds
from generator.due.occurrences import Cycles
from generator.due.settle import concerns, names_cycle
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record, fixed_day
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.tasks import Revisions
from generator.model.voids import in_force


class Idle:
    """The records that close or move nothing as of ``as_of`` and before ``end``: repeats, slips of the date, no such cycle.

    Passed over are records of later days, those of floating rules that name no cycle (such a rule counts from the last
    completion), and history: what was taken back; what names anything that is gone or not agreed any more; what lies before
    or after the service, or closed a cycle that does; what cannot be told while a milestone is pending; and what was agreed
    until a later record changed or settled it.
    """

    def __init__(self, definitions: Definitions, as_of: date, end: date) -> None:
        self._as_of = as_of
        self._items = Items(definitions, tuple(definitions.tasks.values()))
        self._ever = Cycles(definitions, as_of, end, ever_served=True)

    def of(self, schedules: Schedules, known: Iterable[Occurrence]) -> Iterator[Placed]:
        """Where those of ``schedules`` stand, of which ``known`` are all occurrences."""
        standing = in_force((record for _, record in schedules.records), self._as_of)
        unused = {id(record) for record in standing} - _used(known)
        left = [
            (place, record)
            for place, record in schedules.records
            if id(record) in unused and not _is_past(record, self._as_of)
        ]
        if not left:
            return
        tasks = {id_ for _, record in left for id_ in (record.task, *record.tasks) if id_ is not None}
        known_items = _by_site(self._items.of(schedules, {record.customer for _, record in left}, tasks))
        # The customers of whose records one at least should count, as far as its tasks tell.
        doubted = {record.customer for _, record in left if _should_count(record, _concerned(record, known_items), ())}
        left = [entry for entry in left if entry[1].customer in doubted]
        if not left:
            return
        ever = self._ever.of(schedules, doubted, tasks)
        used, waiting = _used(ever), {cycle.item.key for cycle in ever if cycle.due is None}
        counted: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for record in standing:
            if id(record) in used:
                counted[record.customer, record.site].append(record)
        for place, record in left:
            concerned = _concerned(record, known_items)
            if id(record) in used or not _should_count(record, concerned, waiting):
                continue
            others = counted[record.customer, record.site] if fixed_day(record) is not None else ()
            if not any(
                _settles(other, record) and any(concerns(other, item) for item in concerned) for other in others
            ):
                yield place


def _used(cycles: Iterable[Occurrence]) -> set[int]:
    """The records that closed one of the ``cycles`` or moved it, by identity."""
    return {id(record) for cycle in cycles for record in (cycle.closed, cycle.override) if record is not None}


def _is_past(record: Record, as_of: date) -> bool:
    """True where the day that was agreed is over."""
    day = fixed_day(record)
    return day is not None and day < as_of


def _concerned(record: Record, known_items: Mapping[tuple[str, str], Sequence[Item]]) -> list[Item]:
    """The items of which ``record`` tells."""
    return [item for item in known_items.get((record.customer, record.site), ()) if concerns(record, item)]


def _by_site(served: Iterable[tuple[Item, Revisions, Grounds]]) -> Mapping[tuple[str, str], list[Item]]:
    """The items by customer and site, as records name them; the company's own by ""."""
    by_site: dict[tuple[str, str], list[Item]] = defaultdict(list)
    for item, _, _ in served:
        by_site[(item.customer.id, item.site.id) if item.customer and item.site else ("", "")].append(item)
    return by_site


def _settles(other: Record, record: Record) -> bool:
    """True where ``other``, of the same site, came after ``record`` agreed on a day, and may speak of the same cycle."""
    if other.date < record.date:
        return False
    pairs = ((other.due, record.due), (other.cycle, record.cycle))
    return all(mine is None or yours is None or mine == yours for mine, yours in pairs)


def _always_counts(rule: Rule) -> bool:
    """True for a rule that goes on from the last completion, whenever that was."""
    return rule.basis != "fixed" or rule.raised_by is not None


def _should_count(record: Record, concerned: Sequence[Item], waiting: Container[str]) -> bool:
    """Whether each task that ``record`` names was served on its day (or that which it agreed), with a date for its rule."""
    for item in concerned:
        if item.key in waiting:
            return False
        if not names_cycle(record) and any(_always_counts(rule) for rule in item.task.schedule):
            return False
    day = fixed_day(record) or record.date
    served = {item.task.id for item in concerned if day in item.served and record.date >= item.served.made}
    named = {id_ for id_ in (record.task, *record.tasks) if id_ is not None}
    return bool(named) and named <= served
