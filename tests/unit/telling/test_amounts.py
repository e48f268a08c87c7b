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
        (2, "roll", "en", "2 rolls"),
        (0.5, "litre", "en", "0.5 litres"),
        (3, "box", "en", "3 boxes"),
        (3, "batch", "en", "3 batches"),
        (3, "copy", "en", "3 copies"),
        (3, "tray", "en", "3 trays"),
        (3, "spray can", "en", "3 spray cans"),
        (3, "pc", "en", "3 pcs"),
        (3, "kg", "en", "3 kg"),
        (3, "m", "en", "3 m"),
        (3, "ml", "en", "3 ml"),
        (3, "min", "en", "3 min"),
        (3, "GU", "en", "3 GU"),
        (3, "m²", "en", "3 m²"),
        (3, "%", "en", "3 %"),
        (3, "支", "zh", "3 支"),
        (0.5, "rolls", "en", "0.5 rolls"),
        (1, "支", "zh", "1 支"),
    ],
)
def test_a_unit_is_said_as_of_one_or_of_several(quantity: float, unit: str, language: Language, told: str) -> None:
    """In English alone."""
    assert counted(quantity, unit, language) == told
