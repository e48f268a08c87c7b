"""Checks that a figure that stands as promised by the handbook is in the item that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from generator.dates.intervals import Interval
from generator.dates.spoken import number_of
from generator.model.definition import LocalText, Statement
from generator.model.definitions import Definitions, paged
from generator.model.rules import Rule
from generator.model.tasks import keyed_rules
from generator.model.walking import walk
from generator.reading.orders import first_named
from generator.text.problems import Problem, Problems

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_HALF_YEAR = re.compile(r"半年|half[ -]year", re.IGNORECASE)
_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}")
_PROMISED = "P"
# How an interval of so many months and days is said without its figure.
_WITHOUT_FIGURE = {
    (0, 7): "周|week",
    (1, 0): "月|month",
    (3, 0): "季|quarter",
    (6, 0): _HALF_YEAR.pattern,
    (12, 0): "年|year",
}


def promised_figures_are_in_their_items(definitions: Definitions) -> Problems:
    """A figure of grade P stands in one of the items cited, or the text or the item says that the company set it.

    Who has named no words for that is not held to it.
    """
    own = definitions.orders.own
    if not (own.zh or own.en):
        return
    for kind, id_, definition in paged(definitions):
        place = definitions.places[kind, id_]
        for keys, part in walk(definition):
            if not isinstance(part, Statement) or part.grade != _PROMISED:
                continue
            items = [definitions.handbook[item].says for item in part.source if item in definitions.handbook]
            if not items or any(first_named(text, own) is not None for text in (part, *items)):
                continue
            figure = first_missing(part, items)
            if figure is not None:
                params = {"found": figure, "items": part.source}
                at = place.keys + keys
                yield Problem(code="figure_not_promised", file=place.file, keys=at, params=params, level="warning")


def promised_intervals_are_in_their_items(definitions: Definitions) -> Problems:
    """So does the interval of a rule of that grade; of several, the shortest and the longest."""
    own = definitions.orders.own
    if not (own.zh or own.en):
        return
    for id_, task in definitions.tasks.items():
        for keys, rule in keyed_rules(task):
            items = [definitions.handbook[item].says for item in rule.source if item in definitions.handbook]
            if rule.grade != _PROMISED or not items or any(first_named(item, own) is not None for item in items):
                continue
            missing = next((figure for length in _lengths(rule) if (figure := _unsaid(length, items))), None)
            if missing is not None:
                params = {"found": missing, "items": rule.source}
                file, at = definitions.places["task", id_].file, (*keys, "grade")
                yield Problem(code="figure_not_promised", file=file, keys=at, params=params, level="warning")


def _lengths(rule: Rule) -> Iterator[Interval]:
    """What a rule counts: its interval, or the shortest and the longest of several, and how long after its anchor."""
    yield from (length for length in (rule.interval, rule.threshold) if length is not None)
    several = [length for lengths in (rule.interval_by or {}).values() for length in lengths.values()]
    if several:
        yield from (min(several, key=_days), max(several, key=_days))


def _days(length: Interval) -> int:
    return length.months * 31 + length.days + length.workdays


def _unsaid(length: Interval, items: Sequence[LocalText]) -> str | None:
    """The figure of ``length`` where no item says it, in months, years, days or weeks."""
    months = abs(length.months)
    figures = [months, months / 12] if months else [abs(length.days), abs(length.days) / 7, abs(length.workdays)]
    known = {figure for item in items for figure in _figures(item)}
    said = re.compile(_WITHOUT_FIGURE.get((months, abs(length.days)), "(?!)"), re.IGNORECASE)
    if known.intersection(figure for figure in figures if figure) or any(
        said.search(text) for item in items for text in (item.zh or "", item.en or "")
    ):
        return None
    return f"{figures[1]:g}" if months and months % 12 == 0 else f"{max(figures):g}"


def first_missing(text: LocalText, items: Sequence[LocalText]) -> str | None:
    """The first figure of ``text`` that stands in none of ``items``."""
    known = {figure for item in items for figure in _figures(item)}
    said = text.zh or text.en or ""
    missing = next((figure for figure in _FIGURE.findall(said) if float(figure) not in known), None)
    half = _HALF_YEAR.search(said)
    return half.group() if missing is None and half is not None and 6.0 not in known else missing


def _figures(text: LocalText) -> Iterator[float]:
    """What stands in a text as a figure, in either language, or as a Chinese numeral."""
    for said in (text.zh or "", text.en or ""):
        yield from (float(figure) for figure in _FIGURE.findall(said))
        if _HALF_YEAR.search(said):
            yield 6.0
        for numeral in _NUMERAL.findall(said):
            with suppress(ValueError):  # several numerals in a row are none
                yield float(number_of(numeral))


def promises_can_apply(definitions: Definitions) -> Problems:
    """A promise for goods from stock names no product that is made to order: its page would offer what nobody can have."""
    for id_, promise in definitions.promises.items():
        for index, product in enumerate(promise.products if promise.for_stock else ()):
            if product in definitions.products and definitions.products[product].made_to_order:
                yield Problem(
                    code="promise_cannot_apply",
                    file=definitions.places["promise", id_].file,
                    keys=("products", index),
                    params={"found": product},
                )
