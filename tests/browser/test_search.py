"""The search box of the built site: what a visitor types leads to the page that says it, in the visitor's language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml
from support.chromium import PATIENCE
from support.serving import served

RELEVANCE = Path(__file__).parents[1] / "relevance"


# The old answer is taken away, so that what is listed then is the new one. An answer without results has no list.
# All queries go in and all answers come out at once, as text: crossing to the browser and back costs more than an answer.
_FIND = f"""async text => {{
  const items = () => [...document.querySelectorAll(".md-search-result__item")]
  const none = () => /没有找到|No matching/.test(document.querySelector(".md-search-result__meta").textContent)
  const answers = []
  for (const query of JSON.parse(text)) {{
    for (const part of ["list", "meta"]) document.querySelector(`.md-search-result__${{part}}`).replaceChildren()
    const box = document.querySelector("[data-md-component=search-query]")
    box.value = query
    box.dispatchEvent(new KeyboardEvent("keyup", {{bubbles: true}}))
    for (const began = performance.now(); !items().length && !none(); await new Promise(requestAnimationFrame)) {{
      if (performance.now() - began > {PATIENCE}) throw new Error(`no answer to ${{query}}`)
    }}
    answers.push(items().map(item => item.querySelector("a").href))
  }}
  return JSON.stringify(answers)
}}"""


@dataclass(frozen=True)
class Box:
    """The search box of the site's Chinese or English half, open in a browser."""

    page: Any
    start: str

    def open(self, language: str) -> Box:
        """The box on the home page of ``language``; it stays open from one test to the next."""
        if self.page.url != f"{self.start}{language}/":
            self.page.goto(f"{self.start}{language}/")
            self.page.focus("[data-md-component=search-query]")
        return self

    def find_each(self, queries: Iterable[str]) -> list[list[str]]:
        """The pages listed for each query, best first, such as ``/zh/products/led-display/``."""
        answers = json.loads(self.page.evaluate(_FIND, json.dumps(list(queries))))
        return [[urlsplit(link).path for link in links] for links in answers]

    def find(self, query: str) -> list[str]:
        """The pages listed for one query."""
        return self.find_each([query])[0]

    def count(self, query: str) -> int:
        """How many pages there are for ``query``; only the first ten are listed before one scrolls."""
        self.find(query)
        return int(re.findall(r"\d+", self.page.inner_text(".md-search-result__meta"))[0])


@pytest.fixture(scope="module")
def box(built: Path, chromium: Any) -> Iterator[Box]:
    """A search box; the test fails where the page logs an error."""
    troubles: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: troubles.append(message.text) if message.type != "log" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    with served(built / "site") as start:
        yield Box(page, start)
    page.close()
    assert troubles == []


def _rank(found: list[str], pages: list[str], language: str) -> int:
    """The place of the first acceptable page, from 1; 99 where none is listed."""
    wanted = {f"/{language}/{page}" for page in pages}
    return next((place for place, path in enumerate(found, 1) if path in wanted), 99)


# The searches of `zh.yaml` and `en.yaml` were mostly written from the pages' titles alone, and the search has learnt
# from them since. Those of `unseen-*.yaml` it has not: they tell what a new reader meets.
LEAST = {
    ("zh", ""): (0.96, 0.99),
    ("en", ""): (0.95, 0.99),
    ("zh", "unseen-"): (0.87, 0.94),
    ("en", "unseen-"): (0.88, 0.97),
}


@pytest.mark.parametrize(("language", "which"), LEAST)
def test_what_visitors_type_finds_the_page_that_answers(box: Box, language: str, which: str, report: list[str]) -> None:
    """80 queries a language and more: most have the right page first, nearly all among the first five; none of the other language."""
    queries: dict[str, list[str]] = yaml.safe_load((RELEVANCE / f"{which}{language}.yaml").read_text("utf-8"))
    search = box.open(language)
    answers = search.find_each(queries)
    ranks = {query: _rank(found, queries[query], language) for query, found in zip(queries, answers, strict=True)}
    elsewhere = [path for found in answers for path in found if not path.startswith(f"/{language}/")]
    share = {top: sum(rank <= top for rank in ranks.values()) / len(ranks) for top in (1, 3, 5)}
    told = ", ".join(f"top-{top} {part:.1%}" for top, part in share.items())
    report.append(f"search, {which}{language}: {len(queries)} queries, {told}")
    late = {query: rank for query, rank in ranks.items() if rank > 1}
    first, five = LEAST[language, which]
    assert elsewhere == []
    assert len(queries) >= (70 if which else 80)
    assert share[5] >= five, late
    assert share[1] >= first, late


@pytest.mark.parametrize(
    ("language", "query", "section"),
    [
        ("zh", "显示屏 相对湿度 超过多少 除湿", "guides/led-humidity/#steps"),
        ("zh", "大理石 红酒 洒了", "faults/stone-oil-stain/#do"),
        ("en", "window leaks pour a cup of water", "faults/window-leaks/#causes"),
    ],
)
def test_the_right_paragraph_is_shown_with_its_page(box: Box, language: str, query: str, section: str) -> None:
    """Below a page's name stands the section that has most of what was asked, and the link leads there."""
    search = box.open(language)
    search.find(query)
    links = search.page.locator(".md-search-result__item").first.locator("a")
    assert (
        links.nth(1).evaluate("link => new URL(link.href).pathname + new URL(link.href).hash")
        == f"/{language}/{section}"
    )


def test_an_answer_says_what_kind_of_page_it_is_and_nothing_of_how_it_was_found(box: Box) -> None:
    """Its kind and products once; no list of words that are missing, which the reader never typed."""
    search = box.open("en")
    search.find("leaky window")
    first = search.page.locator(".md-search-result__item").first
    assert first.locator(".md-tag").all_inner_texts()[0] == "Problem"
    assert first.locator(".md-tag").count() == len(set(first.locator(".md-tag").all_inner_texts()))
    assert search.page.locator(".md-search-result__terms").count() == 0


def test_a_page_fetches_nothing_for_the_search_before_somebody_turns_to_it(built: Path, chromium: Any) -> None:
    """Neither index nor words nor what puts answers in order; then each once."""
    heavy = ("search_index.json", "search-words.js", "answers.js")
    asked: list[str] = []
    with served(built / "site") as start:
        page = chromium.new_context().new_page()
        page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
        page.goto(f"{start}en/faults/window-leaks/", wait_until="networkidle")
        assert not set(heavy) & set(asked)
        page.fill("[data-md-component=search-query]", "gasket")
        page.wait_for_selector(".md-search-result__item")
        page.context.close()
    assert [asked.count(name) for name in heavy] == [1, 1, 1]


@pytest.mark.parametrize("words", [None, "window.careSearch = {}"], ids=["missing", "of another release"])
def test_without_its_words_the_search_is_materials_own(built: Path, chromium: Any, words: str | None) -> None:
    """What is typed is answered all the same where a script does not come, or the scripts do not belong together."""
    with served(built / "site") as start:
        page = chromium.new_context().new_page()
        page.route(
            "**/search-words.js",
            lambda route: route.abort() if words is None else route.fulfill(body=words, content_type="text/javascript"),
        )
        page.goto(f"{start}en/")
        page.fill("[data-md-component=search-query]", "crystallization")
        page.wait_for_selector(".md-search-result__item")
        page.context.close()


def test_the_first_answer_on_a_cold_load_is_timed(built: Path, chromium: Any, report: list[str]) -> None:
    """From the first key typed on a page that was never open before: index fetched, worker started, results listed.

    The aim is one second. It is told and not asserted: what is late on a busy machine is no fault, what never comes is.
    """
    with served(built / "site") as start:
        page = chromium.new_context().new_page()
        page.goto(f"{start}zh/faults/window-leaks/")
        seconds = page.evaluate(
            f"""async () => {{
              const box = document.querySelector("[data-md-component=search-query]")
              const began = performance.now()
              box.focus()
              box.value = "漏水"
              box.dispatchEvent(new KeyboardEvent("keyup", {{bubbles: true}}))
              while (!document.querySelector(".md-search-result__item")) {{
                if (performance.now() - began > {PATIENCE}) throw new Error("no answer")
                await new Promise(requestAnimationFrame)
              }}
              return (performance.now() - began) / 1000
            }}"""
        )
        page.context.close()
    report.append(f"search: first answer {seconds:.2f} s after the first key on a cold page")


def test_nothing_found_leads_to_the_service_line_and_the_products(box: Box) -> None:
    """Whoever finds nothing is told where to turn."""
    search = box.open("zh")
    assert search.find("饕餮") == []
    help_ = search.page.locator(".care-nothing")
    assert help_.is_visible()
    addresses = help_.locator("a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert "tel:400-000-0000" in addresses
    assert any(address.endswith("/products/led-display/") for address in addresses)
    search.find("密封胶")
    assert not help_.is_visible()
    search.find("饕餮")
    assert help_.is_visible()
    search.page.fill("[data-md-component=search-query]", "")
    search.page.press("[data-md-component=search-query]", "End")
    help_.wait_for(state="hidden")


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
    assert 0 < len(search.find("+marble +crystallization")) <= len(search.find("+crystallization"))
    assert "/en/maintenance/window/bolt-check/" in search.find("title:bolt")[:3]
