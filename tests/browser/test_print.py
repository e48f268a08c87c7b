"""A guide on paper: A4, and nothing that only a screen can use."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from support.company import Root


def test_paper_has_the_code_and_no_navigation(chromium: Any, small_site: Root) -> None:
    """The screen has it the other way round. The sheet is A4."""
    page = chromium.new_page()
    page.goto((small_site.path / "out/site/en/guides/wipe/index.html").as_uri())
    code, around = page.locator(".care-print-only svg"), page.locator(".md-header, .md-tabs, .md-path, .care-callbar")
    assert not code.is_visible()
    page.emulate_media(media="print")
    assert code.is_visible()
    assert [around.nth(n).is_visible() for n in range(around.count())] == [False] * around.count()
    assert around.count() >= 3
    box = code.bounding_box()
    assert box is not None
    assert 80 < box["width"] < 100  # 24 mm
    pdf = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox \[0 0 594\.\d+ 841\.\d+\]", pdf)
    page.close()


@pytest.mark.parametrize(
    ("address", "sheets"), [("en/products/led-display", 4), ("en/faults/window-leaks", 4), ("en/services/forms/service-record", 1), ("en/services/forms/led-patrol-record", 1), ("en/this-month", 7)]
)  # fmt: skip
def test_a_page_on_paper_takes_few_sheets(chromium: Any, built: Path, address: str, sheets: int) -> None:
    """A product's for the wall, a fault's with the whole way to its cause; a form to fill in by hand; the whole year."""
    page = chromium.new_page()
    page.goto((built / f"site/{address}/index.html").as_uri())
    paper = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) <= sheets
    page.close()
