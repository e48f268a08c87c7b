"""The first pages: the public site's, the staff handbook's, and the page of what the service is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.handbook import Fault, Urgency
from generator.model.kinds import KINDS, Kind
from generator.model.products import Product, Promise
from generator.model.tasks import Task
from generator.site.pages.cards import (
    EntryRow,
    ProductCard,
    PromiseCard,
    entry_row,
    product_card,
    promise_card,
)
from generator.site.pages.mydates import MyDates, my_dates
from generator.site.pages.page import Made, Page, Way, ways
from generator.site.pages.promise import urgent_first
from generator.site.pages.view import View
from generator.site.pages.yearround import MonthCare, month_by_month
from generator.site.shown import Shown, line_of
from generator.site.ways.hubs import Hubs, hubs
from generator.site.ways.month import month_titles

_HINTS = 3
_SYMPTOMS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCard:
    """A way to the list of one kind, with what it is and how much there is of it."""

    kind: str
    name: Text
    intro: Text
    url: str
    count: Text
    icon: str
    is_service: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(View):
    """The public site's first page.

    ``now`` are the faults that bear no delay, ``soon`` those that bear little, of each product line in turn; ``faults`` and
    ``tasks`` say how many there are in all. ``months`` are what each month asks for first, and ``month_titles`` name them,
    from January on. ``mine`` is the short way to one's own dates.
    """

    template: ClassVar[str] = "pages/home.md.j2"
    now: tuple[EntryRow, ...]
    soon: tuple[EntryRow, ...]
    faults: int
    products: tuple[ProductCard, ...]
    month_titles: str
    months: tuple[MonthCare, ...]
    mine: MyDates | None
    tasks: int
    promises: tuple[PromiseCard, ...]
    kinds: tuple[KindCard, ...]
    links: Hubs


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffHomePage(View):
    """The staff handbook's first page."""

    template: ClassVar[str] = "pages/staffhome.md.j2"
    search_hint: Text
    newcomers: tuple[Way, ...]
    products: tuple[ProductCard, ...]
    kinds: tuple[KindCard, ...]
    links: Hubs


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicesPage(View):
    """What the service is made of."""

    template: ClassVar[str] = "pages/services.md.j2"
    kinds: tuple[KindCard, ...]


def first_pages(shown: Shown) -> Iterator[Made]:
    """The first page of an edition, and the one of its service where it shows some of it."""
    page = Page(shown, "index.md")
    yield Made(page=page, view=staff_home_page(page) if shown.edition.staff else home_page(page))
    if shown.has_services:
        page = Page(shown, "services/index.md")
        yield Made(page=page, view=ServicesPage(kinds=kind_cards(page)))


def home_page(page: Page) -> HomePage:
    """The first page of a public edition."""
    shown = page.shown
    return HomePage(
        products=tuple(product_card(product, page) for product in shown.all(Product)),
        promises=tuple(promise_card(promise, page) for promise in urgent_first(shown.all(Promise))),
        now=_symptoms("now", page),
        soon=_symptoms("soon", page)[:_SYMPTOMS],
        faults=len(shown.all(Fault)),
        month_titles=month_titles(shown.words),
        months=month_by_month(shown.all(Task), page),
        mine=my_dates(page),
        tasks=len(shown.all(Task)),
        kinds=kind_cards(page),
        links=hubs(page),
    )


def _symptoms(urgency: Urgency, page: Page) -> tuple[EntryRow, ...]:
    """The faults of one urgency, the first of each product line before the second of any."""
    shown = page.shown
    faults = shown.asked_first(fault for fault in shown.all(Fault) if fault.urgency == urgency)
    lines = [line_of(shown.definitions, shown.lines, fault) for fault in faults]
    turns = [(lines[:index].count(line), line) for index, line in enumerate(lines)]
    return tuple(entry_row(fault, page) for _, fault in sorted(zip(turns, faults, strict=True), key=itemgetter(0)))


def staff_home_page(page: Page) -> StaffHomePage:
    """The first page of the staff's."""
    products = tuple(product_card(product, page) for product in page.shown.all(Product))
    return StaffHomePage(
        search_hint=search_hint(page.shown),
        newcomers=ways(page.shown.definitions.company.newcomers, page),
        products=products,
        kinds=kind_cards(page),
        links=hubs(page),
    )


def search_hint(shown: Shown) -> Text:
    """What one may look for, by the first words that readers use for something: faults first, else products."""
    asked = [
        words for thing in (*shown.all(Fault), *shown.all(Product)) for words in thing.asked.of(shown.language)[:1]
    ]
    names = asked or [product.name.of(shown.language) for product in shown.all(Product)]
    return Text(shown.words.say("home_search", names=shown.words.listed(names[:_HINTS])))


def kind_cards(page: Page) -> tuple[KindCard, ...]:
    """The handbook's kinds and the promises, as far as the edition shows something of them."""
    kinds = [kind for kind in KINDS.values() if kind.is_entry or kind.model is Promise]
    return tuple(_card(kind, page) for kind in kinds if page.shown.by_kind[kind.name])


def _card(kind: Kind, page: Page) -> KindCard:
    words = page.shown.words
    return KindCard(
        kind=kind.name,
        name=Text(words[kind.title]),
        intro=Text(words[f"{kind.title}_intro"]),
        url=page.way(kind.list_page),
        count=Text(str(len(page.shown.by_kind[kind.name]))),
        icon=kind.icon,
        is_service=kind.is_service,
    )
