"""Product lines as a site shows them: by what name, with which icon, in which order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.formats.templating import Text
from generator.model.definitions import Definitions
from generator.model.lines import Line, line_of_product, members_by_line
from generator.model.products import Product
from generator.text.language import Language
from generator.text.words import Words

_ICON = "material/home-heart"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    """A product line: its place among the others, its name, and its icon as a short code."""

    place: int
    name: Text
    icon: str


def shown_lines(definitions: Definitions, language: Language, words: Words) -> Mapping[str, ShownLine]:
    """The lines of the company's products by id, in the order in which lists have them."""
    named = definitions.company.lines
    members = members_by_line(named, definitions.products.values())
    return {
        id_: ShownLine(
            place=place,
            name=Text(_name(named.get(id_), products, language, words)),
            icon=_icon(named.get(id_), products).replace("/", "-"),
        )
        for place, (id_, products) in enumerate(members.items())
    }


def _name(line: Line | None, products: Iterable[Product], language: Language, words: Words) -> str:
    """What the line is called; one that the company does not name, as its products are."""
    return line.name.of(language) if line is not None else words.listed(p.name.of(language) for p in products)


def _icon(line: Line | None, products: Iterable[Product]) -> str:
    own = line.icon if line is not None else None
    return own or next((product.icon for product in products), _ICON)


def in_lines(products: Iterable[Product], lines: Mapping[str, ShownLine]) -> Iterator[ShownLine]:
    """The lines that ``products`` are of, in their order, each once."""
    named = {line_of_product(product) for product in products}
    return (line for id_, line in lines.items() if id_ in named)
