"""What of a company's look may be left somewhere: the tones that were drawn for the program's own colours."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.formats.colours import numbers
from generator.formats.tones import _DRAWN, _PICTURED, pictured, tones

_WRITTEN, _COUNTED = re.compile("#[0-9a-f]{6}"), re.compile(r"\b(?=(\d+ \d+ \d+)\b)")


def drawn_tones() -> Mapping[str, tuple[str, str]]:
    """Every tone in light and dark, as it was drawn."""
    return _DRAWN


def others_tones(*colours: str) -> set[str]:
    """Every tone of the program's own colours that a company of these ``colours`` has not."""
    drawn = {tone for pair in _DRAWN.values() for tone in pair} | set(_PICTURED.values())
    if not colours:
        return drawn - {"#ffffff", "#000000"}
    made = tones(*colours)
    return drawn - {*made.light.values(), *made.dark.values(), *pictured(*colours).values()}


def left_over(text: str, *colours: str) -> set[str]:
    """The tones of another's that ``text`` holds, in either way of writing them."""
    written, counted = set(_WRITTEN.findall(text.lower())), set(_COUNTED.findall(text))
    return {tone for tone in others_tones(*colours) if tone in written or "{} {} {}".format(*numbers(tone)) in counted}
