"""The date calculator's scripts in the built site."""

from __future__ import annotations

import re
from pathlib import Path


def test_only_pages_with_the_data_load_the_scripts(built: Path) -> None:
    """Each after those that it needs; a page that has no calculator is none the heavier for it."""
    for path in sorted((built / "site").rglob("*.html")):
        text = path.read_text("utf-8")
        scripts = ["engine", "ics", "calculator"] if "care-calculator-data" in text else []
        assert re.findall(r"javascripts/(engine|ics|calculator)\.js", text) == scripts, path
    assert "care-calculator-data" in (built / "site/en/products/led-display/index.html").read_text("utf-8")
