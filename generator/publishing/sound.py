"""That nothing is wrong with some definitions is noted: they are many texts, looked through again for any edit elsewhere.

The note is a name for all that was looked at, and can be deleted at any time. Whatever is wrong with them is never noted.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path

from generator.model.definitions import Definitions
from generator.publishing.durable import replace
from generator.reading.files import walk
from generator.reading.packaged import both, program_digest

FILE = ".cache/sound"
# Of so many is noted that they are sound: somebody may go back and forth between branches.
_MOST = 8


class Soundness:
    """What is noted of the definitions of ``root``."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._noted = _read(root / FILE)
        self._program = program_digest()
        self._found = ""

    def knows(self, definitions: Definitions) -> bool:
        """Whether nothing was found in ``definitions`` before."""
        return self._name(definitions) in self._noted

    def note(self, definitions: Definitions) -> None:
        """Nothing was found in ``definitions``."""
        self._found = self._name(definitions)

    def keep(self) -> None:
        """Note it for the next build, once nothing stops this one. Where that cannot be written, nothing is noted."""
        if self._found:
            with suppress(OSError):
                (self._root / FILE).parent.mkdir(parents=True, exist_ok=True)
                replace(self._root / FILE, json.dumps([self._found, *self._noted][:_MOST]).encode())

    def _name(self, definitions: Definitions) -> str:
        """A name for all that is looked at; empty where some of it cannot be read."""
        named = hashlib.sha256(self._program.encode())
        told = sorted(definitions.texts.items()), sorted(definitions.icons), sorted(definitions.broken)
        named.update(repr(told).encode("utf-8", "surrogatepass"))
        for name, content in sorted(definitions.pictures.items()):
            named.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\0".encode("utf-8", "surrogatepass"))
        try:
            for folder in both("templates", self._root):  # in whose words figures are told
                for path in walk(folder / "words") if (folder / "words").is_dir() else ():
                    words = hashlib.sha256(path.read_bytes()).hexdigest()
                    named.update(f"{path}\0{words}\0".encode("utf-8", "surrogateescape"))
        except OSError:
            return ""
        return named.hexdigest()


def _read(file: Path) -> list[str]:
    with suppress(OSError, ValueError):
        noted = json.loads(file.read_bytes())
        if isinstance(noted, list):
            return [str(name) for name in noted]
    return []
