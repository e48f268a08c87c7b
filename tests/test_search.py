"""The search box of the built site: what a visitor types leads to the page that says it, in the visitor's language."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

pytestmark = pytest.mark.browser

# What is typed → a page that has to be among the first five.
CHINESE = {
    "密封胶": "products/silicone-sealant/",
    "密封": "maintenance/sealant/sealant-gasket/",
    "胶": "products/silicone-sealant/",
    "打胶": "products/silicone-sealant/",
    "胶条 检查": "maintenance/sealant/sealant-gasket/",
    "螺栓": "maintenance/window/bolt-check/",
    "玻璃破损": "services/promises/glass-breakage/",
    "晶面": "maintenance/stone/crystallization/",
    "大理石": "products/marble-floor/",
    "返碱": "maintenance/stone/efflorescence-watch/",
    "显示屏": "products/led-display/",
    "黑屏": "products/led-display/",
    "雨季": "maintenance/season/rain-sample/",
    "五金润滑": "maintenance/window/lubricate/",
    # Letters and digits, with and without the hyphen, in full width, half typed, and next to Han characters.
    "TB-65": "products/thermal-break-window/",
    "TB65": "products/thermal-break-window/",
    "ＴＢ６５": "products/thermal-break-window/",
    "tb6": "products/thermal-break-window/",
    "TB65断桥窗": "products/thermal-break-window/",
    "LED显示屏": "products/led-display/",
    "KN95口罩": "maintenance/stone/hollow-tap/",
    # Questions: what only asks is dropped.
    "玻璃破了怎么办": "services/promises/glass-breakage/",
    "玻璃破了怎么办？": "services/promises/glass-breakage/",
    "大理石多久做一次晶面": "maintenance/stone/crystallization/",
    # No section has all of these characters, so pages with some of them are shown.
    "密封胶失败量子": "products/silicone-sealant/",
}
ENGLISH = {
    "sealant": "products/silicone-sealant/",
    "bolts": "maintenance/window/bolt-check/",
    "marble": "products/marble-floor/",
    "glass": "products/glass-curtain-wall/",
    "broken glass": "services/promises/glass-breakage/",
    "How often is marble polished?": "products/marble-floor/",
    "What should I do when the glass is broken?": "services/promises/glass-breakage/",
    "TB65": "products/thermal-break-window/",
    "TB-65": "products/thermal-break-window/",
    "KN95": "maintenance/stone/hollow-tap/",
}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Box:
    """The search box of the site's Chinese or English half, open in a browser."""

    page: Any
    start: str

    def open(self, language: str) -> Box:
        """The box on the home page of ``language``."""
        self.page.goto(f"{self.start}{language}/")
        self.page.focus("[data-md-component=search-query]")
        return self

    def find(self, query: str) -> list[str]:
        """The pages listed for ``query``, best first, such as ``/zh/products/led-display/``."""
        # The old answer is taken away, so that what is listed then is the new one. An answer without results has no list.
        self.page.evaluate(
            "for (const part of ['list', 'meta']) document.querySelector(`.md-search-result__${part}`).replaceChildren()"
        )
        self.page.fill("[data-md-component=search-query]", query)
        self.page.press("[data-md-component=search-query]", "End")
        self.page.wait_for_function(
            "/没有找到|No matching/.test(document.querySelector('.md-search-result__meta').textContent)"
            " || document.querySelector('.md-search-result__item')"
        )
        links = self.page.evaluate(
            "[...document.querySelectorAll('.md-search-result__item')].map(item => item.querySelector('a').href)"
        )
        return [urlsplit(link).path for link in links]

    def count(self, query: str) -> int:
        """How many pages there are for ``query``; only the first ten are listed before one scrolls."""
        self.find(query)
        return int(re.findall(r"\d+", self.page.inner_text(".md-search-result__meta"))[0])


@pytest.fixture(scope="module")
def box(built: Path, chromium: Any) -> Iterator[Box]:
    """A search box; the test fails where the page logs an error."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(built / "site")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    troubles: list[str] = []
    page = chromium.new_page()
    page.set_default_timeout(5_000)
    page.on("console", lambda message: troubles.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    try:
        yield Box(page, f"http://127.0.0.1:{server.server_address[1]}/")
        assert troubles == []
    finally:
        page.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(("language", "expected"), [("zh", CHINESE), ("en", ENGLISH)])
def test_what_is_typed_leads_to_the_page_that_says_it(box: Box, language: str, expected: dict[str, str]) -> None:
    """Each page is among the first five, and every one listed is of the language that is being read."""
    search = box.open(language)
    wrong = {}
    for query, page in expected.items():
        found = search.find(query)
        if f"/{language}/{page}" not in found[:5]:
            wrong[query] = found[:5]
        assert all(path.startswith(f"/{language}/") for path in found), query
    assert wrong == {}


def test_all_characters_of_a_query_count(box: Box) -> None:
    """Fewer pages have 密, 封 and 胶 than have 密 and 封, or 胶: Material by itself would lose the last character."""
    search = box.open("zh")
    assert 0 < search.count("密封胶") < min(search.count("密封"), search.count("胶"))


def test_what_is_nowhere_is_not_found(box: Box) -> None:
    """The last try ends the search, and the next query is answered again."""
    search = box.open("zh")
    assert search.find("饕餮") == []
    assert search.find("QX99") == []
    assert search.find("晶面")


def test_operators_of_the_search_engine_still_work(box: Box) -> None:
    """A query that uses them is passed on as it is, so whoever knows them has them."""
    search = box.open("en")
    assert len(search.find("+marble +crystallisation")) < len(search.find("marble crystallisation"))
    assert search.find("title:bolt")[0] == "/en/maintenance/window/bolt-check/"
