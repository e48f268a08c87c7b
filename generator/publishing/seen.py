"""What files hold, by digest: of one that nobody touched since it was read, without reading it again.

The system notes when a file was touched last, and no copy nor restored file can bear another one's note: that takes its
place and its number on the disk as well. Where a note is so young that a later touch might bear the same one, the file is
read again the next time. What time it is the disk itself says.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from generator.publishing.marker import digest

# Size, when it was written, when anything of it was changed, its number and its disk; then the digest of its content.
Look = Sequence[int | str]
Looks = Mapping[str, Look]

# The notes of some file systems are so coarse.
_SETTLED = 2_000_000_000


class Seen:
    """Files as they are now, by what is ``known`` of them; ``looks`` is what is known then, where it can be relied on.

    ``folder`` is one of ours; where nothing can be written there, nothing can.
    """

    def __init__(self, known: Looks, folder: Path) -> None:
        self._known, self._began = known, _now(folder)
        self.looks: dict[str, Look] = {}

    def digest(self, path: str) -> str:
        """A name for what the file holds. Raises OSError, also for what is no plain file."""
        return self._noted(path, _digest_of)

    def of_program(self, path: str) -> str:
        """The same of a file of the program, of which no process runs two versions: it is read once. Raises OSError."""
        return self._noted(path, _digest_in_process)

    def _noted(self, path: str, digest_of: Callable[[str], str]) -> str:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise IsADirectoryError(path)
        look = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]
        known = self._known.get(path)
        content = str(known[-1]) if known is not None and known[:-1] == look else digest_of(path)
        # Windows notes there when it was made, which tells nothing of later.
        if max(look[1:3]) < self._began - _SETTLED and os.name != "nt":
            self.looks[path] = [*look, content]
        return content


def _digest_of(path: str) -> str:
    return digest(Path(path).read_bytes())


_digest_in_process = cache(_digest_of)


def _now(folder: Path) -> int:
    """The time of the disk, as it notes it; the beginning of time where it does not say."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as touched:
            return os.fstat(touched.fileno()).st_mtime_ns
    return 0
