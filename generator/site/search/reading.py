"""A page's Markdown as the search reads it: its title, what it says first, readers' words for it, and its sections.

It is read from the Markdown that MkDocs is given, so pages that somebody wrote by hand are found like the others, and a
company's own templates are understood. Nothing here is a whole Markdown reader: it knows headings, paragraphs, lists,
tables, and the attributes that say ``data-search-exclude``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

ASKED = "asked"  # where readers' words stand: in the front matter, or in a section of this id

_FRONT = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_KEY = re.compile(r'^(\w+): (?:"(?P<text>(?:[^"\\]|\\.)*)"|(?P<list>\[.*\]))\s*$', re.MULTILINE)
_HIDDEN = re.compile(r"^search:\s*(?:\{[^}\n]*|\n\s+)exclude:\s*true", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})(?:\s+(.*?))?\s*(?:\{([^{}]*)\})?\s*$")
_ATTRIBUTES = re.compile(r"^\{([^{}]*)\}\s*$")
_ID = re.compile(r"#([\w-]+)")
_EXCLUDED = re.compile(r"<(\w+)\b[^>]*\bdata-search-exclude\b[^>]*>(?:(?!</?\1\b).|<\1\b.*?</\1>)*?</\1>", re.DOTALL)
_BUTTON = re.compile(r"\[[^\]]*\]\([^)]*\)\{[^{}]*\bdata-search-exclude\b[^{}]*\}")
_OUTSIDE = re.compile(r"<(script|style|svg|select|button)\b.*?</\1>|<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<(?:div|figure|details|section)\b([^>]*)>|</(?:div|figure|details|section)>")
_ITEM = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
_LIST = re.compile(r"\s*(?:[-*+]|\d+\.)\s+(?:\[[ x]\]\s+)?")
_RULE = re.compile(r"[\s|:-]+\Z")
_ENDS = re.compile(r"(?:</?(?:p|li|ul|ol|br|dd|dt|dl|summary|figcaption|div|details)\b[^>]*>)")
_TAG = re.compile(r"<[^>]+>")
_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)(?:\{[^{}]*\})?")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)(?:\{[^{}]*\})?")
_ICON = re.compile(r":[a-z0-9]+(?:-[a-z0-9]+)+:")
_JOINER = "\u2060"  # keeps a mark beside its word
_MARKED = re.compile(rf"[\[<:{{*`&{_JOINER}]")  # without any of these there is nothing to take away
_TRAILING = re.compile(r"\{\s*[.#][^{}]*\}")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, the cells of its tables, and the items of its lists, each in their order."""

    id: str
    title: str
    texts: tuple[str, ...]
    cells: tuple[str, ...]
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageText:
    """One page. ``address`` is its own below its language, ``labels`` what kind of page it is and of which products."""

    address: str
    title: str
    lead: str
    labels: tuple[str, ...]
    asked: tuple[str, ...]
    sections: tuple[Section, ...]


def read_page(path: str, source: str) -> PageText | None:
    """The page whose Markdown is ``source``; ``path`` is its file below its language, such as ``faults/leak.md``.

    None where the page says that it is not to be found.
    """
    front = _FRONT.match(source)
    if front and _HIDDEN.search(front[1]):
        return None
    keys = {found[1]: found for found in _KEY.finditer(front[1])} if front else {}
    sections = list(_sections(source[front.end() :] if front else source))
    first = sections[0] if sections else Section("", "", (), (), ())
    asked = [*_listed(keys, ASKED), *(text for section in sections if section.id == ASKED for text in section.items)]
    rest = [section for section in sections[1:] if section.id != ASKED]
    return PageText(
        address=re.sub(r"(?:^|(?<=/))index\.md$", "", path) if path.endswith("index.md") else path[:-3] + "/",
        title=_quoted(keys, "title") or first.title,
        lead=_quoted(keys, "description") or next(iter(first.texts), ""),
        labels=tuple(_listed(keys, "tags")),
        asked=tuple(dict.fromkeys(asked)),
        sections=(Section("", first.title, first.texts, first.cells, first.items), *rest),
    )


def _quoted(keys: dict[str, re.Match[str]], key: str) -> str:
    text = keys[key]["text"] if key in keys else None
    return re.sub(r"\\(.)", r"\1", text) if text else ""


def _listed(keys: dict[str, re.Match[str]], key: str) -> list[str]:
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', keys[key]["list"] or "") if key in keys else []
    return [re.sub(r"\\(.)", r"\1", text) for text in texts]


def _sections(body: str) -> Iterator[Section]:
    """The sections of a page; what is marked as no matter for the search is left out."""
    id_, title, hidden = "", "", False
    texts, cells, items = list[str](), list[str](), list[str]()
    for lines in [*_blocks(body), ["# "]]:
        if heading := _HEADING.match(lines[0]):
            if not hidden and (title or texts or cells or items):
                yield Section(id_, title, (*texts,), (*cells,), (*items,))
            attributes = heading[3] or ""
            own = _ID.search(attributes)
            id_, title = own[1] if own else "", plain(heading[2] or "")
            texts, cells, items, hidden = [], [], [], "data-search-exclude" in attributes
            lines = lines[1:]
        for kind, line in _sentences(lines):
            if text := plain(line):
                (cells if kind == "cell" else items if kind == "item" else texts).append(text)


def _blocks(body: str) -> Iterator[list[str]]:
    """Paragraphs, lists and tables as lines; without those that attributes, or what stands around, exclude."""
    body = _OUTSIDE.sub("", _EXCLUDED.sub("", _BUTTON.sub("", body)))
    depth: list[bool] = []
    for block in re.split(r"\n\s*\n|(?<=\n)(?=#)", body):
        for element in _ELEMENT.finditer(block):
            if element[0].startswith("</"):
                depth[-1:] = []
            else:
                depth.append("data-search-exclude" in (element[1] or ""))
        lines = [line for line in block.splitlines() if line.strip()]
        attributes = [found[1] for line in lines if (found := _ATTRIBUTES.match(line))]
        if lines and not any(depth) and not any("data-search-exclude" in said for said in attributes):
            kept = [line for line in lines if not _ATTRIBUTES.match(line)]
            if kept:
                yield kept


def _sentences(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Each item of a list, each row of a table, each paragraph, with which of them it is."""
    whole, kind = "", "text"
    for line in lines:
        if line.lstrip().startswith("|"):
            if not _RULE.match(line):
                yield "cell", line.strip().strip("|").replace("|", " ")
        elif items := _ITEM.findall(line):
            yield from (("item", item) for item in items)
        elif _LIST.match(line):
            yield kind, whole
            whole, kind = _LIST.sub("", line, count=1), "item"
        else:
            whole = f"{whole} {line}"
    yield from ((kind, part) for part in _ENDS.split(whole))


def plain(text: str) -> str:
    """``text`` without what Markdown and HTML do to it."""
    if not _MARKED.search(text):
        return " ".join(text.split()).lstrip(": ")
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _TRAILING.sub("", _ICON.sub("", _TAG.sub("", text)))
    return " ".join(unescape(text.replace("**", "").replace("`", "")).replace(_JOINER, "").split()).lstrip(": ")
