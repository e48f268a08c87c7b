"""A site is complete wherever it is built from, and however the paths are written; one that is not is not published."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support.apart import run_apart
from support.company import AS_OF, Root, tree_of
from support.holding import aftercare_in
from support.soaking import SOAKING

from generator import build


@pytest.fixture
def parent(plain_site: Root, tmp_path: Path) -> Path:
    """A folder with the small company in ``small``, and an empty one beside it."""
    shutil.copytree(plain_site.path, tmp_path / "small", ignore=shutil.ignore_patterns("out", "docs", ".cache"))
    shutil.copytree(plain_site.path / "docs", tmp_path / "small/docs")
    (tmp_path / "elsewhere").mkdir()
    return tmp_path


# Where the command is typed, its paths, and where the output is then; all of it below the parent folder.
WAYS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "from the parent folder": (".", ("--root", "small"), "small"),
    "from the root": ("small", (), "small"),
    "from a folder of the root": ("small/definitions", ("--root", ".."), "small"),
    "an absolute root and a relative output": ("elsewhere", ("--root", "{parent}/small", "--output", "out"), "elsewhere/out"),
    "a relative root and an absolute output": ("elsewhere", ("--root", "../small", "--output", "{parent}/out"), "out"),
    "an output that goes up and down": (".", ("--root", "./small/", "--output", "elsewhere/../out/"), "out"),
    "a root that is a link": (".", ("--root", "link"), "small"),
    "a root before the command": (".", (), "small"),
}  # fmt: skip


# The others build the same sites by other words for the same places.
SHORT = ("from the root", "a relative root and an absolute output", "a root that is a link")


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS if SOAKING else SHORT)
def test_a_build_is_complete_from_everywhere(way: str, parent: Path, plain_site: Root) -> None:
    """File by file what a build with absolute paths makes, and nothing beside it."""
    folder, arguments, output = WAYS[way]
    (parent / "link").symlink_to("small")
    before = {path.name for path in parent.iterdir()} | {output.partition("/")[0]}
    words = [word.format(parent=parent) for word in arguments]
    words = ["--root", "small", "build"] if way == "a root before the command" else ["build", *words]
    words += ["--as-of", AS_OF, "--accept", "future", "--lang", "en"]
    result = run_apart(aftercare_in, parent / folder, words)
    assert result.returncode == 0, result.stderr
    for part in ("site", "site-staff", "feeds"):
        made, known = tree_of(parent / output / part), tree_of(plain_site.path / "out" / part)
        assert sorted(made) == sorted(known)
        assert [path for path in known if made[path] != known[path]] == []
    assert {path.name for path in parent.iterdir()} == before
    assert {path.name for path in (parent / "small").iterdir()} <= {
        ".cache", "definitions", "docs", "schedules", "templates", "site", "site-staff", "feeds", "feeds-index.csv", ".feeds.last",
        *(path.name for path in parent.glob("small/mkdocs*.yml")),
    }  # fmt: skip


def test_a_program_may_give_relative_paths_too(parent: Path, plain_site: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """``generator.build`` settles them as the command line does; that a sample is published now it tells."""
    monkeypatch.chdir(parent)
    product = "definitions/products/window.yaml"
    Root(parent / "small").add(product, "# to be filled in: its picture\n")
    report = build(Path("small"), Path("elsewhere/out"), date.fromisoformat(AS_OF))
    assert [(told.problem.code, told.problem.file) for told in report.warnings] == [("to_be_filled_in", product)]
    assert tree_of(parent / "elsewhere/out/site") == tree_of(plain_site.path / "out/site")


@pytest.mark.parametrize(
    ("setting", "missing"),
    [
        ("docs_dir: templates/pages", "mkdocs.yml: "),
        ("exclude_docs: products/", "mkdocs.yml: the site zh lacks 3 of its "),
    ],
    ids=["pages from elsewhere", "pages left out"],
)
def test_a_site_that_lacks_pages_is_not_published(parent: Path, setting: str, missing: str) -> None:
    """A setting of the company's own has MkDocs leave pages out, with or without a word: the last good site stays."""
    root = Root(parent / "small")
    root.add("mkdocs.yml", f"{setting}\n")
    result = root.run("build", "--as-of", AS_OF, "--output", str(parent / "out"))
    assert result.exit_code == 1
    assert missing in result.stderr
    assert not (parent / "out/site").exists()
    assert not (parent / "out").exists() or list((parent / "out").iterdir()) == []
