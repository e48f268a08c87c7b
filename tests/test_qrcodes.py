"""QR codes: many at once are what segno makes one by one."""

from __future__ import annotations

import re
import string
from math import isqrt

import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formats.qrcodes import QrCodes

BASE = "https://feeds.example/"
TOKENS = st.text(string.ascii_letters + string.digits + "-_", min_size=22, max_size=22)
FAST = QrCodes(few=0)


def made_by_segno(text: str) -> bytes:
    code = segno.make(text, error="m", mode="byte", micro=False, mask=3, boost_error=False)
    return b"".join(bytes(row) for row in code.matrix)


@settings(deadline=None)  # the first one prepares the sums
@given(TOKENS)
def test_a_code_that_is_summed_is_the_code_that_segno_makes(token: str) -> None:
    """Module by module, for any address."""
    assert FAST.modules(f"{BASE}{token}.html") == made_by_segno(f"{BASE}{token}.html")


def test_texts_of_several_lengths_do_not_disturb_one_another() -> None:
    """Each length has a code of its own size."""
    codes = QrCodes(few=1)
    for text in ("AAAA", "BBBB", "a longer text", "CCCC", "one longer one", "a longer one", "日本", "中国", "深圳"):
        assert codes.modules(text) == made_by_segno(text)


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


def test_the_picture_shows_the_modules() -> None:
    """Read back from the path, row by row."""
    text = f"{BASE}abc.html"
    modules = FAST.modules(text)
    side = isqrt(len(modules))
    picture = FAST.picture(text)
    assert drawn(picture.path, side) == modules
    assert picture.wide == side + 2 * picture.margin
