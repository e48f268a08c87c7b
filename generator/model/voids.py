"""Records that were taken back: files are only ever added to, so a wrong one is followed by one that voids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from generator.model.records import Record, Voided

_SEVERAL = 3  # so many records are proposed for a void that fits none


# Of these the next one of the same thing takes the place of the one before.
_REPLACED = ("moved", "appointment")


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What voids do, by places in a list of records.

    ``void`` leads from each void that takes a record back to that record; ``unclear`` from each that takes none back to
    those that it might mean: those that fit it, or the nearest ones where none does.
    """

    void: Mapping[int, int] = field(default_factory=dict)
    unclear: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def taken_back(records: Sequence[Record], as_of: date = date.max) -> TakenBack:
    """Which of the ``records``, oldest first, were taken back up to ``as_of``.

    A void concerns one record of its customer and site, dated no later than itself. What was recorded anew on the same day
    stands behind it, so those before it are meant where any fits. Of records that say the same the first one goes; of moves
    and appointments of one thing the last, which is the one that holds. Where those that fit say different things, none
    does. A void is not taken back: what it took is recorded anew.
    """
    voids = [index for index, record in enumerate(records) if record.record == "void" and record.date <= as_of]
    if not voids:
        return TakenBack()
    there: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, record in enumerate(records):
        if record.record != "void":
            there[record.customer, record.site].append(index)
    taken: dict[int, int] = {}
    unclear: dict[int, tuple[int, ...]] = {}
    gone: set[int] = set()
    for index in voids:
        void = records[index]
        if void.of is None or void.of.record == "void":
            continue
        known = [i for i in there[void.customer, void.site] if i not in gone and records[i].date <= void.date]
        fitting = [i for i in known if _fits(records[i], void.of)]
        meant = _meant(records, [i for i in fitting if i < index] or fitting)
        if meant is not None:
            taken[index] = meant
            gone.add(meant)
        else:
            unclear[index] = tuple(fitting) or _nearest(records, known, void.of)
    return TakenBack(taken, unclear)


def in_force(records: Iterable[Record], as_of: date) -> list[Record]:
    """The ``records`` that are known on ``as_of`` and stand: without those that were taken back, and without voids."""
    known = [record for record in records if record.date <= as_of]
    gone = set(taken_back(known, as_of).void.values())
    return [record for index, record in enumerate(known) if record.record != "void" and index not in gone]


def _fits(record: Record, of: Voided) -> bool:
    return (
        record.record == of.record
        and record.date == of.date
        and (of.task is None or of.task == record.task or of.task in record.tasks)
        and (of.asset is None or of.asset == record.asset)
        and (of.due is None or of.due == record.due)
        and (of.incident is None or (record.incident is not None and of.incident == record.incident.id))
    )


def _meant(records: Sequence[Record], fitting: Sequence[int]) -> int | None:
    """The one of those that fit that goes; None where they are of different things, or there is none."""
    if len({_of_what(records[i]) for i in fitting}) != 1:
        return None
    if len({_what(records[i]) for i in fitting}) == 1:
        return fitting[0]
    return fitting[-1] if records[fitting[-1]].record in _REPLACED else None


def _of_what(record: Record) -> tuple[object, ...]:
    """What a record is of: the tasks, the asset and the cycle."""
    tasks = frozenset({record.task, *record.tasks})
    return tasks, record.asset, record.rule, record.due, record.cycle, record.incident


def _what(record: Record) -> tuple[object, ...]:
    """What a record says of the plan; two that agree in it are one thing written twice."""
    return *_of_what(record), record.to, record.at, record.minutes


def _nearest(records: Sequence[Record], known: Sequence[int], of: Voided) -> tuple[int, ...]:
    """The records that a void with a slip in it most likely means, the likeliest first."""

    def slips(index: int) -> tuple[int, int]:
        record = records[index]
        wrong = [
            record.record != of.record,
            of.task is not None and of.task != record.task and of.task not in record.tasks,
            of.asset is not None and of.asset != record.asset,
        ]
        return sum(wrong), abs((record.date - of.date).days)

    return tuple(sorted(known, key=slips)[:_SEVERAL])
