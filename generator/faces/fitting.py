"""Lines that fit a terminal: what is broken over lines, and what never is (a number, a date, an id, a telephone)."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import cache

from rich.cells import cell_len

# A telephone number with what belongs to it, any other run of letters and figures, and a short Chinese name or word.
_SIGN = r"[^\s\u2e80-\ua4cf\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef“”‘’…]"
_PHONE = r"(?!\d{4}-\d\d-\d\d)[+(（]?\d[\d()（）.\-–—]*(?: [\d()（）.\-–—]*\d[\d()（）.\-–—]*)+"
_EXTENSION = r"(?: ?(?:转|分机|内线|ext\.?|x|#) ?\d+)?(?: [\u3400-\u9fff]{1,2}(?![\u3400-\u9fff]))?"
_SHORT = r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,4}(?![\u3400-\u9fff])"
# A house: numbers with what they number, one behind the other; a number with its street, or behind what it numbers.
_NUMBER, _UNIT = r"\d+[A-Z]?(?:[-–]\d+)*", r"(?:号[楼院]?|[弄栋幢座室层楼巷门户房铺]|单元)"
_NUMBERED = rf"(?:[A-Z]|{_NUMBER}) ?{_UNIT}"
_HOUSE = rf"{_NUMBERED}(?: ?{_NUMBERED}){{0,3}}(?: ?{_NUMBER}(?![\d.,:/%]))?"
_ROADS = r"St|Street|Rd|Road|Ave|Avenue|Ln|Lane|Dr|Drive|Way|Sq|Square|Pl|Place|Ct|Court|Blvd|Pkwy|Row|Close|Hill"
_STREET = rf"{_NUMBER} (?:(?-i:[A-Z])[\w'’.]+ ){{1,2}}(?:{_ROADS})\b\.?"
_FLATS = r"Unit|Flat|Apt|Apartment|Suite|Room|Rm|Bldg|Building|Block|Tower|Floor|House|Shop|No"
_FLAT = rf"(?:{_FLATS})\.? (?:\w*\d[\w\-/]*|(?-i:[A-Z])\b)"
_PIECE = rf"{_HOUSE}|{_STREET}|{_FLAT}|(?:{_PHONE}|{_SIGN}*\d{_SIGN}*){_EXTENSION}|{_SIGN}+|{_SHORT}|."
# What begins no line, and what ends none.
_CLOSING = "，。、；：！？）》」』”’…,.;:!?)]}%"
_OPENING = "（《「『“‘([{"
# What somebody copies, types or reads as one: it has a figure, or joins words as ids and addresses do; words with a
# hyphen are only where there is room.
_WHOLE, _JOINED = re.compile(r"\d|\w[_/@.]\w"), re.compile(r"\w-\w")
# A run that takes more is none of these, and a word that takes more may be broken.
_LONGEST, _WORD = 48, 18
# Parts of words narrower than this, and names that are wider, are broken where there is no room.
_TORN, _NAME = 4, 14


@cache
def _piece() -> re.Pattern[str]:
    """Compiled when something is printed: that takes longer than all else that this module does when it is read."""
    return re.compile(_PIECE, re.IGNORECASE | re.DOTALL)


def pieces(text: str) -> Iterator[str]:
    """``text`` in pieces between which a line may end; blanks are pieces of their own."""
    kept = ""
    for match in _piece().finditer(text):
        piece = match[0]
        if kept and (piece.isspace() or (kept[-1] not in _OPENING and not _closes(piece))):
            yield kept
            kept = ""
        kept += piece
    if kept:
        yield kept


def _closes(piece: str) -> bool:
    """True for what ends something; the dot before an ending or a hidden folder, as in ``.xlsx``, begins one."""
    return piece[0] in _CLOSING and not (piece[0] == "." and piece[1:2].isalnum())


def _is_whole(piece: str, longest: int | None = _LONGEST) -> bool:
    return _WHOLE.search(piece) is not None and (longest is None or cell_len(piece) <= longest)


def least(text: str, *, word: int = _WORD, name: int = _NAME) -> int:
    """How wide a column has to be so that nothing in ``text`` is torn.

    Words that take more than ``word`` may be, and names that take more than that or ``name``.
    """
    if cell_len(text) <= min(name, word):
        return cell_len(text)
    is_roomy = word > _TORN
    return max(
        (
            cell_len(piece) if _is_whole(piece) or (is_roomy and _JOINED.search(piece)) else min(cell_len(piece), word)
            for piece in pieces(text)
        ),
        default=0,
    )


def tears(texts: Sequence[str], width: int) -> bool:
    """Whether a word of a column's heading or texts is broken where it is so wide."""
    return any(least(text, name=0) > width for text in texts)


def folded(text: str, width: int, hang: int = 0, longest: int | None = _LONGEST) -> list[str]:
    """The lines of ``text``, each after the first ``hang`` columns to the right; none is wider than ``width``.

    What is never torn stays whole where it is wider than that: numbers and ids as long as ``longest``, or any.
    """
    lines, line, room = [], "", width
    for piece in pieces(text):
        for part in _parts(piece, max(width - hang, 1), longest):
            if line and not part.isspace() and cell_len(line + part) > room:
                lines.append(line.rstrip())
                line, room = "", width - hang
            line += part if line or not part.isspace() or not lines else ""
    lines.append(line.rstrip())
    return [lines[0], *(" " * hang + line for line in lines[1:])]


def _parts(piece: str, width: int, longest: int | None) -> Iterator[str]:
    """A piece as it is, or where it is a word that no line can hold, in parts that one can."""
    if _is_whole(piece, longest) or cell_len(piece) <= width:
        yield piece
        return
    part = ""
    for character in piece:
        if part and cell_len(part + character) > width:
            yield part
            part = ""
        part += character
    yield part


def widths(columns: Sequence[Sequence[str]], room: int, whole: Container[int] = frozenset()) -> list[int] | None:
    """How wide each column, a heading and its texts, is to be in ``room``; None where something would be torn.

    Of the columns that are ``whole`` no text is broken at all, and of no column the words of its heading. What room is left
    goes to words that it keeps whole, then to short names, and then, one by one, to the column whose longest text takes
    most lines.
    """
    torn, words, names = (
        [
            max(
                least(texts[0], word=room, name=0),
                *(least(text, word=word, name=name) if index not in whole else cell_len(text) for text in texts[1:]),
            )
            for index, texts in enumerate(columns)
        ]
        for word, name in ((_TORN, _TORN), (_WORD, 0), (_WORD, _NAME))
    )
    wanted = [max(map(cell_len, texts)) for texts in columns]
    if sum(torn) > room:
        return None
    given = torn
    for better in (words, names):
        for index in sorted(range(len(given)), key=lambda index: better[index] - given[index]):
            given[index] = max(given[index], min(better[index], given[index] + room - sum(given)))
    while sum(given) < room and (short := [n for n, width in enumerate(given) if width < wanted[n]]):
        given[max(short, key=lambda n: wanted[n] / max(given[n], 1))] += 1
    return given
