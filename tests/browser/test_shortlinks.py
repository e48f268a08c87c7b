"""Short and former addresses lead a browser on, and stickers print on sheets of A4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from support.company import Root
from support.serving import served


@pytest.fixture
def address(small_site: Root) -> Iterator[str]:
    """The built site on a port of this machine."""
    with served(small_site.path / "out/site") as start:
        yield start


@pytest.mark.parametrize(
    ("locale", "script", "language"),
    [("zh-CN", True, "zh"), ("en-GB", True, "en"), ("de-DE", True, "en"), ("en-GB", False, "zh")],
)
def test_a_short_address_leads_to_the_product_in_the_readers_language(
    chromium: Any, address: str, locale: str, script: bool, language: str
) -> None:
    """Without scripts to the company's first language, from which the page itself leads on."""
    context = chromium.new_context(locale=locale, java_script_enabled=script)
    page = context.new_page()
    page.goto(f"{address}p/window/", wait_until="commit")
    page.wait_for_url(f"**/{language}/products/window/")
    context.close()


def test_a_former_address_leads_to_the_new_one(chromium: Any, address: str) -> None:
    """In the language in which it was asked for."""
    page = chromium.new_page()
    page.goto(f"{address}en/guides/dust/", wait_until="commit")
    page.wait_for_url("**/en/guides/wipe/")
    page.close()


def test_stickers_print_on_sheets_of_a4(chromium: Any, small_site: Root) -> None:
    """The screen shows one of each; on paper each product has one page with 24."""
    page = chromium.new_page()
    page.goto((small_site.path / "out/site-staff/stickers/index.html").as_uri())
    stickers = page.locator(".care-sticker")
    assert [stickers.nth(n).is_visible() for n in range(stickers.count())].count(True) == 2
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    page.emulate_media(media="print")
    assert all(stickers.nth(n).is_visible() for n in range(stickers.count()))
    page.close()
