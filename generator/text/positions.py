"""Places in a text, counted as editors do, and where each value and key of its data stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

Key = str | int
Keys = tuple[Key, ...]

_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text, counted from 1 as editors do."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Marks:
    """Where each value stands, and where each mapping's key stands, by path of keys."""

    values: dict[Keys, Position]
    keys: dict[Keys, Position]


def position_of(text: str, index: int) -> Position:
    """Line and column of the character at ``index``."""
    ends = [ending.end() for ending in _LINE_END.finditer(text, 0, index)]
    return Position(len(ends) + 1, index - (ends[-1] if ends else 0) + 1)


def line_starts(text: str) -> list[int]:
    """The index of each line's first character."""
    return [0, *(ending.end() for ending in _LINE_END.finditer(text))]
