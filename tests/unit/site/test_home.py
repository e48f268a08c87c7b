"""The first page: what each month asks for, and the short way to one's own dates; letters that stand beside the call."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from support.company import Root
from support.pages import page_of

RAINS = "definitions/maintenance/window/before-rain.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
YOURS = "channel: customer\nwork:"
_MONTH = re.compile(r'data-month-only="(\d+)" hidden markdown>\n\n((?:- .*\n)+)')
_ROW = re.compile(r"- \[(.*?)\].*>(\w+)</span>")
_OPTION = re.compile(r'<option value="([^"]+)" data-date="([^"]+)"( data-place)?>')


def months(home: str) -> dict[int, list[tuple[str, ...]]]:
    """What the first page has for each month: each task's name, and who does it."""
    return {int(number): _ROW.findall(rows) for number, rows in _MONTH.findall(home)}


def test_a_month_has_what_its_seasons_ask_for_and_what_the_customer_does_always(root: Root) -> None:
    """The customer's own first; a month that asks for nothing has no list."""
    yearly = (root.path / YEARLY).read_text("utf-8")
    season = "  interval: 1 year\n  season: {name: rain, when: before, lead: 7 days}\n  tolerance: {early: 14 days}\n"
    start, rest = yearly.index("  anchor:"), yearly.index("  adjust:")
    rains = yearly[:start] + season + yearly[rest:]
    root.write(RAINS, rains.replace("Yearly check", "Before the rains").replace("年度检查", "雨前检查"))
    assert months(page_of(root, "en/index.md")) == {month: [("Before the rains", "us")] for month in (5, 6, 7)}
    root.edit(YEARLY, "work:", YOURS)
    told = months(page_of(root, "en/index.md"))
    assert (told[6], told[1]) == ([("Yearly check", "you"), ("Before the rains", "us")], [("Yearly check", "you")])
    assert set(told) == set(range(1, 13))


def test_the_short_form_knows_the_products_that_have_a_calculator(root: Root) -> None:
    """Each with the date that its own form asks for first; without scripts the way to the products stands there."""
    home = page_of(root, "en/index.md")
    assert _OPTION.findall(home) == [("products/floor/", "acceptance", ""), ("products/window/", "acceptance", "")]
    assert '<form class="care-mine__form" autocomplete="off" markdown="0" hidden>' in home
    assert "(products/index.md){ .care-mine__door }" in home


@pytest.mark.parametrize(
    ("page", "subject"),
    [
        ("en/faults/leak.md", "Photographs: "), ("zh/products/window.md", "照片："), ("zh/maintenance/window/yearly.md", "改时间："),
        ("en/guides/wipe.md", None), ("staff/faults/leak.md", None),
    ],
)  # fmt: skip
def test_a_letter_beside_the_call_names_its_page(handbook: Root, page: str, subject: str | None) -> None:
    """Photographs of what is wrong, another day for our work; nobody writes to us of a guide, or from the staff's pages."""
    text = page_of(handbook, page)
    letters = [
        unquote(letter)
        for letter in re.findall(r'^beside: \{to: "mailto:care@small.example\?subject=([^"]+)"', text, re.MULTILINE)
    ]
    name = re.search(r"^title: (.*)$", text, re.MULTILINE)
    assert name is not None
    if subject is None:
        assert letters == []
    else:
        (letter,) = letters
        assert letter.startswith(f"{subject}{name[1].strip(chr(34))}&body=")
        assert letter.endswith(page.removesuffix(".md") + "/")
