"""How a figure of the reports is reckoned, in words: the same on the page of its metric and beside the figure."""

from __future__ import annotations

from generator.model.company import Company
from generator.model.incidents import SATISFIED, FigureName
from generator.text.words import Words


def reckoned_words(name: FigureName, company: Company, words: Words) -> str:
    """One sentence, with the limits that the company sets."""
    limits = company.incidents
    return words.say(f"how_{name}", close=limits.close, grace=limits.grace, satisfied=SATISFIED)
