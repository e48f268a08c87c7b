"""What files hold, by digest: of one that nobody touched since it was read, without reading it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from generator.publishing.looks import Look, Looks, is_settled, look_of, moment_of
from generator.publishing.marker import digest


class Seen:
    """Files as they are now, by what is ``known`` of them; ``looks`` is what is known then, where it can be relied on.

    ``folder`` is one of ours; where nothing can be written there, nothing can.
    """

    def __init__(self, known: Looks, folder: Path) -> None:
        self._known, self._began = known, moment_of(folder)
        self.looks: dict[str, Look] = {}

    def digest(self, path: str) -> str:
        """A name for what the file holds. Raises OSError, also for what is no plain file."""
        return self._noted(path, _digest_of)

    def of_program(self, path: str) -> str:
        """The same of a file of the program, of which no process runs two versions: it is read once. Raises OSError."""
        return self._noted(path, _digest_in_process)

    def _noted(self, path: str, digest_of: Callable[[str], str]) -> str:
        look = look_of(path)
        if look is None:
            raise IsADirectoryError(path)
        known = self._known.get(path)
        content = str(known[-1]) if known is not None and known[:-1] == look else digest_of(path)
        if is_settled(look, self._began):
            self.looks[path] = [*look, content]
        return content


def _digest_of(path: str) -> str:
    return digest(Path(path).read_bytes())


_digest_in_process = cache(_digest_of)
