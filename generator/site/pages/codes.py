"""Addresses as codes to scan, on stickers and at the foot of a printed page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.formats.qrcodes import QrCodes


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """The parts of an SVG with one path; its view box leaves the white margin that readers of codes need."""

    box: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedCode(Code):
    """An address with its code, for the foot of a printed page."""

    address: str


def code(codes: QrCodes, address: str) -> Code:
    """The code that leads to ``address``."""
    drawn = codes.picture(address)
    return Code(box=f"-{drawn.margin} -{drawn.margin} {drawn.wide} {drawn.wide}", path=drawn.path)


def printed_code(codes: QrCodes, address: str) -> PrintedCode:
    """``address`` and the code that leads to it."""
    shape = code(codes, address)
    return PrintedCode(box=shape.box, path=shape.path, address=address)
