"""Products: the page of each, with its warranties, calendars and first year, and their list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, TypeVar

from generator.dates.intervals import add
from generator.formats.templating import Templates, Text
from generator.formats.yearplan import Mark, Row, drawn, year_plan
from generator.model.anchors import MilestoneName
from generator.model.definition import Grade
from generator.model.handbook import Component, Entry, Fault, Guide
from generator.model.kinds import kind_of
from generator.model.products import Product, Warranty
from generator.site.pages.cards import (
    EntryRow,
    Group,
    ProductCard,
    PromiseCard,
    by_line,
    entry_row,
    product_card,
    promise_card,
)
from generator.site.pages.citations import citations
from generator.site.pages.form import CalculatorForm, calculator_form
from generator.site.pages.page import About, Made, Page, Said, Way, about, all_said, phrases, related
from generator.site.pages.view import View
from generator.site.pages.yearround import SeasonCare, year_round
from generator.site.shown import Shown
from generator.site.ways.calendars import PublicCalendar
from generator.site.ways.hubs import Hubs, hubs
from generator.telling.amounts import interval_words
from generator.telling.days import short_day
from generator.telling.rules import milestone_words
from generator.text.words import Words
from generator.visits.examples import first_year

E = TypeVar("E", bound=Entry)
_EXAMPLE = date(2026, 3, 15)


@dataclass(frozen=True, slots=True, kw_only=True)
class WarrantyView:
    """One warranty: how long, from when, what it covers, when one would end, and its part of the longest in percent."""

    id: str
    name: Text
    period: Text
    starts: Text
    covers: Text
    grade: Grade
    cites: tuple[int, ...]
    end_example: Text
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLink:
    """A public calendar to subscribe to; that of a ``month`` of acceptance is such as ``2026-03``."""

    label: Text
    url: str
    month: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The first year after the acceptance as a picture of so many ``tasks``; ``svg`` is empty where none is due."""

    svg: str
    tasks: int
    caption: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductPage(View):
    """One product as an owner asks: is mine well, what is happening, my dates, the year's care, the warranty, and more.

    ``now``, ``soon`` and ``watch`` are what may go wrong, by how urgent it is.
    """

    template: ClassVar[str] = "pages/product.md.j2"
    name: Text
    summary: Text
    picture: str
    picture_alt: Text
    codes: tuple[Text, ...]
    about_it: tuple[Said, ...]
    healthy: tuple[Said, ...]
    care_do: tuple[Said, ...]
    care_dont: tuple[Said, ...]
    year: tuple[SeasonCare, ...]
    ours: int
    yours: int
    calendars: tuple[Group[CalendarLink], ...]
    season_calendars: tuple[CalendarLink, ...]
    promises: tuple[PromiseCard, ...]
    now: tuple[EntryRow, ...]
    soon: tuple[EntryRow, ...]
    watch: tuple[EntryRow, ...]
    guides: tuple[EntryRow, ...]
    parts: tuple[EntryRow, ...]
    links: Hubs
    plan: PlanView
    calculator: CalculatorForm | None
    warranty: tuple[WarrantyView, ...]
    asked: tuple[Text, ...]
    related: tuple[Way, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductsPage(View):
    """All products, by product line."""

    template: ClassVar[str] = "pages/products.md.j2"
    groups: tuple[Group[ProductCard], ...]


def product_pages(
    shown: Shown, calendars: Sequence[PublicCalendar], templates: Templates, as_of: date
) -> Iterator[Made]:
    """The list of products, and the page of each."""
    products = shown.all(Product)
    page = Page(shown, "products/index.md")
    yield Made(page=page, view=ProductsPage(groups=by_line(products, page, product_card)))
    for product in products:
        cited = citations(product.about, product.care.do, product.care.dont, product.warranty)
        page = Page(shown, kind_of(product).page(product.id), cited)
        yield Made(page=page, view=product_page(product, page, calendars, templates, as_of), of=product)


def product_page(
    product: Product, page: Page, calendars: Iterable[PublicCalendar], templates: Templates, as_of: date
) -> ProductPage:
    """The page of ``product``, with those of the public ``calendars`` that it is in. Only the year of ``as_of`` matters."""
    shown, card = page.shown, product_card(product, page)
    tasks = shown.tasks_of(product.id)
    yours = sum(task.channel == "customer" for task in tasks)
    faults = _faults(product, page)
    by_season = [calendar for calendar in calendars if calendar.cohort is None and calendar.subject]
    return ProductPage(
        name=card.name,
        summary=card.summary,
        picture=card.picture,
        picture_alt=card.picture_alt,
        codes=card.codes,
        about_it=all_said(product.about, page),
        healthy=all_said(product.healthy, page),
        care_do=all_said(product.care.do, page),
        care_dont=all_said(product.care.dont, page),
        year=year_round(tasks, page),
        ours=len(tasks) - yours,
        yours=yours,
        calendars=_by_year(product, calendars, page),
        season_calendars=tuple(_calendar(calendar, page) for calendar in by_season),
        promises=tuple(promise_card(promise, page) for promise in shown.definitions.promises_of(product.id)),
        now=tuple(row for row in faults if row.urgency == "now"),
        soon=tuple(row for row in faults if row.urgency == "soon"),
        watch=tuple(row for row in faults if row.urgency == "watch"),
        guides=_rows(Guide, product, page),
        parts=_rows(Component, product, page),
        links=hubs(page),
        plan=_plan(product, shown, templates),
        calculator=None if shown.edition.staff else calculator_form(product, page, as_of.year),
        warranty=tuple(_warranty(warranty, product.warranty, page) for warranty in product.warranty),
        asked=phrases(product.asked, page),
        related=related(product, page),
        about=about(product, page),
    )


def _rows(model: type[E], product: Product, page: Page) -> tuple[EntryRow, ...]:
    """The entries of one kind that concern a product."""
    return tuple(entry_row(entry, page) for entry in page.shown.all(model) if product.id in entry.products)


def _faults(product: Product, page: Page) -> list[EntryRow]:
    """What may go wrong with a product: what is asked for most, then what is a matter of it before others."""
    faults = [fault for fault in page.shown.all(Fault) if product.id in fault.products]
    faults.sort(key=lambda fault: fault.products.index(product.id))
    return [entry_row(fault, page) for fault in page.shown.asked_first(faults)]


def _by_year(product: Product, calendars: Iterable[PublicCalendar], page: Page) -> tuple[Group[CalendarLink], ...]:
    """The calendars of a product under the year of the acceptance, the latest first."""
    years: dict[int, list[CalendarLink]] = {}
    for calendar in calendars:
        if calendar.cohort is not None and calendar.subject == product.id:
            years.setdefault(calendar.cohort.year, []).append(_calendar(calendar, page))
    return tuple(
        Group(title=Text(str(year)), icon="", entries=tuple(years[year])) for year in sorted(years, reverse=True)
    )


def _calendar(calendar: PublicCalendar, page: Page) -> CalendarLink:
    """A calendar under the month of the acceptance, or under its region."""
    shown = page.shown
    if calendar.cohort is None:
        label = shown.text(shown.definitions.company.regions[calendar.subject].name)
    else:
        label = Text(shown.words["month"].format(month=calendar.cohort.month))
    month = f"{calendar.cohort.year}-{calendar.cohort.month:02}" if calendar.cohort is not None else ""
    return CalendarLink(label=label, url=page.way(calendar.path), month=month)


def _plan(product: Product, shown: Shown, templates: Templates) -> PlanView:
    """The first year after the acceptance of a product."""
    words, language = shown.words, shown.language
    rows = [
        Row(task.name.of(language), tuple(Mark(day, "planned") for day in days), short_day(days[0], words))
        for task, days in first_year(shown.definitions, product.id, _EXAMPLE)
    ]
    title = words["plan_title"].format(product=product.name.of(language))
    plan = year_plan(rows, _EXAMPLE, words, title=title, kinds={"planned": words["plan_due"]})
    return PlanView(
        svg=drawn(plan, templates) if rows else "",
        tasks=len(rows),
        caption=Text(words["plan_caption"].format(day=_EXAMPLE)),
    )


def _warranty(warranty: Warranty, among: Sequence[Warranty], page: Page) -> WarrantyView:
    words = page.shown.words
    end = add(_EXAMPLE, warranty.period)
    longest = max(other.period.approximate_days for other in among)
    return WarrantyView(
        id=warranty.id,
        name=page.shown.text(warranty.name),
        period=Text(interval_words(warranty.period, words)),
        starts=Text(words.say("warranty_counted_from", milestone=milestone_words(warranty.anchor, words))),
        covers=page.shown.text(warranty.covers),
        grade=warranty.grade,
        cites=page.cited.of(warranty.source),
        end_example=Text(_end(warranty.anchor, end, words)),
        share=round(100 * warranty.period.approximate_days / longest),
    )


def _end(anchor: MilestoneName, end: date | None, words: Words) -> str:
    return words.say("warranty_example", milestone=milestone_words(anchor, words), day=_EXAMPLE, end=end)
