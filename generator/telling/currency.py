"""In what money is told: the currency of the price list that is in force, else that of the company's country."""

from __future__ import annotations

from datetime import date

from generator.model.currencies import currencies_in
from generator.model.definitions import Definitions
from generator.model.prices import PriceList
from generator.text.words import Words


def currency_words(definitions: Definitions, as_of: date, words: Words) -> str:
    """What incidents' costs are in, as readers call it; empty in a country that has two.

    Where the company names none for them, that of the list that came into force last.
    """
    company = definitions.company
    if company.incidents.currency is not None:
        return company.incidents.currency.of(words.language)
    lists = (each for each in definitions.entries.get("prices", {}).values() if isinstance(each, PriceList))
    in_force = [each for each in lists if each.valid_from <= as_of]
    latest = max(in_force, key=lambda each: each.valid_from, default=None)
    there = (latest.currency,) if latest is not None else currencies_in(company.country, as_of)
    code = there[0] if len(there) == 1 else ""
    return words[key] if (key := f"currency_{code}") in words else code
