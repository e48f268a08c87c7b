"""Checks that a figure that stands as promised by the handbook is in the item that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from generator.dates.spoken import number_of
from generator.model.definition import LocalText, Statement, walk
from generator.model.definitions import Definitions, paged
from generator.reading.orders import first_named
from generator.text.problems import Problem, Problems

_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_HALF_YEAR = re.compile(r"半年|half[ -]year", re.IGNORECASE)
_NUMERAL = re.compile(r"[一二两三四五六七八九十]{1,3}")
_PROMISED = "P"


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
                params = {"found": figure, "items": ", ".join(part.source)}
                at = place.keys + keys
                yield Problem(code="figure_not_promised", file=place.file, keys=at, params=params, level="warning")


def first_missing(text: LocalText, items: Sequence[LocalText]) -> str | None:
    """The first figure of ``text`` that stands in none of ``items``."""
    known = {figure for item in items for figure in _figures(item)}
    return next((figure for figure in _FIGURE.findall(text.zh or text.en or "") if float(figure) not in known), None)


def _figures(text: LocalText) -> Iterator[float]:
    """What stands in a text as a figure, in either language, or as a Chinese numeral."""
    for said in (text.zh or "", text.en or ""):
        yield from (float(figure) for figure in _FIGURE.findall(said))
        if _HALF_YEAR.search(said):
            yield 6.0
        for numeral in _NUMERAL.findall(said):
            with suppress(ValueError):  # several numerals in a row are none
                yield float(number_of(numeral))
