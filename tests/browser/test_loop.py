"""What the field knows comes back: a page that works without a network, its file, the record, and what the next build tells."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from support.chromium import ARGUMENTS, PATIENCE, patient, program
from support.company import AS_OF, Root, written
from support.hosting import DEPLOY, headers_file
from support.serving import served
from support.small import SMALL

POLISH, TECHNICIANS = "definitions/maintenance/floor/polish.yaml", "schedules/technicians.yaml"
GLOSS = "measurements:\n  gloss: {name: {zh: 光泽度, en: gloss}, unit: {zh: GU, en: GU}, from: 0, to: 120}\n"
SECOND = SMALL[TECHNICIANS].split("technicians:\n")[1].replace("t-01", "t-02").replace("钱师傅", "孙师傅")
RENEW = SMALL[POLISH].replace("抛光", "翻新").replace("Polishing", "Renewal")
RULE = RENEW[RENEW.index("  anchor") : RENEW.index("  grade")]
RAISED = "  raised_by: {task: floor/polish, measurement: gloss, below: 55, within: 10 days}\n"
BROKEN = """\
records:
  - record: incident
    date: 2026-11-23
    customer: c-001
    site: home
    asset: windows
    incident: {id: 2026-001, kind: repair, received: "2026-11-23 07:20", promise: glass}
"""
COMPANY = {
    **SMALL,
    "schedules/records/2026-11.yaml": BROKEN,
    POLISH: SMALL[POLISH] + GLOSS,
    "definitions/maintenance/floor/renew.yaml": RENEW.replace(RULE, RAISED),
    TECHNICIANS: SMALL[TECHNICIANS] + SECOND,
}
POLICY = dict(headers_file(DEPLOY / "feeds/_headers")["/*"])["content-security-policy"]
# Waited for in the page, for its policy evaluates nothing.
WAITED = "new Promise(done => {{ const look = async () => await ({}) ? done() : setTimeout(look, 20); look(); }})"
KEPT = WAITED.format("(navigator.serviceWorker.controller || {}).state === 'activated'".replace("{}", "0"))
ONE_LEFT = WAITED.format("navigator.serviceWorker.getRegistrations().then(all => all.length === 1)")
STORED = "JSON.stringify(Object.keys(localStorage).sort())"
CACHED = """caches.keys().then(names => Promise.all(names.sort().map(name => caches.open(name).then(cache => cache.keys())
.then(kept => [name, kept.map(one => one.url).sort()]))))
.then(JSON.stringify)"""


@dataclass
class Loop:
    """The company with its feeds, served; ``cut`` is set while there is no network."""

    root: Root
    base: str
    cut: threading.Event = field(default_factory=threading.Event)

    def build(self, as_of: str) -> None:
        """The feeds of a day."""
        result = self.root.run("feeds", "--as-of", as_of)
        assert result.exit_code == 0, result.output

    def address(self, holder: str) -> str:
        """The page of ``kind,id``."""
        table = (self.root.path / "feeds-index.csv").read_text("utf-8").splitlines()
        (row,) = [row for row in table if row.startswith(f"{holder},")]
        return f"{self.base}{row.split(',')[2].rpartition('/')[2].removesuffix('.ics')}.html"

    def events(self, holder: str) -> str:
        """The holder's calendar, its lines unfolded."""
        name = self.address(holder).rpartition("/")[2].replace(".html", ".ics")
        return (self.root.path / "feeds" / name).read_text("utf-8").replace("\n ", "")


@pytest.fixture(scope="module")
def loop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Loop]:
    """The small company, with a floor that is renewed below a gloss of 55."""
    root = written(COMPANY, tmp_path_factory.mktemp("loop") / "company")
    cut = threading.Event()
    (root.path / "feeds").mkdir()
    with served(root.path / "feeds", POLICY, cut) as base:
        shutil.rmtree(root.path / "feeds")
        yield Loop(root, base, cut)


@contextmanager
def phone(chromium: Any, profile: Path) -> Iterator[Any]:
    """A page of a browser that remembers, as wide as a phone: begun anew each time, with what it knew."""
    context = chromium.browser_type.launch_persistent_context(
        str(profile), executable_path=program(), headless=True,
        args=ARGUMENTS, viewport={"width": 390, "height": 844}, timeout=PATIENCE,
    )  # fmt: skip
    context.set_default_timeout(PATIENCE)
    try:
        yield patient(context.new_page)()
    finally:
        context.close()


def test_a_visit_is_reported_without_a_network_and_comes_back_in_the_next_build(
    chromium: Any, loop: Loop, tmp_path: Path
) -> None:
    """Kept through a cut line and a new start of the browser; recorded, told to the customer, and renewal is raised."""
    loop.build(AS_OF)
    page_of = loop.address("technician,t-01")
    with phone(chromium, tmp_path / "profile") as page:
        page.goto(page_of)
        page.evaluate(KEPT)
        loop.cut.set()
        page.reload()
        form = page.locator(".report", has_text="抛光")
        form.locator("summary").click()
        form.locator("[data-is=done][value=true]").check()
        form.locator("[data-is='reading:gloss']").fill("52")
        form.locator("[data-is=told]").fill('已抛光："门厅"')
        assert page.evaluate("document.documentElement.scrollWidth") == 390
    with phone(chromium, tmp_path / "profile") as page:
        page.goto(page_of)
        form = page.locator(".report", has_text="抛光")
        form.locator("summary").click()
        assert form.locator("[data-is='reading:gloss']").input_value() == "52"
        form.locator("[data-is=date]").fill(AS_OF)
        with page.expect_download() as download:
            form.locator("[data-do=save]").click()
        download.value.save_as(tmp_path / "visit.txt")
        form = page.locator(".report", has_text="玻璃破损")
        form.locator("summary").click()
        form.locator("[data-is=done][value=true]").check()
        form.locator("[data-is=ended]").fill(f"{AS_OF}T09:30")
        form.locator("[data-is=used]").fill("玻璃 1\n密封胶×0.5")
        form.locator("[data-is=cost]").fill("680")
        form.locator("[data-do=save]").click()
        expect(form.locator("[data-note]")).to_have_text(re.compile("到达"))
        form.locator("[data-is=arrived]").fill(f"{AS_OF}T08:10")
        form.locator("[data-is=payer]").select_option("customer")
        form.locator("[data-is=date]").fill(AS_OF)
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        with page.expect_download() as download:
            form.locator("[data-do=save]").click()
        download.value.save_as(tmp_path / "incident.txt")
    loop.cut.clear()
    taken = loop.root.run(
        "record", "--from", *(str(tmp_path / f"{of}.txt") for of in ("visit", "incident")), "--as-of", AS_OF
    )
    assert taken.exit_code == 0, taken.output
    loop.build("2026-11-24")
    assert "materials: {玻璃: 1, 密封胶: 0.5}" in taken.output
    assert "cost: {amount: 680, by: customer}" in taken.output
    assert "SUMMARY:【已完成】上门处理：玻璃破损、抛光" in loop.events("customer,c-001")  # both on one day
    rows = loop.root.agenda("--task", "floor/renew")
    assert [(row["due"], row["status"]) for row in rows] == [(AS_OF, "due")]
    with phone(chromium, tmp_path / "profile") as page:
        page.goto(page_of)
        page.locator("html[data-ready]").wait_for(state="attached")
        assert page.locator(".report", has_text="抛光").count() == 0
        assert page.locator(".left-over").count() == 0
        renewal = page.locator(".report", has_text="翻新")
        assert renewal.count() == 1


def test_each_holder_has_a_cache_of_their_own_and_one_that_ended_is_wiped(chromium: Any, loop: Loop) -> None:
    """The worker answers for the page that it was begun by; a customer's page begins none."""
    loop.build("2026-11-24")
    first, second, customer = (
        loop.address(whose) for whose in ("technician,t-01", "technician,t-02", "customer,c-001")
    )
    context = chromium.new_context()
    page = context.new_page()
    for address in (first, second):
        page.goto(address)
        page.evaluate(KEPT)
        page.evaluate("localStorage.setItem(`aftercare ${location.pathname} v-1`, '{}')")
    page.goto(customer)
    script = (
        page.evaluate(f"caches.match('{first}').then(answer => answer.text())").split('<script src="')[1].split('"')[0]
    )
    both = sorted([f'["aftercare {at}",["{at}","{loop.base}{script}"]]' for at in (first, second)])
    assert page.evaluate(CACHED) == f"[{','.join(both)}]"
    before = (loop.root.path / TECHNICIANS).read_text("utf-8")
    loop.root.write(
        TECHNICIANS, before.replace("    capacity: 7 hours\n", "    capacity: 7 hours\n    feed_revision: 2\n", 1)
    )
    loop.build("2026-11-25")
    page.goto(first)
    page.locator("html[data-wiped]").wait_for(state="attached")
    assert "data-ended" in page.content()
    page.evaluate(ONE_LEFT)
    assert page.evaluate(CACHED) == f'[["aftercare {second}",["{second}","{loop.base}{script}"]]]'
    assert page.evaluate(STORED) == f'["aftercare /{second.rpartition("/")[2]} v-1"]'
    context.close()
