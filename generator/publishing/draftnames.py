"""What a customer's draft is made from, as a name: a draft that is kept under it is the one that would be made."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from io import BytesIO

from generator.due.along import covered_by
from generator.model.history import Group
from generator.model.shares import products_in, tasks_in
from generator.publishing.recordnames import name_of_records
from generator.reading.packaged import program_digest
from generator.visits.conditions import choosy
from generator.visits.drafting import Basis, Brief
from generator.visits.visit import Published

_SIZE = 16
# What is told in such files is no part of any draft: pages alone show it.
_SHOWN_ALONE = tuple(f"definitions/{name}" for name in ("guides/", "glossary.", "search.", "tags.", "pictures."))


class MadeFrom:
    """Names of what the drafts on ``basis`` are made from."""

    def __init__(self, basis: Basis) -> None:
        definitions, tasks = basis.definitions, basis.definitions.tasks
        self._files = {id_: definitions.places["task", id_].file for id_ in tasks}
        self._texts = {id_: _name(definitions.texts[file].encode()) for id_, file in self._files.items()}
        self._of_product = {
            product: frozenset(task.id for task in definitions.tasks_of(product)) for product in definitions.products
        }
        self._own = frozenset(task.id for task in tasks.values() if task.scope == "company")
        self._covered = covered_by(tasks)
        self._shared = self._name_of(basis)

    def name(self, brief: Brief, tasks: str, served: str) -> str:
        """A name for all that the draft of ``brief`` is made from, ``tasks`` and ``served`` being those of its own."""
        before = repr((_told(brief.before), sorted(brief.taken), sorted(brief.without_room)))
        return _name(self._shared, tasks.encode(), served.encode(), before.encode("utf-8", "surrogatepass"))

    def served(self, brief: Brief) -> str:
        """A name for a customer, and all that is on record of them."""
        return _name(_canonical(tuple(brief.served.customers.values())), name_of_records(brief.served.records))

    def tasks(self, brief: Brief) -> str:
        """A name for what definitions say of the tasks that may concern a customer, and of no other."""
        named = set(_named(brief)) if brief.served.customers else {*_named(brief), *self._own}
        named.update(*(self._of_product.get(product, ()) for product in _products(brief)))
        named.update(*(self._covered.get(id_, ()) for id_ in tuple(named)))
        return _name(*(f"{id_}={self._texts.get(id_, '')}".encode() for id_ in sorted(named)))

    def _name_of(self, basis: Basis) -> bytes:
        """What all drafts are made from."""
        told = blake2b(program_digest().encode(), digest_size=_SIZE)
        of_tasks = set(self._files.values())
        for file, text in sorted(basis.definitions.texts.items()):
            if file not in of_tasks and not file.startswith(_SHOWN_ALONE):
                told.update(f"{file}\0{text}\0".encode())
        special = sorted(choosy(basis.definitions.tasks.values()))
        rest = (basis.as_of, basis.end, basis.since, sorted(basis.technicians.items()), special)
        told.update(repr(rest).encode("utf-8", "surrogatepass"))
        return told.digest()


def _products(brief: Brief) -> Iterator[str]:
    """What stands there, and what an incident is about, which need not."""
    for customer in brief.served.customers.values():
        yield from (asset.product for site in customer.sites for asset in site.assets)
    records = brief.served.records
    yield from records.products if isinstance(records, Group) else products_in(record for _, record in records)


def _named(brief: Brief) -> Iterator[str]:
    """The tasks that are named: as done, before us as well, and as agreed otherwise."""
    for customer in brief.served.customers.values():
        for site in customer.sites:
            yield from site.last_done
            for asset in site.assets:
                yield from (*asset.last_done, *asset.rules)
    records = brief.served.records
    yield from records.tasks if isinstance(records, Group) else tasks_in(record for _, record in records)


def _told(before: Iterable[Published]) -> list[str]:
    return [f"{o.uid} {' '.join(o.occurrences)} {o.day} {o.technician or '-'} {' '.join(o.others)}" for o in before]


def _canonical(value: object) -> bytes:
    """The same bytes for equal values, whether two equal ones among them are one or not."""
    written = BytesIO()
    pickler = pickle.Pickler(written, 5)
    pickler.fast = True
    pickler.dump(value)
    return written.getvalue()


def _name(*told: bytes) -> str:
    named = blake2b(digest_size=_SIZE)
    for part in told:
        named.update(part + b"\0")
    return named.hexdigest()
