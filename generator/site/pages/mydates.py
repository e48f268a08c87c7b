"""The first page's short way to one's own dates: which product, since when, where; its calculator does the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.dates.intervals import YEARS
from generator.formats.templating import Text
from generator.model.kinds import kind_of
from generator.model.products import Product
from generator.site.pages.calculator import calculator
from generator.site.pages.given import Asking, Choice
from generator.site.pages.page import Page

PLACE = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A product with a calculator: the way to it, the ``date`` that it asks for first, and whether it asks for a place."""

    name: Text
    url: str
    date: str
    asks_place: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MyDates:
    """What the short form asks for. ``label`` names the date; ``places`` is empty where no calculator asks for one."""

    products: tuple[Reckoned, ...]
    label: Text
    least: str
    most: str
    place: Text
    places: tuple[Choice, ...]


def my_dates(page: Page) -> MyDates | None:
    """The short form; None where no product's page has a calculator that asks for a date."""
    asked = [(product, {field.name: field for field in _fields(product, page)}) for product in page.shown.all(Product)]
    dated = [(product, fields, _first_date(fields)) for product, fields in asked]
    reckoned = [(product, fields, day) for product, fields, day in dated if day is not None]
    if not reckoned:
        return None
    first = reckoned[0][2]
    place = next((fields[PLACE] for _, fields, _ in reckoned if PLACE in fields), None)
    return MyDates(
        products=tuple(_reckoned(product, fields, day, page) for product, fields, day in reckoned),
        label=first.label,
        least=str(first.least),
        most=str(first.most),
        place=place.label if place is not None else Text(""),
        places=place.options if place is not None else (),
    )


def _reckoned(product: Product, fields: Mapping[str, Asking], day: Asking, page: Page) -> Reckoned:
    folder = kind_of(product).page(product.id).removesuffix(".md")
    return Reckoned(
        name=page.shown.text(product.name), url=f"{page.way(folder)}/", date=day.name, asks_place=PLACE in fields
    )


def _first_date(fields: Mapping[str, Asking]) -> Asking | None:
    return next((field for field in fields.values() if field.least is not None), None)


def _fields(product: Product, page: Page) -> tuple[Asking, ...]:
    """What the calculator of a product's page asks for."""
    shown = page.shown
    reckoning = calculator(shown.definitions, product, shown.language, shown.words, "", YEARS[0])
    return reckoning.fields if reckoning is not None else ()
