"""Text folded so that spelling makes no difference: case, width, accents, traditional characters, and what lies between."""

from __future__ import annotations

import re
import unicodedata

from opencc import OpenCC

BREAK = "\x1e"  # ends a text: no name goes on behind it

# Blanks, hyphens and dashes, full stops, apostrophes, what joins words in addresses and file names, what has no width or
# turns the writing round, and the dots that stand inside foreign names.
_MARKS = (
    r"\-._'`\u00ad\u00b4\u00b7\u02b9\u02bb\u02bc\u02c8\u0387\u061c\u115f\u1160\u180e\u200b-\u200f\u2010-\u2015\u2018-\u201b"
    r"\u2022\u2027\u202a-\u202e\u2032\u2043\u2060-\u2064\u2066-\u206f\u2212\u2218\u2219\u22c4\u22c5\u25cf\u25e6\u2981\u2e30"
    r"\u2e31\u2e33\u30fb\ua78f\ufe00-\ufe0f\ufeff\U00010101"
)
BETWEEN = rf"(?:[^\S{BREAK}]|[{_MARKS}])"
# The same, a run at once: a class in which nothing is left out is looked for much faster.
_BETWEEN = re.compile(rf"[\t-\r\x1c\x1d\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000{_MARKS}]+")
# What may stand between two digits of one number: up to three blanks, brackets, strokes and dots, also some that are not
# seen, or one comma.
SEPARATED = (
    r"(?:[\s().\-/_~*\u00ad\u00b7\u061c\u200b-\u200f\u2010-\u2015\u2022\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    r"\u20e3\u2212\u2219\u30fc\ufe00-\ufe0f\ufeff]{0,3}|,)"
)
# A number as people write it: digits with what may stand between them, in brackets or after a plus.
NUMBER = re.compile(rf"\d(?:{SEPARATED}\d)+")
# One in groups that are kept apart by the same mark; what stands in square brackets is a list of other numbers.
_IN_GROUPS = re.compile(
    r"[0-9](?<![\[0-9][0-9])[0-9]{1,5}(?P<mark>[ ]?[,、:;|+/][ ]?|[ ]{4,9})[0-9]{2,6}(?:(?P=mark)[0-9]{2,6}){1,4}"
    r"(?![0-9\]])"
)
# A number in words, as somebody writes it who knows that numbers are looked for; it folds as it is spoken.
_WORDS = "〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖"
_DIGITS = str.maketrans(_WORDS, "001234567891123456789")
_SPOKEN = re.compile(rf"[{_WORDS}](?:{SEPARATED}[{_WORDS}]){{6,}}")
# The number of a house, a lane or a tower in words.
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_HOUSES = "号弄栋幢座室"
_COUNTED = f"[{_WORDS}两{''.join(_UNITS)}]"
_HOUSE = re.compile(f"{_COUNTED}+(?=[{_HOUSES}])")
_IN_WORDS = [re.compile(f"{house}(?<={_COUNTED}{house})") for house in _HOUSES]  # found sooner, and seldom
# Digits of Arabic, Persian, Hindi, Bengali and Thai.
_OTHER_DIGITS = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९০১২৩৪৫৬৭৮৯๐๑๒๓๔๕๖๗๘๙"
_OTHER_DIGIT = re.compile("[\u0660-\u0e59]")  # where they stand, among letters
_ASCII_DIGITS = str.maketrans(_OTHER_DIGITS, "0123456789" * 5)
_NOT_A_DIGIT = re.compile(r"\D")
_ACCENT = re.compile("[\u0300-\u036f\U000e0000-\U000e01ef]+")  # and what chooses a variant of a letter
_LETTERS = {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
_LETTER = re.compile(f"[{''.join(_LETTERS)}]")
_SIMPLIFIED = OpenCC("t2s")


def fold(text: str) -> str:
    """``text`` in one case, one width, without accents, in simplified characters, houses by their digits.

    What stands between words stays.
    """
    if text.isascii():
        return text.casefold()
    bare = _ACCENT.sub("", unicodedata.normalize("NFKD", text))
    plain = str(_SIMPLIFIED.convert(unicodedata.normalize("NFKC", bare))).casefold()
    if _OTHER_DIGIT.search(plain):
        plain = plain.translate(_ASCII_DIGITS)
    if any(house.search(plain) for house in _IN_WORDS):
        plain = _HOUSE.sub(lambda number: _counted(number[0]), plain)
    return _LETTER.sub(lambda letter: _LETTERS[letter[0]], plain)


def _counted(words: str) -> str:
    """The digits of a number in words: ``一〇八八`` and ``一千零八十八`` are 1088."""
    plain = words.replace("两", "二")
    if not any(unit in plain for unit in _UNITS):
        return plain.translate(_DIGITS)
    total, digit = 0, 0
    for position, character in enumerate(plain):
        if character in _UNITS:
            total += (digit if position and plain[position - 1] not in _UNITS else 1) * _UNITS[character]
            digit = 0
        else:
            digit = int(character.translate(_DIGITS))
    return str(total + digit)


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
    written = NUMBER.findall(folded)
    if len(written) > 2:
        written += (number[0] for number in _IN_GROUPS.finditer(folded))
    numbers = (_NOT_A_DIGIT.sub("", number) for number in written)
    return f"{BREAK}{BREAK.join(numbers)}{BREAK}"
