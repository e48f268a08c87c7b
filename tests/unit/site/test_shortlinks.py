"""Short addresses of products, the stickers that carry them, and robots.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import AS_OF, Root, served
from test_qrcodes import drawn, made_by_segno

from generator.model.catalogue import short_codes
from generator.model.products import short_code
from generator.publishing.stages import templates_of
from generator.reading.load import load
from generator.site.ways.signposts import short_links

PRODUCT = "definitions/products/window.yaml"


@pytest.mark.parametrize(
    ("code", "short"),
    [("TB-65", "tb-65"), ("TB 65/A", "tb-65-a"), ("../../x", "x"), ("断桥", ""), ("断桥 65", "65"), ("--", "")],
)
def test_a_code_becomes_an_address(code: str, short: str) -> None:
    """Lower case, and nothing that an address could misunderstand; none where nothing is left."""
    assert short_code(code) == short


def test_a_product_has_a_short_address_by_its_id_and_each_code(root: Root) -> None:
    """Each is a page of its own that leads to the product in either language, at the site's root."""
    root.edit(PRODUCT, "line: window", "line: window\ncodes: [TB-65, 断桥]")
    catalogue = load(root.path)[0]
    assert short_codes(catalogue) == {"floor": "floor", "tb-65": "window", "window": "window"}
    pages = {page.path: page.content.decode() for page in short_links(catalogue, templates_of(root.path))}
    assert set(pages) == {"p/floor/index.html", "p/tb-65/index.html", "p/window/index.html"}
    page = pages["p/tb-65/index.html"]
    for language, words in (("zh", "窗"), ("en", "Window")):
        assert f'<a href="../../{language}/products/window/" lang="{language}"' in page
        assert f'<span lang="{language}">{words}</span>' in page
    assert '<noscript><meta http-equiv="refresh" content="0; url=../../zh/products/window/"></noscript>' in page
    assert '<meta name="robots" content="noindex">' in page


@pytest.mark.parametrize(
    ("codes", "says"),
    [
        ("[Floor]", "codes[0]: the id 'floor' is used already"),
        ("[TB-65, tb 65]", "codes[1]: the id 'tb-65' is used already"),
    ],
)
def test_two_products_do_not_share_a_short_address(root: Root, codes: str, says: str) -> None:
    """Nor do two codes of one: the second would be lost."""
    root.edit(PRODUCT, "line: window", f"line: window\ncodes: {codes}")
    assert [line for line in root.check() if says in line and line.startswith(PRODUCT)]


def test_a_code_that_is_the_id_is_no_conflict(root: Root) -> None:
    """A product may be called in its file what it is called on the frame."""
    root.edit(PRODUCT, "line: window", "line: window\ncodes: [WINDOW]")
    assert root.check() == ["no problems in 13 files"]


def test_a_sheet_of_stickers_has_24_of_each_product(root: Root) -> None:
    """Name, code, address without its scheme, hotline; the code is drawn once and leads to the whole address."""
    root.edit(PRODUCT, "line: window", "line: window\ncodes: [TB-65]")
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    text = (root.path / "docs/staff/stickers.md").read_text("utf-8")
    sheets = text.split('<section class="care-stickers__sheet">')[1:]
    assert len(sheets) == 2
    window = next(sheet for sheet in sheets if "TB-65" in sheet)
    assert window.count('<div class="care-sticker"') == 24
    for words in ("<strong>窗</strong>", "<small>small.example/p/tb-65/</small>", "<b>400-000-0000</b>"):
        assert window.count(words) == 24
    box, path = re.findall(r'<svg viewBox="([^"]+)"[^>]*><path [^>]*d="([^"]+)"/>', window)[0]
    side = int(box.split()[-1]) - 4
    assert drawn(path, side) == made_by_segno("https://small.example/p/tb-65/")
    assert window.count("<path") == 1


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


# ------------------------------------------------------------------------------------------------------------ the browser


@pytest.fixture
def address(small_site: Root) -> Iterator[str]:
    """The built site on a port of this machine."""
    with served(small_site.path / "out/site") as start:
        yield start


@pytest.mark.browser
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
    page.wait_for_url(f"**/{language}/products/window/", timeout=10_000)
    context.close()


@pytest.mark.browser
def test_a_former_address_leads_to_the_new_one(chromium: Any, address: str) -> None:
    """In the language in which it was asked for."""
    page = chromium.new_page()
    page.goto(f"{address}en/guides/dust/", wait_until="commit")
    page.wait_for_url("**/en/guides/wipe/", timeout=10_000)
    page.close()


@pytest.mark.browser
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
