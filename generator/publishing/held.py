"""What sound files of customers and records say, as values, kept by their contents: only those that changed are read anew.

It is never out of date, for another content has another name, and can be deleted at any time. Of a file with which anything
is wrong nothing is kept: it is read anew, and every mistake is told as ever. Records lie there by customer, and are made
of what lies there when somebody asks for them.
"""

from __future__ import annotations

import pickle
import sys
from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from itertools import accumulate
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from generator.formats import ourtypes
from generator.model.people import Customer
from generator.model.records import Record, Records
from generator.model.shares import About, Read, Shares, shares_of
from generator.publishing.marker import digest
from generator.publishing.recordnames import LENGTH, name_of
from generator.publishing.shelves import Shelves

FOLDER = ".cache/held"
# Records are written as what they say: there are many, and their type takes longer to tell.
_FIELDS = tuple(key.name for key in fields(Record))
_OF_RECORD = attrgetter(*_FIELDS)
# Before the records of a file stands how long is what tells of them.
_HEAD = 8
_KIND = "I"  # of numbers: four bytes each


class Held:
    """What is kept of the files of ``root``, for one reading of them; ``names`` are those of what sound files hold."""

    def __init__(self, root: Path, *, lasts: bool = False) -> None:
        self._shelves, self.lasts = Shelves(root / FOLDER, {}), lasts
        self.names: dict[str, str] = {}
        self.customers, self.records = _Customers(self), _Records(self)

    def knows(self, file: str, text: bytes) -> bool:
        """Whether it is kept what ``file`` holds, whose content is ``text``."""
        name = _name(file, text)
        self._shelves.called(file, name)
        return self._shelves.knows(name)

    def known(self, file: str, text: str) -> str | None:
        """The name under which it is kept what ``file`` holds; None where nothing is."""
        content = text.encode()
        if not self.knows(file, content):
            return None
        self.names[file] = name = _name(file, content)
        return name

    def said(self, name: str, start: int = 0, length: int | None = None) -> bytes:
        """What is kept under a name that is known, or so many bytes of it. Raises OSError."""
        return self._shelves.part(name, start, length)

    def note(self, file: str, text: str, said: bytes) -> str:
        """Keep what is ``said`` of ``file``, under the name that is returned."""
        name = self.names[file] = _name(file, text.encode())
        self._shelves.called(file, name)
        self._shelves.put(name, said)
        return name

    def keep(self) -> None:
        """Keep what was noted. Where nothing can be kept, it is read anew."""
        self._shelves.keep()


class _Customers:
    """The customers among what is held."""

    def __init__(self, held: Held) -> None:
        self._held, self.lasts = held, held.lasts

    def of(self, file: str, text: str) -> Customer | None:
        """The customer in ``file``."""
        name = self._held.known(file, text)
        with suppress(*ourtypes.DAMAGED):
            value = ourtypes.Reader(self._held.said(name)).load() if name is not None else None
            return value if isinstance(value, Customer) else None
        return None

    def made(self, file: str, text: str, value: Customer, *, sound: bool) -> Customer:
        """The customer that was read, to be kept where it is ``sound``."""
        if sound:
            self._held.note(file, text, pickle.dumps(value, ourtypes.PROTOCOL))
        return value


class _Records:
    """The records among what is held, by customer."""

    def __init__(self, held: Held) -> None:
        self._held, self.lasts = held, held.lasts

    def of(self, file: str, text: str) -> Shares | None:
        """The records in ``file``."""
        name = self._held.known(file, text)
        with suppress(*ourtypes.DAMAGED):
            return _held(self._held, name) if name is not None else None
        return None

    def made(self, file: str, text: str, value: Records, *, sound: bool) -> Shares:
        """The records that were read, to be kept where they are ``sound``; and then as they are kept, for they are many."""
        read = shares_of(value.records)
        if not sound:
            return read
        name = self._held.note(file, text, _written(read))
        with suppress(*ourtypes.DAMAGED):
            return _held(self._held, name)
        return read


class _Index(NamedTuple):
    """What there is to know of a file's records without reading them: of each customer which of ``abouts`` they are.

    ``ends`` tell where those of each end; ``days`` and ``numbers`` are those of all of them, one after the other.
    """

    customers: tuple[str, ...]
    abouts: tuple[tuple[tuple[str, ...], tuple[str, ...], bool, bool], ...]
    which: bytes
    sizes: bytes
    names: str
    ends: bytes
    days: bytes
    numbers: bytes


class _Held:
    """What a file tells, of which records are made when somebody asks for them."""

    def __init__(self, held: Held, name: str, index: _Index, start: int) -> None:
        self._held, self._name, self._start = held, name, start
        self.customers: Sequence[str] = [*map(sys.intern, index.customers)]  # each stands in many files
        self._abouts = [About(*told) for told in index.abouts]
        self._which, self._sizes, self._ends = map(_numbers, (index.which, index.sizes, index.ends))
        self._days, self._numbers, self._names = _numbers(index.days), _numbers(index.numbers), index.names
        self._firsts = array(_KIND, [0, *accumulate(self._sizes)])

    def about(self, at: int) -> About:
        """As of any ``Shares``."""
        return self._abouts[self._which[at]]

    def size(self, at: int) -> int:
        """As of any ``Shares``."""
        return self._sizes[at]

    def name(self, at: int) -> str:
        """As of any ``Shares``."""
        return self._names[at * LENGTH : (at + 1) * LENGTH]

    def order(self, at: int) -> Sequence[tuple[int, int]]:
        """As of any ``Shares``."""
        first, end = self._firsts[at], self._firsts[at + 1]
        return [*zip(self._days[first:end], self._numbers[first:end], strict=True)]

    def records(self, at: int) -> Sequence[Record]:
        """As of any ``Shares``. Raises OSError."""
        begin = self._ends[at - 1] if at else 0
        return _records(self._held.said(self._name, self._start + begin, self._ends[at] - begin))


def _name(file: str, text: bytes) -> str:
    """A name for a file and what it holds: a customer's id is that of the file."""
    return digest(b"\0".join([file.encode("utf-8", "surrogatepass"), text]))


def _written(read: Read) -> bytes:
    """What is kept of a file's records."""
    places = range(len(read.customers))
    said = [pickle.dumps([*map(_OF_RECORD, read.records(at))], ourtypes.PROTOCOL) for at in places]
    abouts = [tuple(read.about(at)) for at in places]
    numbers = {told: number for number, told in enumerate(dict.fromkeys(abouts))}
    order = [one for at in places for one in read.order(at)]
    index = _Index(
        tuple(read.customers),
        tuple(numbers),  # type: ignore[arg-type]
        _bytes(numbers[told] for told in abouts),
        _bytes(map(read.size, places)),
        "".join([name_of(read.records(at)) for at in places]),
        _bytes(accumulate(map(len, said))),
        _bytes(day for day, _ in order),
        _bytes(number for _, number in order),
    )
    told = pickle.dumps(tuple(index), ourtypes.PROTOCOL)
    return b"".join([len(told).to_bytes(_HEAD), told, *said])


def _held(held: Held, name: str) -> Shares:
    """What is kept under ``name``. Raises any of ``ourtypes.DAMAGED``."""
    length = int.from_bytes(held.said(name, 0, _HEAD))
    return _Held(held, name, _Index(*ourtypes.Reader(held.said(name, _HEAD, length)).load()), _HEAD + length)


def _records(said: bytes) -> Sequence[Record]:
    return [Record(**dict(zip(_FIELDS, told, strict=True))) for told in ourtypes.Reader(said).load()]


def _bytes(numbers: Iterable[int]) -> bytes:
    """Numbers as bytes, alike on every machine."""
    told = array(_KIND, numbers)
    if sys.byteorder == "big":
        told.byteswap()
    return told.tobytes()


def _numbers(told: bytes) -> array[int]:
    numbers = array(_KIND, told)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
