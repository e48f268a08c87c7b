"""What a file writes in ASCII for what is none: as scripts, style sheets, addresses, calendars and cards do."""

from __future__ import annotations

import base64
import binascii
import re
from urllib.parse import unquote_to_bytes

from generator.publishing.decoding import readings
from generator.text.folding import BREAK

_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_ESCAPED_ALONE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([0-9a-fA-F]{4,6})[ ]?)")
_IN_ADDRESS = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_HOST = re.compile(r"\bxn--([a-z0-9-]+)", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:([\w.+/-]*)(?:;[\w.=-]+)*;base64,([A-Za-z0-9+/=_-]{8,})")
_TEXT = re.compile(r"\A\Z|text|svg|xml|json|html")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
_ENCODED = re.compile(r";(?:ENCODING=)?(?:B|BASE64)(?:;[^:]*)?:[ \t]*([A-Za-z0-9+/=]+)", re.IGNORECASE)
_COMMA = re.compile(r"\\([,;nN\\])")


def unescaped(source: str) -> str:
    """``source`` with the characters that JavaScript, JSON, style sheets and addresses write in ASCII."""
    if "base64," in source:
        source = _EMBEDDED.sub(_embedded, source)
    if "\\" in source:
        source = _ESCAPED.sub(_sixteen_bits, source)
        source = _ESCAPED_ALONE.sub(_character, source)
    for _ in range(2):  # an address within an address is written so twice
        source = addressed(source)
    return _HOST.sub(_of_host, source) if "xn--" in source else source


def addressed(source: str) -> str:
    """``source`` with what an address writes as ``%E8%AF%B8``, or in China as ``%D6%EE``."""
    return _IN_ADDRESS.sub(_octets, source) if "%" in source else source


def unquoted(text: str) -> str:
    """Text of a calendar or a card with its commas, what it has in base64, and what older programs write as ``=E8``."""
    if "\\" in text:
        text = _COMMA.sub(lambda escape: "\n" if escape[1] in "nN" else escape[1], text)
    told = [text]
    if "=" in text:
        told.append(_QUOTED.sub(lambda octets: _decoded(bytes.fromhex(octets[0].replace("=", ""))), text))
    told += (_of_base64(encoded[1]) for encoded in _ENCODED.finditer(text))
    return BREAK.join(dict.fromkeys(told))


def _octets(escaped: re.Match[str]) -> str:
    return _decoded(unquote_to_bytes(escaped[0]))


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return f"{raw.decode('utf-8', 'replace')}{BREAK}{raw.decode('gb18030', 'replace')}"


def _sixteen_bits(escapes: re.Match[str]) -> str:
    return bytes.fromhex(escapes[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2] or escape[3], 16)
    return chr(number) if number < 0x110000 else escape[0]


def _of_host(name: re.Match[str]) -> str:
    try:
        return f"{name[0]} {name[1].lower().encode().decode('punycode')}"
    except UnicodeError:
        return name[0]


def _embedded(address: re.Match[str]) -> str:
    """What a file that is written inside another one says, if that is a text or a drawing."""
    if not _TEXT.search(address[1]):
        return address[0]
    return f"{BREAK}{_of_base64(address[2])}{BREAK}"


def _of_base64(encoded: str) -> str:
    plain = encoded.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return BREAK.join(readings(base64.b64decode(plain[: len(plain) - (len(plain) % 4 == 1)] + "==")))
    except binascii.Error:
        return encoded
