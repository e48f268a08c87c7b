"""A table's bytes to text, in whichever encoding an office's program wrote them; none that broke off passes for whole."""

from __future__ import annotations

import codecs
import unicodedata

_OF_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class NotATable(Exception):
    """``code`` says why a file cannot be read as a table, ``row`` in which row (0 where it is no row's fault)."""

    def __init__(self, code: str, row: int = 0, found: str = "") -> None:
        super().__init__(code)
        self.code, self.row, self.found = code, row, found


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the name of its encoding where that is not UTF-8. Raises NotATable."""
    utf_16 = _order_of_utf16(content)
    if utf_16:
        try:
            return content.decode(utf_16).removeprefix("\ufeff"), "UTF-16"
        except UnicodeDecodeError as error:
            line = content[: error.start].decode(utf_16).count("\n") + 1
            raise NotATable("broken_off", line) from error
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        if error.reason == "unexpected end of data":  # all of it is UTF-8 but the end of the last character
            raise NotATable("broken_off", line) from error
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as foreign:
            at_end = foreign.reason.startswith("incomplete") and foreign.end >= len(content)
            if at_end:
                raise NotATable("broken_off", content[: foreign.start].count(b"\n") + 1) from foreign
            raise NotATable("unknown_encoding", line) from foreign
        if any(
            unicodedata.category(character) in ("Co", "Cn", "Cc") and character not in "\r\n\t" for character in text
        ):
            raise NotATable("unknown_encoding", line) from error
        return text, "GBK"


def _order_of_utf16(content: bytes) -> str:
    """The codec of UTF-16 in which content is written, with its mark or without; nothing for other encodings.

    A table has a comma, a digit or an end of a line on every line, whose one half is NUL in UTF-16 and which no other
    encoding writes with one; where only a single NUL strayed into a text, few bytes are NUL.
    """
    for mark, codec in _OF_UTF16.items():
        if content.startswith(mark):
            return codec
    even, odd = content[::2].count(0), content[1::2].count(0)
    few = len(content) // 40
    if odd > few and not even:
        return "utf-16-le"
    return "utf-16-be" if even > few and not odd else ""
