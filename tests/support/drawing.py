"""QR codes as others make them, and read back from a drawing."""

from __future__ import annotations

import re

import segno


def made_by_segno(text: str) -> bytes:
    """The modules of the code that segno makes of ``text``, row by row."""
    code = segno.make(text, error="m", mode="byte", micro=False, mask=3, boost_error=False)
    return b"".join(bytes(row) for row in code.matrix)


def drawn(path: str, side: int) -> bytes:
    """The modules that a path of strokes draws, row by row."""
    picture = [bytearray(side) for _ in range(side)]
    x = y = 0
    for command, first, second in re.findall(r"([Mmh])(\d+)(?: ([\d.]+))?", path):
        if command == "M":
            x, y = int(first), int(float(second))
        elif command == "m":
            x += int(first)
        else:
            picture[y][x : x + int(first)] = b"\1" * int(first)
            x += int(first)
    return b"".join(picture)
