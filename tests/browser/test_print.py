"""A guide on paper: A4, and nothing that only a screen can use."""

from __future__ import annotations

import re
from typing import Any

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
