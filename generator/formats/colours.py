"""Colours as numbers: what contrast they have by WCAG, and how they stand in OKLCH.

There (Björn Ottosson, 2020) equal lightness looks equally light, whatever the hue. A colour is ``#rrggbb``.
"""

from __future__ import annotations

from functools import cache
from math import atan2, cos, hypot, radians, sin
from math import degrees as in_degrees

GREY = 0.004  # so little chroma is none


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG: from 1, where they are the same, to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def numbers(colour: str) -> tuple[int, int, int]:
    """Its red, green and blue, from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _linear(colour: str) -> list[float]:
    shares = (value / 255 for value in numbers(colour))
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def luminance(colour: str) -> float:
    """How much light it gives, by WCAG: from 0 to 1."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@cache
def oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue in degrees."""
    red, green, blue = _linear(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    return lightness, hypot(a, b), in_degrees(atan2(b, a)) % 360


def hexadecimal(lightness: float, chroma: float, hue: float) -> str:
    """The colour, as strong as a screen can show it."""
    lightness = min(max(lightness, 0.0), 1.0)
    while True:
        shares = _shares(lightness, chroma * cos(radians(hue)), chroma * sin(radians(hue)))
        if chroma < GREY or all(-0.0005 <= share <= 1.0005 for share in shares):
            break
        chroma *= 0.95
    limited = (min(max(share, 0.0), 1.0) for share in shares)
    curved = (share * 12.92 if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055 for share in limited)
    return "#" + "".join(f"{round(share * 255):02x}" for share in curved)


def _shares(lightness: float, a: float, b: float) -> tuple[float, float, float]:
    """The light of red, green and blue."""
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
