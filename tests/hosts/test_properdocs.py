"""MkDocs 1 stands still; those who carry it on under the name of ProperDocs build the same site from the same files."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.company import AS_OF, HANGS, PROJECT, Root, with_plain_sites

FINISHED = {"sitemap.xml", "sitemap.xml.gz"}  # rewritten by our build without the day
# What Material brings and no page asks for, which our build leaves out.
_UNASKED = re.compile(r"assets/images/favicon\.png|assets/javascripts/(?:bundle\.|lunr/|workers/).*|.*\.map")


def properdocs(configuration: Path) -> None:
    """Build by ``configuration``, which is strict: a warning is a failure."""
    run = subprocess.run(
        [sys.executable, "-m", "properdocs", "build", "--strict", "-f", configuration],
        cwd=configuration.parent,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stdout + run.stderr


def files(site: Path) -> dict[str, bytes]:
    """The bytes of each file of a site by its path, but for the name of the engine."""
    return {
        path.relative_to(site).as_posix(): re.sub(rb'<meta name="generator"[^>]*>', b"", path.read_bytes())
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and path.suffix != ".gz"
        and path.relative_to(site).as_posix() not in FINISHED
        and not _UNASKED.fullmatch(path.relative_to(site).as_posix())
    }


@pytest.mark.parametrize(("edition", "configuration"), [("zh", "mkdocs.yml"), ("en", "mkdocs.en.yml")])
def test_properdocs_builds_the_same_bytes(small_site: Root, tmp_path: Path, edition: str, configuration: str) -> None:
    """Every file of a language, the search's index included."""
    root = small_site.path
    (tmp_path / "properdocs.yml").write_text(
        f"INHERIT: {root / configuration}\ndocs_dir: {root / 'docs' / edition}\nsite_dir: {tmp_path / 'site'}\n"
        f"theme: {{custom_dir: {root / 'templates/theme'}}}\nhooks: []\n",
        "utf-8",
    )
    properdocs(tmp_path / "properdocs.yml")
    ours, theirs = root / "out/site" / edition, tmp_path / "site"
    pages, others = files(ours), files(theirs)
    assert "index.html" in pages
    assert list(others) == list(pages)
    assert [path for path in pages if others[path] != pages[path]] == []


def test_the_hook_writes_the_pages_under_properdocs_too(tmp_path: Path) -> None:
    """A plain ``properdocs build`` writes the generated pages first, as a plain ``mkdocs build`` does."""
    root = with_plain_sites(Root(tmp_path / "company"))
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    (root.path / "generator/faces").mkdir(parents=True)
    shutil.copy(PROJECT / "generator/faces/mkdocs_hook.py", root.path / "generator/faces")
    page = root.path / "docs/zh/products/window.md"
    page.unlink()
    properdocs(root.path / "mkdocs.yml")
    assert page.is_file()
    assert (root.path / "site/zh/products/window/index.html").is_file()
