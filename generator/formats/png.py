"""SVG to PNG, the same bytes on every machine: drawn without fonts, and with nothing from elsewhere.

The only module that knows the library that draws.
"""

from __future__ import annotations

import zlib
from base64 import b64encode
from functools import cache

from resvg_py import svg_to_bytes

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


_PNG = b"\x89PNG\r\n\x1a\n"


class NotDrawable(Exception):
    """What should be an SVG picture is none."""


@cache  # a site that is served is built again and again, mostly from the same pictures
def png(svg: str) -> bytes:
    """``svg`` as a PNG of its own size in pixels. Words are left out. Raises NotDrawable."""
    return _drawn(svg)


def embedded(name: str, content: bytes) -> str:
    """The address under which an SVG holds a picture, of which ``name`` tells the kind."""
    return f"data:{_TYPES[name.rpartition('.')[2]]};base64,{b64encode(content).decode('ascii')}"


def is_drawable(name: str, content: bytes) -> bool:
    """Whether a picture's file holds a picture of the kind that its ``name`` tells."""
    if name.endswith(".png"):
        return _is_png(content)
    try:
        _drawn(content.decode("utf-8"), size=8)
    except (NotDrawable, UnicodeDecodeError):
        return False
    return True


def _is_png(content: bytes) -> bool:
    """Whether a file is a whole PNG, by its signature, all checksums, and its end; damaged ones are drawn as nothing."""
    at, kinds = len(_PNG), []
    while content.startswith(_PNG) and at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        part, checksum = content[at + 4 : at + 8 + length], content[at + 8 + length : at + 12 + length]
        if zlib.crc32(part).to_bytes(4, "big") != checksum:
            return False
        kinds.append(part[:4])
        at += 12 + length
    return kinds[:1] == [b"IHDR"] and b"IDAT" in kinds and kinds[-1] == b"IEND"


def _drawn(svg: str, size: int | None = None) -> bytes:
    try:
        return svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=size, height=size)
    except ValueError as error:
        raise NotDrawable(str(error)) from error
