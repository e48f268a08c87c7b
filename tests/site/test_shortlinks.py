"""Stickers, robots.txt and the maps of a built site."""

from __future__ import annotations

import re

from support.company import Root


def test_stickers_are_the_staffs_alone_and_easy_to_find(small_site: Root) -> None:
    """From their first page and in their navigation; on no public page."""
    out = small_site.path / "out"
    assert (out / "site-staff/stickers/index.html").is_file()
    assert 'href="stickers/"' in (out / "site-staff/index.html").read_text("utf-8")
    assert "stickers.md" in (small_site.path / ".cache/nav.staff.yml").read_text("utf-8")
    assert not list((out / "site").rglob("stickers*"))


def test_robots_may_read_everything_and_find_both_maps(small_site: Root) -> None:
    """And hear of nothing private."""
    assert (small_site.path / "out/site/robots.txt").read_text("utf-8").splitlines() == [
        "User-agent: *",
        "Allow: /",
        "",
        "Sitemap: https://small.example/zh/sitemap.xml",
        "Sitemap: https://small.example/en/sitemap.xml",
    ]


def test_the_maps_hold_public_pages_and_nothing_else(small_site: Root) -> None:
    """Each address is a page's own; neither short nor former addresses, feeds or what is the staff's."""
    site = small_site.path / "out/site"
    for language in ("zh", "en"):
        text = (site / language / "sitemap.xml").read_text("utf-8")
        start = f"https://small.example/{language}/"
        listed = re.findall(r"<loc>([^<]+)</loc>", text)
        pages = {
            f"{start}{path.parent.relative_to(site / language).as_posix()}/".replace("/./", "/")
            for path in (site / language).rglob("index.html")
        }
        assert sorted(listed) == sorted(pages - {f"{start}guides/dust/"})
        assert not re.search("/p/|feed|audit|sorry|stickers", text)
