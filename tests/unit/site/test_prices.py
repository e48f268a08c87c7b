"""Prices: a list whose lines tasks, faults and promises refer to, told as nothing under warranty and so much beyond it."""

from __future__ import annotations

import pytest
from support.company import Root
from support.pages import page_of

LIST = "definitions/services/prices/all.yaml"
LEAK = "definitions/faults/leak.yaml"


@pytest.mark.parametrize(
    ("line", "language", "said"),
    [
        ("amount: 80", "zh", "80 元 / 次"),
        ("amount: 80", "en", "CNY 80 per visit"),
        ("amount: 1200.5, least: true", "zh", "1,200.50 元起 / 次"),
        ("amount: 1200.5, least: true", "en", "from CNY 1,200.50 per visit"),
        ("amount: 0", "en", "CNY 0 per visit"),
    ],
)
def test_whoever_refers_to_a_price_says_it_beside_what_the_warranty_makes_free(
    handbook: Root, line: str, language: str, said: str
) -> None:
    """On the page of a fault, a task and a promise, and in the list."""
    handbook.edit(LIST, "amount: 80", line)
    for file in (LEAK, "definitions/maintenance/window/bolts.yaml", "definitions/services/promises/glass.yaml"):
        handbook.add(file, "prices: [call]\n")
    for name in ("faults/leak", "maintenance/window/bolts", "services/promises/glass", "services/prices/all"):
        text = page_of(handbook, f"{language}/{name}.md")
        assert said in text, name
        assert ("我们的问题" if language == "zh" else "Faults of ours") in text, name
    fault = page_of(handbook, f"{language}/faults/leak.md")
    assert ("\n0 元\n" if language == "zh" else "\nCNY 0\n") in fault
    assert "(../services/prices/all.md)" in fault


def test_another_currency_is_said_by_its_code(handbook: Root) -> None:
    """Only the own one has a word."""
    handbook.edit(LIST, "currency: CNY", "currency: NZD")
    assert "80 NZD / 次" in page_of(handbook, "zh/services/prices/all.md")


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([(LEAK, None, "prices: [cal]\n")], f"{LEAK}:28:10: prices[0]: unknown price 'cal'; did you mean 'call'?"),
        ([(LIST, "amount: 80", "amount: -1")], "prices[0].amount"),
        (
            [(LIST, "currency: CNY", "currency: yuan")],
            "currency: 'yuan' is not a currency's code; write three capital letters, such as CNY; did you mean 'CNY'?",
        ),
        (
            [(LIST, None, "  - {id: call, item: {zh: 二, en: two}, amount: 1, unit: {zh: 次, en: visit}}\n")],
            "the id 'call' is used already",
        ),
    ],
)
def test_a_price_that_is_none_is_told(handbook: Root, edits: list[tuple[str, str | None, str]], told: str) -> None:
    """Who refers to nothing, amounts below nothing, no currency, one id twice."""
    for file, old, new in edits:
        if old is None:
            handbook.add(file, new)
        else:
            handbook.edit(file, old, new)
    lines = handbook.check()
    assert [line for line in lines if told.split(": ", 1)[-1] in line], lines
