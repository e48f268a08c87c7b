"""Codes to print: the stickers that lead from a product to its page, and the one at the foot of a printed guide."""

from __future__ import annotations

from typing import Any

from generator.formats.addresses import public_address, short_path
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Text
from generator.model.products import short_code
from generator.site.pages.views import Views

PATH = "stickers.md"


# Three by eight on A4: sheets of 70 × 37 mm labels.
_ON_A_SHEET = 24


_QUIET = 2


def sticker_sheets(views: Views, codes: QrCodes) -> list[dict[str, Any]]:
    """A sheet for each code of each product that can stand in an address; by the id where there is none."""
    company = views.definitions.company
    sheets = []
    for product in views.definitions.products.values():
        shorts = {short: code for code in product.codes if (short := short_code(code))} or {product.id: ""}
        for short, code in shorts.items():
            address = public_address(company, short_path(short))
            sheets.append(
                {
                    "id": short,
                    "name": views.text(product.name),
                    "code": Text(code),
                    "address": Text(address.partition("://")[2]),
                    "hotline": Text(company.hotline),
                    "copies": range(1, _ON_A_SHEET),
                    **_picture(codes, address),
                }
            )
    return sheets


def address_code(codes: QrCodes, address: str) -> dict[str, Any]:
    """An address with its code, for the foot of a printed page."""
    return {"address": address, **_picture(codes, address)}


def _picture(codes: QrCodes, address: str) -> dict[str, Any]:
    """The parts of an SVG with one path; its view box leaves the white margin that readers of codes need."""
    side, path = codes.path(address)
    wide = side + 2 * _QUIET
    return {"box": f"-{_QUIET} -{_QUIET} {wide} {wide}", "path": path}
