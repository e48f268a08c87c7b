"""Checks of how the company looks: its colours can be read where they are text, and its logo is one of the pictures."""

from __future__ import annotations

from generator.formats.tones import ENOUGH, dark_enough, least_contrast
from generator.model.brand import Brand
from generator.model.definitions import Definitions
from generator.reading.references import refer
from generator.text.problems import Problem, Problems

_COMPANY = "definitions/company.yaml"
# Every private page holds a drawing whole.
_LARGEST_DRAWING = 65_536


def brand_can_be_read(definitions: Definitions) -> Problems:
    """Each colour stands out from the lightest grounds, as text and under white text (WCAG 2.2, 1.4.3, level AA)."""
    yield from low_contrast(definitions.company.brand)


def low_contrast(brand: Brand) -> Problems:
    """What of a company's colours cannot be read."""
    for key, colour in (("colour", brand.colour), ("accent", brand.accent)):
        if colour is None:
            continue
        contrast, ground = least_contrast(colour)
        if contrast < ENOUGH:
            params = {
                "found": colour,
                "ground": ground,
                "contrast": f"{int(contrast * 10) / 10:.1f}",
                "enough": f"{ENOUGH}",
                "darker": dark_enough(colour),
            }
            yield Problem(code="low_contrast", file=_COMPANY, keys=("brand", key), params=params)


def logo_can_be_shown(definitions: Definitions) -> Problems:
    """The logo is one of the pictures; as a drawing it is small enough to lie in every private page."""
    name = definitions.company.brand.logo
    yield from refer(definitions, "picture", name, _COMPANY, ("brand", "logo"))
    content = definitions.pictures.get(name or "")
    if name is not None and content is not None and name.lower().endswith(".svg") and len(content) > _LARGEST_DRAWING:
        params = {"found": name, "size": f"{len(content) / 1000:.0f}", "most": f"{_LARGEST_DRAWING / 1000:.0f}"}
        yield Problem(code="logo_too_large", file=_COMPANY, keys=("brand", "logo"), params=params)
