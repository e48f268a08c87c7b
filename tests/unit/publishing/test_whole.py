"""A site without one of its pages, or a feed without its holder's page, is never published."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.company import AS_OF, Root, but_for_drafts

from generator.publishing.whole import must_have_pages
from generator.text.located import Stopped

PAGES = [
    "docs/zh/index.md",
    "docs/zh/products/window.md",
    "docs/en/index.md",
    "docs/staff/index.md",
    ".cache/nav.zh.yml",
]
FILES = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml"}


def built(folder: Path, *pages: str) -> dict[str, Path]:
    """The sites of two languages with ``pages``."""
    for page in pages:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_text("<html>")
    return {language: folder / language for language in FILES}


def lacking(pages: list[str], sites: dict[str, Path]) -> list[tuple[str, object]]:
    """The configuration and the number of pages that lack, for each edition that is not whole."""
    try:
        must_have_pages(pages, sites, FILES)
    except Stopped as stopped:
        return [(problem.file, problem.params["missing"]) for problem in stopped.problems]
    return []


@pytest.mark.parametrize("page", ["zh/products/window/index.html", "zh/products/window.html"])
def test_a_site_with_a_page_for_each_that_was_written_is_whole(tmp_path: Path, page: str) -> None:
    """Whether addresses end in a folder or in a file; what else lies there does not matter."""
    assert lacking(PAGES, built(tmp_path, "zh/index.html", page, "en/index.html", "zh/404.html")) == []


def test_each_edition_that_lacks_pages_is_named(tmp_path: Path) -> None:
    """One page, all of them, or the whole folder."""
    assert lacking(PAGES, built(tmp_path / "a", "zh/index.html", "en/index.html")) == [("mkdocs.yml", 1)]
    assert lacking(PAGES, built(tmp_path / "b", "zh/index.html")) == [("mkdocs.yml", 1), ("mkdocs.en.yml", 1)]
    assert lacking(PAGES, built(tmp_path / "c")) == [("mkdocs.yml", 2), ("mkdocs.en.yml", 1)]


def test_an_edition_of_which_nothing_was_written_is_not_whole(tmp_path: Path) -> None:
    """Though no page of it lacks."""
    sites = built(tmp_path, "zh/index.html", "zh/products/window/index.html", "en/index.html")
    assert lacking(PAGES[:2], sites) == [("mkdocs.en.yml", 0)]


def test_a_feed_with_an_empty_page_is_not_published(root: Root) -> None:
    """A company's own template that says nothing, say."""
    root.feeds()
    before = but_for_drafts(root)
    root.write("templates/private/customer.html.j2", "{# nothing yet #}\n")
    result = root.run("feeds", "--as-of", "2026-11-24")
    assert result.exit_code == 1
    assert "templates/private: the calendar customer|c-001 has no page beside it; check the templates" in result.stderr
    root.remove("templates")
    assert but_for_drafts(root) == before
    assert root.run("feeds", "--as-of", AS_OF).exit_code == 0
