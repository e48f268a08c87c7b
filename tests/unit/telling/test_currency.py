"""In what money is told: as prices have it, and else as the country does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from support.engine import WORDS, read, world

from generator.model.definition import LocalText
from generator.model.prices import PriceList
from generator.telling.currency import currency_words
from generator.text.language import Language

# The day from which a list is in force, by its currency.
Lists = dict[str, str]


def prices(currency: str, since: str) -> PriceList:
    """A list in ``currency`` from a day on."""
    line = "{id: visit, item: {en: A visit}, amount: 80, unit: {en: visit}}"
    said = "".join(f"{key}: [{{en: Prices}}]\n" for key in ("when", "who", "what_if"))
    text = f"name: {{en: Prices}}\nsummary: {{en: Prices}}\n{said}currency: {currency}\nvalid_from: {since}\n"
    return read(PriceList, f"{text}prices: [{line}]\n", id_=currency)


@pytest.mark.parametrize(
    ("country", "lists", "named", "language", "told"),
    [
        ("CN", {}, None, "zh", "元"),
        ("CN", {}, None, "en", "CNY"),
        ("GB", {}, None, "en", "GBP"),
        ("GB", {}, None, "zh", "GBP"),
        ("SI", {}, None, "en", "EUR"),
        ("BG", {}, None, "en", "EUR"),
        ("SE", {}, None, "en", "SEK"),
        ("PA", {}, None, "en", ""),
        ("SE", {"EUR": "2026-01-01"}, None, "en", "EUR"),
        ("GB", {"USD": "2024-01-01", "EUR": "2026-01-01", "CHF": "2099-01-01"}, None, "en", "EUR"),
        ("GB", {"CHF": "2099-01-01"}, None, "en", "GBP"),
        ("GB", {"EUR": "2026-01-01"}, LocalText(en="pounds"), "en", "pounds"),
    ],
)
def test_money_is_in_the_currency_of_the_prices_in_force_else_of_the_country(
    country: str, lists: Lists, named: LocalText | None, language: Language, told: str
) -> None:
    """Unless the company calls it otherwise; of a country that has two amounts stand alone."""
    known = world().definitions
    incidents = replace(known.company.incidents, currency=named)
    known = replace(
        known,
        company=replace(known.company, country=country, incidents=incidents),
        entries={"prices": {currency: prices(currency, since) for currency, since in lists.items()}},
    )
    assert currency_words(known, date(2026, 11, 23), WORDS[language]) == told
