"""What the desk edits, written by one at a time and whole: what others write meanwhile is read before it is added to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from generator.desk.edits import Edit
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.durable import flush_parents, replace, replace_text
from generator.publishing.lock import Tell, alone
from generator.publishing.stroke import finish, write_all
from generator.publishing.troubles import as_problems
from generator.reading.load import read_sound

T = TypeVar("T")


@contextmanager
def editing(root: Path, command: str, tell: Tell = lambda _: None) -> Iterator[None]:
    """Nobody else edits or builds ``root`` meanwhile; what an ended command had begun is seen to first. Raises Stopped."""
    with alone([root], command, tell):
        with as_problems():
            finish(root)
        yield


def edit_alone(
    root: Path,
    edited: Callable[[Definitions, Schedules], tuple[list[Edit], T]],
    command: str,
    tell: Tell = lambda _: None,
) -> tuple[list[Edit], T]:
    """Read ``root``, have it ``edited`` and keep that; nobody else edits or builds it meanwhile.

    Raises Stopped with nothing written where what is there is unsound already, and whatever ``edited`` raises.
    """
    with editing(root, command, tell):
        edits, more = edited(*read_sound(root))
        keep(root, edits)
    return edits, more


def keep(root: Path, edits: Iterable[Edit], gone: Iterable[str] = ()) -> None:
    """Write all edits at one stroke, and delete what is ``gone``; a file that is there keeps its permissions.

    Raises Stopped with nothing written.
    """
    texts, gone = {edit.file: edit.text for edit in edits}, tuple(gone)
    with as_problems():
        if len(texts) + len(gone) > 1:
            write_all(root, texts, gone)
            return
        for file, text in texts.items():
            path = root / file
            if path.exists():
                replace_text(path, text)
            else:
                keep_bytes(path, text.encode("utf-8"))


def begin(root: Path, edits: Iterable[Edit], pictures: Mapping[str, bytes]) -> None:
    """Write the files of a new company at one stroke, ``pictures`` by their place. Raises Stopped with nothing written."""
    with as_problems():
        write_all(root, {**{edit.file: edit.text for edit in edits}, **pictures})


def keep_bytes(path: Path, content: bytes) -> None:
    """Write a file that is not there yet, with the folders above it. Raises Stopped."""
    with as_problems():
        path.parent.mkdir(parents=True, exist_ok=True)
        replace(path, content, lasting=True)
        flush_parents(path.parent)
