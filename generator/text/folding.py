"""Text folded so that spelling makes no difference: case, width, traditional characters, blanks, hyphens, middle dots."""

from __future__ import annotations

import re
import unicodedata

from opencc import OpenCC

BREAK = "\x1e"  # ends a text: no name goes on behind it

# Blanks, hyphens and dashes, what has no width, and the dots that stand inside foreign names.
BETWEEN = (
    rf"(?:[^\S{BREAK}]"
    r"|[-\u00ad\u00b7\u0387\u2010-\u2015\u2022\u2027\u200b-\u200d\u2060\u2212\u22c5\u30fb\ufe0f\ufeff])"
)
_BETWEEN = re.compile(BETWEEN)
# A number as people write it: digits with what may stand between them, in brackets or after a plus.
NUMBER = re.compile(r"\d(?:[\s().\-/\u00b7\u2010-\u2015\u2022\u2212]{0,3}\d)+")
_NOT_A_DIGIT = re.compile(r"\D")
_SIMPLIFIED = OpenCC("t2s")


def fold(text: str) -> str:
    """``text`` in one case, one width and simplified characters; what stands between words stays."""
    return str(_SIMPLIFIED.convert(unicodedata.normalize("NFKC", text).casefold()))


def tight(folded: str) -> str:
    """Folded text without blanks, hyphens and middle dots."""
    return _BETWEEN.sub("", folded)


def digits(text: str) -> str:
    """The digits of ``text`` alone."""
    return _NOT_A_DIGIT.sub("", unicodedata.normalize("NFKC", text))


def numbers(folded: str) -> str:
    """The numbers of two digits and more in folded text, without what separates their digits, each between breaks."""
    numbers = (_NOT_A_DIGIT.sub("", written) for written in NUMBER.findall(folded))
    return f"{BREAK}{BREAK.join(numbers)}{BREAK}"
