"""What stands on a page in small: statements with the numbers of their sources, ways to other pages, pictures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath

from generator.formats.templating import Text
from generator.model.definition import Asked, Definition, Grade, Statement
from generator.model.kinds import KINDS, kind_of
from generator.model.links import Link
from generator.model.products import Product
from generator.site.pages.citations import Citations
from generator.site.pages.view import View
from generator.site.shown import Shown

TAGS = "tags.md"  # the page that lists the tags
_RELATED = 10


@lru_cache(maxsize=1 << 16)
def _way(to: str, folder: str) -> str:
    """Pages of a folder lead to the same pages again and again."""
    return relpath(to, folder)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an edition while its view is made: ``at`` is its path below the edition's folder, ``cited`` its sources."""

    shown: Shown
    at: str
    cited: Citations = Citations()

    def way(self, to: str) -> str:
        """The way from here to another page."""
        return _way(to, self.at.rpartition("/")[0] or ".")


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A page with its view; ``of`` is the definition whose page it is."""

    page: Page
    view: View
    of: Definition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement, with the grade of its basis and the numbers of its sources."""

    text: Text
    grade: Grade | None
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to another page; ``url`` is empty where that is only named."""

    kind: str
    name: Text
    summary: Text
    url: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """A picture with its words."""

    url: str
    alt: Text
    caption: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A tag that a page carries."""

    name: Text
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a page tells of itself: who answers for it, when it was last reviewed (empty if never), its subjects."""

    owner: Way | None
    reviewed: str
    tags: tuple[Subject, ...]


def said(statement: Statement, page: Page) -> Said:
    """A statement with its grade and what it cites."""
    return Said(text=page.shown.text(statement), grade=statement.grade, cites=page.cited.of(statement.source))


def all_said(statements: Iterable[Statement], page: Page) -> tuple[Said, ...]:
    """Several statements."""
    return tuple(said(statement, page) for statement in statements)


def phrases(asked: Asked, page: Page) -> tuple[Text, ...]:
    """The words by which readers ask for something, in the page's language."""
    return tuple(Text(words) for words in asked.of(page.shown.language))


def way(link: Link, page: Page) -> Way | None:
    """The way that a link leads; None where the edition does not show it. A role is named where it is not shown."""
    target = page.shown.definitions.follow(link)
    is_shown = page.shown.edition.shows(target)
    if not is_shown and link.kind != "role":
        return None
    return Way(
        kind=link.kind,
        name=page.shown.text(target.name),
        summary=page.shown.text(target.summary),
        url=page.way(KINDS[link.kind].page(link.id)) if is_shown else "",
        icon=product_icon(target) if isinstance(target, Product) else KINDS[link.kind].icon,
    )


def ways(links: Iterable[Link], page: Page) -> tuple[Way, ...]:
    """Where ``links`` lead that the edition shows, each once."""
    return tuple(leading for link in dict.fromkeys(links) if (leading := way(link, page)) is not None)


def related(definition: Definition, page: Page) -> tuple[Way, ...]:
    """Where to read on: what a definition names, then what names it; of the handbook alone where it is not of it."""
    kind = kind_of(definition)
    links = [*definition.related, *page.shown.naming.get(Link(kind.name, definition.id), ())]
    return ways((link for link in links if kind.is_entry or KINDS[link.kind].is_entry), page)[:_RELATED]


def about(definition: Definition, page: Page) -> About:
    """What the page of a definition tells of itself."""
    tags = page.shown.definitions.tags
    return About(
        owner=way(definition.owner, page) if definition.owner else None,
        reviewed=str(definition.reviewed or ""),
        tags=tuple(
            Subject(name=page.shown.text(tags[id_].name), url=f"{page.way(TAGS)}#tag-{id_}") for id_ in definition.tags
        ),
    )


def picture(file: str, page: Page) -> PictureView:
    """A picture by the name of its file."""
    told = page.shown.definitions.shown[file]
    return PictureView(
        url=page.way(f"pictures/{file}"),
        alt=page.shown.text(told.alt),
        caption=page.shown.text(told.caption) if told.caption else None,
    )


def picture_alt(product: Product, shown: Shown) -> Text:
    """What a product's picture shows; the product, where nothing says more."""
    told = shown.definitions.shown.get(product.picture or "")
    return shown.text(told.alt if told is not None else product.name)


def product_icon(product: Product) -> str:
    """A product's icon as a short code."""
    return product.icon.replace("/", "-")
