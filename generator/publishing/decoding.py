"""What the bytes of a file say as text, in every encoding in which they say something."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress

# So much of a file that is no text is read in every encoding that says something by itself.
_MOST_GUESSED = 1_000_000
# What programs for tables and old programs save: whole files in one of these say something, whatever else they might be.
_WHOLE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "gb18030", "big5")
_OF_ONE_COUNTRY = ("gb18030", "big5", "cp1252")
_MARKED = {
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16", codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
}  # fmt: skip
# Packed pixels, sounds and letters hold such bytes as often as all others; there, names of two characters in these
# encodings stand by chance.
_NO_CONTROL = bytes({*range(256)} - {*range(1, 32)} | {*b"\t\n\r"})
_NOISE = 0.08


def readings(content: bytes) -> Iterator[str]:
    """``content`` as text: once where it is UTF-8, else in every encoding that it may have. A guess hides no other."""
    if b"\0" not in content:
        with suppress(UnicodeDecodeError):
            yield content.decode("utf-8-sig")
            return
        yield content.decode("utf-8", "replace")
        yield from (content.decode(coding, "replace") for coding in _OF_ONE_COUNTRY)
    else:
        yield from guessed(content)
    for coding in {coding for mark, coding in _MARKED.items() if content.startswith(mark)}:
        yield content.decode(coding, "replace")
    for coding in _WHOLE:
        with suppress(UnicodeDecodeError):
            yield content.decode(coding)


def guessed(content: bytes) -> Iterator[str]:
    """What may be text in a file of a kind that is not known; of a long one, what is so beyond doubt."""
    yield content.decode("utf-8", "ignore")
    if len(content) > _MOST_GUESSED:
        return
    yield from (content[skipped:].decode("utf-16-le", "ignore") for skipped in (0, 1))
    if len(content.translate(None, _NO_CONTROL)) <= _NOISE * len(content):
        yield from (content[skipped:].decode("utf-16-be", "ignore") for skipped in (0, 1))
        yield from (content.decode(coding, "ignore") for coding in _OF_ONE_COUNTRY[:2])
