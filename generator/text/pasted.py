"""Marks that come along when a text is pasted from Word, WeChat or a telephone: nobody sees them, and nobody means them."""

from __future__ import annotations

import re

# What says which way the writing runs, where there is but one; what keeps words together; the mark of a file's beginning.
# U+202E is not among them: under it an editor shows letters in another order than they stand in.
_MARKS = re.compile("[\u061c\u200e\u200f\u202a-\u202d\u2060\u2066-\u2069\ufeff]")


def without_marks(text: str) -> str:
    """``text`` as it was meant."""
    return text if text.isascii() else _MARKS.sub("", text)


def marks_in(text: str) -> list[int]:
    """Where such marks stand in ``text``."""
    return [] if text.isascii() else [mark.start() for mark in _MARKS.finditer(text)]
