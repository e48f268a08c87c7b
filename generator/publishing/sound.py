"""The names of what was found to be sound, kept by themselves: whoever checks again need not look at it.

A name is one for all that the finding rests on, but for the program, so it is never out of date.
It can be deleted at any time.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from generator.formats.sealed import opened, sealed
from generator.publishing.durable import replace
from generator.reading.files import plain_bytes
from generator.reading.packaged import program_digest

FILE = ".cache/sound"


class Sound:
    """What is kept of ``root``."""

    def __init__(self, root: Path) -> None:
        self._file = root / FILE
        self.known = _read(self._file)
        self._found = self.known

    def note(self, names: Iterable[str]) -> None:
        """These are the names of what is sound, and no others."""
        self._found = frozenset(names)

    def keep(self) -> None:
        """Keep what was noted. Where nothing can be written, it is found out again."""
        if self._found != self.known:
            told = " ".join(sorted(self._found)).encode()
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace(self._file, sealed(program_digest(), told))


def _read(file: Path) -> frozenset[str]:
    with suppress(OSError, ValueError):
        told = opened(program_digest(), plain_bytes(file))
        if told is not None:
            return frozenset(told.decode().split())
    return frozenset()
