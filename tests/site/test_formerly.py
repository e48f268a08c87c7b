"""What a built site still knows of a renamed definition."""

from __future__ import annotations

import json

from support.company import Root


def test_search_and_feed_do_not_know_the_old_address(small_site: Root) -> None:
    """Only the page itself is left of it."""
    site = small_site.path / "out/site/en"
    assert (site / "guides/dust/index.html").is_file()
    index = json.loads((site / "search/search_index.json").read_text("utf-8"))
    assert not [entry for entry in index["docs"] if "dust" in entry["location"]]
    assert "dust" not in (site / "feed.json").read_text("utf-8")
