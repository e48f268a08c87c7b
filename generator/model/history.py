"""What is on record, by the customer that it is of: whoever asks about one need not have the records of all.

There are hundreds of records for each customer, and most edits concern one of these.
"""

from __future__ import annotations

from abc import abstractmethod
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import itemgetter
from typing import overload

from generator.model.definition import Placed
from generator.model.records import Record
from generator.model.shares import About, Shares

Entry = tuple[Placed, Record]
_KEY = "records"


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


@dataclass(frozen=True, slots=True)
class Part:
    """What one ``file`` tells of a customer: that which stands ``at`` some place of its shares."""

    file: str
    shares: Shares
    at: int

    @property
    def name(self) -> str:
        """A name for what it says; empty where nobody knows one."""
        return self.shares.name(self.at)

    @property
    def order(self) -> Sequence[tuple[int, int]]:
        """On which day each of its records is, as an ordinal, and at which number of the file's."""
        return self.shares.order(self.at)

    @property
    def records(self) -> Sequence[Record]:
        """What it says."""
        return self.shares.records(self.at)


class Group(Entries):
    """The records of a customer with their places, oldest first; the order inside one day is that of the files.

    Of the ``files`` those that tell of them are at ``where``, each followed by the place of theirs among its shares.
    """

    def __init__(self, files: Sequence[tuple[str, Shares]], where: Sequence[int]) -> None:
        self._files, self._where = files, where

    def anew(self) -> Group:
        """The same, of which nobody holds the records that are made for whoever asks: there are hundreds."""
        return Group(self._files, self._where)

    @property
    def parts(self) -> Iterator[Part]:
        """What each file tells of them, in the order of the files."""
        return (Part(*self._files[file], at) for file, at in self._pairs())

    @cached_property
    def _about(self) -> About:
        told = {shares.about(at) for shares, at in self._shares()}
        return About(
            tuple(sorted({*chain.from_iterable(one.tasks for one in told)})),
            tuple(sorted({*chain.from_iterable(one.products for one in told)})),
            plain=all(one.plain for one in told),
            notes=any(one.notes for one in told),
        )

    def _pairs(self) -> Iterator[tuple[int, int]]:
        numbers = iter(self._where)
        return zip(numbers, numbers, strict=True)

    def _shares(self) -> Iterator[tuple[Shares, int]]:
        return ((self._files[file][1], at) for file, at in self._pairs())

    @property
    def tasks(self) -> Sequence[str]:
        """The tasks that they name."""
        return self._about.tasks

    @property
    def products(self) -> Sequence[str]:
        """The products that incidents are about."""
        return self._about.products

    @property
    def plain(self) -> bool:
        """Whether they tell of nothing but work that was done."""
        return self._about.plain

    def places(self, numbers: Iterable[int]) -> Sequence[Placed]:
        """Where those stand that have these ``numbers`` among them."""
        order = sorted((day, part.file, number) for part in self.parts for day, number in part.order)
        return [_placed(*order[number][1:]) for number in numbers]

    @property
    def noting(self) -> Sequence[Entry]:
        """Those of the files in which something is noted; all, where some are not of work that was done."""
        if not self.plain:
            return self.anew()
        some = [(file, at) for file, at in self._pairs() if self._files[file][1].about(at).notes]
        return Group(self._files, [*chain.from_iterable(some)])

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        told = [
            (day, part.file, number, record)
            for part in self.parts
            for (day, number), record in zip(part.order, part.records, strict=True)
        ]
        told.sort(key=_BY_DAY)
        return tuple([(_placed(file, number), record) for _, file, number, record in told])

    def __len__(self) -> int:
        return sum(shares.size(at) for shares, at in self._shares())


_BY_DAY = itemgetter(0, 1, 2)


def _placed(file: str, number: int) -> Placed:
    return Placed(file, (_KEY, number))


class History(Entries):
    """All records of some ``groups`` with their places, oldest first, and those of each customer."""

    def __init__(self, groups: Mapping[str, Group]) -> None:
        self.groups = groups

    @classmethod
    def of(cls, files: Mapping[str, Shares]) -> History:
        """What some ``files`` tell."""
        where: dict[str, array[int]] = {}
        listed = sorted(files.items())
        for number, (_, shares) in enumerate(listed):
            for at, customer in enumerate(shares.customers):
                known = where.get(customer)
                if known is None:
                    known = where[customer] = array("I")
                known.append(number)
                known.append(at)
        return cls({customer: Group(listed, numbers) for customer, numbers in where.items()})

    def few(self, customers: Iterable[str]) -> History:
        """The records of some ``customers``, which are held no longer than what is returned."""
        return History({id_: self.groups[id_].anew() for id_ in customers if id_ in self.groups})

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
