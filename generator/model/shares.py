"""What a file tells of each customer, of which nobody makes more than what is asked for.

There are hundreds of records for each customer, in a file for each month; most edits concern one of these.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from generator.model.records import Record


class About(NamedTuple):
    """What records of a customer in one file are about: the ``tasks`` and ``products`` that they name.

    They are ``plain`` where they tell of nothing but work that was done; ``notes`` tells whether anything was found, told
    or measured then.
    """

    tasks: tuple[str, ...]
    products: tuple[str, ...]
    plain: bool
    notes: bool


class Shares(Protocol):
    """What a file tells, customer by customer: what there is to know of each, and what is said when somebody asks."""

    @property
    def customers(self) -> Sequence[str]:
        """Of whom it tells; "" are records of nobody."""
        ...

    def about(self, at: int) -> About:
        """What the records of the one at this place are about."""
        ...

    def size(self, at: int) -> int:
        """How many they are."""
        ...

    def order(self, at: int) -> Sequence[tuple[int, int]]:
        """On which day each is, as an ordinal, and at which number of the file's."""
        ...

    def name(self, at: int) -> str:
        """A name for what they say; empty where nobody knows one."""
        ...

    def records(self, at: int) -> Sequence[Record]:
        """What they say."""
        ...


@dataclass(frozen=True, slots=True)
class Read:
    """What a file tells, as it was just read."""

    customers: Sequence[str]
    numbered: Sequence[Sequence[tuple[int, Record]]]

    def about(self, at: int) -> About:
        """As of any ``Shares``."""
        return about(self.records(at))

    def size(self, at: int) -> int:
        """As of any ``Shares``."""
        return len(self.numbered[at])

    def order(self, at: int) -> Sequence[tuple[int, int]]:
        """As of any ``Shares``."""
        return [(record.date.toordinal(), number) for number, record in self.numbered[at]]

    def name(self, at: int) -> str:
        """None is known."""
        return ""

    def records(self, at: int) -> Sequence[Record]:
        """As of any ``Shares``."""
        return [record for _, record in self.numbered[at]]


def shares_of(records: Iterable[Record]) -> Read:
    """The records of a file, by customer."""
    by_customer: dict[str, list[tuple[int, Record]]] = {}
    for number, record in enumerate(records):
        by_customer.setdefault(record.customer, []).append((number, record))
    return Read(tuple(by_customer), tuple(by_customer.values()))


def about(records: Sequence[Record]) -> About:
    """What some records are about."""
    return About(
        tasks=tuple(sorted(tasks_in(records))),
        products=tuple(sorted(products_in(records))),
        plain=all(_is_plain(record) for record in records),
        notes=any(record.findings or record.told or record.measurements for record in records),
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
