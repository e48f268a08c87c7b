"""What can go wrong where files are written, told as a problem: the disk, and what strangers left there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from generator.publishing.disk import NotOurs
from generator.text.located import Stopped
from generator.text.problems import Problem


@contextmanager
def as_problems() -> Iterator[None]:
    """Turn what can go wrong on the disk, once everything is read, into problems."""
    try:
        yield
    except NotOurs as error:
        raise Stopped([Problem(code="not_ours", file=str(error), params={"found": str(error)})]) from error
    except OSError as error:
        path = error.filename2 or error.filename or ""
        raise Stopped([_unwritten(error, str(path))]) from error


def _unwritten(error: OSError, path: str) -> Problem:
    """Why a file could not be written: first of all the folder that is not there."""
    folder = os.path.dirname(path) or "."
    if isinstance(error, FileNotFoundError) and not os.path.isdir(folder):
        return Problem(code="unwritable_nowhere", file=path, params={"folder": folder})
    code = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "unwritable"
    return Problem(code=code, file=path, params={"found": path})
