"""Stickers that lead from a product to its page, on sheets to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.formats.addresses import public_address, short_path
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Text
from generator.model.products import Product, short_code
from generator.site.pages.codes import code
from generator.site.pages.page import Made, Page
from generator.site.pages.view import View
from generator.site.shown import Shown

# Three by eight on A4: sheets of 70 × 37 mm labels.
_ON_A_SHEET = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of stickers with the same code: the first draws it, and the ``copies`` show it again."""

    id: str
    name: Text
    code: Text
    address: Text
    hotline: Text
    copies: tuple[int, ...]
    box: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StickersPage(View):
    """A sheet for each code of each product."""

    template: ClassVar[str] = "pages/stickers.md.j2"
    sheets: tuple[Sheet, ...]


def stickers_page(shown: Shown, codes: QrCodes) -> Made:
    """The sheets of every product."""
    products = shown.definitions.products.values()
    sheets = (sheet for product in products for sheet in _sheets(product, shown, codes))
    return Made(page=Page(shown, "stickers.md"), view=StickersPage(sheets=tuple(sheets)))


def _sheets(product: Product, shown: Shown, codes: QrCodes) -> Iterator[Sheet]:
    """A sheet for each code that can stand in an address; by the product's id where there is none."""
    company = shown.definitions.company
    shorts = {short: written for written in product.codes if (short := short_code(written))} or {product.id: ""}
    for short, written in shorts.items():
        address = public_address(company, short_path(short))
        drawn = code(codes, address)
        yield Sheet(
            id=short,
            name=shown.text(product.name),
            code=Text(written),
            address=Text(address.partition("://")[2]),
            hotline=Text(company.hotline),
            copies=tuple(range(1, _ON_A_SHEET)),
            box=drawn.box,
            path=drawn.path,
        )
