"""Bytes that outlive a power cut, and errors that say which file they are about."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

_AT_A_TIME = 8


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Name ``path`` in an error that names no file: a full disk is met by writing, which knows a descriptor alone."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = str(path)
        raise


def flush(file: Path) -> None:
    """Return when what was written to ``file`` is on the disk. Raises OSError."""
    descriptor = os.open(file, os.O_RDONLY)
    try:
        with naming(file):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def flush_all(files: Iterable[Path]) -> None:
    """``flush`` each of ``files``, several at a time: file systems write together what is asked for together.

    One after the other, those of three thousand customers took longer than making them did.
    """
    with ThreadPoolExecutor(_AT_A_TIME) as together:
        for _ in together.map(flush, files):
            pass


def flush_names(folder: Path) -> None:
    """Return when the names in ``folder`` are on the disk, where its file system can tell."""
    with suppress(OSError):
        flush(folder)


def flush_parents(folder: Path) -> None:
    """The same for ``folder`` and all above it: one that was just made is lost with its name."""
    for above in (folder, *folder.parents):
        flush_names(above)


def replace(path: Path, content: bytes, *, lasting: bool = False, mode: int = 0o666, masked: bool = True) -> None:
    """Put ``content`` in the place of ``path`` at once or not at all; with ``lasting`` a power cut takes neither.

    Whoever may read the file is told by ``mode``, less what the process' mask takes away where it is ``masked``. Raises
    OSError.
    """
    written = unfinished(path)
    try:
        written.unlink(missing_ok=True)
        descriptor = os.open(written, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with naming(written), open(descriptor, "wb") as stream:
            if not masked:
                os.fchmod(descriptor, mode)
            stream.write(content)
            if lasting:
                stream.flush()
                os.fsync(descriptor)
        written.replace(path)
    except OSError as error:
        with suppress(OSError):
            written.unlink(missing_ok=True)
        error.filename = str(path)  # what is to be written is what somebody knows, and not what is written before it
        raise
    if lasting:
        flush_names(path.parent)


def replace_text(path: Path, text: str) -> None:
    """Put ``text`` in the place of a file that somebody wrote, who keeps its permissions. Raises OSError."""
    written = path.resolve()
    replace(written, text.encode("utf-8"), lasting=True, mode=written.stat().st_mode & 0o777, masked=False)


def unfinished(path: Path) -> Path:
    """What ``replace`` writes before it has the name ``path``, and what it leaves where it is killed."""
    return path.with_name(f".{path.name}.new")
