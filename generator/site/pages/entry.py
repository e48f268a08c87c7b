"""The handbook's entries: the page of each, and the list of each kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, make_dataclass
from functools import cache
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.company import SeasonWindow
from generator.model.definition import Audience, Grade
from generator.model.handbook import Entry, Season, Urgency
from generator.model.kinds import KINDS, Kind, kind_of
from generator.site.pages.cards import EntryRow, Group, Pill, by_line, entry_row, pills
from generator.site.pages.citations import Citations, Whole, citations
from generator.site.pages.page import (
    About,
    Made,
    Page,
    PictureView,
    Said,
    Way,
    about,
    all_said,
    phrases,
    picture,
    related,
)
from generator.site.pages.parts import Shape, shapes
from generator.site.pages.view import View
from generator.site.shown import Shown
from generator.telling.days import short_day

# A year that has every day that may come.
_LEAP = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonSpan:
    """When a season comes to one region: from its first day to its last."""

    region: Text
    first: Text
    last: Text
    grade: Grade | None
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPage(View):
    """What the page of every entry has; beside it stand the kind's own parts, under the names that they have in YAML.

    ``of_kind`` is the name of its kind. ``calls`` says whether its page ends with the button that calls the company.
    ``windows`` are a season's alone.
    """

    template: ClassVar[str] = "pages/_entry.md.j2"
    of_kind: str
    name: Text
    summary: Text
    audience: Audience
    urgency: Urgency | None
    calls: bool
    products: tuple[Pill, ...]
    picture: PictureView | None
    about_it: tuple[Said, ...]
    when: tuple[Said, ...]
    who: tuple[Said, ...]
    what_if: tuple[Said, ...]
    windows: tuple[SeasonSpan, ...]
    asked: tuple[Text, ...]
    related: tuple[Way, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class EntriesPage(View):
    """All entries of one kind."""

    template: ClassVar[str] = "pages/entries.md.j2"
    of_kind: str
    title: str
    intro: str
    groups: tuple[Group[EntryRow], ...]


def entry_pages(shown: Shown) -> Iterator[Made]:
    """For each kind of which something is shown, its list and the page of each entry."""
    for kind in KINDS.values():
        entries = [definition for definition in shown.by_kind[kind.name] if isinstance(definition, Entry)]
        if not entries:
            continue
        page = Page(shown, kind.list_page)
        yield Made(page=page, view=entries_page(kind, entries, page))
        for entry in entries:
            page = Page(shown, kind.page(entry.id), _cited(entry, shown))
            yield Made(page=page, view=entry_page(entry, page), of=entry)


def entries_page(kind: Kind, entries: Sequence[Entry], page: Page) -> EntriesPage:
    """The list of a kind: by product line, or by audience for those who see both, or in one."""
    words = page.shown.words
    return EntriesPage(
        of_kind=kind.name,
        title=words[kind.title],
        intro=words[f"{kind.title}_intro"],
        groups=by_line(entries, page, entry_row) if kind.by_line else tuple(_by_audience(kind, entries, page)),
    )


def _by_audience(kind: Kind, entries: Sequence[Entry], page: Page) -> Iterator[Group[EntryRow]]:
    has_both = len({entry.audience for entry in entries}) > 1
    for audience in ("public", "internal"):
        members = tuple(entry_row(entry, page) for entry in entries if entry.audience == audience)
        title = Text(page.shown.words[f"audience_{audience}"] if has_both else "")
        if members:
            yield Group(title=title, icon=kind.icon, entries=members)


def entry_page(entry: Entry, page: Page) -> EntryPage:
    """The page of ``entry``."""
    kind = kind_of(entry)
    view: Callable[..., EntryPage] = entry_view(kind)
    own = {name: how.show(getattr(entry, name), page) for name, how in _own(kind).items()}
    return view(
        of_kind=kind.name,
        name=page.shown.text(entry.name),
        summary=page.shown.text(entry.summary),
        audience=entry.audience,
        calls=kind.calls,
        products=pills(entry, page),
        picture=picture(entry.picture, page) if entry.picture else None,
        about_it=all_said(entry.about, page),
        when=all_said(entry.when, page),
        who=all_said(entry.who, page),
        what_if=all_said(entry.what_if, page),
        windows=tuple(_span(region, window, page) for region, window in _windows(entry, page.shown)),
        asked=phrases(entry.asked, page),
        related=related(entry, page),
        about=about(entry, page),
        **{"urgency": None, **own},
    )


@cache
def entry_view(kind: Kind) -> type[EntryPage]:
    """The view of a kind's page: what every entry's has, and the parts that the kind has of its own."""
    own = [(name, how.type) for name, how in _own(kind).items()]
    told = {"template": f"pages/{kind.template}", "__doc__": kind.model.__doc__, "__module__": __name__}
    return make_dataclass(
        f"{kind.model.__name__}Page", own, bases=(EntryPage,), namespace=told, frozen=True, slots=True, kw_only=True
    )


def _own(kind: Kind) -> Mapping[str, Shape]:
    """How the parts are shown that entries of this kind have of their own."""
    model: type = kind.model
    return shapes(model, Entry)


def _cited(entry: Entry, shown: Shown) -> Citations:
    """What its page cites: its own parts come first, then those of every entry, then the whole."""
    own = [getattr(entry, name) for name in _own(kind_of(entry))]
    windows = [window for _, window in _windows(entry, shown)]
    return citations(entry.about, *own, entry.when, entry.who, entry.what_if, Whole(source=entry.source), *windows)


def _windows(entry: Entry, shown: Shown) -> list[tuple[Text, SeasonWindow]]:
    """When a season comes, region by region; nothing for any other entry."""
    if not isinstance(entry, Season):
        return []
    regions = shown.definitions.seasons.regions.values()
    named = [region for region in regions if entry.season in region.windows]
    return [(shown.text(region.name), region.windows[entry.season]) for region in named]


def _span(region: Text, window: SeasonWindow, page: Page) -> SeasonSpan:
    return SeasonSpan(
        region=region,
        first=Text(short_day(window.from_.in_year(_LEAP), page.shown.words)),
        last=Text(short_day(window.to.in_year(_LEAP), page.shown.words)),
        grade=window.grade,
        cites=page.cited.of(window.source),
    )
