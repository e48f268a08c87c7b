"""What was found out about files, kept by their contents on some shelves: an edit writes one of them anew.

It is never out of date, for another content has another name, and another version of the program asks anew. It can be
deleted at any time; what is not as it was written is not known. It stays on the disk until somebody asks for it. Of a file
that is gone, or says something else, nothing is kept: whoever was forgotten on another machine is so here.
"""

from __future__ import annotations

import os
import tempfile
import weakref
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from generator.publishing.durable import replace
from generator.publishing.marker import digest
from generator.reading.files import plain_file
from generator.reading.packaged import program_digest

_SHELVES = 32  # each stays open: there are systems where a program may open no more than 256 files


class Shelves:
    """What is kept in ``folder`` of files, of which ``names`` says by path how their contents are called."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder = folder
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        self._program = program_digest().encode() + b"\n"
        self._known: dict[str, _Place] = {}
        self._lying: dict[str, set[str]] = {}
        self._aside = _Aside()
        for path, name in names.items():
            self.called(path, name)

    def called(self, path: str, name: str) -> None:
        """The content of the file at ``path`` is called ``name``."""
        shelf = shelf_of(path)
        if shelf not in self._names:
            self._known |= self._kept(shelf)
        self._names[shelf][path] = name

    def knows(self, name: str) -> bool:
        """Whether anything is known of the content called ``name``."""
        return name in self._known

    def get(self, name: str) -> bytes | None:
        """What is known of the content called ``name``."""
        place = self._known.get(name)
        with suppress(OSError):
            return place.file.read(place.at, place.length) if place is not None else None
        return None

    def part(self, name: str, start: int, length: int | None) -> bytes:
        """So many bytes from ``start`` on of what is known of that content, or all from there. Raises OSError."""
        place = self._known[name]
        return place.file.read(place.at + start, place.length - start if length is None else length)

    def of(self, path: str, name: str) -> bytes | None:
        """What is known of the file at ``path``, whose content is called ``name``; it is one of those from now on."""
        self.called(path, name)
        return self.get(name)

    def put(self, name: str, said: bytes) -> None:
        """This was found out of the content called ``name``."""
        self._known[name] = self._aside.put(said)

    def keep(self, among: Container[str] | None = None) -> None:
        """Keep what was found out, and nothing of files that nobody asked about.

        ``among`` are the only names that anybody will ask for. Where nothing can be kept, it is found out again.
        """
        for shelf, names in self._names.items():
            asked = {name for name in names.values() if name in self._known and (among is None or name in among)}
            if asked != self._lying.get(shelf):
                self._write(shelf, sorted(asked))
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._names:
                    path.unlink()

    def _kept(self, shelf: str) -> dict[str, _Place]:
        """What was kept on a shelf by this version of the program, as far as it is as it was written."""
        known: dict[str, _Place] = {}
        with suppress(OSError, ValueError):
            file = _File(plain_file(self._folder / shelf))
            if file.stream.readline() == self._program:
                while heading := file.stream.readline():
                    name, sum_, length = heading.decode().split(" ")
                    at, said = file.stream.tell(), file.stream.read(int(length))
                    if digest(said) == sum_:
                        known[name] = _Place(file, at, len(said))
        self._lying[shelf] = set(known)
        return known

    def _write(self, shelf: str, names: list[str]) -> None:
        written = b"".join([self._program, *self._written(names)])
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            replace(self._folder / shelf, written, mode=0o600)

    def _written(self, names: list[str]) -> Iterator[bytes]:
        for name in names:
            said = self.get(name)
            if said is not None:
                yield f"{name} {digest(said)} {len(said)}\n".encode() + said


class _File:
    """A file that stays open while anything in it is known, though another one may lie in its place by now."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        weakref.finalize(self, stream.close)

    def read(self, at: int, length: int) -> bytes:
        """So many bytes of it. Raises OSError."""
        self.stream.seek(at)
        return self.stream.read(length)


class _Place(NamedTuple):
    """Where something stands."""

    file: _File
    at: int
    length: int


class _Aside:
    """What was found out in this run, put aside on the disk; where there is no room, it is held."""

    def __init__(self) -> None:
        self._file: _File | None = None

    def put(self, said: bytes) -> _Place:
        if self._file is None:
            self._file = _File(_room())
        try:
            return self._into(self._file, said)
        except OSError:  # a full disk
            self._file = _File(BytesIO())
            return self._into(self._file, said)

    def _into(self, file: _File, said: bytes) -> _Place:
        at = file.stream.seek(0, os.SEEK_END)
        if file.stream.write(said) != len(said):
            raise OSError
        return _Place(file, at, len(said))


def _room() -> BinaryIO:
    try:
        return tempfile.TemporaryFile(buffering=0)  # what there was no room for is not tried once more at the end
    except OSError:
        return BytesIO()


def shelf_of(path: str) -> str:
    """On which shelf it is kept what is known of the file at ``path``."""
    return f"{int(digest(path.encode())[:4], 16) % _SHELVES:02}"
