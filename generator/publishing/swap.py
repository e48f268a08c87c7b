"""One folder takes the place of another in one step, and what an interrupted swap left is put right."""

from __future__ import annotations

import ctypes
import glob
import os
import re
import shutil
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_PREVIOUS = "previous"
# What a stage and an old folder are called; the plain name is that of versions before this one.
_LEFT = re.compile(rf"next(-\d+-[0-9a-f]+)?|{_PREVIOUS}")


def swap(staged: Path, output: Path) -> None:
    """Let ``staged`` be ``output``. The old content then lies beside it, where ``leftovers`` finds it."""
    if not output.exists():
        staged.rename(output)
    elif not exchange(staged, output):
        previous = next_to(output, _PREVIOUS)
        shutil.rmtree(previous, ignore_errors=True)
        output.rename(previous)
        staged.rename(output)


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
    previous = next_to(output, _PREVIOUS)
    return previous if previous.is_dir() and not output.exists() else None


def standing(output: Path) -> Path:
    """Where ``output`` is to be read: beside its place, where an interrupted publication left it."""
    previous = left_behind(output)
    return output if previous is None else previous


def recover(output: Path) -> None:
    """Finish what was interrupted."""
    previous = left_behind(output)
    if previous is not None:
        previous.rename(output)


def leftovers(output: Path) -> list[Path]:
    """The folders beside ``output`` that builds which were killed left there: stages, and the content before the last."""
    start = f".{output.name}."
    beside = output.parent.glob(f"{glob.escape(start)}*")
    return sorted(path for path in beside if _LEFT.fullmatch(path.name.removeprefix(start)))


def next_to(output: Path, name: str) -> Path:
    """The hidden folder ``name`` that stands beside ``output``, and so on the same disk."""
    return output.with_name(f".{output.name}.{name}")
