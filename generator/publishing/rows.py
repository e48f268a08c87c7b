"""Drafts on disk, each under its customer's id: found at once however many there are, whole whenever the program ends."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

# So many are written together.
_TOGETHER = 64
_TABLE = """
CREATE TABLE IF NOT EXISTS drafts
  (id TEXT PRIMARY KEY, name TEXT, mark TEXT, sum BLOB, outline BLOB, draft BLOB) WITHOUT ROWID
"""


class Row(NamedTuple):
    """A draft and its outline, under a ``name`` for what both are made from; ``mark`` is one for the draft."""

    name: str
    mark: str
    outline: bytes
    draft: bytes

    @property
    def sum(self) -> bytes:
        """Tells whether it is as it was written."""
        return blake2b(
            b"\0".join((self.name.encode(), self.mark.encode(), self.outline, self.draft)), digest_size=16
        ).digest()


class Rows:
    """The drafts in ``file``; where that cannot be read or written, they are kept while the program runs."""

    def __init__(self, file: Path) -> None:
        self._held: dict[str, Row] = {}
        self._waiting = 0
        try:
            self._base = _opened(file)
            told = self._base.execute("SELECT id, name, mark FROM drafts").fetchall()
            self._names = {id_: name for id_, name, _ in told}
            self._marks = {id_: mark for id_, _, mark in told}
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                file.unlink(missing_ok=True)
            self._base, self._names, self._marks = _temporary(), {}, {}

    def names(self) -> Mapping[str, str]:
        """Under which name each draft is known."""
        return self._names

    def marks(self) -> Mapping[str, str]:
        """The mark of each draft."""
        return self._marks

    def read(self, id_: str) -> Row | None:
        """The draft of a customer; None where there is none, or it is not as it was written."""
        if id_ in self._held:
            return self._held[id_]
        with suppress(sqlite3.Error):
            told = self._base.execute(
                "SELECT name, mark, outline, draft, sum FROM drafts WHERE id = ?", (id_,)
            ).fetchone()
            if told is not None:
                row = Row(*told[:4])
                return row if row.sum == told[4] else None
        return None

    def write(self, id_: str, row: Row) -> None:
        """Keep a draft."""
        self._names[id_], self._marks[id_] = row.name, row.mark
        try:
            told = (id_, row.name, row.mark, row.sum, row.outline, row.draft)
            self._base.execute("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)", told)
            self._waiting += 1
            if self._waiting >= _TOGETHER:
                self._base.commit()
                self._waiting = 0
        except sqlite3.Error:
            self._held[id_] = row

    def close(self, keep: Callable[[str], bool]) -> None:
        """No more is read or written; what nobody is to ``keep`` is gone."""
        with suppress(sqlite3.Error):
            self._base.executemany("DELETE FROM drafts WHERE id = ?", [(id_,) for id_ in self._names if not keep(id_)])
            self._base.commit()
        with suppress(sqlite3.Error):
            self._base.close()


def _opened(file: Path) -> sqlite3.Connection:
    """The table in ``file``, which nobody else may read. Raises OSError and sqlite3.Error."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    return _ready(sqlite3.connect(file))


def _temporary() -> sqlite3.Connection:
    """A table that goes with the program."""
    return _ready(sqlite3.connect(""))


def _ready(base: sqlite3.Connection) -> sqlite3.Connection:
    # A build that is killed leaves it whole; only with the machine may the last ones be lost, and a sum tells that.
    base.execute("PRAGMA synchronous = OFF")
    base.execute("PRAGMA secure_delete = ON")  # whoever is forgotten leaves nothing in it
    base.execute(_TABLE)
    return base
