"""A browser that opens the built site finds its way and asks nobody else."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support.chromium import icons_of, open_quiet
from support.serving import served


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    """The built site on a port of this machine."""
    with served(built / "site") as start:
        yield start


@pytest.mark.parametrize("width", [1280, 390])
def test_a_visitor_finds_product_task_and_schedule_in_both_languages(chromium: Any, address: str, width: int) -> None:
    """From the root to a language, home, a product, a task and its dates, and to the same page in the other language.

    On a desk and on a telephone: nothing runs over the edge, nothing fails, nobody else is asked, no error is logged.
    """
    troubles: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.on("console", lambda message: troubles.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    # What is still on its way when the next page opens is broken off by the browser; that is no failure.
    page.on("requestfailed", lambda r: troubles.append(f"{r.failure} {r.url}") if "ABORTED" not in r.failure else None)
    page.on(
        "response", lambda answer: troubles.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
    )
    page.on(
        "request",
        lambda request: troubles.append(f"asked: {request.url}") if is_foreign(request.url, address) else None,
    )

    def fits() -> None:
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            troubles.append(f"{page.url} is {overflow} px too wide at {width}")

    page.goto(address, wait_until="commit")
    page.wait_for_url("**/zh/")
    for language, other, when in (("zh", "en", "每月"), ("en", "zh", "Every month")):
        page.goto(f"{address}{language}/")
        fits()
        page.click("main a[href$='products/led-display/']")
        page.wait_for_url(f"**/{language}/products/led-display/")
        fits()
        page.locator("details.care-season:has(a[href$='led/patrol-monthly/']) > summary").click()
        page.click("main a[href$='led/patrol-monthly/']")
        page.wait_for_url(f"**/{language}/maintenance/led/patrol-monthly/")
        fits()
        schedule = page.locator(".care-rule").first
        assert when in schedule.inner_text()
        assert page.locator(".care-rule table tbody tr").count() >= 3
        page.locator(f"a[hreflang={other}]").first.evaluate("link => link.click()")
        page.wait_for_url(f"**/{other}/maintenance/led/patrol-monthly/")
        fits()
    for path in (
        "zh/products/",
        "zh/maintenance/",
        "zh/services/promises/",
        "en/services/promises/glass-breakage/",
        "zh/about/",
    ):
        page.goto(address + path)
        fits()
    context.close()
    assert troubles == []


def is_foreign(url: str, address: str) -> bool:
    """True for an address on another host."""
    return urlsplit(url).netloc != urlsplit(address).netloc and urlsplit(url).scheme not in ("data", "blob")


@pytest.mark.parametrize(("preferred", "language"), [("zh-CN", "zh"), ("en-GB", "en"), ("de-DE", "en")])
def test_the_root_leads_to_the_language_of_the_browser(
    chromium: Any, address: str, preferred: str, language: str
) -> None:
    """A browser in Chinese comes to /zh/, one in English to /en/, and so does one in a language that nothing is in."""
    context = chromium.new_context(locale=preferred)
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_url(f"**/{language}/")
    context.close()


def test_a_wrong_address_is_answered_in_both_languages(chromium: Any, address: str, built: Path) -> None:
    """404.html needs no script, and leads home."""
    page = chromium.new_page()
    page.goto(f"{address}404.html")
    assert "没有这一页" in page.inner_text("body")
    page.click("a[hreflang=en]")
    page.wait_for_url("**/en/")
    page.close()


@pytest.mark.parametrize("path", ["zh/", "zh/products/thermal-break-window/", "en/maintenance/window/bolt-check/"])
def test_a_page_keeps_its_budget(chromium: Any, address: str, path: str) -> None:
    """At most 200 KB, compressed, and 25 requests; the search index waits until somebody turns to the search."""
    page = chromium.new_context(viewport={"width": 390, "height": 800}).new_page()
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    open_quiet(page, f"{address}{path}")
    icons = icons_of(page)
    answers = [answer for answer in answers if answer.url not in icons]
    size = sum(len(gzip.compress(answer.body())) for answer in answers if answer.url.startswith(address))
    assert len(answers) <= 25
    assert size <= 200_000
    assert not [answer.url for answer in answers if "/assets/search/" in answer.url]
    with page.expect_response("**/assets/search/first.json"):
        page.keyboard.press("/")
    page.context.close()


# Whatever a script reads of these, the browser lays the page out for the answer; within a fold that is shut, the fold as well.
_LAID_OUT = """(() => {
  window.laidOut = []
  const watch = (type, name, kind) => {
    const known = Object.getOwnPropertyDescriptor(type.prototype, name)
    const told = function (...given) { window.laidOut.push(name); return known[kind].apply(this, given) }
    Object.defineProperty(type.prototype, name, { ...known, [kind]: told })
  }
  for (const side of ["Top", "Left", "Width", "Height", "Parent"]) watch(HTMLElement, `offset${side}`, "get")
  for (const side of ["Top", "Left", "Width", "Height"]) watch(Element, `client${side}`, "get")
  for (const side of ["Width", "Height"]) watch(Element, `scroll${side}`, "get")
  for (const name of ["getBoundingClientRect", "scrollIntoView"]) watch(Element, name, "value")
  watch(HTMLElement, "innerText", "get")
})()"""


def test_a_page_is_laid_out_by_the_browser_and_for_no_script(chromium: Any, address: str) -> None:
    """Long pages too open without a script that asks where something lies, and none has more parts than a phone lays out at once."""
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.add_init_script(_LAID_OUT)
    opened = {}
    for path in ("", "products/thermal-break-window/", "faults/window-leaks/", "this-month/", "tags/", "glossary/"):
        page.goto(f"{address}en/{path}")  # until all scripts of the page have run
        opened[path] = json.loads(page.evaluate("JSON.stringify(window.laidOut)"))
        assert page.evaluate("document.querySelectorAll('*').length") < 2_500, path
    page.context.close()
    assert opened == {path: [] for path in opened}


def test_a_link_into_a_fold_opens_it_and_the_light_is_kept(chromium: Any, address: str) -> None:
    """What a script of the frame does: folds that an address leads into, day and night from page to page, the title in the header."""
    page = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark").new_page()
    page.goto(f"{address}en/tags/")
    target = page.locator(".care-fold h2").last.get_attribute("id")
    page.evaluate("id => { location.hash = id }", target)
    page.wait_for_selector(f".care-fold[open] #{target}", state="attached")
    assert page.locator(".care-fold[open]").count() == 1
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    page.locator("[data-md-component=palette] label:visible").click()
    assert page.get_attribute("body", "data-md-color-scheme") == "default"
    page.goto(f"{address}en/faults/window-leaks/")
    assert page.get_attribute("body", "data-md-color-scheme") == "default"
    page.wait_for_selector(".md-sidebar--secondary .md-nav__link", state="visible")
    page.mouse.wheel(0, 1500)
    page.wait_for_selector(".md-header__title--active")
    page.context.close()


def test_a_cause_is_found_question_by_question(chromium: Any, address: str) -> None:
    """On a telephone one question stands open, an answer opens the next or tells the end; on paper and without scripts all."""
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{address}en/faults/window-leaks/")
    steps = page.locator(".care-decide__step")
    assert page.get_by_role("button", name="Start again").count() == 0  # nothing is answered yet
    page.get_by_role("button", name="On the sill, after wind and rain").click()
    assert [steps.nth(n).is_visible() for n in range(steps.count())] == [True, True, False, False]
    assert page.evaluate("document.activeElement.id") == "decide-drain"
    page.get_by_role("button", name="It drains slowly").click()
    assert page.get_by_text("The holes are blocked.").is_visible()
    # An answered question shrinks to its answer; another one takes back what followed from the one before.
    assert not page.get_by_role("button", name="Beside a socket").is_visible()
    steps.first.get_by_role("button", name="Change").click()
    page.get_by_role("button", name="Beside a socket").click()
    assert [steps.nth(n).is_visible() for n in range(steps.count())] == [True, False, False, False]
    assert page.get_by_text("Switch off that circuit first").is_visible()
    page.get_by_role("button", name="Start again").click()
    assert not page.get_by_text("Switch off that circuit first").is_visible()
    page.emulate_media(media="print")
    assert all(steps.nth(n).is_visible() for n in range(steps.count()))
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{address}en/faults/window-leaks/")
    assert all(plain.locator(".care-decide__step").nth(n).is_visible() for n in range(steps.count()))
    folded = plain.locator("article details:not([open]) > :not(summary)")
    assert folded.count() > 0
    assert all(folded.nth(n).is_visible() for n in range(folded.count()))
    page.context.close()
    plain.context.close()
