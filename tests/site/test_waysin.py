"""From where one gets to the lists of a built site."""

from __future__ import annotations

import re

from support.company import Root


def test_home_and_foot_lead_to_both(small_site: Root) -> None:
    """The first page by doors, every page at its foot."""
    for language in ("zh", "en"):
        site = small_site.path / f"out/site/{language}"
        home = (site / "index.html").read_text("utf-8")
        leak = (site / "faults/leak/index.html").read_text("utf-8")
        for target in ("this-month/", "index-a-z/"):
            assert re.search(rf'<a class="care-door" href="{target}">', home)
            assert f'href="../../{target}"' in leak.partition('<footer class="care-foot">')[2]
            assert (site / target / "index.html").is_file()


def test_an_entry_shows_the_way_to_itself(small_site: Root) -> None:
    """Home, what kind of page: on every entry's page, and on no first page."""
    for path in ("faults/leak", "guides/wipe", "seasons/rain", "services/forms/slip", "components/pane"):
        text = (small_site.path / f"out/site/zh/{path}/index.html").read_text("utf-8")
        (way,) = re.findall(r'<nav class="md-path"[^>]*>', text)
        assert "hidden" not in way
