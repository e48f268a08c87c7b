"""A process that ends at its n-th change to files below a folder, without ending the tests' own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Ended(BaseException):
    """What a kill is here: nothing catches it, so nothing is cleaned up but what a kill cleans up too."""


class _Watch:
    below = ""
    at = 0
    done = 0

    def __call__(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.below or event not in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"):
            return
        if event == "open" and not (isinstance(given[2], int) and given[2] & _WRITING):
            return
        if isinstance(given[0], str | os.PathLike) and os.fsdecode(given[0]).startswith(self.below):
            self.done += 1
            if self.done == self.at:
                self.below = ""
                raise Ended


_WATCH = _Watch()
_hooked: list[object] = []


@contextmanager
def ended_at(change: int, below: Path) -> Iterator[_Watch]:
    """Whatever runs meanwhile is ended at its ``change``-th change ``below``; its number is counted otherwise."""
    if not _hooked:
        sys.addaudithook(_WATCH)  # there is no way to take it off again
        _hooked.append(_WATCH)
    _WATCH.below, _WATCH.at, _WATCH.done = str(below), change, 0
    try:
        yield _WATCH
    finally:
        _WATCH.below = ""
