"""What a published file says to whoever reads, hears or searches it: text, attributes, data, drawings, calendars."""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

from generator.formats.pictures import said_beside
from generator.text.folding import BREAK

_PACKED = b"PK\x03\x04"
_MOST_UNPACKED = 20_000_000
_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg")
_FOLDED = (".ics", ".vcf", ".ifb", ".vcs")
_CODE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_SAID_IN_CODE = re.compile(
    r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?\*/|(?<!:)//[^\n]*""", re.DOTALL
)
# Every attribute but those that only lay out or draw.
_ATTRIBUTE = re.compile(
    r"""\s(?!(?:class|style|d|points|viewBox|transform|fill|stroke|width|height|rel|for|type|media)\s*=)"""
    r"""[A-Za-z_:][\w:.-]*\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
# Elements that stand within a line, so that a name may go on behind them.
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|rb|rtc|ruby|s|samp|small|span"
    r"|strike|strong|sub|sup|time|tspan|tt|u|var|wbr)(?:\s[^>]*)?/?>",
    re.IGNORECASE,
)
_READING = re.compile(r"<(rt|rp)\b[^>]*>(.*?)(?:</\1\s*>|(?=<(?:rt|rp|/ruby)\b))", re.DOTALL | re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<!--|-->|</?[A-Za-z][\w:.-]*(?:[\s/][^>]*)?>|<[!?][^>]*>")
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_ESCAPED_ALONE = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|x([0-9a-fA-F]{2})|([0-9a-fA-F]{4,6})[ ]?)")
_IN_ADDRESS = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_EMBEDDED = re.compile(r"data:([\w.+/-]*)(?:;[\w.=-]+)*;base64,([A-Za-z0-9+/=_-]{8,})")
_NEW_BLOCK = re.compile(r"\n[ \t]*(?=\n|[-*+#|>]|\d+\.)")
_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT = re.compile(r"=\r?\n")
_QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")


def published_texts(output: Path) -> Iterator[tuple[str, str]]:
    """(path, what it says) of every file of a built site, but what Material brings and nobody has changed.

    Of a file that is no text it is what can be read in it: what cameras and editors say beside a picture, the texts inside
    a document of an office program, else nothing. The path is looked at as well, so it is given even then.
    """
    for path in sorted(output.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if content not in _themes_own().get(path.name, ()):
                yield path.relative_to(output).as_posix(), _said(content)


def visible_text(source: str, path: str = "page.html") -> str:
    """What a file says: its text, also in pictures, comments and data, and what its attributes tell.

    Of styles and JavaScript inside a page only texts and comments count. What stands in different blocks is kept apart.
    """
    name = path.lower()
    if name.endswith(_FOLDED):
        return _unquoted(_SOFT.sub("", _FOLD.sub("", source)))
    source = _unescaped(_CODE.sub(_texts_alone, source))
    told = [next(filter(None, values), "") for values in _ATTRIBUTE.findall(source)]
    if not name.endswith(_MARKUP):
        told.append(source)  # what looks like a tag there may be an address in brackets
    spoken = [found[2] for found in _READING.finditer(source)] if "<r" in source else []
    line = _LINE_BREAK.sub(" ", _READING.sub("", source) if spoken else source)
    text = _TAG.sub(BREAK, _INLINE.sub("", _NEW_BLOCK.sub(f"\n{BREAK}", line)))
    return html.unescape(BREAK.join([text, *told, *spoken]))


def _texts_alone(found: re.Match[str]) -> str:
    is_data = found[1].lower() == "script" and ("json" in found[2].lower() or "text/" in found[2].lower())
    said = found[3] if is_data else BREAK.join(_SAID_IN_CODE.findall(found[3]))
    return f"{BREAK}{said}{BREAK}"


def _unescaped(source: str) -> str:
    """``source`` with the characters that JavaScript, JSON, style sheets and addresses write in ASCII."""
    if "base64," in source:
        source = _EMBEDDED.sub(_embedded, source)
    if "\\" in source:
        source = _ESCAPED.sub(_sixteen_bits, source)
        source = _ESCAPED_ALONE.sub(_character, source)
    for _ in range(2):  # an address within an address is written so twice
        if "%" in source:
            source = _IN_ADDRESS.sub(lambda found: unquote(found[0]), source)
    return source


def _sixteen_bits(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _character(found: re.Match[str]) -> str:
    number = int(found[1] or found[2] or found[3], 16)
    return chr(number) if number < 0x110000 else found[0]


def _unquoted(text: str) -> str:
    """Text of a calendar or a card with what older programs write as ``=E8=AF=B8``."""
    plain = _QUOTED.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "replace"), text)
    return plain if plain == text else f"{text}{BREAK}{plain}"


def _embedded(found: re.Match[str]) -> str:
    """What a file that is written inside another one says, if that is a text or a drawing."""
    if not re.search(r"text|svg|xml|json|html", found[1]):
        return found[0]
    try:
        said = base64.b64decode(found[2].replace("-", "+").replace("_", "/"))
    except binascii.Error:
        return found[0]
    return f"{BREAK}{said.decode('utf-8', 'replace')}{BREAK}"


@cache
def _themes_own() -> dict[str, list[bytes]]:
    """What Material serves as it stands, by file name."""
    found: dict[str, list[bytes]] = {}
    pending = [files("material") / "templates" / "assets"]
    while pending:
        entry = pending.pop()
        if entry.is_dir():
            pending += entry.iterdir()
        else:
            found.setdefault(entry.name, []).append(entry.read_bytes())
    return found


def _said(content: bytes) -> str:
    if content.startswith(_PACKED):
        return BREAK.join(_unpacked(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    beside = said_beside(content)
    if beside or b"\0" in content:
        return beside
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # what spreadsheets save in China
        return BREAK.join([content.decode("utf-8", "replace"), content.decode("gb18030", "replace")])


def _unpacked(content: bytes) -> Iterator[str]:
    """The texts in a packed file, as those of office programs are; of one that unpacks to too much, the first of them."""
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.infolist():
                yield entry.filename
                left -= entry.file_size
                if left >= 0:
                    yield packed.read(entry).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return
