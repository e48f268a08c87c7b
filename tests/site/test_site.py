"""The built site: every link leads somewhere, and a browser that opens it finds its way and asks nobody else."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from conftest import Root, example_in, free_port, served

ADDRESS = "https://care.aftercare.example/"


class _Page(HTMLParser):
    """The ids that a page offers, and the addresses that it asks for or leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.ids.update(filter(None, (given.get("id"), given.get("name") if tag == "a" else None)))
        for name in ("href", "src", "data", "poster", "action"):
            if given.get(name):
                self.addresses.append(given[name] or "")
        for candidate in (given.get("srcset") or "").split(","):
            if candidate.strip():
                self.addresses.append(candidate.split()[0])


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, _Page]:
    """Every page of the example's site by its path, such as ``/zh/products/index.html``."""
    found = {}
    for path in sorted((built / "site").rglob("*.html")):
        page = _Page()
        page.feed(path.read_text("utf-8"))
        found[f"/{path.relative_to(built / 'site').as_posix()}"] = page
    return found


def test_every_internal_link_and_anchor_of_every_page_leads_somewhere(built: Path, pages: dict[str, _Page]) -> None:
    """Pages, pictures, styles, scripts, calendars, and the headings that links point at."""
    broken = []
    for path, page in pages.items():
        # A wrong address may lie at any depth, so 404.html uses absolute ones; Material fills in its own below /zh/.
        base = urljoin(ADDRESS, path.removesuffix("index.html"))
        for address in page.addresses:
            target = urlsplit(urljoin(base, address))
            if target.scheme not in ("http", "https") or target.netloc != urlsplit(ADDRESS).netloc:
                continue
            place = unquote(target.path)
            file = built / "site" / place.lstrip("/")
            if file.is_dir():
                place, file = f"{place.rstrip('/')}/index.html", file / "index.html"
            heading = unquote(target.fragment)
            if not file.is_file():
                broken.append(f"{path} → {address}")
            elif place in pages and heading and not heading.startswith("__") and heading not in pages[place].ids:
                broken.append(f"{path} → {address} (no such heading)")
    assert broken == []
    assert len(pages) > 60


def test_both_languages_have_the_same_pages_and_name_each_other(built: Path, pages: dict[str, _Page]) -> None:
    """Each page says where its translation is, and it is there."""
    chinese = {path.removeprefix("/zh") for path in pages if path.startswith("/zh/")}
    english = {path.removeprefix("/en") for path in pages if path.startswith("/en/")}
    assert chinese == english
    former = {path for path in chinese if 'http-equiv="refresh"' in (built / f"site/zh{path}").read_text("utf-8")}
    for path in sorted(chinese - {"/404.html"} - former):
        for language, other in (("zh", "en"), ("en", "zh")):
            translation = f"{ADDRESS}{other}{path.removesuffix('index.html')}"
            assert translation in pages[f"/{language}{path}"].addresses, path


_FOREIGN = {"zh": re.compile(r"\b[A-Za-z][a-z]+(?: [a-z]{2,}){2,}\b"), "en": re.compile(r"[\u3400-\u9fff]")}
_LONE = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Foreign(HTMLParser):
    """The texts of a page that are plainly of another language than the element in which they stand says; a title cannot."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str | None]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _LONE:
            self.open.append((tag, dict(attributes).get("lang")))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element that closes itself holds no text."""

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        language = next((lang for _, lang in reversed(self.open) if lang), "zh")
        if not {"script", "style", "title"} & {tag for tag, _ in self.open} and _FOREIGN[language].search(data):
            self.found.append(data.strip())


def test_text_of_the_other_language_says_so(built: Path) -> None:
    """A reading voice speaks each text as it is meant: the document's language, and the other's where it turns up."""
    for path in sorted((built / "site").rglob("*.html")):
        page = _Foreign()
        page.feed(path.read_text("utf-8"))
        assert page.found == [], path


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    """No font, script, style or picture of anybody else's: links for people apart, there is no other host."""
    asking = re.compile(r"<(?:script|img|iframe|source|link)[^>]+(?:src|href)=[\"']?(?:https?:)?//([^/\"'>\s]+)")
    for path in (built / "site").rglob("*.html"):
        hosts = set(asking.findall(path.read_text("utf-8")))
        assert hosts <= {urlsplit(ADDRESS).netloc}, path
    for path in (built / "site").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import [\"']?(?:https?:)?//", path.read_text("utf-8")), path


def test_the_site_says_nothing_about_when_it_was_built(built: Path) -> None:
    """No clock in sitemaps and pages, so that the same input gives the same bytes."""
    for path in (built / "site").rglob("sitemap.xml"):
        assert "<lastmod>" not in path.read_text("utf-8")


def test_a_plain_mkdocs_build_works_after_the_pages_were_written(tmp_path: Path) -> None:
    """Whoever prefers MkDocs' own commands has the same site, written by the hook."""
    root = example_in(tmp_path / "copy")
    assert root.run("pages").exit_code == 0
    program = [
        Path(sys.executable).with_name("mkdocs"),
        "build",
        "--strict",
        "-f",
        "mkdocs.yml",
        "-d",
        tmp_path / "site",
    ]
    result = subprocess.run(program, cwd=root.path, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/products/led-display/index.html").is_file()


def test_a_plain_mkdocs_build_stops_on_a_mistake_in_yaml(tmp_path: Path) -> None:
    """The hook names file and place, and MkDocs ends with an error."""
    root = example_in(tmp_path / "copy")
    assert root.run("pages").exit_code == 0
    root.edit("definitions/products/led-display.yaml", "\nline: led", "\nline: lde")
    program = [Path(sys.executable).with_name("mkdocs"), "build", "-f", "mkdocs.yml", "-d", tmp_path / "site"]
    result = subprocess.run(program, cwd=root.path, capture_output=True, text=True, timeout=120, check=False)
    assert result.returncode != 0
    assert re.search(r"definitions/products/led-display\.yaml:\d+:7: line: ", result.stderr)


# ----------------------------------------------------------------------------------------------------------- aftercare serve


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[Root, str, subprocess.Popen[str]]]:
    """A copy of the example, served: (root, address, process)."""
    root = example_in(tmp_path / "copy")
    port = free_port()
    program = [
        Path(sys.executable).with_name("aftercare"),
        "serve",
        "--root",
        root.path,
        "--port",
        str(port),
        "--lang",
        "en",
    ]
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen([str(word) for word in program], stdout=log, stderr=log, text=True)
    try:
        yield root, f"http://127.0.0.1:{port}/", process
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def fetched(address: str, words: str, process: subprocess.Popen[str]) -> str:
    """The page at ``address`` once it holds ``words``; at most half a minute is waited."""
    text = ""
    for _ in range(150):
        assert process.poll() is None, "the server ended"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                text = answer.read().decode()
        except OSError:
            text = ""
        if words in text:
            return text
        time.sleep(0.2)
    raise AssertionError(f"{words!r} is not on {address} after 30 s")


def test_serving_shows_an_edit_and_survives_a_mistake(
    serving: tuple[Root, str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    """An interval is edited: its page changes by itself. A mistake is named, and the last good page stays."""
    root, address, process = serving
    page = f"{address}en/maintenance/window/connector-rust/"
    fetched(page, "Every 6 months", process)
    task = "definitions/maintenance/window/connector-rust.yaml"
    root.edit(task, "interval: 6 months", "interval: 45 days")
    fetched(page, "Every 45 days", process)
    root.edit(task, "interval: 45 days", "interval: soon")
    for _ in range(150):
        if "the last good site stays up" in (tmp_path / "log").read_text("utf-8"):
            break
        time.sleep(0.2)
    log = (tmp_path / "log").read_text("utf-8")
    assert re.search(rf"{task}:\d+:13: schedule.interval: 'soon' is not a length of time", log)
    assert "Traceback" not in log
    fetched(page, "Every 45 days", process)


# ------------------------------------------------------------------------------------------------------------ the browser


@pytest.fixture
def address(built: Path) -> Iterator[str]:
    """The built site on a port of this machine."""
    with served(built / "site") as start:
        yield start


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_visitor_finds_product_task_and_schedule_in_both_languages(chromium: Any, address: str, width: int) -> None:
    """From the root to a language, home, a product, a task and its dates, and to the same page in the other language.

    On a desk and on a telephone: nothing runs over the edge, nothing fails, nobody else is asked, no error is logged.
    """
    troubles: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(10_000)
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

    page.goto(address)
    if page.url == address:
        page.click("a[hreflang=zh]")
    page.wait_for_url("**/zh/")
    for language, other, when in (("zh", "en", "每月"), ("en", "zh", "Every month")):
        page.goto(f"{address}{language}/")
        fits()
        page.click("main a[href$='products/led-display/']")
        page.wait_for_url(f"**/{language}/products/led-display/")
        fits()
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


@pytest.mark.browser
@pytest.mark.parametrize(("preferred", "language"), [("zh-CN", "zh"), ("en-GB", "en"), ("de-DE", None)])
def test_the_root_leads_to_the_language_of_the_browser(
    chromium: Any, address: str, preferred: str, language: str | None
) -> None:
    """A browser in Chinese comes to /zh/, one in English to /en/; another one to either, or chooses itself."""
    context = chromium.new_context(locale=preferred)
    page = context.new_page()
    page.goto(address)
    page.wait_for_timeout(300)
    path = urlsplit(page.url).path
    assert path == f"/{language}/" if language else path in ("/", "/zh/", "/en/")
    context.close()


@pytest.mark.browser
def test_a_wrong_address_is_answered_in_both_languages(chromium: Any, address: str, built: Path) -> None:
    """404.html needs no script, and leads home."""
    page = chromium.new_page()
    page.goto(f"{address}404.html")
    assert "没有这一页" in page.inner_text("body")
    page.click("a[hreflang=en]")
    page.wait_for_url("**/en/")
    page.close()


def test_browser_tests_are_required_on_ci(tmp_path: Path) -> None:
    """Without Chromium they are skipped in one clear line; where CI or AFTERCARE_BROWSER asks for them they fail."""
    test = tmp_path / "test_one.py"
    test.write_text("def test_one(chromium):\n    pass\n", "utf-8")
    for name in ("conftest.py", "handbook.py"):
        shutil.copy(Path(__file__).with_name(name), tmp_path)
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", str(test)]
    for surroundings, words, status in (
        ({}, "no Chromium on this machine, so browser tests were not run; `apt install chromium` brings it", 0),
        ({"CI": "true"}, "1 error", 1),
        ({"AFTERCARE_BROWSER": "required"}, "1 error", 1),
    ):
        result = subprocess.run(
            command,
            cwd=tmp_path,
            env={"PATH": "/nowhere", **surroundings},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert words in result.stdout
        assert result.returncode == status


@pytest.mark.browser
@pytest.mark.parametrize("path", ["zh/", "zh/products/thermal-break-window/", "en/maintenance/window/bolt-check/"])
def test_a_page_keeps_its_budget(chromium: Any, address: str, path: str) -> None:
    """At most 200 KB, compressed, and 25 requests; the search index waits until somebody turns to the search."""
    page = chromium.new_context(viewport={"width": 390, "height": 800}).new_page()
    answers: list[Any] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{address}{path}", wait_until="networkidle")
    size = sum(len(gzip.compress(answer.body())) for answer in answers if answer.url.startswith(address))
    assert len(answers) <= 25
    assert size <= 200_000
    assert not [answer.url for answer in answers if "search_index" in answer.url]
    with page.expect_response("**/search/search_index.json"):
        page.keyboard.press("/")
    page.context.close()
