"""Product lines and the other fields of the trade: what groups, labels and the search go by, all of it the company's own.

A company that names no lines has those that its products name, or one for each product;
they are called as the products are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.brand import Colour
from generator.model.definition import Defined, LocalText
from generator.model.products import Product
from generator.text.scalars import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Defined):
    """A product line: its name, the icon before it where it is not the first product's, and the icon's colour."""

    name: LocalText
    icon: Text | None = None
    colour: Colour | None = None


def line_of_product(product: Product) -> str:
    """The id of the line that ``product`` belongs to; without one it is a line of its own."""
    return product.line if product.line is not None else product.id


def members_by_line(named: Mapping[str, Line], products: Iterable[Product]) -> Mapping[str, tuple[Product, ...]]:
    """Every line's products by the line's id: those of the company in its order, then those that products name."""
    members: dict[str, tuple[Product, ...]] = dict.fromkeys(named, ())
    for product in products:
        id_ = line_of_product(product)
        members[id_] = (*members.get(id_, ()), product)
    return members
