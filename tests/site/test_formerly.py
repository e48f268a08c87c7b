"""What a built site still knows of a renamed definition."""

from __future__ import annotations

import json

from support.company import Root


def test_search_and_feed_do_not_know_the_old_address(small_site: Root) -> None:
    """Only the page itself is left of it."""
    site = small_site.path / "out/site/en"
    assert (site / "guides/dust/index.html").is_file()
    index = json.loads((site / "assets/search/first.json").read_text("utf-8"))
    assert not [address for address in index["at"] if "dust" in address]
    assert "dust" not in (site / "feed.json").read_text("utf-8")
