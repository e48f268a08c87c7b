"""The form of a product's calculator: what it asks a reader for, and the data of its script."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import relpath

from generator.formats.templating import Text
from generator.model.products import Product
from generator.site.pages.calculator import calculator, data_block
from generator.site.pages.given import Asking
from generator.site.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculatorForm:
    """The form's fields and notes, and what its script reckons with, as JSON that may stand inside a script element."""

    data: str
    fields: tuple[Asking, ...]
    notes: tuple[Text, ...]


def calculator_form(product: Product, page: Page, year: int) -> CalculatorForm | None:
    """The calculator of a product's page, built in ``year``; None where there is nothing to reckon."""
    shown = page.shown
    guides = f"{relpath('maintenance', page.at.removesuffix('.md'))}/"  # the page has a folder of its own
    reckoning = calculator(shown.definitions, product, shown.language, shown.words, guides, year)
    if reckoning is None:
        return None
    return CalculatorForm(data=data_block(reckoning.data), fields=reckoning.fields, notes=reckoning.notes)
