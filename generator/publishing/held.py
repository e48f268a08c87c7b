"""What sound files of customers and records say, as values, kept by their contents: only those that changed are read anew.

It is never out of date, for another content has another name, and can be deleted at any time. Of a file with which anything
is wrong nothing is kept: it is read anew, and every mistake is told as ever. Records lie there by customer, and are made
of what lies there when somebody asks for them.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import fields
from functools import partial
from operator import attrgetter
from pathlib import Path

from generator.formats import ourtypes
from generator.model.history import Share, Shares, shares_of
from generator.model.people import Customer
from generator.model.records import Record, Records
from generator.publishing.marker import digest
from generator.publishing.recordnames import name_of
from generator.publishing.shelves import Shelves

FOLDER = ".cache/held"
# Records are written as what they say: there are many, and their type takes longer to tell.
_FIELDS = tuple(key.name for key in fields(Record))
_OF_RECORD = attrgetter(*_FIELDS)
_Row = tuple[str, tuple[int, ...], tuple[int, ...], tuple[str, ...], tuple[str, ...], bool, bool, str, bytes]


class Held:
    """What is kept of the files of ``root``, for one reading of them; ``names`` are those of what sound files hold."""

    def __init__(self, root: Path) -> None:
        self._shelves = Shelves(root / FOLDER, {})
        self._found: dict[str, bytes] = {}
        self.names: dict[str, str] = {}
        self.customers, self.records = _Customers(self), _Records(self)

    def knows(self, file: str, text: bytes) -> bool:
        """Whether it is kept what ``file`` holds, whose content is ``text``."""
        return self._shelves.of(file, _name(file, text)) is not None

    def value(self, file: str, text: str) -> object:
        """What is kept of ``file``; None where nothing is."""
        name = _name(file, text.encode())
        said = self._shelves.of(file, name)
        if said is not None:
            self.names[file] = name
        with suppress(*ourtypes.DAMAGED):
            return ourtypes.Reader(said).load() if said is not None else None
        return None

    def note(self, file: str, text: str, value: object) -> None:
        """Keep ``value`` of ``file``."""
        name = self.names[file] = _name(file, text.encode())
        self._found[name] = pickle.dumps(value, ourtypes.PROTOCOL)

    def keep(self) -> None:
        """Keep what was noted. Where nothing can be kept, it is read anew."""
        self._shelves.keep(self._found)


class _Customers:
    """The customers among what is held."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def of(self, file: str, text: str) -> Customer | None:
        """The customer in ``file``."""
        value = self._held.value(file, text)
        return value if isinstance(value, Customer) else None

    def made(self, file: str, text: str, value: Customer, *, sound: bool) -> Customer:
        """The customer that was read, to be kept where it is ``sound``."""
        if sound:
            self._held.note(file, text, value)
        return value


class _Records:
    """The records among what is held, by customer."""

    def __init__(self, held: Held) -> None:
        self._held = held

    def of(self, file: str, text: str) -> Shares | None:
        """The records in ``file``."""
        with suppress(*ourtypes.DAMAGED):
            rows = self._held.value(file, text)
            return {row[0]: _share(row) for row in rows} if isinstance(rows, tuple) else None
        return None

    def made(self, file: str, text: str, value: Records, *, sound: bool) -> Shares:
        """The records that were read, to be kept where they are ``sound``."""
        shares = shares_of(value.records)
        if not sound:
            return shares
        named = {customer: share._replace(name=name_of(share)) for customer, share in shares.items()}
        self._held.note(file, text, tuple([_row(customer, share) for customer, share in named.items()]))
        return named


def _name(file: str, text: bytes) -> str:
    """A name for a file and what it holds: a customer's id is that of the file."""
    return digest(b"\0".join([file.encode("utf-8", "surrogatepass"), text]))


def _row(customer: str, share: Share) -> _Row:
    return customer, *share[:-1], pickle.dumps([*map(_OF_RECORD, share.records())], ourtypes.PROTOCOL)


def _share(row: _Row) -> Share:
    return Share(*row[1:-1], partial(_records, row[-1]))


def _records(written: bytes) -> Sequence[Record]:
    return [Record(**dict(zip(_FIELDS, values, strict=True))) for values in ourtypes.Reader(written).load()]
