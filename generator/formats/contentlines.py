"""Content lines of RFC 5545 as bytes: values escaped, lines folded by octets, equal lines made once."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

CRLF = b"\r\n"
_LIMIT = 75


def fold(line: bytes) -> bytes:
    """``line`` in pieces of at most 75 octets, no character of UTF-8 split, each after the first led by a space."""
    length = len(line)
    if length <= _LIMIT:
        return line + CRLF
    pieces = []
    start, end = 0, _LIMIT
    while end < length:
        while line[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(line[start:end])
        start, end = end, end + _LIMIT - 1
    pieces.append(line[start:])
    return b"\r\n ".join(pieces) + CRLF


def unfold(content: bytes) -> bytes:
    """The opposite of ``fold``, for any number of lines."""
    return content.replace(b"\r\n ", b"")


def escaped(text: str) -> str:
    """``text`` as the value of a TEXT (RFC 5545, 3.3.11)."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if ";" in text:
        text = text.replace(";", "\\;")
    if "," in text:
        text = text.replace(",", "\\,")
    return text.replace("\r\n", "\\n").replace("\n", "\\n") if "\n" in text else text


@lru_cache(maxsize=1 << 16)
def text_line(name: str, text: str) -> bytes:
    """A property of type TEXT, escaped and folded."""
    return fold(f"{name}:{escaped(text)}".encode())


@lru_cache(maxsize=1 << 16)
def plain_line(name: str, value: str) -> bytes:
    """A property whose value is written as it is: a URI, a keyword, a duration."""
    return fold(f"{name}:{value}".encode())


@lru_cache(maxsize=1 << 14)
def date_line(name: str, day: date) -> bytes:
    """A property of type DATE."""
    return f"{name};VALUE=DATE:{day:%Y%m%d}\r\n".encode("ascii")


def local_line(name: str, moment: datetime, zone: str) -> bytes:
    """A property of type DATE-TIME in a named time zone."""
    return f"{name};TZID={zone}:{moment:%Y%m%dT%H%M%S}\r\n".encode("ascii")


@lru_cache(maxsize=1 << 16)
def alarm(summary: str, trigger: str) -> bytes:
    """The one reminder of an event, shown with its summary; ``trigger`` is a duration such as ``-PT15H``."""
    return b"".join(
        (
            b"BEGIN:VALARM\r\nACTION:DISPLAY\r\n",
            text_line("DESCRIPTION", summary),
            f"TRIGGER:{trigger}\r\n".encode("ascii"),
            b"END:VALARM\r\n",
        )
    )
