"""What MkDocs finds is told in our words, with the file to correct, and the last good site stays."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support.company import AS_OF, PROJECT, Root, tree_of
from support.killing import limited
from support.spoiling import Spoil

from generator.publishing import mkdocs


def written(file: str, content: str | bytes) -> Spoil:
    return lambda root: root.write(file, content)


ABOUT = "---\nalternate: about/\n---\n\n# About { #about }\n\n"


# The line of the theme on which the block begins that a test spoils.
STYLES = (PROJECT / "templates/theme/main.html").read_text("utf-8").partition("{% block styles %}")[0].count("\n") + 1

# What MkDocs finds in pages once they are there: the last good site stays.
LINKS = {
    "nowhere.md": "leads nowhere; correct or remove it",
    "products/index.md#nowhere": "leads to a heading that is not there; correct or remove it",
    "/zh/products/": "begins with /; write it relative to this page",
    "products": "leads nowhere; correct or remove it",
}
NO_MENU = "docs/zh/history.md: this page is not in the navigation; name it, /history.md, under not_in_nav in mkdocs.base.yml, or delete it"
# What it finds anywhere else, and stops at.
LATER: dict[str, tuple[Spoil, str]] = {
    "a template of the theme that is none": (
        lambda root: root.edit("templates/theme/main.html", "{% block styles %}", "{% block styles\n%}{% endfor %}"),
        f"templates/theme/main.html:{STYLES + 1}:1: the template fails: Encountered unknown tag 'endfor'.",
    ),
    "a setting that MkDocs does not know": (
        lambda root: root.add("mkdocs.yml", "sight_name: Care\n"),
        "mkdocs.yml: sight_name: MkDocs does not take this setting: Unrecognised configuration name: sight_name",
    ),
    "a configuration that is a list": (written("mkdocs.yml", "- a\n"), "mkdocs.yml: expected keys and values (key: value)"),
    "a configuration that inherits itself": (
        written("mkdocs.yml", "INHERIT: mkdocs.yml\n"),
        "mkdocs.yml: INHERIT leads back to this file; correct it",
    ),
    "a configuration that inherits nothing": (
        written("mkdocs.yml", "INHERIT: mine.yml\n"),
        "mine.yml: this file is missing; create it",
    ),
}  # fmt: skip


def with_links(root: Root) -> None:
    """Have a hand-written page lead to each of ``LINKS``."""
    root.write("docs/zh/about.md", ABOUT + "".join(f"[Go]({link})\n" for link in LINKS))


def test_each_link_that_leads_nowhere_and_a_page_that_no_menu_has_is_told(mine: Root) -> None:
    """All of them at once, each with its file."""
    with_links(mine)
    mine.write("docs/zh/history.md", "# History\n")
    result = mine.run("build", "--as-of", AS_OF)
    assert isinstance(result.exception, SystemExit), result.exception
    told = [line for line in result.stderr.splitlines() if line.startswith("docs/")]
    assert sorted(told) == sorted(
        [*(f"docs/zh/about.md: the link '{link}' {wrong}" for link, wrong in LINKS.items()), NO_MENU]
    )
    assert not (mine.path / "site").exists()


@pytest.mark.parametrize("name", LATER)
def test_what_mkdocs_finds_is_told_in_our_words_with_the_file_to_correct(name: str, mine: Root) -> None:
    """Not as MkDocs says it, and never as a failure of the program."""
    spoil, says = LATER[name]
    spoil(mine)
    result = mine.run("build", "--as-of", AS_OF)
    assert isinstance(result.exception, SystemExit), result.exception
    told = [line for line in result.stderr.splitlines() if not line.endswith("…") and not line.startswith("    ")]
    assert [line for line in told if line.startswith(says)] == told[: max(1, len(told) - 2)]
    assert not (mine.path / "site").exists()


def test_a_mistake_is_told_where_each_edition_has_a_process_of_its_own(
    mine: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a command builds them on more than one core."""
    monkeypatch.setattr(mkdocs, "processes", lambda: 2)
    with_links(mine)
    result = mine.run("build", "--as-of", AS_OF)
    told = [line for line in result.stderr.splitlines() if line.startswith("docs/zh/about.md: the link ")]
    assert len(told) == len(LINKS)
    assert not (mine.path / "site").exists()


def test_a_disk_that_takes_no_more_is_told_with_the_path_and_the_last_good_site_stays(
    small_site: Root, tmp_path: Path
) -> None:
    """While MkDocs writes, in a process of its own. Nothing is left of the try."""
    shutil.copytree(small_site.path, tmp_path / "company", symlinks=True)
    root = Root(tmp_path / "company")
    before = tree_of(root.path / "out")
    root.edit("definitions/guides/wipe.yaml", "en: Rinse first", "en: Rinse it well first")
    days = ("--as-of", "2026-11-24", "--accept", "future")
    result = limited(80_000, "build", "--root", root.path, "--output", root.path / "out", *days, "--lang", "en")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert re.search(
        rf": cannot write {root.path}/out/\.site.*?/assets/.*; check permissions and disk space", result.stderr
    )
    assert tree_of(root.path / "out") == before
