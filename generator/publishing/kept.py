"""What the desk edits, written by one at a time and whole: what others write meanwhile is read before it is added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from generator.desk.edits import Edit
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.durable import flush_parents, replace, replace_text
from generator.publishing.lock import alone
from generator.publishing.stages import Tell, as_problems
from generator.reading.load import read_sound

T = TypeVar("T")


def edit_alone(
    root: Path,
    edited: Callable[[Definitions, Schedules], tuple[list[Edit], T]],
    command: str,
    tell: Tell = lambda _: None,
) -> tuple[list[Edit], T]:
    """Read ``root``, have it ``edited`` and keep that; nobody else edits or builds it meanwhile.

    Raises Stopped with nothing written where what is there is unsound already, and whatever ``edited`` raises.
    """
    with alone([root], command, tell):
        edits, more = edited(*read_sound(root))
        keep(root, edits)
    return edits, more


def keep(root: Path, edits: Iterable[Edit]) -> None:
    """Write each edit at one stroke; a file that is there keeps its permissions. Raises Stopped."""
    with as_problems():
        for edit in edits:
            path = root / edit.file
            if path.exists():
                replace_text(path, edit.text)
            else:
                keep_bytes(path, edit.text.encode("utf-8"))


def keep_bytes(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, with the folders above it. Raises Stopped."""
    with as_problems():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content, lasting=True)
        flush_parents(path.parent)
