"""Photographs of pages in the sizes that screens ask for: pixels alone, upright, never larger than they were taken."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageOps
from PIL.Image import open as decoded

from generator.formats.pictures import MOST_PIXELS, is_picture
from generator.formats.png import NotDrawable

# A column on a telephone, twice as fine or on a screen, and twice as fine on that: what a page of ours can show.
WIDTHS = (480, 960, 1600)
_FALLBACK = 960  # as JPEG, for what shows no WebP
# Of bytes, a file that nobody means to keep beside definitions: telephones write 3 to 12 million, scanners more.
LARGEST = 25_000_000
_REFUSED = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """A photograph's renderings by their width, as WebP, and one as JPEG. ``width`` and ``height`` are of the widest."""

    width: int
    height: int
    webp: Mapping[int, bytes]
    jpeg: bytes


def is_photographic(name: str) -> bool:
    """Whether a picture called ``name`` is one of pixels, which has sizes; a drawing has none."""
    return is_picture(name) and not name.lower().endswith(".svg")


@lru_cache(maxsize=256)  # each edition shows the same, and a site that is served is built again and again
def photograph(content: bytes) -> Photograph:
    """The renderings of a photograph. Raises NotDrawable.

    What cameras write beside the pixels (place, time, maker) is not carried over, for only the pixels are.
    """
    try:
        with decoded(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotDrawable(f"{picture.width} x {picture.height} pixels")
            bare = _pixels(ImageOps.exif_transpose(picture))
            return _rendered(bare)
    except _REFUSED as error:
        raise NotDrawable(str(error)) from error


def _pixels(picture: Image.Image) -> Image.Image:
    """The pixels alone in three colours; what is transparent lies on white, as on paper."""
    if picture.mode in ("RGBA", "LA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    picture = picture.convert("RGB")
    return Image.frombytes("RGB", picture.size, picture.tobytes())


def _rendered(picture: Image.Image) -> Photograph:
    widths = sorted({min(width, picture.width) for width in WIDTHS})
    sizes = {width: _scaled(picture, width) for width in widths}
    fallback = _scaled(picture, min(_FALLBACK, widths[-1]))
    return Photograph(
        width=widths[-1],
        height=sizes[widths[-1]].height,
        webp={width: _written(sized, "WEBP", 80) for width, sized in sizes.items()},
        jpeg=_written(fallback, "JPEG", 82),
    )


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    height = max(1, round(picture.height * width / picture.width))
    return picture if width == picture.width else picture.resize((width, height), Image.Resampling.LANCZOS)


def _written(picture: Image.Image, kind: str, quality: int) -> bytes:
    stream = io.BytesIO()
    picture.save(
        stream, kind, quality=quality, **({"optimize": True, "progressive": True} if kind == "JPEG" else {"method": 4})
    )
    return stream.getvalue()
