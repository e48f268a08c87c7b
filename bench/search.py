"""The search on a mid-range phone: first answer, next page, and each key, for 200, 1,000 and 5,000 pages a language.

``python -m bench.search pagefind`` measures Pagefind's index of the same pages in the same way, beside ours, for 200 and
1,000; and asks both what nothing was learnt from.

The example is built once. For more pages its own are there again under other names, and the index of all of them takes
the place of its index. The profile is Chromium's own: a processor that is four times slower, and "Slow 4G" as its developer
tools have it (562.5 ms, 1.44 Mbit/s down); what is sent is packed as the server packs it.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from bench.site import example, found_by_pagefind, ours
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.site.editions import editions
from generator.site.search.index import search_index
from generator.site.search.reading import PageText, read_page
from generator.site.shown import named_by, shown_in

SIZES = (200, 1_000, 5_000)
QUERIES = {"zh": ("漏水", "窗户漏水谁来修多少钱"), "en": ("leak", "my window leaks who pays")}
_SLOW = {"offline": False, "latency": 562.5, "downloadThroughput": 1.44e6 / 8, "uploadThroughput": 675e3 / 8}

_FIRST = """async words => {
  const field = document.querySelector("[data-md-component=search-query]")
  const began = performance.now()
  field.focus()
  field.value = words
  field.dispatchEvent(new InputEvent("input", {bubbles: true}))
  while (!document.querySelector(".md-search-result__item")) await new Promise(requestAnimationFrame)
  return (performance.now() - began) / 1000
}"""
_KEYS = """async words => {
  const field = document.querySelector("[data-md-component=search-query]")
  const times = []
  for (let end = 1; end <= words.length; end++) {
    field.value = words.slice(0, end)
    const began = performance.now()
    field.dispatchEvent(new InputEvent("input", {bubbles: true}))
    times.push(performance.now() - began)
    await new Promise(requestAnimationFrame)
  }
  return Math.max(...times)
}"""
_WHOLE = "names => caches.open('care-search').then(store => store.keys()).then(kept => kept.length >= names)"


class Packed(SimpleHTTPRequestHandler):
    """Hands out files as nginx does: packed, with a tag, asked after each time."""

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, or with nothing new."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        content = path.read_bytes() if path.is_file() else b""
        tag = f'"{hashlib.md5(content).hexdigest()}"'
        same = self.headers.get("If-None-Match") == tag
        self.send_response(304 if same else 200 if content else 404)
        body = b"" if same else gzip.compress(content, 6)
        for name, value in (("ETag", tag), ("Cache-Control", "no-cache"), ("Content-Type", self.guess_type(str(path))),
                            ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))):  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a page that was left before it had all that it asked for."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(Packed, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def index_of(root: Path, language: str, pages: int, folder: Path) -> int:
    """Write the index of so many pages into ``folder``; how many parts of it a browser keeps."""
    definitions, _ = read_sound(root)
    templates = templates_of(root)
    edition = next(edition for edition in editions(definitions.company) if edition.name == language)
    docs = root / "docs" / language
    read = [
        read_page(path.relative_to(docs).as_posix(), path.read_text("utf-8")) for path in sorted(docs.rglob("*.md"))
    ]
    own = [page for page in read if page is not None]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    parts = list(search_index(shown_in(edition, definitions, templates, named_by(definitions)), _more(own, pages)))
    for part in parts:
        (folder / Path(part.path).name).write_bytes(part.content)
    return len([part for part in parts if "/texts-" not in part.path]) + 1


def _more(pages: list[PageText], count: int) -> Iterator[PageText]:
    yield from pages[:count]
    for number in range(len(pages), count):
        page = pages[number % len(pages)]
        asked = tuple(f"{text} {number}" for text in page.asked)
        yield replace(page, address=f"more/{number}/", title=f"{page.title} {number}", asked=asked)


@contextmanager
def _phone(site: Path, language: str) -> Iterator[tuple[Any, str]]:
    """A page of the site on the slow phone, and the site's address."""
    from playwright.sync_api import sync_playwright

    with _served(site) as start, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.set_default_timeout(600_000)
        slow = context.new_cdp_session(page)
        slow.send("Network.enable")
        slow.send("Network.emulateNetworkConditions", _SLOW)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.goto(f"{start}{language}/faults/window-leaks/")
        page.wait_for_timeout(2000)
        yield page, start
        browser.close()


def measured(site: Path, language: str, parts: int) -> str:
    """What a reader waits for."""
    query, sentence = QUERIES[language]
    with _phone(site, language) as (page, start):
        first = page.evaluate(_FIRST, query)
        page.wait_for_function(_WHOLE, arg=parts)
        page.wait_for_timeout(5000)
        key = page.evaluate(_KEYS, sentence)
        page.goto(f"{start}{language}/guides/window-use/")
        page.wait_for_timeout(3000)
        again = page.evaluate(_FIRST, query)
    return f"first answer {first:.2f} s, on the next page {again:.2f} s, the slowest key {key:.0f} ms"


_PAGEFIND = """async ([folder, words]) => {
  const began = performance.now()
  const found = await import(folder + "pagefind/pagefind.js")
  const answer = await found.search(words)
  await Promise.all(answer.results.slice(0, 10).map(one => one.data()))
  return (performance.now() - began) / 1000
}"""


def pagefind_on(site: Path, language: str, pages: int) -> str:
    """What a reader waits for if Pagefind has indexed so many pages: the site's own, and the same again elsewhere."""
    folder = site / language
    shutil.rmtree(folder / "more", ignore_errors=True)
    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    own = sorted(path for path in folder.rglob("index.html"))
    for number in range(len(own), pages):
        target = folder / f"more/{number}/index.html"
        target.parent.mkdir(parents=True)
        shutil.copy(own[number % len(own)], target)
    began = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", folder, "--root-selector", "article", "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    took = time.perf_counter() - began
    size = sum(path.stat().st_size for path in (folder / "pagefind").rglob("*") if path.is_file()) / 1e6
    with _phone(site, language) as (page, start):
        first = page.evaluate(_PAGEFIND, [f"{start}{language}/", QUERIES[language][0]])
        page.goto(f"{start}{language}/guides/window-use/")
        page.wait_for_timeout(3000)
        again = page.evaluate(_PAGEFIND, [f"{start}{language}/", QUERIES[language][0]])
    return (
        f"first answer {first:.2f} s, on the next page {again:.2f} s; indexed in {took:.1f} s, {size:.1f} MB of files"
    )


def compared() -> None:
    """Print Pagefind's figures beside ours."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        example(root)
        ours(root)
        for language in QUERIES:
            print(
                f"Pagefind, searches not learnt from, {language}: {found_by_pagefind(root / 'site', language)}",
                flush=True,
            )
            for pages in SIZES[:2]:
                print(
                    f"{pages:>5} pages, {language}: Pagefind {pagefind_on(root / 'site', language, pages)}", flush=True
                )
                shutil.rmtree(root / "site" / language / "more", ignore_errors=True)
                parts = index_of(root, language, pages, root / "site" / language / "assets/search")
                print(f"{'':>11} {language}: ours {measured(root / 'site', language, parts)}", flush=True)
    print(f"on a machine with a load of {os.getloadavg()[0]:.1f}", flush=True)


def main() -> None:
    """Print a line for each language and size."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        example(root)
        ours(root)
        for pages in SIZES:
            for language in QUERIES:
                at = root / "site" / language / "assets/search"
                parts = index_of(root, language, pages, at)
                sizes = {path.name.partition("-")[0].partition(".")[0]: 0 for path in at.iterdir()}
                for path in at.iterdir():
                    sizes[path.name.partition("-")[0].partition(".")[0]] += (
                        len(gzip.compress(path.read_bytes())) // 1000
                    )
                told = ", ".join(f"{name} {size} KB" for name, size in sorted(sizes.items()))
                print(f"{pages:>5} pages, {language}: {measured(root / 'site', language, parts)}; {told}", flush=True)
    print(f"on a machine with a load of {os.getloadavg()[0]:.1f}", file=sys.stderr)


if __name__ == "__main__":
    compared() if sys.argv[1:] == ["pagefind"] else main()
