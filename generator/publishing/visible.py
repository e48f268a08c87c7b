"""What a published file says to whoever reads, hears or searches it: text, attributes, data, drawings, calendars."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from generator.publishing.escapes import unescaped, unquoted
from generator.publishing.packed import Sealed, said
from generator.text.folding import BREAK
from generator.text.located import Stopped
from generator.text.problems import Problem

Kind = Literal["markup", "folded", "text"]
_MARKUP = (".html", ".htm", ".xhtml", ".xml", ".svg")
_FOLDED = (".ics", ".vcf", ".ifb", ".vcs")
_CODE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
# Also numbers that may be telephones', addresses of pictures, and names and patterns that are not in ASCII.
_SAID_IN_CODE = re.compile(
    r""""(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|/\*.*?\*/|(?<!:)//[^\n]*"""
    r"""|\b\d[\d_]{6,}|\burl\([^)"']*\)|(?:[^\x00-\x7f]\w*)+""",
    re.DOTALL,
)
_ADDED = re.compile(r"""(["'`])\s*\+\s*\1""")  # two texts that a script puts together
# Every attribute but those that only lay out or draw; of those, what is not in ASCII, and addresses.
_ATTRIBUTE = re.compile(
    r"""\s(?!(?:class|style|d|points|viewBox|transform|fill|stroke|width|height|rel|for|type|media)\s*=)"""
    r"""[A-Za-z_:][\w:.-]*\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.IGNORECASE,
)
_LAID_OUT = [re.compile(rf"""{name}\s*=\s*["']?([ !#-&(-~]*+[^\x00-\x7f][^"'>]*)""") for name in ("class", "style")]
_PLACED_AT = re.compile(r"\burl\(([^)]*)\)")
# An attribute that holds what elsewhere ends a tag.
_WITH_BRACKET = re.compile(r"""=\s*(?:"[^">]*>[^"]*"|'[^'>]*>[^']*')""")
# Elements that stand within a line, so that a name may go on behind them.
_PHRASING = (
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|nobr|q|rb|rtc|ruby|s|samp|small|span"
    "|strike|strong|sub|sup|time|tspan|tt|u|var|wbr"
)
_INLINE = re.compile(rf"</?(?:{_PHRASING})(?:\s[^>]*)?/?>", re.IGNORECASE)
# Elements of which it is told by what touches them whether they stand within a line.
_PERHAPS = r"(?:label|button|img|output|slot|[a-z][a-z0-9]*-[\w.-]*)"
_TOUCHED = re.compile(rf"<(?:(?<=[^\s>]<){_PERHAPS}(?:\s[^>]*)?/?>|/{_PERHAPS}\s*>(?=[^\s<]))", re.IGNORECASE)
# A tag's inside, behind which a text may go on.
_WITHIN_LINE = re.compile(rf"/?(?:{_PHRASING}|br|rt|rp|text|textpath)(?:[\s/]|\Z)", re.IGNORECASE)
# Words of a drawing, which stands where it is placed; a program that draws may place letter by letter.
_DRAWN = re.compile(r"<text\b[^>]*>(.*?)</text\s*>", re.DOTALL | re.IGNORECASE)
_AT_ONCE = 4  # letters that are placed together
_READING = re.compile(r"<(rt|rp)\b[^>]*>(.*?)(?:</\1\s*>|(?=<(?:rt|rp|/ruby)\b))", re.DOTALL | re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(?:-?>|(.*?)--!?>)", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
_DECLARED = re.compile(r"<[!?](?!--|doctype html>)([^>]*)>", re.IGNORECASE)
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.:-]+)\s+(?:"([^"]*)"|'([^']*)')\s*>""")
_REFERENCE = re.compile(r"&([\w.:-]+);")
_MOST_EXPANDED = 1_000_000
_TAG = re.compile(r"<!--|-->|</?[A-Za-z][\w:.-]*(?:[\s/][^>]*)?>|<[!?][^>]*>")
_NEW_BLOCK = re.compile(r"\n[ \t]*(?=\n|[-*+#|>]|\d+\.)")
_FOLD_OF_BYTES = re.compile(rb"\r?\n[ \t]")
_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT = re.compile(r"=\r?\n")


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
                if kind_of(name) == "folded":  # a line may be folded inside a letter
                    content = _FOLD_OF_BYTES.sub(b"", content)
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
    if "<!ENTITY" in source:
        source = _expanded(source)
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
        return unquoted(_SOFT.sub("", _FOLD.sub("", source)))
    source = unescaped(_CODE.sub(_texts_alone, source))
    told = [] if kind == "markup" else [source]  # what looks like a tag there may be an address in brackets
    if kind == "markup" and _WITH_BRACKET.search(source):
        told.append(_read(_WITH_BRACKET.sub(lambda value: value[0].replace(">", "&gt;"), source)))
    text = html.unescape(BREAK.join([_read(source), *told]))
    return html.unescape(text) if "&#" in text else text  # a page about pages writes them twice


def _read(source: str) -> str:
    """What stands in markup and between it; references to characters stay."""
    told = [next(filter(None, values), "") for values in _ATTRIBUTE.findall(source)]
    for laid_out in _LAID_OUT:
        told += laid_out.findall(source)
    if "url(" in source:
        told += _PLACED_AT.findall(source)
    if "<!" in source or "<?" in source:
        source = _CDATA.sub("", source)
        told += (*map(_read, _COMMENT.findall(source)), *_DECLARED.findall(source))
        source = _COMMENT.sub("", source)
    spoken = [reading[2] for reading in _READING.finditer(source)] if "<r" in source else []
    line = _LINE_BREAK.sub(" ", _READING.sub("", source) if spoken else source)
    text = _TAG.sub(BREAK, _TOUCHED.sub("", _INLINE.sub("", _NEW_BLOCK.sub(f"\n{BREAK}", line))))
    return BREAK.join([text, *told, *spoken, *_placed(source)])


def _expanded(source: str) -> str:
    """A drawing with what it declares in the place of each name for it, as a browser shows it."""
    values = {name: double or single for name, double, single in _ENTITY.findall(source)}
    for _ in range(5):
        names = _REFERENCE.findall(source)
        if sum(len(values.get(name, "")) for name in names) > _MOST_EXPANDED:
            break
        source = _REFERENCE.sub(lambda name: values.get(name[1], name[0]), source)
    return source


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
    said = element[3] if is_data else BREAK.join(_SAID_IN_CODE.findall(_ADDED.sub("", element[3])))
    return f"{BREAK}{said}{BREAK}"


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
