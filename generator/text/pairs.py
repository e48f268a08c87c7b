"""The two escapes by which JSON writes a character beyond U+FFFF: YAML refuses them, so they are read as one."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import Self

import yaml

from generator.text.positions import Marks, Position, line_starts

_PAIR = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_SHORTER = 2  # a pair has twelve characters, the one escape ten


class Pairs:
    """A text with each pair of escapes written as YAML's one escape."""

    def __init__(self, text: str) -> None:
        self.text = _PAIR.sub(_joined, text)
        self._pairs = {_joined(pair): pair[0] for pair in _PAIR.finditer(text)}
        starts = line_starts(text)
        self._columns: dict[int, list[int]] = {}  # of each line: where its pairs begin in the new text
        for pair in _PAIR.finditer(text):
            line = bisect_right(starts, pair.start())
            before = self._columns.setdefault(line, [])
            before.append(pair.start() - starts[line - 1] + 1 - _SHORTER * len(before))

    @classmethod
    def refused(cls, text: str, error: yaml.MarkedYAMLError) -> Self | None:
        """``text`` joined, if it was a pair that the parser refused."""
        mark = error.problem_mark
        if mark is None or mark.index < 2 or "Unicode character escape" not in (error.problem or ""):
            return None
        return cls(text) if _PAIR.match(text, mark.index - 2) else None

    def as_written(self, value: str) -> str:
        """``value`` as it stood: outside double quotes an escape is no escape."""
        for escape, pair in self._pairs.items():
            value = value.replace(escape, pair)
        return value

    def moved(self, place: Position) -> Position:
        """A place in the new text as one in the old."""
        passed = bisect_left(self._columns.get(place.line, ()), place.column)
        return Position(place.line, place.column + _SHORTER * passed)

    def moved_marks(self, marks: Marks) -> Marks:
        """All places of values and keys, moved."""
        values = {keys: self.moved(place) for keys, place in marks.values.items()}
        return Marks(values, {keys: self.moved(place) for keys, place in marks.keys.items()})


def _joined(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00:08X}"
