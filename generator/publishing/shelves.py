"""What was found out about files, kept by their contents on some shelves: an edit writes one of them anew.

It is never out of date, for another content has another name, and another version of the program asks anew. It can be
deleted at any time; what is not as it was written is not known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
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
        self._program = program_digest().encode()
        self._known = self._kept()

    def get(self, name: str) -> bytes | None:
        """What is known of the content called ``name``."""
        return self._known.get(name)

    def keep(self, found: Mapping[str, bytes]) -> None:
        """Keep what was ``found`` out, by the names of contents. Where nothing can be kept, it is found out again."""
        self._known |= found
        for shelf, names in self._names.items():
            if any(name in found for name in names.values()):
                self._write(shelf, {name: self._known[name] for name in names.values() if name in self._known})

    def _kept(self) -> dict[str, bytes]:
        """What was kept by this version of the program, as far as it is as it was written."""
        known: dict[str, bytes] = {}
        for shelf in self._names:
            with suppress(OSError):
                first, *lines = plain_bytes(self._folder / shelf).split(b"\n")
                for line in lines if first == self._program else ():
                    name, _, rest = line.partition(b" ")
                    sum_, _, said = rest.partition(b" ")
                    if digest(said).encode() == sum_:
                        known[name.decode()] = said
        return known

    def _write(self, shelf: str, known: Mapping[str, bytes]) -> None:
        lines = [f"{name} {digest(said)} ".encode() + said for name, said in sorted(known.items())]
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            replace(self._folder / shelf, b"\n".join([self._program, *lines]), mode=0o600)


def _shelf(path: str) -> str:
    return f"{int(digest(path.encode())[:4], 16) % _SHELVES:02}"
