"""Nobody is shut out: axe-core on a page of every template, in both languages, light and dark; keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect
from support.company import Root
from support.serving import served
from support.soaking import SOAKING

PUBLIC = (
    "",
    "about/",
    "products/",
    "products/marble-floor/",
    "maintenance/",
    "maintenance/window/bolt-check/",
    "services/",
    "services/promises/",
    "services/promises/glass-breakage/",
    "faults/",
    "faults/window-leaks/",
    "components/marble/",
    "guides/window-cleaning/",
    "seasons/typhoon/",
    "services/processes/home-visit/",
    "services/policies/warranty/",
    "services/prices/service-prices/",
    "services/forms/service-record/",
    "services/checklists/window-visit/",
    "tags/",
)
STAFF = (
    "",
    "services/phrases/reword/",
    "services/training/stone-theory/",
    "services/roles/technician/",
    "services/metrics/complaint-rate/",
)


# What lists a whole company is the same page for a small one, row for row, and is looked at there.
LISTS = ("glossary/", "index-a-z/", "this-month/")
STAFFS_LISTS = ("handbook/",)


@pytest.fixture(scope="module")
def start(built: Path) -> Iterator[str]:
    """The address of everything that was built."""
    with served(built) as start:
        yield start


@pytest.fixture(scope="module")
def small(small_site: Root) -> Iterator[str]:
    """The address of what was built of the small company."""
    with served(small_site.path / "out") as start:
        yield start


# As text: playwright hands over what axe found, passed rules and all, far slower than axe finds it.
_RUN = """async ([context, options]) => JSON.stringify((await axe.run(context, {resultTypes: ["violations"], ...options}))
  .violations.map(one => `${one.id}: ${one.nodes[0].target} ${one.nodes[0].html.slice(0, 120)}`))"""
# What stands around each page of an edition is looked at on the first.
_AROUND = [[".md-header"], [".md-sidebar"], [".care-foot"]]


def _violations(page: Any, options: Mapping[str, object], *, around: bool) -> list[str]:
    """The violations on a page, minor ones as well, with the first place of each; ``around``: in what all pages have too."""
    page.evaluate(AXE_SCRIPT)
    context = {"include": [["html"]], "exclude": [] if around else _AROUND}
    violations: list[str] = json.loads(page.evaluate(_RUN, [context, options]))
    return violations


# A window that got another size is laid out anew when the machine has time: what fits in the end fits.
_FITS = """async width => {
  for (let looks = 0; looks < 1200; looks++) {
    if (innerWidth === width && document.documentElement.scrollWidth <= width) return true
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
}"""


def _too_wide(page: Any) -> list[str]:
    """The widths, of a phone and of a desk, at which a page runs over the edge."""
    wide = []
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        if not page.evaluate(_FITS, width):
            wide.append(f"wider than {width} px")
    return wide


# At night nothing but colours is another, and these are those of a few parts; in English the words are. A soak looks at all.
PARTS = ("", "products/marble-floor/", "maintenance/window/bolt-check/", "services/forms/service-record/")
COLOURS = {"runOnly": ["color-contrast"]}
SEEN: dict[tuple[str, str], tuple[Sequence[str], Sequence[str], Mapping[str, object]]] = {
    ("site/zh", "light"): (PUBLIC, LISTS, {}),
    ("site-staff", "light"): (STAFF, STAFFS_LISTS, {}),
    ("site/zh", "dark"): (PARTS, (), COLOURS),
    ("site-staff", "dark"): (STAFF[:1], STAFFS_LISTS, COLOURS),
    ("site/en", "light"): (PARTS, (), {}),
}
if SOAKING:
    WHOLE = {"site/zh": (*PUBLIC, *LISTS), "site/en": (*PUBLIC, *LISTS), "site-staff": (*STAFF, *STAFFS_LISTS)}
    SEEN = {(edition, scheme): (WHOLE[edition], (), {}) for edition in WHOLE for scheme in ("light", "dark")}


# Colours are looked at as they stay, and not on their way from one to the other.
_STILL = """addEventListener("DOMContentLoaded", () => document.head.append(Object.assign(document.createElement("style"),
  {textContent: "*, ::before, ::after { transition: none !important; animation: none !important }"})))"""


@pytest.mark.soak
@pytest.mark.parametrize(("edition", "scheme"), SEEN)
def test_no_template_shuts_a_reader_out(start: str, small: str, chromium: Any, edition: str, scheme: str) -> None:
    """No violation by axe-core's rules, not even a minor one; nothing runs over the edge, for tables scroll in themselves."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    context.add_init_script(_STILL)
    page = context.new_page()
    ours, of_a_small_one, options = SEEN[edition, scheme]
    wrong = {}
    for address in [f"{start}{edition}/{path}" for path in ours] + [
        f"{small}{edition}/{path}" for path in of_a_small_one
    ]:
        page.goto(address, wait_until="load")
        found = _too_wide(page) if scheme == "light" else []
        found += _violations(page, options, around=address == f"{start}{edition}/")
        if found:
            wrong[address] = found
    context.close()
    assert wrong == {}


def test_keyboard_alone_searches_opens_and_switches_the_language(start: str, chromium: Any) -> None:
    """The search opens with its key, an answer is opened with Enter, and the language switch is reached by Tab."""
    page = chromium.new_page()
    page.goto(f"{start}site/zh/faults/window-leaks/")
    page.keyboard.press("/")
    page.keyboard.type("玻璃自爆")
    page.wait_for_selector(".md-search-result__item a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/faults/glass-spontaneous-breakage/**")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.hreflang") == "en":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/site/en/faults/glass-spontaneous-breakage/**")
    assert page.get_attribute("html", "lang") == "en"
    page.close()


# What the Tab key stops at, where that lies, and whether it can be seen.
_STOP = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect()
  const seen = at.checkVisibility({visibilityProperty: true}) && box.right > 0 && box.left < innerWidth && box.height > 0
  return [seen, Boolean(at.closest("main article")), at.outerHTML.slice(0, 90)]
}"""


@pytest.mark.parametrize("address", ["", "products/thermal-break-window/", "faults/window-leaks/"])
def test_at_four_times_the_size_every_stop_of_the_keyboard_is_in_sight(start: str, chromium: Any, address: str) -> None:
    """320 px, which is 1280 at 400 %: nothing off the screen takes the focus on the way to the page's text."""
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{start}site/zh/{address}")
    hidden = []
    for _ in range(12):
        page.keyboard.press("Tab")
        seen, arrived, what = page.evaluate(_STOP)
        if not seen:
            hidden.append(what)
        if arrived:
            break
    page.close()
    assert (hidden, arrived) == ([], True)


def test_the_menu_opens_by_the_keyboard_keeps_the_focus_and_gives_it_back(start: str, chromium: Any) -> None:
    """On a phone: Enter opens it, Tab stays in it both ways, Escape shuts it; it says of itself whether it is open."""
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{start}site/en/faults/window-leaks/")
    menu = page.locator("button[data-care-toggle=__drawer]")
    assert menu.get_attribute("aria-expanded") == "false"
    menu.focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("aria-expanded") == "true"
    inside = "document.querySelector('.md-sidebar--primary').contains(document.activeElement)"
    for key in ("Tab", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        assert page.evaluate(inside)
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.dataset.careToggle") == "__drawer"
    page.close()


def test_the_other_language_shows_the_same_place(start: str, chromium: Any) -> None:
    """The switch keeps what stands behind the #, also where it came after the page was opened."""
    page = chromium.new_page()
    page.goto(f"{start}site/zh/faults/window-leaks/")
    page.evaluate("location.hash = 'call'")
    page.locator(".care-language__link").click()
    page.wait_for_url("**/site/en/faults/window-leaks/#call")
    page.close()


MONTHS = """months => months.map(month => [
  month.dataset.months, ...(month.open ? ["open"] : []), ...(month.closest(".care-year") ? ["folded"] : [])
].join(" "))"""


def test_the_month_is_the_readers(start: str, chromium: Any) -> None:
    """Whatever month the pages were made in: it and the next stand open before the others; without scripts all are there."""
    page = chromium.new_page()
    page.clock.set_fixed_time("2031-02-14T12:00:00")
    page.goto(f"{start}site/en/this-month/")
    assert page.locator("h1 [data-month-names]").inner_text() == "What to do in February"
    rest = [f"{month} folded" for month in (*range(4, 13), 1)]
    assert page.locator("details.care-month").evaluate_all(MONTHS) == ["2 open", "3 open", *rest]
    assert page.locator("details.care-year").get_attribute("open") is None
    page.goto(f"{start}site/zh/")
    assert page.locator("h2 [data-month-names]").inner_text() == "2 月要做什么"
    shown = page.locator("[data-month-only]:visible").evaluate_all("lists => lists.map(list => list.dataset.monthOnly)")
    assert shown == ["2"]
    page.close()
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{start}site/en/this-month/")
    heads = plain.locator("details.care-month h2")
    assert [heads.nth(n).is_visible() for n in range(heads.count())] == [True] * 12 * 4
    plain.context.close()


@pytest.mark.parametrize("day", ["2026-11-23", "2031-02-14"])  # the month of the pages' making, and another
@pytest.mark.parametrize(("asked", "month"), [("#month-7", "7"), ("#month-9-shenzhen", "9")])
def test_a_link_to_a_month_opens_it(start: str, chromium: Any, day: str, asked: str, month: str) -> None:
    """In the fold of the year too, which opens with it; the reader sees what was asked for."""
    page = chromium.new_page()
    page.clock.set_fixed_time(f"{day}T12:00:00")
    page.goto(f"{start}site/zh/this-month/{asked}")
    months = page.locator("details.care-month[open]").evaluate_all(MONTHS)
    assert months[2:] == [f"{month} open folded"]
    assert page.locator("details.care-year[open]").count() == 1
    expect(page.locator(asked)).to_be_in_viewport()
    page.close()


def test_an_address_with_a_slip_behind_the_hash_hurts_no_page(start: str, chromium: Any) -> None:
    """What cannot be read leads nowhere, and what comes after it on the page works."""
    page, errors = chromium.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.clock.set_fixed_time("2031-02-14T12:00:00")
    page.goto(f"{start}site/zh/this-month/#%E0%A4")
    assert (page.locator("h1 [data-month-names]").inner_text(), errors) == ("2 月要做什么", [])
    page.close()


def test_a_wrong_address_is_answered_in_each_language_with_ways_on(built: Path) -> None:
    """Below a language its own comes first; the search, what is asked most and every product are there."""
    for language, first in (("zh", "没有这一页"), ("en", "Page not found")):
        text = (built / f"site/{language}/404.html").read_text("utf-8")
        article = text.partition("<article")[2].partition("</article>")[0]
        assert article.index(first) == min(article.index("没有这一页"), article.index("Page not found"))
        assert 'for="__search"' in article
        assert article.count(f'href="/{language}/products/') == 5
        assert article.count("<li>") == 7
