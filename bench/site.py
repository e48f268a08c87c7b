"""How the site grows: 100, 500 and 1,000 pages a language, against plain MkDocs on the same Markdown; Pagefind; serving.

The company is the tests' small one, with care guides whose texts are the example's, under other names. Ours builds both
languages at the same time, plain MkDocs one after the other, as it does; so the time that the processors worked is told
beside the time that passed. Each build runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from bench.synthetic import AS_OF
from generator.faces.serve import Served
from generator.publishing.mkdocs import build_sites
from generator.publishing.stages import write_pages
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound

PROJECT = Path(__file__).parent.parent
SIZES = (100, 500, 1000)
AIM = 1.15
_CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}
# What the search knows that leads to pages of the example.
_LEADING = ("frequent", "danger", "intents", "elsewhere")
_ALONE = (
    "name",
    "summary",
    "about",
    "when",
    "who",
    "what_if",
    "tools",
    "steps",
    "sections",
    "do",
    "dont",
    "safety",
    "asked",
)


def _with_lines(file: Path) -> None:
    """Give the company in ``file`` the example's product lines, which the words of the search and the glossary name."""
    example = yaml.safe_load((PROJECT / "definitions/company.yaml").read_text("utf-8"))
    own = yaml.safe_load(file.read_text("utf-8"))
    own |= {key: example[key] for key in ("lines", "fields")}
    file.write_text(yaml.safe_dump(own, allow_unicode=True), "utf-8")


def company(root: Path, pages: int) -> None:
    """A company in ``root`` whose site has about ``pages`` pages a language."""
    shutil.copytree(PROJECT / "tests/cases/small-company/input", root, dirs_exist_ok=True)
    for name in ("templates", "docs/zh/about.md", "docs/en/about.md", "mkdocs.base.yml", *_CONFIGURATIONS.values()):
        source, target = PROJECT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    glossary = (PROJECT / "definitions/glossary.yaml").read_text("utf-8")
    (root / "definitions/glossary.yaml").write_text(_without_pages(glossary), "utf-8")
    known = yaml.safe_load((PROJECT / "definitions/search.yaml").read_text("utf-8"))
    kept = {key: value for key, value in known.items() if key not in _LEADING}
    (root / "definitions/search.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    _with_lines(root / "definitions/company.yaml")
    write_pages(root, *read_sound(root), templates_of(root), AS_OF)
    have = len(list((root / "docs/zh").rglob("*.md"))) + 1  # and the list of guides
    texts = [
        yaml.safe_load(file.read_text("utf-8")) for file in sorted((PROJECT / "definitions/guides").glob("*.yaml"))
    ]
    (root / "definitions/guides").mkdir()
    for number in range(max(0, pages - have)):
        guide = _by_itself({key: value for key, value in texts[number % len(texts)].items() if key in _ALONE})
        guide["name"] = {language: f"{name} {number}" for language, name in guide["name"].items()}
        (root / f"definitions/guides/guide-{number}.yaml").write_text(
            yaml.safe_dump(guide, allow_unicode=True), "utf-8"
        )
    for name in _CONFIGURATIONS.values():
        text = f"INHERIT: {name}\nhooks: []\nsite_dir: plain/{name}\nstrict: false\n"
        (root / f"plain-{name}").write_text(text, "utf-8")


def _without_pages(text: str) -> str:
    """Words of the glossary without links to pages that the small company does not have."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  page: "))


def _by_itself(part: Any) -> Any:
    """A text that refers to nothing: its figures are of no published source, and its intervals stand in words."""
    if isinstance(part, dict):
        kept = {key: _by_itself(value) for key, value in part.items() if key not in ("source", "task")}
        return kept | {"grade": "G"} if "grade" in kept else kept
    if isinstance(part, list):
        return [_by_itself(one) for one in part]
    return part.replace("{interval}", "…") if isinstance(part, str) else part


def ours(root: Path) -> None:
    """The program's own way: read, check, write the pages, build the sites."""
    write_pages(root, *read_sound(root), templates_of(root), AS_OF)
    build_sites(root, {language: root / "site" / language for language in _CONFIGURATIONS})


def plain(root: Path) -> None:
    """MkDocs alone, on the Markdown that lies there."""
    for name in _CONFIGURATIONS.values():
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / f"plain-{name}"], check=True, env=_quiet()
        )


def _quiet() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def measured(way: str, root: Path) -> tuple[float, float, float]:
    """Seconds that passed, seconds that processors worked, and MB of the largest process of one way."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.site", way, str(root)]
    done = subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    worked, memory = map(float, done.stdout.split()[-2:])
    return time.perf_counter() - began, worked, memory


# ------------------------------------------------------------------------------------------------------------- search


@contextmanager
def _browser(folder: Path) -> Iterator[Any]:
    """A page of Chromium's on ``folder``, served on loopback; None where there is no Chromium."""
    path = shutil.which("chromium")
    if path is None:
        yield None
        return
    from playwright.sync_api import sync_playwright

    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", folder, "8123"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
            )
            page = browser.new_page()
            for _ in range(50):
                try:
                    page.goto("http://127.0.0.1:8123/zh/")
                    break
                except Exception:
                    time.sleep(0.1)
            yield page
            browser.close()
    finally:
        server.terminate()
        server.wait()


def pagefind(site: Path) -> str:
    """The same of Pagefind, which fetches only the parts of its index that a query needs."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "pagefind", "--site", site, "--root-selector", "article", "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    told = f"index in {time.perf_counter() - began:.1f} s, {sum(f.stat().st_size for f in (site / 'pagefind').rglob('*') if f.is_file()) / 1e6:.1f} MB of files"
    with _browser(site) as page:
        if page is None:
            return told
        found = [page.evaluate(_ASK_PAGEFIND, words) for words in ("漏水", "密封胶多久换")]
    (first, fetched), (later, _) = found
    return f"{told}, first answer {first:.2f} s with {fetched / 1e3:.0f} KB fetched, later ones {later:.2f} s"


_ASK_PAGEFIND = """async words => {
  const began = performance.now()
  window.found ||= await import("/pagefind/pagefind.js")
  const answer = await window.found.search(words)
  await Promise.all(answer.results.slice(0, 10).map(one => one.data()))
  const seconds = (performance.now() - began) / 1000
  const parts = performance.getEntriesByType("resource").filter(one => one.name.includes("/pagefind/"))
  return [seconds, parts.reduce((sum, one) => sum + one.transferSize, 0)]
}"""


def found_by_pagefind(site: Path, language: str) -> str:
    """Of the searches that nothing was learnt from, how many Pagefind answers with the right page first, and among five."""
    kinds = yaml.safe_load((PROJECT / f"tests/relevance/unseen-{language}.yaml").read_text("utf-8"))
    queries = {query: pages for asked in kinds.values() for query, pages in asked.items() if pages}
    subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", site / language, "--root-selector", "article", "--quiet"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with _browser(site) as page:
        if page is None:
            return "no Chromium"
        found = [page.evaluate(_LIST_PAGEFIND, [language, str(query)]) for query in queries]
    ranks = [
        next((place for place, address in enumerate(paths, 1) if address in {f"/{path}" for path in right}), 99)
        for paths, right in zip(found, queries.values(), strict=True)
    ]
    return ", ".join(f"top-{top} {sum(rank <= top for rank in ranks) / len(ranks):.0%}" for top in (1, 5))


_LIST_PAGEFIND = """async ([language, words]) => {
  window.found ||= await import(`/${language}/pagefind/pagefind.js`)
  const answer = await window.found.search(words)
  const pages = await Promise.all(answer.results.slice(0, 5).map(one => one.data()))
  return pages.map(page => page.raw_url || page.url)
}"""


def served(root: Path, file: str, old: str, new: str) -> tuple[float, float]:
    """Seconds from an edit of YAML to the served page, and of the first build."""
    serving = Served(root, AS_OF)
    began = time.perf_counter()
    serving.build()
    first = time.perf_counter() - began
    path = root / file
    text = path.read_text("utf-8")
    assert old in text, f"{file} does not say {old!r}"
    path.write_text(text.replace(old, new), "utf-8")
    began = time.perf_counter()
    serving.build()
    again = time.perf_counter() - began
    path.write_text(text, "utf-8")
    serving.close()
    return again, first


def example(root: Path) -> None:
    """A copy of the example, to be edited."""
    for name in ("definitions", "schedules", "templates", "docs", "mkdocs.base.yml", *_CONFIGURATIONS.values()):
        source, target = PROJECT / name, root / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)


def main() -> None:
    """Print some lines for each size, and what serving the example takes."""
    for pages in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            company(root, pages)
            seconds, worked, memory = measured("ours", root)
            bare, bare_worked, bare_memory = measured("plain", root)
            print(
                f"{pages:>5} pages a language: {seconds:6.1f} s ({worked:.1f} s worked), {memory:.0f} MB; plain MkDocs "
                f"{bare:6.1f} s ({bare_worked:.1f} s), {bare_memory:.0f} MB; ours ÷ plain {seconds / bare:.2f}, "
                f"worked {worked / bare_worked:.2f}   aim ≤ {AIM}"
            )
            print(f"              Pagefind: {pagefind(root / 'site')}", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        example(root)
        guide, first = served(root, "definitions/guides/window-cleaning.yaml", "装饰面要定期清洗", "装饰面要按期清洗")
        name, _ = served(root, "definitions/company.yaml", "装好只是开始", "装好之后")
        ours(root)
        for language in _CONFIGURATIONS:
            print(f"Pagefind on the relevance test, {language}: {found_by_pagefind(root / 'site', language)}")
        print(
            f"serving the example: {guide:.1f} s from an edit of a text to the page, {name:.1f} s of what every page shows, {first:.1f} s at the start"
        )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        {"ours": ours, "plain": plain}[sys.argv[1]](Path(sys.argv[2]))
        used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(sum(one.ru_utime + one.ru_stime for one in used), max(one.ru_maxrss for one in used) / 1024)
    else:
        main()
