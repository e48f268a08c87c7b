"""QR codes of many addresses that are equally long, as paths to draw.

A module of a code of given size and mask is the sum, modulo 2, of some bits of its text and a constant: error correction
is linear. So what each bit of the text adds is found once, and a code is then a handful of sums. That is some ten times
faster than making each code from scratch, and pays from a few hundred codes on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt

import segno

# Before so many codes the sums cost more than they save.
_FEW = 300
_QUIET = 2
_START = ord("A")


@dataclass(frozen=True, slots=True)
class QrPicture:
    """A code to be drawn: how many modules wide it is with its margin, how wide that is, and the dark ones as a path."""

    wide: int
    margin: int
    path: str


class QrCodes:
    """Makes codes of texts in Latin letters, digits and signs, with medium error correction."""

    def __init__(self, few: int = _FEW) -> None:
        self._few = few
        self._made: dict[int, int] = {}
        self._bases: dict[int, tuple[int, int]] = {}
        self._parts: dict[int, list[Mapping[str, int]]] = {}

    def picture(self, text: str) -> QrPicture:
        """The code with its margin."""
        side, path = self.path(text)
        return QrPicture(side + 2 * _QUIET, _QUIET, path)

    def path(self, text: str) -> tuple[int, str]:
        """How many modules wide the code is, and its dark ones as one path of strokes, for paper that is white anyway."""
        modules = self.modules(text)
        side = isqrt(len(modules))
        path: list[str] = []
        for y in range(side):
            row = modules[y * side : (y + 1) * side]
            at, start = 0, row.find(1)
            while start >= 0:
                end = row.find(0, start)
                end = side if end < 0 else end
                path.append(f"m{start - at} 0h{end - start}" if at else f"M{start} {y}.5h{end - start}")
                at, start = end, row.find(1, end)
        return side, "".join(path)

    def modules(self, text: str) -> bytes:
        """The code row by row, 1 for a dark module, without a margin."""
        length = len(text)
        made = self._made[length] = self._made.get(length, 0) + 1
        if made <= self._few or not text.isascii():
            return _code(text)
        if length not in self._bases:
            self._learn(length)
        total, size = self._bases[length]
        for part, character in zip(self._parts[length], text, strict=True):
            total ^= part[character]
        return total.to_bytes(size, "big")

    def _learn(self, length: int) -> None:
        """Find what each character adds at each place, to the code of a text of As."""
        plain = chr(_START) * length
        code = _code(plain)
        base = int.from_bytes(code, "big")
        self._bases[length] = base, len(code)
        parts: list[Mapping[str, int]] = []
        for place in range(length):
            bits = [
                int.from_bytes(_code(f"{plain[:place]}{chr(_START ^ 1 << bit)}{plain[place + 1 :]}"), "big") ^ base
                for bit in range(7)
            ]
            parts.append({chr(code): _sum(bits, code ^ _START) for code in range(128)})
        self._parts[length] = parts


def _sum(bits: list[int], which: int) -> int:
    total = 0
    for number, bit in enumerate(bits):
        if which >> number & 1:
            total ^= bit
    return total


@lru_cache(maxsize=4096)
def _code(text: str) -> bytes:
    """One code by segno. Its mask is fixed, for trying all eight takes most of the time and any of them is valid."""
    code = segno.make(
        text,
        error="m",
        mode="byte",
        encoding="latin1" if text.isascii() else None,
        micro=False,
        mask=3,
        boost_error=False,
    )
    return b"".join(bytes(row) for row in code.matrix)
