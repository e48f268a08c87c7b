"""Nothing that a page tells search engines is refused by the policy under which it is hosted."""

from __future__ import annotations

from typing import Any

import pytest
from support.company import Root
from support.hosting import WATCH, nginx_headers
from support.serving import served


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("en/faults/leak/", "en/faults/leak/"),
        ("zh/maintenance/window/bolts/", "zh/maintenance/window/bolts/"),
        ("p/floor/", "en/products/floor/"),
        ("zh/guides/dust/", "zh/guides/wipe/"),
    ],
)
def test_nothing_is_refused_under_the_policy(chromium: Any, small_site: Root, path: str, leads_to: str) -> None:
    """Structured data is no script that runs, so it needs no hash; short and former addresses keep to the policy too."""
    policy = nginx_headers()["site"]["content-security-policy"]
    page = chromium.new_page()
    with served(small_site.path / "out/site", policy) as start:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text) if "Content Security" in message.text else None)
        page.add_init_script(WATCH)
        page.goto(f"{start}{path}", wait_until="commit")
        page.wait_for_url(f"{start}{leads_to}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("refused") == []
        assert told == []
    page.close()
