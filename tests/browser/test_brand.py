"""What a browser paints of a company that has colours and a logo of its own."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from support.chromium import open_quiet
from support.company import Root
from support.looks import others_tones
from support.pages import page_of
from support.serving import served

from generator.formats.colours import numbers
from generator.formats.tones import tones

MINE = ("#5b2c83", "#c2002f")
# Every colour that anything on a page is painted in, with one that has it.
PAINTED = """() => {
  const seen = {};
  for (const element of document.querySelectorAll("body, body *")) {
    if (element.closest(".care-plate")) continue;
    const style = getComputedStyle(element);
    for (const key of ["color", "backgroundColor", "borderTopColor", "fill", "stroke", "outlineColor"])
      seen[style[key]] ??= `${element.tagName}.${element.getAttribute("class")} ${key}`;
  }
  return JSON.stringify(seen);
}"""


def left_over(page: Any) -> dict[str, str]:
    """The tones of the program's own colours that the page is painted in, each with an element."""
    others = {"rgb({}, {}, {})".format(*numbers(tone)): tone for tone in others_tones(*MINE)}
    return {others[told]: where for told, where in json.loads(page.evaluate(PAINTED)).items() if told in others}


def painted(page: Any, at: str, key: str = "backgroundColor") -> tuple[int, ...]:
    """The colour of the first element ``at``."""
    told = page.locator(at).first.evaluate(f"element => getComputedStyle(element).{key}")
    return tuple(map(int, re.findall(r"\d+", told)))


@pytest.fixture
def mine(root: Root) -> Root:
    """The small company in its own colours, without a logo."""
    root.add("definitions/company.yaml", f'brand: {{colour: "{MINE[0]}", accent: "{MINE[1]}"}}\n')
    return root


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_site_is_painted_in_the_companys_colours(chromium: Any, small_site: Root, mine: Root, scheme: str) -> None:
    """Head, first picture's room, buttons and links, and nothing in another's; the page above the languages too."""
    sheet = page_of(mine, "zh/assets/company.css")
    own = getattr(tones(*MINE), scheme)
    with served(small_site.path / "out/site") as address, chromium.new_context(color_scheme=scheme) as context:
        context.route("**/assets/company.css", lambda route: route.fulfill(body=sheet, content_type="text/css"))
        page = context.new_page()
        for path in ("zh/", "zh/products/window/", "404.html"):
            open_quiet(page, f"{address}{path}")
            assert left_over(page) == {}, path
        open_quiet(page, f"{address}zh/")
        assert painted(page, ".md-banner") == numbers(own["primary-dark"])
        assert painted(page, ".care-hero") == numbers(own["hero"])
        assert painted(page, ".care-strip__call") == numbers(own["signal"])
        assert painted(page, ".care-hero .care-kicker, .care-foot__name", "color") in (
            numbers(own["glow-soft"]),
            (255, 255, 255),
        )
        assert painted(page, ".care-foot") == numbers(own["foot"])
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_private_pages_are_painted_in_them_too(chromium: Any, mine: Root, scheme: str) -> None:
    """The customer's and the technician's; the mark is in the page itself, and the policy lets it be seen."""
    mine.feeds()
    pages = [content.decode() for path, content in mine.tree().items() if re.match("feeds/[^/]*html", path)]
    own = getattr(tones(*MINE), scheme)
    with chromium.new_context(color_scheme=scheme) as context:
        for html in pages:
            page = context.new_page()  # a page that is filled anew keeps the policy of what was there
            page.set_content(html, wait_until="load")
            assert left_over(page) == {}
            assert painted(page, ".hero") == numbers(own["hero"])
            shown = page.locator(".logo").first.evaluate("element => getComputedStyle(element).backgroundImage")
            assert shown.startswith('url("data:image/svg+xml;base64,')
            assert page.locator("meta[name=theme-color]").get_attribute("content") == tones(*MINE).light["hero"]
            page.close()
    assert len(pages) > 2
