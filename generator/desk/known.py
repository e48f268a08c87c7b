"""Customers by their names and by what they are reached by, so that a row of a table finds its own at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import count

from generator.desk.columns import folded
from generator.text.data import Data

_NOBODY: frozenset[str] = frozenset()


class Known:
    """Who is known so far, each as their file says now; names, telephones and addresses are given ``folded``."""

    def __init__(self) -> None:
        self._turns = count()
        self._order: dict[str, int] = {}
        self._name: dict[str, str] = {}
        self._addresses: dict[str, frozenset[str]] = {}
        self._phone: dict[str, str] = {}
        self._called: dict[str, set[str]] = defaultdict(set)
        self._reached: dict[str, set[str]] = defaultdict(set)

    def put(self, id_: str, data: Mapping[str, Data]) -> None:
        """A customer as ``data`` say; whoever is new comes last."""
        name, phone = folded(str(data.get("name"))), _phone(data)
        if id_ in self._name:
            self._called[self._name[id_]].discard(id_)
            self._reached[self._phone[id_]].discard(id_)
        if id_ not in self._order:
            self.move(id_)
        self._name[id_], self._phone[id_], self._addresses[id_] = name, phone, _addresses(data)
        self._called[name].add(id_)
        self._reached[phone].add(id_)

    def move(self, id_: str) -> None:
        """A customer comes last from now on."""
        self._order[id_] = next(self._turns)

    def called(self, name: str) -> Collection[str]:
        """Who has that name."""
        return self._called.get(name, _NOBODY)

    def reached(self, phone: str) -> Collection[str]:
        """Who has that telephone number; nobody by none."""
        return self._reached.get(phone, _NOBODY) if phone else _NOBODY

    def lives(self, id_: str, address: str) -> bool:
        """Whether a customer has a place at that address."""
        return bool(address) and address in self._addresses[id_]

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """Those of the ``ids`` in the order in which they came."""
        return sorted(ids, key=self._order.__getitem__)


def _phone(data: Mapping[str, Data]) -> str:
    contact = data.get("contact")
    return folded(str(contact["phone"])) if isinstance(contact, dict) and "phone" in contact else ""


def _addresses(data: Mapping[str, Data]) -> frozenset[str]:
    places = data.get("sites")
    sites = places if isinstance(places, list) else []
    return frozenset(folded(str(site["address"])) for site in sites if isinstance(site, dict) and "address" in site)
