"""The navigation of each site, and the rest of its configuration that follows from the definitions."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import escape
from operator import itemgetter
from typing import get_args

from generator.formats.artifacts import Artifact
from generator.formats.logo import logo_name
from generator.model.company import Company
from generator.model.kinds import KINDS, Kind, PublicTab, StaffTab
from generator.site.editions import LANGUAGE_NAMES, Edition
from generator.site.pages.reviews import REVIEWS
from generator.site.search.words import pane
from generator.site.shown import Shown
from generator.text.data import Json
from generator.text.language import Language
from generator.text.words import Book, Words

# YAML takes a key of more than 1,024 characters, as a long name may be, only where a question mark announces it.
_LONG_KEY = re.compile(r'^( *)("(?:[^"\\]|\\.){500,}"): ', re.MULTILINE)


def navigation(shown: Shown, book: Book, *, about: bool, guides: Sequence[str] = ()) -> Artifact:
    """The part of the configuration that mkdocs.yml inherits: names, logo, address, tabs with pages, languages, words.

    ``about`` says whether somebody has written a page about the site, to which the foot of each page then leads. ``book``
    holds the words of every language, for a wrong address is answered in each. ``guides`` name the pages about the program
    that staff have.
    """
    company, edition, language = shown.definitions.company, shown.edition, shown.language
    base = company.site_url.rstrip("/")
    logo = f"assets/images/{logo_name(company.brand.logo)}"
    configuration: Mapping[str, Json] = {
        "INHERIT": "../mkdocs.base.yml",
        "site_name": f"{company.name.of(language)} · {shown.words['staff_title' if edition.staff else 'centre']}",
        "site_url": f"{base}/{edition.name}/" if not edition.staff else "",
        "site_description": shown.words["staff_intro"] if edition.staff else company.tagline.of(language),
        "nav": [*_first(shown), *_last(shown), *_guides(shown, guides)],
        "theme": {"language": language, "palette": _palette(shown.words), "logo": logo, "favicon": logo},
        "extra": {
            "about": about,
            "month": shown.has_seasons,
            "base": base,
            "company": _company(company, language),
            **_languages(company, edition),
            "missing": _missing(shown, book),
            "words": _words(shown.words),
            "search": pane(shown),
        },
    }
    text = _LONG_KEY.sub(r"\1? \2 : ", json.dumps(configuration, ensure_ascii=False, indent=1))
    return Artifact.text(f".cache/nav.{edition.name}.yml", f"# Generated; JSON is YAML.\n{text}\n")


def _company(company: Company, language: Language) -> Json:
    return {
        "name": company.name.of(language),
        "tagline": company.tagline.of(language),
        "hotline": company.hotline,
        "hotline_hours": company.hours.of(language),
        "email": company.email,
    }


def _languages(company: Company, edition: Edition) -> Mapping[str, Json]:
    """The languages of the site, the default first; ``alternate`` has the theme show the switch between several."""
    return {
        # No list on purpose: Material would then link every page to the home pages as its translations, and fetch their
        # sitemaps when the language is switched. theme/main.html and theme/partials/alternate.html do it per page.
        "alternate": len(company.locales) > 1 and not edition.staff,
        "languages": [{"lang": locale, "name": LANGUAGE_NAMES[locale]} for locale in company.locales],
    }


def _missing(shown: Shown, book: Book) -> Json:
    """What answers a wrong address, in the edition's language and then in the others of its site."""
    others = (
        [] if shown.edition.staff else [lang for lang in shown.definitions.company.locales if lang != shown.language]
    )
    return [
        {"lang": lang, **{part: book[lang][f"missing_{part}"] for part in ("title", "text", "home")}}
        for lang in (shown.language, *others)
    ]


def _palette(words: Mapping[str, str]) -> Json:
    """Light and dark by the reader's system, and the switches between them."""
    schemes = (("light", "default", "night", "theme_dark"), ("dark", "slate", "sunny", "theme_light"))
    return [
        {
            "media": f"(prefers-color-scheme: {media})",
            "scheme": scheme,
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": f"material/weather-{icon}", "name": words[to]},
        }
        for media, scheme, icon, to in schemes
    ]


def _words(words: Words) -> Json:
    """What the theme says around every page."""
    return {**words.beginning("theme_")}


def trail(kind: Kind, shown: Shown) -> list[tuple[str, str]]:
    """What the page of a ``kind`` stands below: (name, address below the site), as the path above the page shows it."""
    words = shown.words
    above = [(words["home"], "")]
    for tab, kinds in _tabs(shown.edition).items():
        present = [other for other in kinds if shown.by_kind[other.name]]
        if kind not in present:
            continue
        first = "services" if tab == "service" else present[0].folder
        above.append((words[f"tab_{tab}"], f"{first}/"))
        if len(present) > 1:
            above.append((words[kind.title], f"{kind.folder}/"))
    return above


def _first(shown: Shown) -> list[Json]:
    """The first page, and the tabs below which something is shown: its pages, by kind where there are several."""
    words = shown.words
    tabs: list[Json] = [{words["home"]: "index.md"}]
    for tab, kinds in _tabs(shown.edition).items():
        sections = [(kind, _section(kind, shown)) for kind in kinds if shown.by_kind[kind.name]]
        if not sections:
            continue
        inner: list[Json] = ["services/index.md"] if tab == "service" else []
        inner += sections[0][1] if len(sections) == 1 else [{words[kind.title]: pages} for kind, pages in sections]
        tabs.append({words[f"tab_{tab}"]: inner})
    return tabs


def _last(shown: Shown) -> list[Json]:
    """The pages of many definitions that have a tab of their own."""
    words = shown.words
    glossary: list[Json] = [{words["glossary"]: "glossary.md"}] if shown.has_terms else []
    if not shown.edition.staff:
        return glossary
    handbook: list[Json] = [{words["handbook"]: "handbook.md"}] if shown.definitions.sections else []
    services: list[Json] = [{words["services"]: "services/index.md"}] if shown.has_services else []
    reviews: Json = {words["reviews"]: REVIEWS}
    return [*handbook, reviews, {words["stickers"]: "stickers.md"}, *glossary, *services]


def _guides(shown: Shown, names: Sequence[str]) -> list[Json]:
    """The pages about the program itself, below one tab."""
    pages: list[Json] = [{shown.words[f"guide_{name}"]: f"{name}.md"} for name in names]
    return [{shown.words["guides_staff"]: pages}] if pages else []


def _tabs(edition: Edition) -> dict[str, list[Kind]]:
    """The tabs of an edition in their order, with the kinds below each."""
    tabs: dict[str, list[tuple[int, Kind]]] = {tab: [] for tab in get_args(StaffTab if edition.staff else PublicTab)}
    for kind in KINDS.values():
        place = kind.staff if edition.staff else kind.public
        if place is not None:
            tabs[place[0]].append((place[1], kind))
    return {tab: [kind for _, kind in sorted(below, key=itemgetter(0))] for tab, below in tabs.items()}


def _section(kind: Kind, shown: Shown) -> list[Json]:
    """The list of a kind and the page of each of its definitions."""
    # The theme prints a title as it stands, as if it were HTML.
    pages = [
        {escape(definition.name.of(shown.language)): kind.page(definition.id)}
        for definition in shown.by_kind[kind.name]
    ]
    return [kind.list_page, *pages]
