"""Short addresses of products, the stickers that carry them, and robots.txt."""

from __future__ import annotations

import re

import pytest
from support.company import Root
from support.drawing import drawn, made_by_segno
from support.pages import page_of

from generator.model.definitions import short_codes
from generator.model.products import short_code
from generator.publishing.templates import templates_of
from generator.reading.load import load
from generator.site.ways.signposts import short_links

PRODUCT = "definitions/products/window.yaml"


@pytest.mark.parametrize(
    ("code", "short"),
    [("TB-65", "tb-65"), ("TB 65/A", "tb-65-a"), ("../../x", "x"), ("断桥", ""), ("断桥 65", "65"), ("--", "")],
)
def test_a_code_becomes_an_address(code: str, short: str) -> None:
    """Lower case, and nothing that an address could misunderstand; none where nothing is left."""
    assert short_code(code) == short


def test_a_product_has_a_short_address_by_its_id_and_each_code(root: Root) -> None:
    """Each is a page of its own that leads to the product in either language, at the site's root."""
    root.edit(PRODUCT, "line: window", "line: window\ncodes: [TB-65, 断桥]")
    definitions = load(root.path)[0]
    assert short_codes(definitions) == {"floor": "floor", "tb-65": "window", "window": "window"}
    pages = {page.path: page.content.decode() for page in short_links(definitions, templates_of(root.path))}
    assert set(pages) == {"p/floor/index.html", "p/tb-65/index.html", "p/window/index.html"}
    page = pages["p/tb-65/index.html"]
    for language, words in (("zh", "窗"), ("en", "Window")):
        assert f'<a href="../../{language}/products/window/" lang="{language}"' in page
        assert f'<span lang="{language}">{words}</span>' in page
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../zh/products/window/"></noscript>' in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ("[Floor]", "codes[0]: the id 'floor' is used already"),
        ("[TB-65, tb 65]", "codes[1]: the id 'tb-65' is used already"),
    ],
)
def test_two_products_do_not_share_a_short_address(root: Root, codes: str, says: str) -> None:
    """Nor do two codes of one: the second would be lost."""
    root.edit(PRODUCT, "line: window", f"line: window\ncodes: {codes}")
    assert [line for line in root.check() if says in line and line.startswith(PRODUCT)]


def test_a_code_that_is_the_id_is_no_conflict(root: Root) -> None:
    """A product may be called in its file what it is called on the frame."""
    root.edit(PRODUCT, "line: window", "line: window\ncodes: [WINDOW]")
    assert root.check() == ["no problems in 13 files"]


def test_a_sheet_of_stickers_has_24_of_each_product(root: Root) -> None:
    """Name, code, address without its scheme, hotline; the code is drawn once and leads to the whole address."""
    root.edit(PRODUCT, "line: window", "line: window\ncodes: [TB-65]")
    text = page_of(root, "staff/stickers.md")
    sheets = text.split('<section class="care-stickers__sheet">')[1:]
    assert len(sheets) == 2
    window = next(sheet for sheet in sheets if "TB-65" in sheet)
    assert window.count('<div class="care-sticker"') == 24
    for words in ("<strong>窗</strong>", "<small>small.example/p/tb-65/</small>", "<b>400-000-0000</b>"):
        assert window.count(words) == 24
    box, path = re.findall(r'<svg viewBox="([^"]+)"[^>]*><path [^>]*d="([^"]+)"/>', window)[0]
    side = int(box.split()[-1]) - 4
    assert drawn(path, side) == made_by_segno("https://small.example/p/tb-65/")
    assert window.count("<path") == 1
