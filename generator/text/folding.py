"""Text folded so that spelling makes no difference: case, width, accents, traditional characters, and what lies between."""

from __future__ import annotations

import re
import unicodedata

from opencc import OpenCC

BREAK = "\x1e"  # ends a text: no name goes on behind it

# Blanks, hyphens and dashes, full stops, apostrophes, what joins words in addresses and file names, what has no width or
# turns the writing round, and the dots that stand inside foreign names.
BETWEEN = (
    rf"(?:[^\S{BREAK}]"
    r"|[-._'`\u00ad\u00b4\u00b7\u02b9\u02bb\u02bc\u02c8\u0387\u061c\u115f\u1160\u180e\u200b-\u200f\u2010-\u2015\u2018-\u201b"
    r"\u2022\u2027\u202a-\u202e\u2032\u2043\u2060-\u2064\u2066-\u206f\u2212\u2218\u2219\u22c4\u22c5\u25cf\u25e6\u2981\u2e30"
    r"\u2e31\u2e33\u30fb\ua78f\ufe00-\ufe0f\ufeff\U00010101])"
)
_BETWEEN = re.compile(BETWEEN)
# What may stand between two digits of one number: up to three blanks, brackets, strokes and dots, or one comma.
SEPARATED = r"(?:[\s().\-/_~*\u00b7\u2010-\u2015\u2022\u2212\u2219\u30fc]{0,3}|,)"
# A number as people write it: digits with what may stand between them, in brackets or after a plus.
NUMBER = re.compile(rf"\d(?:{SEPARATED}\d)+")
# A number in words, as somebody writes it who knows that numbers are looked for; it folds as it is spoken.
_SPOKEN = re.compile(rf"[〇零一二三四五六七八九幺](?:{SEPARATED}[〇零一二三四五六七八九幺]){{6,}}")
_DIGITS = str.maketrans("〇零一二三四五六七八九幺", "001234567891")
_NOT_A_DIGIT = re.compile(r"\D")
_ACCENT = re.compile("[\u0300-\u036f]+")
_LETTERS = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
_SIMPLIFIED = OpenCC("t2s")


def fold(text: str) -> str:
    """``text`` in one case, one width, without accents, in simplified characters; what stands between words stays."""
    if text.isascii():
        return text.casefold()
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    plain = str(_SIMPLIFIED.convert(unicodedata.normalize("NFKC", bare))).casefold()
    return _LETTER.sub(lambda letter: _LETTERS[letter[0]], plain)


def tight(folded: str) -> str:
    """Folded text without blanks, hyphens, full stops, apostrophes and middle dots."""
    return _BETWEEN.sub("", folded)


def digits(text: str) -> str:
    """The digits of ``text`` alone."""
    return _NOT_A_DIGIT.sub("", unicodedata.normalize("NFKC", text))


def numbers(folded: str) -> str:
    """The numbers of two digits and more in folded text, without what separates their digits, each between breaks."""
    if not folded.isascii():
        folded = _SPOKEN.sub(lambda found: found[0].translate(_DIGITS), folded)
    numbers = (_NOT_A_DIGIT.sub("", written) for written in NUMBER.findall(folded))
    return f"{BREAK}{BREAK.join(numbers)}{BREAK}"
