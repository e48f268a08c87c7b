"""What a published file says to whoever reads, hears or searches it: text, attributes, data, drawings, calendars."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal
from urllib.parse import unquote_to_bytes

from generator.publishing.packed import Sealed, said
from generator.text.folding import BREAK
from generator.text.located import Stopped
from generator.text.problems import Problem

Kind = Literal["markup", "folded", "text"]
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
_PHRASING = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|rb|rtc|ruby|s|samp|small|span"
    "|strike|strong|sub|sup|time|tspan|tt|u|var|wbr"
)
_INLINE = re.compile(rf"</?(?:{_PHRASING})(?:\s[^>]*)?/?>", re.IGNORECASE)
# A tag's inside, behind which a text may go on.
_WITHIN_LINE = re.compile(rf"/?(?:{_PHRASING}|br|rt|rp|text|textpath)(?:[\s/]|\Z)", re.IGNORECASE)
# Words of a drawing, which stands where it is placed; a program that draws may place letter by letter.
_DRAWN = re.compile(r"<text\b[^>]*>(.*?)</text\s*>", re.DOTALL | re.IGNORECASE)
_AT_ONCE = 4  # letters that are placed together
_READING = re.compile(r"<(rt|rp)\b[^>]*>(.*?)(?:</\1\s*>|(?=<(?:rt|rp|/ruby)\b))", re.DOTALL | re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
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
    a document of an office program, else nothing. The path is looked at as well, so it is given even then. Raises Stopped
    for a packed file into which nobody can look.
    """
    for path in sorted(output.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if content not in _themes_own().get(path.name, ()):
                name = path.relative_to(output).as_posix()
                try:
                    yield name, said(content)
                except Sealed as error:
                    raise Stopped([Problem(code="sealed_file", file=name)]) from error


def pieces(source: str, path: str) -> list[str]:
    """A file in pieces of which no text goes on in the next: a line of a calendar, the blocks of a page between two lines.

    Pages repeat each other's frames, and calendars each other's events; what is the same is looked at once.
    """
    kind = kind_of(path)
    if kind == "folded":
        return _SOFT.sub("", _FOLD.sub("", source)).splitlines()
    if kind != "markup":
        return [source]
    ended, begun = [], ""
    for line in _CODE.sub(_texts_alone, source).split(">\n"):
        begun = f"{begun}>\n{line}" if begun else line
        if _ends_a_block(line):
            ended.append(f"{begun}>")
            begun = ""
    return [*ended, begun]


@lru_cache(maxsize=1 << 16)
def _ends_a_block(line: str) -> bool:
    """Whether the tag at the end of ``line``, its bracket apart, is none behind which a text goes on."""
    return _WITHIN_LINE.match(line.rpartition("<")[2]) is None


def kind_of(path: str) -> Kind:
    """How a file says what it says."""
    name = path.lower()
    return "folded" if name.endswith(_FOLDED) else "markup" if name.endswith(_MARKUP) else "text"


def visible_text(source: str, kind: Kind = "markup") -> str:
    """What a file says: its text, also in pictures, comments and data, and what its attributes tell.

    Of styles and JavaScript inside a page only texts and comments count. What stands in different blocks is kept apart.
    """
    if kind == "folded":
        return _unquoted(_SOFT.sub("", _FOLD.sub("", source)))
    source = _unescaped(_CODE.sub(_texts_alone, source))
    told = [next(filter(None, values), "") for values in _ATTRIBUTE.findall(source)]
    if kind != "markup":
        told.append(source)  # what looks like a tag there may be an address in brackets
    spoken = [reading[2] for reading in _READING.finditer(source)] if "<r" in source else []
    line = _LINE_BREAK.sub(" ", _READING.sub("", source) if spoken else source)
    text = _TAG.sub(BREAK, _INLINE.sub("", _NEW_BLOCK.sub(f"\n{BREAK}", line)))
    return html.unescape(BREAK.join([text, *told, *spoken, *_placed(source)]))


def spelled(source: str) -> str:
    """What a page says a letter an element, such as a name in the boxes of a form: each run of such letters as one text."""
    runs, run = [], ""
    for text in _TAG.split(_COMMENT.sub("", _CODE.sub("", source))):
        letter = html.unescape(text).strip()
        if len(letter) == 1:
            run += letter
        elif letter:
            runs.append(run)
            run = ""
    return BREAK.join(run for run in [*runs, run] if len(run) > 1)


def _placed(source: str) -> Iterator[str]:
    """What a drawing spells by a few letters at a time, in the order in which they were drawn."""
    if "<text" not in source:
        return
    spelled = ""
    for drawn in (html.unescape(_TAG.sub("", label)).strip() for label in _DRAWN.findall(source)):
        if len(drawn) > _AT_ONCE:
            yield spelled
        spelled = spelled + drawn if len(drawn) <= _AT_ONCE else ""
    yield spelled


def _texts_alone(element: re.Match[str]) -> str:
    is_data = element[1].lower() == "script" and ("json" in element[2].lower() or "text/" in element[2].lower())
    said = element[3] if is_data else BREAK.join(_SAID_IN_CODE.findall(element[3]))
    return f"{BREAK}{said}{BREAK}"


def _unescaped(source: str) -> str:
    """``source`` with the characters that JavaScript, JSON, style sheets and addresses write in ASCII."""
    if "base64," in source:
        source = _EMBEDDED.sub(_embedded, source)
    if "\\" in source:
        source = _ESCAPED.sub(_sixteen_bits, source)
        source = _ESCAPED_ALONE.sub(_character, source)
    for _ in range(2):  # an address within an address is written so twice
        source = addressed(source)
    return source


def addressed(source: str) -> str:
    """``source`` with what an address writes as ``%E8%AF%B8``, or in China as ``%D6%EE``."""
    return _IN_ADDRESS.sub(_octets, source) if "%" in source else source


def _octets(escaped: re.Match[str]) -> str:
    raw = unquote_to_bytes(escaped[0])
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return f"{raw.decode('utf-8', 'replace')}{BREAK}{raw.decode('gb18030', 'replace')}"


def _sixteen_bits(escapes: re.Match[str]) -> str:
    return bytes.fromhex(escapes[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _character(escape: re.Match[str]) -> str:
    number = int(escape[1] or escape[2] or escape[3], 16)
    return chr(number) if number < 0x110000 else escape[0]


def _unquoted(text: str) -> str:
    """Text of a calendar or a card with what older programs write as ``=E8=AF=B8``."""
    plain = _QUOTED.sub(lambda octets: bytes.fromhex(octets[0].replace("=", "")).decode("utf-8", "replace"), text)
    return plain if plain == text else f"{text}{BREAK}{plain}"


def _embedded(address: re.Match[str]) -> str:
    """What a file that is written inside another one says, if that is a text or a drawing."""
    if not re.search(r"text|svg|xml|json|html", address[1]):
        return address[0]
    try:
        said = base64.b64decode(address[2].replace("-", "+").replace("_", "/"))
    except binascii.Error:
        return address[0]
    return f"{BREAK}{said.decode('utf-8', 'replace')}{BREAK}"


@cache
def _themes_own() -> dict[str, list[bytes]]:
    """What Material serves as it stands, by file name."""
    contents: dict[str, list[bytes]] = {}
    pending = [files("material") / "templates" / "assets"]
    while pending:
        entry = pending.pop()
        if entry.is_dir():
            pending += entry.iterdir()
        else:
            contents.setdefault(entry.name, []).append(entry.read_bytes())
    return contents
