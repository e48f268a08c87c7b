"""The pages keep to what several engines understand: Zensical builds the same site from the same files."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import sys
from pathlib import Path

from support.company import HANGS, Root


def article(page: Path) -> str:
    """The words of a page's own part, but for the labels that the search alone shows; Zensical hides them in the page."""
    (found,) = re.findall(r"<article.*?</article>", page.read_text("utf-8"), re.DOTALL)
    found = re.sub(r'<nav class="?md-tags"?\s[^>]*\bhidden\b.*?</nav>', "", found, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found)).split())


def test_zensical_builds_the_same_pages(small_site: Root, tmp_path: Path) -> None:
    """The same files, and on each page the same words."""
    root = tmp_path / "company"
    shutil.copytree(small_site.path, root)
    for language, configuration in (("zh", "mkdocs.yml"), ("en", "mkdocs.en.yml")):
        run = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "-f", configuration],
            cwd=root,
            capture_output=True,
            text=True,
            timeout=HANGS,
            check=False,
        )
        assert run.returncode == 0, run.stdout + run.stderr
        ours, theirs = root / "out/site" / language, root / "site" / language
        pages = sorted(path.relative_to(ours) for path in ours.rglob("index.html"))
        assert pages == sorted(path.relative_to(theirs) for path in theirs.rglob("index.html"))
        for page in pages:
            if "<article" in (ours / page).read_text("utf-8"):
                assert article(theirs / page) == article(ours / page), page
        for file in ("feed.json", "assets/search/first.json"):
            assert (theirs / file).read_bytes() == (ours / file).read_bytes()
