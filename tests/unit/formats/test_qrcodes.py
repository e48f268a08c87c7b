"""QR codes: many at once are what segno makes one by one."""

from __future__ import annotations

import string
from math import isqrt

from hypothesis import given
from hypothesis import strategies as st
from support.drawing import drawn, made_by_segno

from generator.formats.qrcodes import QrCodes

BASE = "https://feeds.example/"
TOKENS = st.text(string.ascii_letters + string.digits + "-_", min_size=22, max_size=22)
FAST = QrCodes(few=0)


@given(TOKENS)
def test_a_code_that_is_summed_is_the_code_that_segno_makes(token: str) -> None:
    """Module by module, for any address."""
    assert FAST.modules(f"{BASE}{token}.html") == made_by_segno(f"{BASE}{token}.html")


def test_texts_of_several_lengths_do_not_disturb_one_another() -> None:
    """Each length has a code of its own size."""
    codes = QrCodes(few=1)
    for text in ("AAAA", "BBBB", "a longer text", "CCCC", "one longer one", "a longer one", "日本", "中国", "深圳"):
        assert codes.modules(text) == made_by_segno(text)


def test_the_picture_shows_the_modules() -> None:
    """Read back from the path, row by row."""
    text = f"{BASE}abc.html"
    modules = FAST.modules(text)
    side = isqrt(len(modules))
    picture = FAST.picture(text)
    assert drawn(picture.path, side) == modules
    assert picture.wide == side + 2 * picture.margin
