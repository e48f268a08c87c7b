"""SVG to PNG, the same bytes on every machine: drawn without fonts, and with nothing from elsewhere.

The only module that knows the library that draws.
"""

from __future__ import annotations

from functools import cache

from resvg_py import svg_to_bytes


class NotDrawable(Exception):
    """What should be an SVG picture is none."""


@cache  # a site that is served is built again and again, mostly from the same pictures
def png(svg: str) -> bytes:
    """``svg`` as a PNG of its own size in pixels. Words are left out. Raises NotDrawable."""
    return drawn(svg)


def drawn(svg: str, size: int | None = None) -> bytes:
    """``svg`` as a PNG of ``size`` pixels in each direction, else of its own. Raises NotDrawable."""
    try:
        return svg_to_bytes(svg_string=svg, skip_system_fonts=True, width=size, height=size)
    except ValueError as error:
        raise NotDrawable(str(error)) from error
