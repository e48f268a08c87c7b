"""From a company's one or two colours to every light and dark tone of pages, in which all text can be read.

Each tone was drawn for the program's own two colours. For others it keeps its lightness, and its hue is turned as far as
theirs is from those, in OKLCH. Where that leaves too
little contrast by WCAG 2.2 (1.4.3), the tone becomes lighter or darker until there is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from generator.formats.colours import GREY, contrast, hexadecimal, luminance, numbers, oklch
from generator.model.brand import ACCENT, COLOUR

# The contrast that text needs (AA).
ENOUGH = 4.5
_NEUTRAL = 0.04  # so little of a hue is a tint
_STRONGEST = 2.5
_STEP = 0.01

# name: (in light, in dark). What means something (good, bad, a warning) is the same for all, and stands in the styles.
_DRAWN: Mapping[str, tuple[str, str]] = {
    "paper": ("#fdfbf7", "#0e191a"),
    "surface": ("#ffffff", "#152425"),
    "sand": ("#f5efe4", "#132021"),
    "line": ("#e6ddcd", "#294041"),
    "grid": ("#f0e9dc", "#1e3132"),
    "plain": ("#fdfbf7", "#fdfbf7"),
    "code": ("#f5efe4", "#1a2c2d"),
    "ink": ("#15302f", "#edf1ee"),
    "text": ("#1d3635", "#dfe7e3"),
    "soft": ("#566a67", "#a6b6b2"),
    "fg": ("#15302f", "#e6ebe8"),
    "fg-light": ("#4c615e", "#a6b6b2"),
    "shade": ("#15302f", "#000000"),
    "brand": ("#0f5552", "#8fd0c6"),
    "brand-soft": ("#e2efeb", "#193536"),
    "on-brand": ("#ffffff", "#0b2122"),
    "accent": ("#a4530f", "#f2b56f"),
    "accent-soft": ("#fbeedd", "#33271a"),
    "call": ("#b65a10", "#f0a95a"),
    "on-call": ("#ffffff", "#241502"),
    # What lies on the company's own colour, light or dark.
    "primary": ("#0f5552", "#0f5552"),
    "primary-light": ("#2b8079", "#2b8079"),
    "primary-dark": ("#0b3f3e", "#0b3f3e"),
    "primary-text": ("#dcebe7", "#dcebe7"),
    "signal": ("#b65a10", "#b65a10"),
    "signal-dark": ("#a4530f", "#a4530f"),
    "hero": ("#0c4543", "#0b3534"),
    "clock": ("#0c4543", "#0f3d3c"),
    "foot": ("#0a3534", "#0a1213"),
    "hero-text": ("#d9e9e5", "#d9e9e5"),
    "hero-soft": ("#cfe3de", "#cfe3de"),
    "hero-dim": ("#9fc6bf", "#9fc6bf"),
    "hero-line": ("#5f9a92", "#5f9a92"),
    "foot-text": ("#bcd4cf", "#bcd4cf"),
    "foot-dim": ("#8fb5ae", "#8fb5ae"),
    "glow": ("#f6bd78", "#f6bd78"),
    "glow-soft": ("#f3bd7d", "#f3bd7d"),
    "glow-call": ("#f0a95a", "#f0a95a"),
    "on-glow": ("#2a1703", "#2a1703"),
    "field": ("#566a67", "#566a67"),
    # What drawings have of the company.
    "series": ("#0f5552", "#6cc4b6"),
    "frame": ("#2b7a74", "#3f958d"),
    "frame-dark": ("#12504c", "#1f5a56"),
}

# What the first picture has of the company, by what wears it.
_PICTURED: Mapping[str, str] = {
    "deep": "#163f40",
    "edge": "#102f30",
    "frame": "#1f5a59",
    "front": "#2b7a74",
    "cap": "#0f5552",
    "shoes": "#0b2b2c",
    "clip": "#5aaaa0",
    "jacket": "#e39a4c",
    "belt": "#c76f2a",
    "sleeve": "#d0832f",
    "box": "#b7551d",
    "lid": "#8a3f10",
}

# What is written on what.
_GROUNDS = ("paper", "surface", "sand")
_ON: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("ink", "text", "fg", "fg-light", "soft", "brand", "accent"), _GROUNDS),
    (("ink", "soft", "brand"), ("brand-soft",)),
    (("ink", "accent"), ("accent-soft",)),
    (("on-brand",), ("brand",)),
    (("on-call",), ("call",)),
    (("primary-text",), ("primary-dark",)),
    (("hero-text", "hero-soft", "glow", "glow-soft"), ("hero", "clock")),
    (("hero-dim",), ("clock",)),
    (("foot-text", "foot-dim", "glow"), ("foot",)),
    (("on-glow",), ("glow-call",)),
)
# White is written on these, or they on white, and they are darkened until it can be read.
_UNDER_WHITE = ("primary-dark", "signal", "signal-dark", "hero", "clock", "foot", "field")
# Styles need these as numbers, to lay them over something.
_NUMBERS = ("shade", "fg")
# What a company says is what it gets; a check looks at it.
_AS_SAID = {"brand", "accent", "primary"}


@dataclass(frozen=True, slots=True)
class Tones:
    """The tones by name, as ``#rrggbb``, in light and in dark."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


@cache
def tones(colour: str = COLOUR, accent: str = ACCENT) -> Tones:
    """Every tone of a company of these colours (``#rrggbb``)."""
    light = {name: _turned(drawn, colour, accent) for name, (drawn, _) in _DRAWN.items()}
    dark = {name: _turned(drawn, colour, accent) for name, (_, drawn) in _DRAWN.items()}
    light |= {"brand": colour, "accent": accent}
    light["primary"] = dark["primary"] = colour
    _readable(light, _AS_SAID)
    _readable(dark, {"primary"})
    return Tones(light, dark)


@cache
def pictured(colour: str = COLOUR, accent: str = ACCENT) -> Mapping[str, str]:
    """What the first picture of a company of these colours is drawn in."""
    return {name: _turned(drawn, colour, accent) for name, drawn in _PICTURED.items()}


def _readable(told: dict[str, str], fixed: Iterable[str]) -> None:
    """Move tones apart until what is written with them can be read; those that are ``fixed`` stay."""
    for name in _UNDER_WHITE:
        told[name] = _apart(told[name], "#ffffff")
    for texts, grounds in _ON:
        for text, ground in product(texts, grounds):
            if text not in fixed:
                told[text] = _apart(told[text], told[ground])
            told[ground] = _apart(told[ground], told[text])  # where the text can be no lighter, or is as somebody said


def declared(by_name: Mapping[str, str], prefix: str = "--") -> str:
    """The tones as declarations of a style sheet: ``--ink: #15302f; …``."""
    values = {name: " ".join(map(str, numbers(tone))) if name in _NUMBERS else tone for name, tone in by_name.items()}
    return " ".join(f"{prefix}{name}: {value};" for name, value in values.items())


def least_contrast(colour: str) -> tuple[float, str]:
    """How well text of this colour can be read where that is hardest, and the ground there."""
    return min((contrast(colour, _DRAWN[ground][0]), _DRAWN[ground][0]) for ground in _GROUNDS)


def dark_enough(colour: str) -> str:
    """The nearest colour of the same hue that can be read on every ground."""
    for ground in _GROUNDS:
        colour = _apart(colour, _DRAWN[ground][0])
    return colour


def _apart(moved: str, other: str) -> str:
    """``moved``, as much lighter or darker as it has to be to stand out from ``other``."""
    lightness, chroma, hue = oklch(moved)
    away = _STEP if luminance(moved) > luminance(other) else -_STEP
    while contrast(moved, other) < ENOUGH and 0 < lightness < 1:
        lightness += away
        moved = hexadecimal(lightness, chroma, hue)
    return moved


def _turned(drawn: str, colour: str, accent: str) -> str:
    """A tone as it is for these colours: it goes with the one of the program's two to which it is nearer in hue."""
    lightness, chroma, hue = oklch(drawn)
    if chroma < GREY:
        return drawn
    was, now = min(((COLOUR, colour), (ACCENT, accent)), key=lambda pair: _angle(hue, oklch(pair[0])[2]))
    if was == now:
        return drawn
    (_, chroma_was, hue_was), (_, chroma_now, hue_now) = oklch(was), oklch(now)
    stronger = min(chroma_now / chroma_was, 1 if chroma < _NEUTRAL else _STRONGEST)
    return hexadecimal(lightness, chroma * stronger, hue + hue_now - hue_was)


def _angle(one: float, other: float) -> float:
    return abs((one - other + 180) % 360 - 180)
