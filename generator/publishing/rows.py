"""Drafts on disk, each under its customer's id: found at once however many there are, whole whenever the program ends."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

# So many are written together.
_TOGETHER = 64
_TABLE = """
CREATE TABLE IF NOT EXISTS drafts
  (id TEXT PRIMARY KEY, name TEXT, mark TEXT, asks TEXT, first TEXT, before TEXT, sum BLOB, outline BLOB, draft BLOB)
  WITHOUT ROWID
"""


class Known(NamedTuple):
    """A ``name`` for what a draft is made from, and a ``mark`` for itself; it holds from ``first`` until ``before``.

    ``asks`` is a name for its outline.
    """

    name: str
    mark: str
    asks: str
    first: str
    before: str


class Row(NamedTuple):
    """A draft and its outline, by which it is known, and both as bytes."""

    known: Known
    outline: bytes
    draft: bytes

    @property
    def sum(self) -> bytes:
        """Tells whether it is as it was written."""
        told = *map(str.encode, self.known), self.outline, self.draft
        return blake2b(b"\0".join(told), digest_size=16).digest()


class Rows:
    """The drafts in ``file``; where that cannot be read or written, they are kept while the program runs."""

    def __init__(self, file: Path) -> None:
        self._held: dict[str, Row] = {}  # what is not there for good
        self._is_writable = True
        try:
            self._base, self._known = _opened(file)
        except (sqlite3.Error, OSError):
            self._base, self._known = _anew(file)

    def known(self) -> Mapping[str, Known]:
        """By what each draft is known."""
        return self._known

    def read(self, id_: str) -> Row | None:
        """The draft of a customer; None where there is none, or it is not as it was written."""
        if id_ in self._held:
            return self._held[id_]
        with suppress(sqlite3.Error):
            asked = "SELECT name, mark, asks, first, before, outline, draft, sum FROM drafts WHERE id = ?"
            told = self._base.execute(asked, (id_,)).fetchone()
            if told is not None and _are(str, told[:5]) and _are(bytes, told[5:]):
                row = Row(Known(*told[:5]), *told[5:7])
                return row if row.sum == told[7] else None
        return None

    def write(self, id_: str, row: Row) -> None:
        """Keep a draft."""
        self._known[id_], self._held[id_] = row.known, row
        if not self._is_writable:
            return
        try:
            told = (id_, *row.known, row.sum, row.outline, row.draft)
            self._base.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", told)
            if len(self._held) >= _TOGETHER:
                self._base.commit()
                self._held.clear()
        except sqlite3.Error:  # a full disk takes back what was written with it
            self._is_writable = False

    def settle(self, keep: Callable[[str], bool]) -> None:
        """All that was written is there for good, and what nobody is to ``keep`` is gone.

        A build that ends from here on leaves nothing beside the file.
        """
        with suppress(sqlite3.Error):
            self._base.executemany("DELETE FROM drafts WHERE id = ?", [(id_,) for id_ in self._known if not keep(id_)])
            self._base.commit()

    def close(self) -> None:
        """No more is read or written."""
        with suppress(sqlite3.Error):
            self._base.close()


def _opened(file: Path) -> tuple[sqlite3.Connection, dict[str, Known]]:
    """The table in ``file``, which nobody else may read, and what is in it. Raises OSError and sqlite3.Error."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    base = sqlite3.connect(file)
    try:
        rows = _ready(base).execute("SELECT id, name, mark, asks, first, before FROM drafts")
        return base, {id_: Known(*rest) for id_, *rest in rows if _are(str, (id_, *rest))}
    except sqlite3.Error:
        base.close()
        raise


def _are(kind: type, values: Iterable[object]) -> bool:
    """False where something else stands in a column than was written there."""
    return all(isinstance(value, kind) for value in values)


def _anew(file: Path) -> tuple[sqlite3.Connection, dict[str, Known]]:
    """An empty table in the place of one that is damaged; where that cannot be, one that goes with the program."""
    with suppress(sqlite3.Error, OSError):
        file.unlink(missing_ok=True)
        return _opened(file)
    return _ready(sqlite3.connect("")), {}


def _ready(base: sqlite3.Connection) -> sqlite3.Connection:
    # A build that is killed leaves it whole; only with the machine may the last ones be lost, and a sum tells that.
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA secure_delete = ON")  # whoever is forgotten leaves nothing in it
    base.execute(_TABLE)
    return base
