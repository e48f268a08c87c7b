"""Small static pages that lead elsewhere: short addresses on stickers, addresses that pages had before, robots.txt.

None of them is in a search index or a sitemap: MkDocs copies those below ``docs/`` as they are, and those at the site's
root stand above every language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import relpath
from typing import ClassVar

from generator.formats.addresses import page_path, public_address, short_path
from generator.formats.artifacts import Artifact
from generator.formats.logo import logo_name
from generator.formats.templating import Templates
from generator.model.company import Company
from generator.model.definition import LocalText
from generator.model.definitions import Definitions, short_codes
from generator.site.editions import LANGUAGE_NAMES
from generator.site.pages.view import View
from generator.site.shown import Shown
from generator.text.language import Language

DOCS = "docs"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageWay:
    """A way to a page in one language."""

    lang: Language
    name: str
    title: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RootWay:
    """A way to the home page of one language, called ``name``, from a page above the languages: what that page says."""

    lang: Language
    name: str
    company: str
    title: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser(View):
    """The site's root, which leads to the languages."""

    template: ClassVar[str] = "site/index.html.j2"
    hotline: str
    logo: str
    ways: tuple[RootWay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound(View):
    """What answers a wrong address."""

    template: ClassVar[str] = "site/404.html.j2"
    hotline: str
    logo: str
    ways: tuple[RootWay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortPage(View):
    """A short address, which sends on to a product's page in the reader's language; ``root`` is the way to the site's."""

    template: ClassVar[str] = "site/short.html.j2"
    hotline: str
    logo: str
    ways: tuple[LanguageWay, ...]
    root: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPage(View):
    """An address that a page had before; ``address`` is its whole new one, empty where it has none."""

    template: ClassVar[str] = "site/former.html.j2"
    lang: Language
    title: str
    moved: str
    go: str
    url: str
    root: str
    address: str
    logo: str


def render_chooser(definitions: Definitions, templates: Templates) -> list[Artifact]:
    """The two pages above the languages: the site's root and what answers a wrong address. Paths below the site."""
    company = definitions.company
    index, missing = zip(*(_root_ways(company, language, templates) for language in company.locales), strict=True)
    hotline, logo = company.hotline, _logo(company)
    return [
        Artifact.text("index.html", _html(Chooser(hotline=hotline, logo=logo, ways=index), templates)),
        Artifact.text("404.html", _html(NotFound(hotline=hotline, logo=logo, ways=missing), templates)),
    ]


def _root_ways(company: Company, language: Language, templates: Templates) -> tuple[RootWay, RootWay]:
    """What the site's root says in one language, and what answers a wrong address."""
    name, words = company.name.of(language), templates.words[language]
    index = RootWay(
        lang=language, name=LANGUAGE_NAMES[language], company=name, title=name, says=company.tagline.of(language)
    )
    missing = replace(index, name=words["missing_home"], title=words["missing_title"], says=words["missing_text"])
    return index, missing


def short_links(definitions: Definitions, templates: Templates) -> Iterator[Artifact]:
    """A page for each short code, which sends to the product in the reader's language. Paths below the site."""
    company = definitions.company
    for code, id_ in short_codes(definitions).items():
        at = short_path(code)
        ways = tuple(
            LanguageWay(
                lang=language,
                name=LANGUAGE_NAMES[language],
                title=definitions.products[id_].name.of(language),
                url=f"{relpath(language, at)}/{page_path('product', id_)}",
            )
            for language in company.locales
        )
        view = ShortPage(hotline=company.hotline, logo=_logo(company), ways=ways, root=f"{relpath('.', at)}/")
        yield Artifact.text(f"{at}index.html", _html(view, templates))


def former_pages(shown: Shown, templates: Templates) -> Iterator[Artifact]:
    """A page at each address that something shown had before. Paths are relative to the root."""
    for kind, definitions in shown.by_kind.items():
        for definition in definitions:
            for former in definition.formerly:
                at = page_path(kind, former)
                text = _html(_former(definition.name, page_path(kind, definition.id), at, shown), templates)
                yield Artifact.text(f"{DOCS}/{shown.edition.name}/{at}index.html", text)


def _logo(company: Company) -> str:
    """Where the logo lies below the folder of a language."""
    return f"assets/images/{logo_name(company.brand.logo)}"


def _former(name: LocalText, to: str, at: str, shown: Shown) -> FormerPage:
    company, language = shown.definitions.company, shown.language
    return FormerPage(
        lang=language,
        title=name.of(language),
        moved=shown.words["moved"],
        go=shown.words["moved_go"],
        url=f"{relpath(to, at)}/",
        root=f"{relpath('.', at)}/",
        address="" if shown.edition.staff else public_address(company, to, language),
        logo=_logo(company),
    )


def _html(view: View, templates: Templates) -> str:
    return templates.html(view.template, view=view)


def robots(definitions: Definitions) -> Artifact:
    """robots.txt: everything may be read, and here is the list of each language."""
    company = definitions.company
    maps = [f"Sitemap: {public_address(company, 'sitemap.xml', language)}" for language in company.locales]
    return Artifact.text("robots.txt", "\n".join(["User-agent: *", "Allow: /", "", *maps, ""]))
