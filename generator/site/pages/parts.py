"""A definition's parts as a page shows them, each under its own name: its type alone says how.

So a kind of the handbook needs no view of its own: its class is read here, and what a template may print follows from it.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, make_dataclass
from functools import cache
from typing import Annotated, Literal, Union, get_args, get_origin, get_type_hints

from generator.dates.intervals import Interval
from generator.formats.templating import Text
from generator.model.currencies import Currency
from generator.model.definition import Asked, Defined, LocalText, Statement
from generator.model.incidents import FigureName
from generator.model.links import Link, PriceRef, PromiseLink
from generator.model.prices import Price
from generator.model.products import Promise
from generator.site.pages.cards import PromiseCard, promise_card
from generator.site.pages.page import Page, Said, Way, phrases, said, way
from generator.site.pages.prices import PriceView, price_view, price_views
from generator.telling.amounts import interval_words, minutes_words
from generator.telling.figures import reckoned_words
from generator.text import days, limits, scalars


@dataclass(frozen=True, slots=True)
class Shape:
    """How a page shows the values of one type: as what, and made by which function of a value and the page."""

    type: object
    show: Callable[..., object]


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A figure of the reports, and how it is reckoned from records."""

    name: Text
    how: Text


def _reckoned(name: FigureName, page: Page) -> Reckoned:
    words = page.shown.words
    how = reckoned_words(name, page.shown.definitions.company, words)
    return Reckoned(Text(words[f"figure_{name}"]), Text(how))


def _promised(link: Link, page: Page) -> PromiseCard | None:
    promise = page.shown.definitions.follow(link)
    if not isinstance(promise, Promise) or not page.shown.edition.shows(promise):
        return None
    return promise_card(promise, page)


_SHAPES: Mapping[object, Shape] = {
    LocalText: Shape(Text, lambda text, page: page.shown.text(text)),
    Statement: Shape(Said, said),
    Interval: Shape(Text, lambda span, page: Text(interval_words(span, page.shown.words))),
    FigureName: Shape(Reckoned, _reckoned),
    Asked: Shape(tuple[Text, ...], phrases),
    Link: Shape(Way | None, way),
    PromiseLink: Shape(PromiseCard | None, _promised),
    Price: Shape(PriceView, price_view),
    PriceRef: Shape(PriceView | None, lambda id_, page: next(iter(price_views([id_], page)), None)),
    limits.Minutes: Shape(Text, lambda minutes, page: Text(minutes_words(minutes, page.shown.words))),
    scalars.Text: Shape(Text, lambda text, page: Text(text)),
    Currency: Shape(str, lambda code, page: code),
    days.Day: Shape(str, lambda day, page: str(day)),
    scalars.Flag: Shape(bool, lambda flag, page: flag),
    scalars.Count: Shape(int, lambda count, page: count),
    scalars.Reference: Shape(str, lambda reference, page: reference),
}


def shape(hint: object) -> Shape:
    """How values of the type ``hint`` are shown. Raises TypeError for one that no page shows yet."""
    listed = next((known for given, known in _SHAPES.items() if given == hint), None)
    if listed is not None:
        return listed
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return shape(arguments[0])
    if origin is Literal:
        return Shape(hint, lambda word, page: word)
    if origin is tuple:
        return _several(shape(arguments[0]))
    if origin in (Union, types.UnionType) and len(arguments) == 2 and arguments[1] is type(None):
        return _perhaps(shape(arguments[0]))
    if isinstance(hint, type) and is_dataclass(hint):
        return Shape(view_of(hint), lambda part, page: shown_part(part, page, view_of(hint)))
    raise TypeError(f"no page can show a {hint}")


def _several(each: Shape) -> Shape:
    """A tuple of what ``each`` shows; what it shows as None is left out."""
    kept = next((known for known in (Way, PriceView) if each.type == known | None), each.type)

    def show(values: tuple[object, ...], page: Page) -> tuple[object, ...]:
        return tuple(view for view in (each.show(value, page) for value in values) if view is not None)

    return Shape(types.GenericAlias(tuple, (kept, ...)), show)


def _perhaps(inner: Shape) -> Shape:
    hint = inner.type | None if isinstance(inner.type, type) else inner.type
    return Shape(hint, lambda value, page: None if value is None else inner.show(value, page))


@cache
def shapes(model: type, base: type = Defined) -> Mapping[str, Shape]:
    """How each field of ``model`` is shown, those of its ``base`` apart."""
    hints = get_type_hints(model, include_extras=True)
    common = {field.name for field in fields(base)} if is_dataclass(base) else set()
    return {field.name: shape(hints[field.name]) for field in fields(model) if field.name not in common}


@cache
def view_of(model: type) -> type:
    """The view of a ``model``: a frozen dataclass with the same fields, each as a page shows it."""
    made = make_dataclass(
        f"{model.__name__}View",
        [(name, part.type) for name, part in shapes(model).items()],
        frozen=True,
        slots=True,
        kw_only=True,
    )
    made.__doc__ = model.__doc__
    return made


def shown_part(part: object, page: Page, view: Callable[..., object]) -> object:
    """``part`` of a definition as its ``view``."""
    model: type = type(part)
    return view(**{name: how.show(getattr(part, name), page) for name, how in shapes(model).items()})
