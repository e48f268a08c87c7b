"""Nobody is shut out: axe-core on a page of every template, in both languages, light and dark; keyboard alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
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
    "services/forms/service-record/",
    "services/checklists/window-visit/",
    "glossary/",
    "index-a-z/",
    "tags/",
    "this-month/",
)
STAFF = (
    "",
    "handbook/",
    "services/phrases/reword/",
    "services/training/stone-theory/",
    "services/roles/technician/",
    "services/metrics/complaint-rate/",
)


@pytest.fixture(scope="module")
def start(built: Path) -> Iterator[str]:
    """The address of everything that was built."""
    with served(built) as start:
        yield start


# As text: playwright hands over what axe found, passed rules and all, far slower than axe finds it.
_RUN = """async options => JSON.stringify((await axe.run({resultTypes: ["violations"], ...options})).violations
  .filter(one => ["serious", "critical"].includes(one.impact))
  .map(one => `${one.id}: ${one.nodes[0].target} ${one.nodes[0].html.slice(0, 120)}`))"""


def _grave(page: Any, options: Mapping[str, object]) -> list[str]:
    """The serious and critical violations on a page, with the first place of each."""
    page.evaluate(AXE_SCRIPT)
    violations: list[str] = json.loads(page.evaluate(_RUN, options))
    return violations


# At night nothing but colours is another, and these are those of a few parts; in English the words are. A soak looks at all.
PARTS = ("", "products/marble-floor/", "maintenance/window/bolt-check/", "services/forms/service-record/")
COLOURS = {"runOnly": ["color-contrast"]}
SEEN: dict[tuple[str, str], tuple[Sequence[str], Mapping[str, object]]] = {
    ("site/zh", "light"): (PUBLIC, {}),
    ("site-staff", "light"): (STAFF, {}),
    ("site/zh", "dark"): (PARTS, COLOURS),
    ("site-staff", "dark"): (STAFF[:2], COLOURS),
    ("site/en", "light"): (PARTS, {}),
}
if SOAKING:
    EVERYWHERE = [*product(("site/zh", "site/en", "site-staff"), ("light", "dark"))]
    SEEN = {seen: (STAFF if seen[0] == "site-staff" else PUBLIC, {}) for seen in EVERYWHERE}


# Colours are looked at as they stay, and not on their way from one to the other.
_STILL = """addEventListener("DOMContentLoaded", () => document.head.append(Object.assign(document.createElement("style"),
  {textContent: "*, ::before, ::after { transition: none !important; animation: none !important }"})))"""


@pytest.mark.soak
@pytest.mark.parametrize(("edition", "scheme"), SEEN)
def test_no_template_shuts_a_reader_out(start: str, chromium: Any, edition: str, scheme: str) -> None:
    """No serious and no critical violation by axe-core's rules."""
    context = chromium.new_context(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    context.add_init_script(_STILL)
    page = context.new_page()
    addresses, options = SEEN[edition, scheme]
    wrong = {}
    for address in addresses:
        page.goto(f"{start}{edition}/{address}", wait_until="load")
        if grave := _grave(page, options):
            wrong[address] = grave
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


# A window that got another size is laid out anew when the machine has time: what fits in the end fits.
_FITS = """async width => {
  for (let looks = 0; looks < 1200; looks++) {
    if (innerWidth === width && document.documentElement.scrollWidth <= width) return true
    await new Promise(resolve => setTimeout(resolve, 50))
  }
  return false
}"""


def test_no_page_is_wider_than_the_screen(start: str, chromium: Any) -> None:
    """On a phone and on a desk: tables scroll inside themselves, the page does not."""
    page = chromium.new_page()
    wide = []
    for address in PUBLIC:
        page.goto(f"{start}site/zh/{address}")
        for width in (390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if not page.evaluate(_FITS, width):
                wide.append((address, width))
    page.close()
    assert wide == []
