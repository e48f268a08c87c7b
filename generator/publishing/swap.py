"""One folder takes the place of another in one step, and what an interrupted swap left is put right."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def swap(staged: Path, output: Path) -> None:
    if not output.exists():
        staged.rename(output)
    elif exchange(staged, output):
        shutil.rmtree(staged, ignore_errors=True)
    else:
        previous = beside(output, "previous")
        shutil.rmtree(previous, ignore_errors=True)
        output.rename(previous)
        staged.rename(output)
        shutil.rmtree(previous, ignore_errors=True)


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step, where the system can (Linux, since 3.15); false where it cannot."""
    if sys.platform != "linux":
        return False
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    done: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


def left_behind(output: Path) -> Path | None:
    """The folder that waits under another name to be ``output`` again, after a publication that was interrupted.

    That can be where folders cannot be swapped: between two renames the old one has another name.
    """
    previous = beside(output, "previous")
    return previous if previous.is_dir() and not output.exists() else None


def recover(output: Path) -> None:
    """Finish what was interrupted."""
    previous = left_behind(output)
    if previous is not None:
        previous.rename(output)


def beside(output: Path, name: str) -> Path:
    return output.with_name(f".{output.name}.{name}")
