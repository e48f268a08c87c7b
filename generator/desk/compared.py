"""What an edit touches, by kind and id: definitions, customers, technicians, and the warranties of products."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.model.renames import Renames, renamed, renames_of
from generator.model.schedules import Schedules

How = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True, order=True)
class Touched:
    """One thing that an edit added, changed or removed; ``kind`` is as problems call it (``task``, ``customer`` …)."""

    kind: str
    id: str
    how: How


def touched(before: tuple[Definitions, Schedules], after: tuple[Definitions, Schedules]) -> list[Touched]:
    """Everything that differs, by kind and today's id. Files that were only laid out anew touch nothing."""
    return sorted(_all(before, after))


def _all(before: tuple[Definitions, Schedules], after: tuple[Definitions, Schedules]) -> Iterator[Touched]:
    (old, old_schedules), (new, new_schedules) = before, after
    tables: list[tuple[str, Mapping[str, object], Mapping[str, object]]] = [
        ("product", old.products, new.products),
        ("task", old.tasks, new.tasks),
        ("promise", old.promises, new.promises),
        ("customer", old_schedules.customers, new_schedules.customers),
        ("technician", old_schedules.technicians, new_schedules.technicians),
        ("record", _records(old_schedules), _records(new_schedules)),
        ("year", old.calendars, new.calendars),
        ("source", {**old.works, **old.handbook}, {**new.works, **new.handbook}),
        ("tag", old.tags, new.tags),
        ("term", old.terms, new.terms),
        ("picture", _pictures(old), _pictures(new)),
    ]
    tables += [(kind, old.entries.get(kind, {}), new.entries.get(kind, {})) for kind in {*old.entries, *new.entries}]
    owners = names_in(after).customers
    for kind, known, now in tables:
        today = owners if kind in ("customer", "record") else renamed(now)
        yield from _of(kind, {today.get(id_, id_): thing for id_, thing in known.items()}, now)
    yield from _of("warranty", _warranties(old.products), _warranties(new.products))
    if old.company != new.company:
        yield Touched("company", "company", "changed")
    if old.seasons != new.seasons:
        yield Touched("seasons", "seasons", "changed")
    if old.search != new.search:
        yield Touched("search", "search", "changed")
    if old.orders != new.orders:
        yield Touched("orders", "orders", "changed")


def names_in(world: tuple[Definitions, Schedules]) -> Renames:
    """What things were called before, by what they are called there."""
    definitions, schedules = world
    return renames_of(schedules.customers.values(), definitions.products, definitions.tasks)


def _of(kind: str, known: Mapping[str, object], now: Mapping[str, object]) -> Iterator[Touched]:
    for id_ in {*known, *now}:
        if id_ not in known:
            yield Touched(kind, id_, "added")
        elif id_ not in now:
            yield Touched(kind, id_, "removed")
        elif known[id_] != now[id_]:
            yield Touched(kind, id_, "changed")


def _warranties(products: Mapping[str, Product]) -> dict[str, object]:
    return {f"{product.id}:{term.id}": term for product in products.values() for term in product.warranty}


def _pictures(definitions: Definitions) -> dict[str, object]:
    """Each picture with what it shows."""
    return {name: (content, definitions.shown.get(name)) for name, content in definitions.pictures.items()}


def _records(schedules: Schedules) -> dict[str, object]:
    """What is recorded, by customer."""
    records: dict[str, list[object]] = defaultdict(list)
    for _, record in schedules.records:
        records[record.customer or "*"].append(record)
    return dict(records)
