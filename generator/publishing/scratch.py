"""A folder for as long as a process lives: given back at its end, and by the next one where the process was killed."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from generator.publishing.lock import alone
from generator.publishing.troubles import as_problems

_FOLDER = ".cache/serve"
_LOCK = "lock"


class Scratch:
    """A folder of this process' own below ``root``; what processes that are gone left there is cleared away.

    Its lock says that the process lives. Raises Stopped where it cannot be made.
    """

    def __init__(self, root: Path, command: str) -> None:
        above = root / _FOLDER
        with alone([root], command), as_problems():
            for folder in above.iterdir() if above.is_dir() else ():
                _clear(folder)
            self.path = above / f"{os.getpid()}-{secrets.token_hex(4)}"
            self.path.mkdir(parents=True)
            self._lock = FileLock(self.path / _LOCK, thread_local=False)
            self._lock.acquire(timeout=0)

    def close(self) -> None:
        """Give the folder back."""
        shutil.rmtree(self.path, ignore_errors=True)
        self._lock.release()


def _clear(folder: Path) -> None:
    """Remove ``folder`` unless somebody lives there."""
    lock = FileLock(folder / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return
    shutil.rmtree(folder, ignore_errors=True)
    lock.release()
