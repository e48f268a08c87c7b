"""Each holder's own page on a phone, in the dark and on paper."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """The example's pages under names that a test can tell."""
    folder = tmp_path_factory.mktemp("pages")
    for line in (built / "feeds-index.csv").read_text("utf-8").splitlines()[1:]:
        kind, holder, address, _ = line.split(",")
        page = (built / "feeds" / address.rpartition("/")[2]).with_suffix(".html")
        (folder / f"{kind}-{holder}.html").write_bytes(page.read_bytes())
    shutil.copy(built / "feeds/report.js", folder)
    return folder


@pytest.fixture
def phone(chromium: Any) -> Iterator[Any]:
    """A page as wide as a phone; it keeps what was asked for and what went wrong."""
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.asked, page.wrong = [], []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.wrong.append(message.text))
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    yield page
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("holder", ["customer-c-001", "customer-c-002", "customer-c-004", "technician-t-02"])
def test_on_a_phone_nothing_sticks_out_and_nobody_else_is_asked(
    phone: Any, written: Path, holder: str, scheme: str
) -> None:
    """390 pixels wide, in both colour schemes; the page's own policy breaks nothing."""
    phone.emulate_media(color_scheme=scheme)
    phone.goto((written / f"{holder}.html").as_uri())
    for details in phone.query_selector_all("details"):
        details.evaluate("element => element.open = true")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    assert [url for url in phone.asked if not url.startswith(("file:", "data:"))] == []
    assert phone.wrong == []


def test_the_copy_button_shows_itself_and_selects_the_address(phone: Any, written: Path) -> None:
    """Its script is allowed by the policy's hash."""
    phone.goto((written / "customer-c-001.html").as_uri())
    phone.click("button[data-copy]")
    phone.wait_for_function("document.querySelector('[data-copy]').textContent === '已复制'")
    assert phone.evaluate("getSelection().toString()").startswith("https://feeds.aftercare.example/")


def test_a_work_order_that_was_opened_is_printed_alone(phone: Any, written: Path) -> None:
    """On paper the schedule and the other orders are gone."""
    phone.goto(f"{(written / 'technician-t-02.html').as_uri()}#order-2")
    phone.emulate_media(media="print")
    shown = phone.eval_on_selector_all(".order", "all => all.filter(one => one.checkVisibility()).map(one => one.id)")
    assert shown == ["order-2"]
    assert not phone.is_visible(".schedule")


def test_on_a_phone_a_work_orders_facts_stand_in_lines(phone: Any, written: Path) -> None:
    """A day is one line, and no cell is so narrow that a character stands alone on its line."""
    phone.goto((written / "technician-t-02.html").as_uri())
    widths = phone.eval_on_selector_all(".facts td", "all => all.map(one => one.getBoundingClientRect().width)")
    assert len(widths) > 20
    assert min(widths) > 150


def test_a_visit_is_one_sheet_of_paper_where_it_fits(phone: Any, written: Path) -> None:
    """The order, and what the customer signs on another; tables that are written by hand stand side by side."""
    phone.set_viewport_size({"width": 703, "height": 1047})  # A4 within its margins, at 96 dots an inch
    phone.emulate_media(media="print")
    phone.goto((written / "technician-t-02.html").as_uri())
    tall = phone.eval_on_selector_all(
        ".order-sheet",
        "all => all.map(one => [one.querySelectorAll('.check').length, one.getBoundingClientRect().height])",
    )
    single = [height for tasks, height in tall if tasks == 1]
    assert single
    assert max(single) <= 1047
    breaks = ".signed, .paper-form"
    assert set(phone.eval_on_selector_all(breaks, "all => all.map(one => getComputedStyle(one).breakBefore)")) == {
        "page"
    }
    side_by_side = (
        "all => all.every(one => new Set([...one.children].map(c => c.getBoundingClientRect().top)).size === 1)"
    )
    assert phone.eval_on_selector_all(".tables, .slips", side_by_side)


WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 MicroMessenger/8.0.50"
AGENTS = {
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile Safari/604": "way-apple",
    "Mozilla/5.0 (Linux; Android 14; ALN-AL00) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36": "way-android",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/120 Safari/537.36": "",
    WECHAT: "picture",
    f"{WECHAT} wxwork/4.1": "picture",
    "Mozilla/5.0 (iPhone) AppleWebKit/605 Mobile DingTalk/7.5": "picture",
    "Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537.36 Lark/7.20": "picture",
}


@pytest.mark.parametrize("agent", AGENTS)
def test_each_phone_is_offered_its_own_way_first(chromium: Any, written: Path, agent: str) -> None:
    """Its button is as wide as the card and comes first; inside a chat program a picture says how to get out of it."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, user_agent=agent)
    page = context.new_page()
    page.goto((written / "customer-c-001.html").as_uri())
    boxes = page.eval_on_selector_all(
        ".ways a", "all => all.map(one => [one.className.split(' ')[1], one.getBoundingClientRect()])"
    )
    if AGENTS[agent] == "picture":
        assert page.is_visible(".chat svg")
        assert not any(box["width"] for _, box in boxes)
    else:
        assert not page.is_visible(".chat svg")
        first = min(boxes, key=lambda each: (each[1]["top"], each[1]["left"]))
        widest = max(box["width"] for _, box in boxes)
        assert AGENTS[agent] in ("", first[0])
        assert not AGENTS[agent] or first[1]["width"] == widest
    context.close()


def test_text_on_a_page_stands_out_from_its_ground(phone: Any, written: Path) -> None:
    """At least 4.5 to 1, in light and in dark."""
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        phone.goto((written / "customer-c-001.html").as_uri())
        assert phone.evaluate(WEAK_TEXT) == [], scheme


WEAK_TEXT = """() => {
  const parse = text => (text.match(/[\\d.]+/g) || []).map(Number)
  const light = ([r, g, b]) => [r, g, b].map(v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0)
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = parse(getComputedStyle(e).backgroundColor)
      if (colour.length === 3 || colour[3] > 0) return colour
    }
    return [255, 255, 255]
  }
  const weak = []
  for (const element of document.querySelectorAll('body *:not(svg *, script)')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim())
    if (!own || !element.checkVisibility()) continue
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(ground(element))]
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05)
    if (ratio < 4.5) weak.push(`${element.className || element.tagName} ${ratio.toFixed(2)} ${element.textContent.slice(0, 20)}`)
  }
  return weak
}"""
