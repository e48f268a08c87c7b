"""The form of a product's calculator: what it asks a reader for, and the data of its script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from posixpath import relpath

from generator.formats.templating import Text
from generator.model.products import Product
from generator.site.pages.calculator import calculator, data_block
from generator.site.pages.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that a field may take."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A field of the form: of a date, from ``least`` to ``most``, or of a choice among ``options``."""

    name: str
    label: Text
    options: tuple[Choice, ...]
    least: date | None
    most: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalculatorForm:
    """The form's fields, and what its script reckons with, as JSON that may stand inside a script element."""

    data: str
    fields: tuple[Asking, ...]


def calculator_form(product: Product, page: Page) -> CalculatorForm | None:
    """The calculator of a product's page; None where there is nothing to reckon."""
    shown = page.shown
    guides = f"{relpath('maintenance', page.at.removesuffix('.md'))}/"  # the page has a folder of its own
    found = calculator(shown.definitions, product, shown.language, shown.words, guides)
    if found is None:
        return None
    fields = [
        Asking(
            name=field["name"],
            label=Text(field["label"]),
            options=tuple(Choice(value=option["value"], name=Text(option["name"])) for option in field["options"]),
            least=field.get("least"),
            most=field.get("most"),
        )
        for field in found["fields"]
    ]
    return CalculatorForm(data=data_block(found["data"]), fields=tuple(fields))
