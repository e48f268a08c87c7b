"""Definitions as other pages show them: cards, rows and pills, in groups by product line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from generator.formats.templating import Text
from generator.model.definition import Audience, Definition
from generator.model.handbook import Entry, Fault, Urgency
from generator.model.kinds import kind_of
from generator.model.products import Product, Promise
from generator.model.tasks import Task
from generator.site.pages.page import Page, picture_alt, product_icon
from generator.site.shown import line_of, products_of
from generator.telling.amounts import limit_words
from generator.telling.rules import rule_brief, tolerance_words

C = TypeVar("C")
D = TypeVar("D", bound=Definition)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCard:
    """A product as a card; ``picture`` is empty where it has none."""

    id: str
    name: Text
    url: str
    summary: Text
    picture: str
    picture_alt: Text
    icon: str
    codes: tuple[Text, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCard:
    """A promise as a card."""

    name: Text
    url: str
    summary: Text
    limit: Text
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """An entry of the handbook as a row of a list; a fault's with its urgency, and under its own icon."""

    kind: str
    name: Text
    url: str
    summary: Text
    icon: str
    urgency: Urgency | None
    audience: Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """A task as a row of a list: when it falls due, how far from that it is still in time, how it is done.

    ``yours`` where the customer does it.
    """

    name: Text
    url: str
    summary: Text
    when: Text
    window: Text
    channel: Text
    yours: bool
    icon: str
    product_names: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Pill:
    """A product that a page is about."""

    name: Text
    url: str
    icon: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Generic[C]):
    """Cards or rows under a heading, those of one product ``line``; without a heading where ``title`` is empty."""

    line: str = ""
    title: Text
    icon: str
    entries: tuple[C, ...]


def product_card(product: Product, page: Page) -> ProductCard:
    """A product as a card."""
    return ProductCard(
        id=product.id,
        name=page.shown.text(product.name),
        url=_url(product, page),
        summary=page.shown.text(product.summary),
        picture=page.way(f"pictures/{product.picture}") if product.picture else "",
        picture_alt=picture_alt(product, page.shown),
        icon=product_icon(product),
        codes=tuple(map(Text, product.codes)),
    )


def promise_card(promise: Promise, page: Page) -> PromiseCard:
    """A promise as a card."""
    return PromiseCard(
        name=page.shown.text(promise.name),
        url=_url(promise, page),
        summary=page.shown.text(promise.summary),
        limit=Text(limit_words(promise.response.within, page.shown.words)),
        icon=kind_of(promise).icon,
    )


def entry_row(entry: Entry, page: Page) -> EntryRow:
    """An entry as a row."""
    return EntryRow(
        kind=kind_of(entry).name,
        name=page.shown.text(entry.name),
        url=_url(entry, page),
        summary=page.shown.text(entry.summary),
        icon=_icon(entry),
        urgency=entry.urgency if isinstance(entry, Fault) else None,
        audience=entry.audience,
    )


def _icon(entry: Entry) -> str:
    own = entry.icon if isinstance(entry, Fault) else None
    return own.replace("/", "-") if own is not None else kind_of(entry).icon


def task_row(task: Task, page: Page) -> TaskRow:
    """A task as a row."""
    definitions, words = page.shown.definitions, page.shown.words
    products = list(products_of(definitions, task))
    rules = task.current_rules
    return TaskRow(
        name=page.shown.text(task.name),
        url=_url(task, page),
        summary=page.shown.text(task.summary),
        when=Text(words.listed((rule_brief(rule, definitions, words) for rule in rules), "semicolon")),
        window=Text(words.listed(dict.fromkeys(tolerance_words(rule, words) for rule in rules), "semicolon")),
        channel=Text(words[f"done_{task.channel}"]),
        yours=task.channel == "customer",
        icon=product_icon(products[0]) if products else "material-wrench-outline",
        product_names=Text(words.listed(page.shown.text(product.name) for product in products)),
    )


def pills(definition: Definition, page: Page) -> tuple[Pill, ...]:
    """The products that a definition is about."""
    return tuple(
        Pill(name=page.shown.text(product.name), url=_url(product, page), icon=product_icon(product))
        for product in products_of(page.shown.definitions, definition)
    )


def by_line(definitions: Iterable[D], page: Page, view: Callable[[D, Page], C]) -> tuple[Group[C], ...]:
    """``definitions`` as views in groups by product line, those of no line last."""
    lines = page.shown.lines
    heads = [(id_, line.name, line.icon) for id_, line in lines.items()]
    heads.append(("", Text(page.shown.words["line_any"]), "material-home-heart"))
    groups: list[list[C]] = [[] for _ in heads]
    for definition in definitions:
        groups[line_of(page.shown.definitions, lines, definition)].append(view(definition, page))
    return tuple(
        Group(line=id_, title=title, icon=icon, entries=tuple(members))
        for (id_, title, icon), members in zip(heads, groups, strict=True)
        if members
    )


def _url(definition: Definition, page: Page) -> str:
    return page.way(kind_of(definition).page(definition.id))
