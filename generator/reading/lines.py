"""Checks of product lines: products, search words and terms name those that the company has."""

from __future__ import annotations

from collections.abc import Collection

from generator.model.definitions import Definitions
from generator.model.lines import members_by_line
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike

_COMPANY = "definitions/company.yaml"


def lines_are_known(definitions: Definitions) -> Problems:
    """Where the company names its lines a product is of one of them; search words and terms name lines that there are."""
    if {("company", ""), ("product", "")} & definitions.broken:
        return
    company = definitions.company
    for id_, product in definitions.products.items():
        if company.lines and product.line is not None:
            yield from _known(product.line, company.lines, definitions.places["product", id_].file, ("line",))
    if any(kind == "product" for kind, _ in definitions.broken):  # whose line it is nobody knows
        return
    lines = members_by_line(company.lines, definitions.products.values())
    for i, words in enumerate(definitions.search.line_words):
        for j, line in enumerate(words.lines):
            yield from _known(line, lines, "definitions/search.yaml", ("line_words", i, "lines", j))
    for id_, term in definitions.terms.items():
        if term.field is not None:
            place = definitions.places["term", id_]
            yield from _known(term.field, [*lines, *company.fields], place.file, (*place.keys, "field"), "field")


def _known(found: str, known: Collection[str], file: str, keys: Keys, kind: str = "line") -> Problems:
    if found not in known:
        params = {"kind": kind, "found": found, "choices": list(known), "nearest": alike(found, known)}
        yield Problem(code="unknown_of" if known else "unknown_of_none", file=file, keys=keys, params=params)


def line_icons_are_real(definitions: Definitions) -> Problems:
    """The theme has the icons of the product lines."""
    for id_, line in definitions.company.lines.items():
        if line.icon is not None and line.icon not in definitions.icons:
            yield Problem(code="unknown_icon", file=_COMPANY, keys=("lines", id_, "icon"), params={"found": line.icon})
