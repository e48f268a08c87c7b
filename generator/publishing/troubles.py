"""What can go wrong where files are written, told as a problem: the disk, and what strangers left there."""

from __future__ import annotations

import errno
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
        code = "disk_full" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "unwritable"
        raise Stopped([Problem(code=code, file=str(path), params={"found": path})]) from error
