"""How the site grows: 200 (the example as it is), 500 and 1,000 pages a language, against plain MkDocs on the same Markdown; search; serving.

Both build the Chinese site and the staff's handbook: plain MkDocs one after the other, as it does; ours at the same time.

Each build runs in a process of its own, so that its memory is its own. The pages are the example's, and copies of its
care guides under other names.
"""

from __future__ import annotations

import gzip
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import AS_OF
from generator.build import read_sound, templates_of, write_pages
from generator.serve import Served
from generator.site import build_sites

PROJECT = Path(__file__).parent.parent
SIZES = (200, 500, 1000)
AIM = 1.15


def company(root: Path, pages: int) -> None:
    """The example with about ``pages`` public pages a language, in Chinese alone for the build to be of one language."""
    for name in ("definitions", "schedules", "templates", "docs/zh/about.md", "generator/mkdocs_hook.py"):
        source, target = PROJECT / name, root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)
    for name in ("mkdocs.yml", "mkdocs.staff.yml", "mkdocs.base.yml"):
        shutil.copy(PROJECT / name, root)
    file = root / "definitions/company.yaml"
    file.write_text(file.read_text("utf-8").replace("locales: [zh, en]", "locales: [zh]"), "utf-8")
    guides = sorted((root / "definitions/guides").glob("*.yaml"))
    write_pages(root, read_sound(root), templates_of(root), AS_OF)
    have = len(list((root / "docs/zh").rglob("*.md")))
    for number in range(max(0, pages - have)):
        text = guides[number % len(guides)].read_text("utf-8")
        text = re.sub(r"^name: \{zh: ", f"name: {{zh: {number} 号", text, count=1)
        (root / f"definitions/guides/copy-{number}.yaml").write_text(text, "utf-8")
    for name in ("mkdocs.yml", "mkdocs.staff.yml"):
        text = f"INHERIT: {name}\nhooks: []\nsite_dir: out-{name}\nstrict: false\n"
        (root / f"plain-{name}").write_text(text, "utf-8")


def ours(root: Path) -> None:
    """The program's own way: read, check, write the pages, build the sites."""
    catalogue = read_sound(root)
    write_pages(root, catalogue, templates_of(root), AS_OF)
    build_sites(root, {"zh": root / "site", "staff": root / "site-staff"})


def plain(root: Path) -> None:
    """MkDocs alone, on the Markdown that lies there."""
    for name in ("plain-mkdocs.yml", "plain-mkdocs.staff.yml"):
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q", "-f", root / name], check=True, env=_quiet())


def _quiet() -> dict[str, str]:
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def measured(way: str, root: Path) -> tuple[float, float]:
    """Seconds and MB of one way, run in a process of its own."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "bench.site", way, str(root)]
    done = subprocess.run(command, check=True, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    return time.perf_counter() - began, float(done.stdout.split()[-1])


def searched(site: Path) -> str:
    """The size of the search index, and how long Chromium takes for a first and for a later answer."""
    index = (site / "search/search_index.json").read_bytes()
    told = f"index {len(index) / 1e6:.1f} MB ({len(gzip.compress(index)) / 1e3:.0f} KB compressed)"
    path = shutil.which("chromium")
    if path is None:
        return told
    from playwright.sync_api import sync_playwright

    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", "--directory", site, "8123"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with sync_playwright() as playwright:
            page = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]).new_page()
            for _ in range(50):
                try:
                    page.goto("http://127.0.0.1:8123/")
                    break
                except Exception:
                    time.sleep(0.1)
            times = [page.evaluate(_ASK, words) for words in ("漏水", "密封胶多久换")]
    finally:
        server.terminate()
    return f"{told}, first answer {times[0]:.2f} s, later ones {times[1]:.2f} s"


_ASK = """async words => {
  const box = document.querySelector("[data-md-component=search-query]")
  document.querySelector(".md-search-result__list").replaceChildren()
  const began = performance.now()
  box.focus()
  box.value = words
  box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}))
  while (performance.now() - began < 60000 && !document.querySelector(".md-search-result__item"))
    await new Promise(requestAnimationFrame)
  return (performance.now() - began) / 1000
}"""


def served(root: Path) -> tuple[float, float]:
    """Seconds from an edit of YAML to the served page, and of the first build."""
    serving = Served(root, AS_OF)
    began = time.perf_counter()
    serving.build()
    first = time.perf_counter() - began
    file = root / "definitions/company.yaml"
    file.write_text(file.read_text("utf-8").replace("装好只是开始", "装好之后"), "utf-8")
    began = time.perf_counter()
    serving.build()
    again = time.perf_counter() - began
    shutil.rmtree(serving.site.parent, ignore_errors=True)
    return again, first


def main() -> None:
    """Print a line for each size."""
    for pages in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            company(root, pages)
            own, memory = measured("ours", root)
            bare, bare_memory = measured("plain", root)
            print(
                f"{pages:>5} pages: {own:6.1f} s, {memory:.0f} MB; plain MkDocs {bare:6.1f} s, {bare_memory:.0f} MB; "
                f"ours ÷ plain {own / bare:.2f}   aim ≤ {AIM}"
            )
            print(f"              search: {searched(root / 'site')}")
            if pages == SIZES[0]:
                again, first = served(root)
                print(f"              serve: {again:.1f} s from an edit to the page, {first:.1f} s at the start")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        {"ours": ours, "plain": plain}[sys.argv[1]](Path(sys.argv[2]))
        used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(max(used) / 1024)
    else:
        main()
