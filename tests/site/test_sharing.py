"""What a built page tells those who pass it on: search engines, chat programs, readers of feeds."""

from __future__ import annotations

import html
import json
import re
import struct
from collections.abc import Iterator
from typing import Any

import pytest
from support.company import Root

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read(site: Root, path: str) -> str:
    """A page of the built public site."""
    return (site.path / f"out/site/{path}index.html").read_text("utf-8")


def data(page: str) -> dict[str, Any]:
    """A page's structured data by type."""
    (found,) = _SCRIPT.findall(page)
    whole = json.loads(found)
    assert whole["@context"] == "https://schema.org"
    return {part["@type"]: part for part in whole["@graph"]}


def metas(page: str) -> dict[str, str]:
    """What a page says to those who share it."""
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


@pytest.mark.parametrize("path", ["faults/leak/", "guides/wipe/", "maintenance/window/bolts/", "products/window/", ""])
def test_a_page_names_its_own_address_and_its_translation(small_site: Root, path: str) -> None:
    """Whole addresses, as search engines ask; x-default is the first language."""
    for language in ("zh", "en"):
        page = read(small_site, f"{language}/{path}")
        start = "https://small.example/"
        assert f'<link rel="canonical" href="{start}{language}/{path}">' in page
        for hreflang, target in (("zh", "zh"), ("en", "en"), ("x-default", "zh")):
            assert f'<link rel="alternate " hreflang="{hreflang}" href="{start}{target}/{path}">' in page


def test_a_page_says_how_it_looks_where_it_is_shared(small_site: Root) -> None:
    """Title, description, language, address, and the picture of the product that it names."""
    told = metas(read(small_site, "en/faults/leak/"))
    assert told == {
        "og:site_name": "Small Company · Care Centre",
        "og:type": "article",
        "og:title": "Leaking window",
        "og:description": "In short",
        "og:locale": "en_GB",
        "og:locale:alternate": "zh_CN",
        "og:url": "https://small.example/en/faults/leak/",
        "og:image": "https://small.example/en/assets/share/window.png",
        "og:image:alt": "A pane",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }
    assert metas(read(small_site, "zh/faults/leak/"))["og:image:alt"] == "一片玻璃"
    assert metas(read(small_site, "zh/"))["og:type"] == "website"


def test_the_staffs_pages_tell_nobody_anything(small_site: Root) -> None:
    """They are not for sharing: no picture, no data, no feed, and no robot is let in."""
    page = (small_site.path / "out/site-staff/faults/leak/index.html").read_text("utf-8")
    assert metas(page) == {}
    assert not list((small_site.path / "out/site-staff").rglob("assets/share*"))
    assert "ld+json" not in page
    assert "feed+json" not in page
    assert 'content="noindex, nofollow"' in page


@pytest.mark.parametrize(
    "path", ["zh/faults/leak/", "en/guides/wipe/", "en/services/policies/prices/", "zh/products/window/", "en/maintenance/window/bolts/"]
)  # fmt: skip
def test_the_way_to_a_page_is_the_one_that_the_page_shows(small_site: Root, path: str) -> None:
    """From the home page down, with the same names and addresses as the path above the heading."""
    page = read(small_site, path)
    items = data(page)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert items[-1]["item"] == f"https://small.example/{path}"
    (shown,) = re.findall(r'<nav class="md-path".*?</nav>', page, re.DOTALL)
    names = [" ".join(name.split()) for name in re.findall(r'<span class="md-ellipsis">(.*?)</span>', shown, re.DOTALL)]
    assert names == [item["name"] for item in items[:-1]]
    assert len(names) >= 2
    for item in items:
        assert (small_site.path / "out/site" / item["item"].removeprefix("https://small.example/")).is_dir()


def test_structured_data_says_nothing_that_the_page_does_not(small_site: Root) -> None:
    """Each text of each page's data stands on that page."""
    asked = 0
    for path in sorted((small_site.path / "out/site").rglob("index.html")):
        page = path.read_text("utf-8")
        if "ld+json" not in page:
            continue
        plain = "".join(html.unescape(re.sub(r"<[^>]+>", "", _SCRIPT.sub("", page))).split())
        for text in texts(data(page)):
            assert "".join(text.split()) in plain, (path, text)
            asked += 1
    assert asked > 60


def texts(part: Any) -> Iterator[str]:
    """Names and texts in structured data, line by line."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("name", "text", "description"):
                yield from value.split("\n")
            else:
                yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)


def test_every_page_leads_to_the_feed(small_site: Root) -> None:
    """By a link that feed readers look for, and the feed's addresses are pages."""
    site = small_site.path / "out/site"
    for language in ("zh", "en"):
        page = read(small_site, f"{language}/guides/wipe/")
        assert re.search(
            r'<link rel="alternate " type="application/feed\+json" title="[^"]+" href="../../feed.json">', page
        )
        items = json.loads((site / language / "feed.json").read_text("utf-8"))["items"]
        assert len(items) == 2
        for item in items:
            assert (site / item["url"].removeprefix("https://small.example/") / "index.html").is_file()


def test_every_public_page_names_a_picture_that_is_there(small_site: Root) -> None:
    """Hand-written pages too; each is of the size that the page tells, and the page says what it shows."""
    site = small_site.path / "out/site"
    named = set()
    for path in sorted(site.rglob("index.html")):
        told = metas(path.read_text("utf-8"))
        if not told:  # the language chooser, short and former addresses
            continue
        assert told["og:image:alt"], path
        named.add(told["og:image"].removeprefix("https://small.example/"))
    assert named == {f"{language}/assets/share{of}.png" for language in ("zh", "en") for of in ("", "/window")}
    for file in named:
        assert struct.unpack(">4sII", (site / file).read_bytes()[12:24]) == (b"IHDR", 1200, 630)
    for path in ("en/about/", "en/", "en/faults/", "en/products/floor/"):
        assert metas(read(small_site, path))["og:image"] == "https://small.example/en/assets/share.png"
