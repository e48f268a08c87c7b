"""What is wrong beside a mistake that keeps a file from being read: names that nothing has, told with it and not after it.

Of such a file what is sound is read without the keys that are wrong, and held only to checks that no missing key misleads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Customer, Technician, Technicians
from generator.model.products import Product
from generator.model.records import Record, Records
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.reading.attendance import whoever_worked_was_there
from generator.reading.history import history_is_known
from generator.reading.records import records_are_complete
from generator.reading.references import definitions_refer_to_products, tasks_use_the_vocabulary
from generator.reading.renames import by_todays_ids
from generator.reading.schema import validate
from generator.reading.served import customers_refer_to_definitions, technicians_use_the_vocabulary
from generator.text.data import Data, inside
from generator.text.positions import Keys
from generator.text.problems import Problem

T = TypeVar("T")
ItemT = TypeVar("ItemT", Record, Technician)
_TRIES = 8
# What is read in part: the kind, its model, and of files that are lists the key and what each item is.
_MODELS: Mapping[str, type[object]] = {"product": Product, "task": Task, "customer": Customer}
_LISTS: Mapping[type[object], str] = {Records: "records", Technicians: "technicians"}


@dataclass
class HalfRead:
    """What could be read of files that are wrong, by kind and id, and of lists the items that are sound."""

    whole: dict[tuple[str, str], object] = field(default_factory=dict)
    technicians: dict[str, tuple[Placed, Technician]] = field(default_factory=dict)
    records: list[tuple[Placed, Record]] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def note(self, kind: str, model: type[object], data: Data, file: str, id_: str | None) -> None:
        """Read of ``data``, which is no ``model``, what is sound."""
        if model in _MODELS.values():
            rest = _without_mistakes(model, data, file, id_)
            if rest is not None:
                self.whole[kind, id_ or ""] = rest
                self.files.add(file)
        elif model is Records:
            self.records += _sound_items(Record, data, _LISTS[model], file)
            self.files.add(file)
        elif model is Technicians:
            self.technicians |= {one.id: (at, one) for at, one in _sound_items(Technician, data, _LISTS[model], file)}
            self.files.add(file)

    def forget(self, file: str) -> None:
        """Hold ``file`` to nothing: what is in it is of another kind."""
        self.files.discard(file)

    def of(self, kind: str, model: type[T]) -> dict[str, T]:
        """What could be read of a kind, by id."""
        return {id_: thing for (of, id_), thing in self.whole.items() if of == kind and isinstance(thing, model)}


def _without_mistakes(model: type[T], data: Data, file: str, id_: str | None) -> T | None:
    """``data`` as a ``model`` without the keys that are wrong; None where it cannot do without one."""
    rest = deepcopy(data)
    for _ in range(_TRIES):
        valid, problems = validate(model, rest, file, id_=id_)
        if valid is not None:
            return valid
        taken = [_taken_out(rest, problem.keys) for problem in problems]
        if not all(taken):
            return None
    return None


def _taken_out(data: Data, keys: Keys) -> bool:
    """Take out what stands at ``keys``, or the nearest key above it: items of lists stay where they are."""
    while keys:
        if isinstance(keys[-1], str):
            try:
                holder = data
                for key in keys[:-1]:
                    holder = inside(holder, key)
            except (LookupError, TypeError):
                return True  # it went with what it stood in
            if isinstance(holder, dict):
                holder.pop(keys[-1], None)
                return True
        keys = keys[:-1]
    return False


def _sound_items(model: type[ItemT], data: Data, key: str, file: str) -> list[tuple[Placed, ItemT]]:
    items = data.get(key) if isinstance(data, dict) else None
    sound = []
    for index, item in enumerate(items if isinstance(items, list) else ()):
        at: Keys = (key, index)
        valid, _ = validate(model, item, file, at=at)
        if valid is not None:
            sound.append((Placed(file, at), valid))
    return sound


def beside_mistakes(definitions: Definitions, schedules: Schedules, halves: Iterable[HalfRead]) -> list[Problem]:
    """What else is wrong in files that could be read in part alone."""
    told_in = [half for half in halves if half.files]
    if not told_in:
        return []
    for half in told_in:
        definitions, schedules = _with(definitions, schedules, half)
    files = frozenset().union(*(half.files for half in told_in))
    definitions, schedules, _ = by_todays_ids(definitions, schedules)
    told = [
        *definitions_refer_to_products(definitions),
        *tasks_use_the_vocabulary(definitions),
        *customers_refer_to_definitions(definitions, schedules),
        *technicians_use_the_vocabulary(definitions, schedules),
        *records_are_complete(definitions, schedules),
        *history_is_known(definitions, schedules),
        *whoever_worked_was_there(definitions, schedules),
    ]
    return [problem for problem in told if problem.file in files]


def _with(definitions: Definitions, schedules: Schedules, half: HalfRead) -> tuple[Definitions, Schedules]:
    """Both with what was read in part among the rest."""
    places = {("technician", id_): place for id_, (place, _) in half.technicians.items()}
    people = {id_: person for id_, (_, person) in half.technicians.items()}
    records: Sequence[tuple[Placed, Record]] = [*schedules.records, *half.records]
    return (
        replace(
            definitions,
            products={**definitions.products, **half.of("product", Product)},
            tasks={**definitions.tasks, **half.of("task", Task)},
        ),
        replace(
            schedules,
            customers={**schedules.customers, **half.of("customer", Customer)},
            technicians={**schedules.technicians, **people},
            records=tuple(sorted(records, key=lambda entry: entry[1].date)),
            places={**schedules.places, **places},
        ),
    )
