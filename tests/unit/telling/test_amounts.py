"""How much of something, as one says it."""

from __future__ import annotations

import pytest

from generator.telling.amounts import counted
from generator.text.language import Language


@pytest.mark.parametrize(
    ("quantity", "unit", "language", "told"),
    [
        (1, "cartridges", "en", "1 cartridge"),
        (1, "boxes", "en", "1 box"),
        (1, "batches", "en", "1 batch"),
        (1, "assemblies", "en", "1 assembly"),
        (1, "sausages", "en", "1 sausage"),
        (1, "pcs", "en", "1 pc"),
        (1, "glass", "en", "1 glass"),
        (1, "m²", "en", "1 m²"),
        (2, "cartridges", "en", "2 cartridges"),
        (0.5, "rolls", "en", "0.5 rolls"),
        (1, "支", "zh", "1 支"),
    ],
)
def test_one_of_several_is_said_as_one(quantity: float, unit: str, language: Language, told: str) -> None:
    """In English alone."""
    assert counted(quantity, unit, language) == told
