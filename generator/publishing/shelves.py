"""What was found out about files, kept by their contents on some shelves: an edit writes one of them anew.

It is never out of date, for another content has another name, and another version of the program asks anew. It can be
deleted at any time; what is not as it was written is not known. Of a file that is gone, or says something else, nothing
stays: whoever was forgotten on another machine is so here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from contextlib import suppress
from pathlib import Path

from generator.publishing.durable import replace
from generator.publishing.marker import digest
from generator.reading.files import plain_bytes
from generator.reading.packaged import program_digest

_SHELVES = 64


class Shelves:
    """What is kept in ``folder`` of files, of which ``names`` says by path how their contents are called."""

    def __init__(self, folder: Path, names: Mapping[str, str]) -> None:
        self._folder = folder
        self._names: dict[str, dict[str, str]] = defaultdict(dict)
        for path, name in names.items():
            self._names[_shelf(path)][path] = name
        self._program = program_digest().encode() + b"\n"
        self._known: dict[str, bytes] = {}
        self._lying: dict[str, set[str]] = {}
        for shelf in self._names:
            self._known |= self._kept(shelf)

    def get(self, name: str) -> bytes | None:
        """What is known of the content called ``name``."""
        return self._known.get(name)

    def of(self, path: str, name: str) -> bytes | None:
        """What is known of the file at ``path``, whose content is called ``name``; it is one of those from now on."""
        shelf = _shelf(path)
        if shelf not in self._names:
            self._known |= self._kept(shelf)
        self._names[shelf][path] = name
        return self._known.get(name)

    def keep(self, found: Mapping[str, bytes], among: Container[str] | None = None) -> None:
        """Keep what was ``found`` out, by the names of contents, and nothing of files that nobody asked about.

        ``among`` are the only names that anybody will ask for. Where nothing can be kept, it is found out again.
        """
        self._known |= found
        for shelf, names in self._names.items():
            asked = {name for name in names.values() if name in self._known and (among is None or name in among)}
            if asked != self._lying.get(shelf):
                self._write(shelf, {name: self._known[name] for name in asked})
        with suppress(OSError):
            for path in self._folder.iterdir():
                if path.name not in self._names:
                    path.unlink()

    def _kept(self, shelf: str) -> dict[str, bytes]:
        """What was kept on a shelf by this version of the program, as far as it is as it was written."""
        known: dict[str, bytes] = {}
        with suppress(OSError, ValueError):
            content = plain_bytes(self._folder / shelf)
            at = len(self._program) if content.startswith(self._program) else len(content)
            while at < len(content):
                start = content.index(b"\n", at) + 1
                name, sum_, length = content[at : start - 1].decode().split(" ")
                said, at = content[start : start + int(length)], start + int(length)
                if digest(said) == sum_:
                    known[name] = said
        self._lying[shelf] = set(known)
        return known

    def _write(self, shelf: str, known: Mapping[str, bytes]) -> None:
        written = (f"{name} {digest(said)} {len(said)}\n".encode() + said for name, said in sorted(known.items()))
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            replace(self._folder / shelf, b"".join([self._program, *written]), mode=0o600)


def _shelf(path: str) -> str:
    return f"{int(digest(path.encode())[:4], 16) % _SHELVES:02}"
