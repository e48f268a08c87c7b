"""SVG to PNG, the same bytes on every machine: drawn without fonts, and with nothing from elsewhere.

The only module that knows the library that draws.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache

from resvg_py import svg_to_bytes

_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_PROBE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8">{}</svg>'


class NotDrawable(Exception):
    """What should be an SVG picture is none."""


@lru_cache(maxsize=64)  # a site that is served is built again and again, mostly from the same pictures
def png(svg: str) -> bytes:
    """``svg`` as a PNG of its own size in pixels. Words are left out. Raises NotDrawable."""
    return _drawn(svg)


def embedded(name: str, content: bytes) -> str:
    """The address under which an SVG holds a picture, of which ``name`` tells the kind."""
    return f"data:{_TYPES[name.rpartition('.')[2]]};base64,{b64encode(content).decode('ascii')}"


def is_drawable(name: str, content: bytes) -> bool:
    """Whether a picture's file holds a picture of the kind that its ``name`` tells."""
    if name.endswith(".png"):
        # One that is damaged is left out of an SVG without a word, so it has to leave a mark.
        image = f'<image href="{embedded(name, content)}" width="8" height="8" preserveAspectRatio="none"/>'
        return _drawn(_PROBE.format(image)) != _drawn(_PROBE.format(""))
    try:
        _drawn(content.decode("utf-8"), size=8)
    except (NotDrawable, UnicodeDecodeError):
        return False
    return True


def _drawn(svg: str, size: int | None = None) -> bytes:
    try:
        return svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=size, height=size)
    except ValueError as error:
        raise NotDrawable(str(error)) from error
