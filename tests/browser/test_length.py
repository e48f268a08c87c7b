"""How long pages are on a telephone: what somebody needs at once stands there, what is looked up lies in folds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.serving import served
from support.soaking import SOAKING

# The longest of each kind; a soak measures every page.
LONGEST = (
    "", "products/thermal-break-window/", "faults/window-leaks/", "maintenance/stone/crystallization/", "maintenance/",
    "guides/sealant-replacement/", "guides/stone-stains/", "seasons/rain/", "services/promises/emergency-revisit/", "services/forms/",
    "services/forms/led-patrol-record/", "services/forms/service-record/", "this-month/", "tags/", "glossary/", "index-a-z/", "404.html",
)  # fmt: skip
_HEIGHT = "JSON.stringify(document.documentElement.scrollHeight / innerHeight)"


@pytest.fixture(scope="module")
def site(built: Path) -> Iterator[tuple[Path, str]]:
    """The folder of the built site, and its address."""
    with served(built / "site") as start:
        yield built / "site", start


def _pages(folder: Path) -> list[str]:
    """The addresses of all pages below ``folder`` that are read and lead nowhere else at once."""
    paths = sorted(path for path in folder.rglob("index.html") if 'http-equiv="refresh"' not in path.read_text("utf-8"))
    return [f"{path.parent.relative_to(folder).as_posix()}/".removeprefix("./") for path in paths] + ["404.html"]


@pytest.mark.soak
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_page_is_longer_than_five_screens_of_a_telephone(
    chromium: Any, site: tuple[Path, str], language: str
) -> None:
    """As it stands when it opens, at 390 by 844."""
    folder, start = site
    page = chromium.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).new_page()
    too_long = {}
    for path in _pages(folder / language) if SOAKING else LONGEST:
        page.goto(f"{start}{language}/{path}")
        screens = json.loads(page.evaluate(_HEIGHT))
        if screens > 5:
            too_long[path] = screens
    page.context.close()
    assert too_long == {}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_somebody_worried_looks_for_is_in_the_first_screen(
    chromium: Any, site: tuple[Path, str], language: str
) -> None:
    """What is dangerous on the first page, and of a fault how soon we come and the first thing to do, above the bar that calls us."""
    page = chromium.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True).new_page()
    below = {}
    for path, part in (
        ("", ".care-now .care-tile >> nth=2"),
        ("faults/window-leaks/", ".care-banner strong"),
        ("faults/window-leaks/", "#do + ul > li >> nth=0"),
    ):
        page.goto(f"{site[1]}{language}/{path}")
        box, bar = page.locator(part).bounding_box(), page.locator(".care-callbar").bounding_box()
        if box["y"] + box["height"] > bar["y"]:
            below[path, part] = box["y"]
    page.context.close()
    assert below == {}


def test_what_is_asked_most_stands_behind_a_wrong_address(chromium: Any, site: tuple[Path, str]) -> None:
    """Five questions, and the rest behind their number; in the search box too, where the arrows pass over what is shut."""
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{site[1]}zh/404.html")
    questions = page.locator(".care-missing .care-often a")
    assert [questions.nth(n).is_visible() for n in range(questions.count())] == [True] * 5 + [False] * 2
    rest = page.locator(".care-missing summary")
    assert rest.inner_text().split() == ["还有人问", "2"]
    rest.click()
    assert [questions.nth(n).is_visible() for n in range(5, 7)] == [True] * 2
    page.locator(".md-header [for=__search]:visible, .md-header [data-care-toggle=__search]:visible").first.click()
    page.locator(".md-search__input").focus()
    passed = []
    for _ in range(7):
        page.keyboard.press("ArrowDown")
        passed.append(page.evaluate("document.activeElement.textContent.trim().split(/\\s+/)[0]"))
    assert passed[0].startswith("急事")
    assert passed[6] == "还有人问"
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.care-tiles') !== null")
    page.context.close()


def test_a_form_shows_three_groups_and_prints_all(chromium: Any, site: tuple[Path, str]) -> None:
    """On a telephone the further groups lie folded; on paper none does, and each is named once."""
    page = chromium.new_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{site[1]}en/services/forms/led-patrol-record/")
    groups = page.locator(".care-fill fieldset")
    fields = [groups.nth(n).locator("input, textarea, .care-field__box").first for n in range(5)]
    assert [field.is_visible() for field in fields] == [True, True, True, False, False]
    page.get_by_text("Surroundings and finish", exact=False).first.click()
    assert fields[4].is_visible()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert [field.is_visible() for field in fields] == [True] * 5
    assert [groups.nth(n).locator("legend").bounding_box()["width"] > 20 for n in range(5)] == [True] * 5
    assert page.locator(".care-fill summary:visible").count() == 0
    page.context.close()
