"""Every page of an edition on one, in Chinese by kind and product line, in English from A to Z; and pages by subject."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.definition import Definition
from generator.model.kinds import KINDS, kind_of
from generator.site.pages.cards import by_line
from generator.site.pages.page import TAGS, Made, Page
from generator.site.pages.view import View
from generator.site.shown import Shown
from generator.site.ways.hubs import ALL, Hubs, hubs

_ARTICLES = ("a ", "an ", "the ")


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexLink:
    """A page by its name, with what kind of page it is."""

    name: Text
    url: str
    kind: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPart:
    """Links under a heading; without one where ``title`` is empty."""

    title: Text
    entries: tuple[IndexLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexGroup:
    """A kind with the way to its list, or a letter."""

    id: str
    title: Text
    url: str
    parts: tuple[IndexPart, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AllPage(View):
    """Every page on one."""

    template: ClassVar[str] = "pages/az.md.j2"
    groups: tuple[IndexGroup, ...]
    links: Hubs


@dataclass(frozen=True, slots=True, kw_only=True)
class TagGroup:
    """A subject with the pages that carry it."""

    id: str
    title: Text
    says: Text | None
    entries: tuple[IndexLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsPage(View):
    """Every subject that a page carries."""

    template: ClassVar[str] = "pages/tags.md.j2"
    groups: tuple[TagGroup, ...]
    links: Hubs


def list_pages(shown: Shown) -> Iterator[Made]:
    """The page of all pages, and where something carries a tag, the one of the subjects."""
    page = Page(shown, ALL)
    groups = _by_kind(page) if shown.language == "zh" else _by_letter(page)
    yield Made(page=page, view=AllPage(groups=tuple(groups), links=hubs(page)))
    if shown.has_tags:
        page = Page(shown, TAGS)
        yield Made(page=page, view=TagsPage(groups=tuple(_by_tag(page)), links=hubs(page)))


def _by_kind(page: Page) -> Iterator[IndexGroup]:
    for kind in KINDS.values():
        lines = by_line(page.shown.by_kind[kind.name], page, _link)
        alone = len(lines) == 1
        parts = tuple(IndexPart(title=Text("") if alone else line.title, entries=line.entries) for line in lines)
        words, url = Text(page.shown.words[kind.title]), page.way(kind.list_page)
        if parts:
            yield IndexGroup(id=f"kind-{kind.name}", title=words, url=url, parts=parts)


def _by_letter(page: Page) -> Iterator[IndexGroup]:
    letters: dict[str, list[tuple[str, IndexLink]]] = defaultdict(list)
    for definition in page.shown.each():
        key = _sorted_as(definition.name.of("en"))
        letters[key[:1].upper() if key[:1].isalpha() else "#"].append((key, _link(definition, page)))
    for letter in sorted(letters):
        links = tuple(link for _, link in sorted(letters[letter], key=lambda pair: pair[0]))
        id_ = f"letter-{letter.lower()}" if letter != "#" else "letter-other"
        yield IndexGroup(id=id_, title=Text(letter), url="", parts=(IndexPart(title=Text(""), entries=links),))


def _sorted_as(name: str) -> str:
    """The name without its article, accents and case."""
    plain = unicodedata.normalize("NFKD", name).casefold().lstrip("\"'“‘( ")
    article = next((word for word in _ARTICLES if plain.startswith(word)), "")
    return plain.removeprefix(article)


def _by_tag(page: Page) -> Iterator[TagGroup]:
    """A group for each tag that something carries, by id."""
    for id_, tag in page.shown.definitions.tags.items():
        carrying = [definition for definition in page.shown.each() if id_ in definition.tags]
        if carrying:
            says = page.shown.text(tag.says) if tag.says else None
            entries = tuple(_link(definition, page) for definition in carrying)
            yield TagGroup(id=id_, title=page.shown.text(tag.name), says=says, entries=entries)


def _link(definition: Definition, page: Page) -> IndexLink:
    kind = kind_of(definition)
    return IndexLink(
        name=page.shown.text(definition.name),
        url=page.way(kind.page(definition.id)),
        kind=Text(page.shown.words[kind.title]),
    )
