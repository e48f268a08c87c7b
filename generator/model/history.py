"""What is on record, by the customer that it is of: whoever asks about one need not have the records of all.

There are hundreds of records for each customer, and most edits concern one of these.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from generator.model.definition import Placed
from generator.model.records import Record

Entry = tuple[Placed, Record]
_KEY = "records"


class Share(NamedTuple):
    """What one file tells of one customer: at which ``numbers`` of its records, and on which ``days`` as ordinals.

    ``tasks`` and ``products`` are those that it names. It is ``plain`` where it tells of nothing but work that was done;
    ``notes`` tells whether anything was found, told or measured then. ``name`` is one for what it says, where somebody
    knows that; ``records`` gives the records themselves.
    """

    numbers: tuple[int, ...]
    days: tuple[int, ...]
    tasks: tuple[str, ...]
    products: tuple[str, ...]
    plain: bool
    notes: bool
    name: str
    records: Callable[[], Sequence[Record]]


Shares = Mapping[str, Share]


def shares_of(records: Iterable[Record]) -> Shares:
    """The records of a file, by customer; under "" those of nobody."""
    by_customer: dict[str, list[tuple[int, Record]]] = {}
    for number, record in enumerate(records):
        by_customer.setdefault(record.customer, []).append((number, record))
    return {id_: _share(numbered) for id_, numbered in by_customer.items()}


def _share(numbered: Sequence[tuple[int, Record]]) -> Share:
    records = tuple([record for _, record in numbered])
    return Share(
        numbers=tuple([number for number, _ in numbered]),
        days=tuple([record.date.toordinal() for record in records]),
        tasks=tuple(sorted(tasks_in(records))),
        products=tuple(sorted(products_in(records))),
        plain=all(_is_plain(record) for record in records),
        notes=any(record.findings or record.told or record.measurements for record in records),
        name="",
        records=lambda: records,
    )


def _is_plain(record: Record) -> bool:
    """Whether a record tells of nothing but work that was done."""
    return record.record == "completed" and record.incident is None and record.of is None


def tasks_in(records: Iterable[Record]) -> frozenset[str]:
    """The tasks that records name."""
    return frozenset(task for record in records for task in (record.task, *record.tasks) if task is not None)


def products_in(records: Iterable[Record]) -> frozenset[str]:
    """The products that incidents are about."""
    told = (record.incident.product for record in records if record.incident is not None)
    return frozenset(product for product in told if product is not None)


class Entries(Sequence[Entry]):
    """A row of records with their places, of which nobody makes more than how many they are until they are asked for."""

    @property
    @abstractmethod
    def _entries(self) -> tuple[Entry, ...]: ...

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        return self._entries[at]

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[type, tuple[tuple[Entry, ...]]]:
        """Whoever is sent some is sent these alone, in a row: of whom each is can be told from it."""
        return tuple, (self._entries,)


class Group(Entries):
    """The records of a customer with their places, oldest first; the order inside one day is that of the files."""

    def __init__(self, shares: Sequence[tuple[str, Share]]) -> None:
        self.shares = shares

    @cached_property
    def tasks(self) -> frozenset[str]:
        """The tasks that they name."""
        return frozenset().union(*[share.tasks for _, share in self.shares])

    @cached_property
    def products(self) -> frozenset[str]:
        """The products that incidents are about."""
        return frozenset().union(*[share.products for _, share in self.shares])

    @property
    def plain(self) -> bool:
        """Whether they tell of nothing but work that was done."""
        return all(share.plain for _, share in self.shares)

    def places(self, numbers: Iterable[int]) -> Sequence[Placed]:
        """Where those stand that have these ``numbers`` among them."""
        order = sorted(self._order())
        return [Placed(order[number][1], (_KEY, order[number][2])) for number in numbers]

    @property
    def noting(self) -> Sequence[Entry]:
        """Those of the files in which something is noted; all, where some are not of work that was done."""
        return Group([entry for entry in self.shares if entry[1].notes]) if self.plain else self

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        records = {
            (file, number): record
            for file, share in self.shares
            for number, record in zip(share.numbers, share.records(), strict=True)
        }
        return tuple([(place, records[place.file, place.keys[-1]]) for place in self.places(range(len(self)))])  # type: ignore[index]

    def _order(self) -> Iterator[tuple[int, str, int]]:
        for file, share in self.shares:
            for day, number in zip(share.days, share.numbers, strict=True):
                yield day, file, number

    def __len__(self) -> int:
        return sum(len(share.numbers) for _, share in self.shares)


class History(Entries):
    """All records of some files with their places, oldest first, and those of each customer."""

    def __init__(self, files: Mapping[str, Shares]) -> None:
        shares: dict[str, list[tuple[str, Share]]] = {}
        for file in sorted(files):
            for customer, share in files[file].items():
                shares.setdefault(customer, []).append((file, share))
        self.groups: Mapping[str, Group] = {customer: Group(some) for customer, some in shares.items()}

    def only(self, wanted: Callable[[str], bool]) -> tuple[Entry, ...]:
        """The records of the customers that are ``wanted``, in their order."""
        some = [entry for customer, group in self.groups.items() if wanted(customer) for entry in group]
        return tuple(sorted(some, key=_order))

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return self.only(lambda _: True)

    def __len__(self) -> int:
        return sum(map(len, self.groups.values()))


def _order(entry: Entry) -> tuple[int, str, int]:
    place, record = entry
    return record.date.toordinal(), place.file, int(place.keys[-1])
