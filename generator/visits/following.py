"""What was published last, told in the cycles of today: each is found again though its date, rule or number changed.

A published event names its cycles by item and nominal date. Where a corrected milestone, an edited rule or a late record
moves the dates, the event goes on as the cycle that takes the place of the one it was published for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from generator.due.items import OPEN, Occurrence
from generator.model.definitions import Definitions
from generator.visits.visit import Published

# customer, site, asset and task, in an id: what comes after them says which cycle.
_KEY_PARTS = 4


class _Told(NamedTuple):
    """A cycle as it was published: when its visit was planned, its nominal date or (as older versions wrote) its number."""

    day: date
    which: str
    id: str

    @property
    def order(self) -> tuple[date, str]:
        """By nominal date; by the planned day where that is not told."""
        return (self.day if self.which.isdigit() else date.fromisoformat(self.which[:10])), self.id


def follow(published: Sequence[Published], occurrences: Iterable[Occurrence], as_of: date) -> list[Published]:
    """``published`` with the ids that its cycles have today; what has none keeps its own, which then leads nowhere.

    A cycle is found by its nominal date; one from before ``as_of`` else by the day of the record that closed it; one of an
    older version by its number. What is left is paired in order with the open cycles of its item that nothing was published
    for, from the first one on; so is what was given up for a later cycle, as after an edit of the interval, while its visit
    is to come.
    """
    told = {id_: old.day for old in published for id_ in old.occurrences}
    by_item: dict[str, list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences if told else ():
        if occurrence.status == "missed" and told.get(occurrence.id, date.min) >= as_of:
            continue  # a later cycle does its work, and with it the visit that is to come
        if told.pop(occurrence.id, None) is None and occurrence.due is not None:
            by_item[occurrence.item.key].append(occurrence)
    if not told:
        return list(published)
    lost: dict[str, list[_Told]] = defaultdict(list)
    for id_, day in told.items():
        parts = id_.split("|")
        lost["|".join(parts[:_KEY_PARTS])].append(_Told(day, parts[_KEY_PARTS], id_))
    now = {old: new for key, cycles in lost.items() for old, new in _pairs(cycles, by_item.get(key, ()), as_of)}
    return [replace(old, occurrences=tuple(now.get(id_, id_) for id_ in old.occurrences)) for old in published]


def _pairs(lost: Sequence[_Told], free: Sequence[Occurrence], as_of: date) -> Iterable[tuple[str, str]]:
    """(what it was called, what it is called now) for each lost cycle of an item that is found among the ``free`` ones."""
    by_number: Mapping[str, Occurrence] = {str(occurrence.cycle): occurrence for occurrence in free}
    by_record = {occurrence.closed.date: occurrence for occurrence in free if occurrence.closed is not None}
    taken: set[str] = set()
    rest: list[_Told] = []
    for cycle in sorted(lost, key=lambda cycle: cycle.order):
        match = by_number.get(cycle.which) if cycle.which.isdigit() else None
        if match is None and cycle.day < as_of:
            match = by_record.get(cycle.day)
        if match is None or match.id in taken:
            rest.append(cycle)
            continue
        taken.add(match.id)
        yield cycle.id, match.id
    still_open = (occurrence for occurrence in free if occurrence.status in OPEN and occurrence.id not in taken)
    for cycle, occurrence in zip(rest, still_open, strict=False):
        yield cycle.id, occurrence.id


def older_forecasts(definitions: Definitions, published: Iterable[Published]) -> frozenset[str]:
    """The UIDs of forecasts as older versions told them: without a mark, and many more than are told today.

    They named cycles by number. Of a rule that counts from the last time all but an item's first are forecasts.
    """
    numbered = {old.uid: [id_.rpartition("|") for id_ in old.occurrences] for old in published if _names_a_number(old)}
    first: dict[str, int] = {}
    for cycles in numbered.values():
        for key, _, which in cycles:
            if which.isdigit():
                first[key] = min(first.get(key, int(which)), int(which))
    floating = {key for key in first if _is_floating(definitions, key)}
    return frozenset(
        uid
        for uid, cycles in numbered.items()
        if all(key in floating and which.isdigit() and int(which) > first[key] for key, _, which in cycles)
    )


def _names_a_number(old: Published) -> bool:
    """False where all cycles end as dates do, as today's: of these there are many, and nothing more is asked of them."""
    return any(id_[-3:-2] != "-" for id_ in old.occurrences)


def _is_floating(definitions: Definitions, key: str) -> bool:
    id_, _, name = key.split("|")[_KEY_PARTS - 1].partition(":")
    task = definitions.tasks.get(id_)
    return task is not None and any(r.basis != "fixed" for r in task.schedule if r.name == (name or "main"))
