"""How files look from outside: one that nobody touched since it was read need not be read again.

The system notes when a file was touched last, and no copy nor restored file can bear another one's note: that takes its
place and its number on the disk as well. Where a note is so young that a later touch might bear the same one, the file is
read again the next time. What time it is the disk itself says.
"""

from __future__ import annotations

import os
import stat
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

# Size, when it was written, when anything of it was changed, its number and its disk; then the digest of its content.
Look = Sequence[int | str]
Looks = Mapping[str, Look]

# The notes of some file systems are so coarse, in nanoseconds; those of others as a tick of the system's clock.
_SETTLED, _TICK = 2_000_000_000, 20_000_000
_MILLISECOND = 1_000_000


def look_of(path: str) -> list[int] | None:
    """How a file looks, without its content; None for what is no plain file. Raises OSError."""
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        return None
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev]


def is_settled(look: Look, moment: int) -> bool:
    """Whether whoever touches a file after ``moment`` makes it look otherwise."""
    written, changed = int(look[1]), int(look[2])
    is_coarse = written % _MILLISECOND == 0 == changed % _MILLISECOND
    # Windows notes there when it was made, which tells nothing of later.
    return max(written, changed) < moment - (_SETTLED if is_coarse else min(_SETTLED, _TICK)) and os.name != "nt"


def settling(looks: Iterable[Look], folder: Path) -> int:
    """The time of the disk on which ``folder`` is, when the last of ``looks`` has settled, unless it takes long."""
    last, moment = max((int(look[2]) for look in looks), default=0), moment_of(folder)
    if moment - last <= _TICK:
        time.sleep((_TICK + _MILLISECOND) / 1e9)
        moment = moment_of(folder)
    return moment


def moment_of(folder: Path) -> int:
    """The time of the disk, as it notes it; the beginning of time where it does not say."""
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as touched:
            return os.fstat(touched.fileno()).st_mtime_ns
    return 0
