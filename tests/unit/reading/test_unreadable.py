"""What cannot be read, or used, is named with what to do, in the reader's language, before anything is written."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import IO

import pytest
from support.company import AS_OF, PROJECT, Root
from support.spoiling import Spoil

from generator.reading import files

pytestmark = pytest.mark.long

UTF8 = "encoded as GBK, and no UTF-8 from this line on; save it as UTF-8"
NO_FILE = "not a plain file (a folder, a pipe, a device, or a link that leads back); move it away"
DENIED = "no permission to read this; check its permissions"


def encoded(file: str) -> Spoil:
    """The file in another encoding; of what a root has none of its own, the program's in its place."""

    def spoil(root: Root) -> None:
        own = root.path / file
        text = (own if own.is_file() else PROJECT / file).read_text("utf-8")
        root.write(file, text.encode("gb18030") + "窗".encode("gb18030"))

    return spoil


def written(file: str, content: str | bytes) -> Spoil:
    return lambda root: root.write(file, content)


def folder(file: str) -> Spoil:
    return lambda root: (root.path / file).unlink(missing_ok=True) or (root.path / file).mkdir(parents=True)


def link(file: str, target: str) -> Spoil:
    return lambda root: (root.path / file).unlink(missing_ok=True) or (root.path / file).symlink_to(target)


def pipe(file: str) -> Spoil:
    return lambda root: (root.path / file).unlink(missing_ok=True) or os.mkfifo(root.path / file)


# What is wrong, and how it is told. Nothing is written for any of these.
BEFORE: dict[str, tuple[Spoil, str]] = {
    "a template in another encoding": (encoded("templates/pages/glossary.md.j2"), f"templates/pages/glossary.md.j2: {UTF8}"),
    "the words in another encoding": (encoded("templates/words/private.yaml"), f"templates/words/private.yaml: {UTF8}"),
    "the theme in another encoding": (encoded("templates/theme/main.html"), f"templates/theme/main.html: {UTF8}"),
    "a folder in the place of a template": (folder("templates/words/private.yaml"), f"templates/words/private.yaml: {NO_FILE}"),
    "a file in the place of the templates": (
        lambda root: (root.remove("templates"), root.write("templates", "")),
        "templates: a file stands here in the place of a folder; rename it or move it away",
    ),
    "a template that is a link to nothing": (
        link("templates/pages/glossary.md.j2", "nowhere"),
        "templates/pages/glossary.md.j2: this file is missing; create it",
    ),
    "a style that is a link to itself": (
        link("templates/theme/assets/stylesheets/care.css", "care.css"),
        "templates/theme/assets/stylesheets/care.css: this cannot be read; check links and the disk",
    ),
    "a folder in the place of a page's template": (folder("templates/pages/glossary.md.j2"), f"templates/pages/glossary.md.j2: {NO_FILE}"),
    "a pipe in the place of a template": (pipe("templates/pages/glossary.md.j2"), f"templates/pages/glossary.md.j2: {NO_FILE}"),
    "a pipe among the pages": (pipe("docs/zh/notes.txt"), f"docs/zh/notes.txt: {NO_FILE}"),
    "a page in another encoding": (encoded("docs/zh/about.md"), f"docs/zh/about.md: {UTF8}"),
    "a text that is published in another encoding": (written("docs/zh/notes.txt", b"\xb4\xb0"), f"docs/zh/notes.txt: {UTF8}"),
    "a page that is a link to nothing": (link("docs/zh/more.md", "nowhere"), "docs/zh/more.md: this file is missing; create it"),
    "a configuration in another encoding": (encoded("mkdocs.yml"), f"mkdocs.yml: {UTF8}"),
    "a folder in the place of a configuration": (folder("mkdocs.base.yml"), f"mkdocs.base.yml: {NO_FILE}"),
    "a configuration that is no YAML": (
        written("mkdocs.en.yml", "INHERIT: .cache/nav.en.yml\nsite_name: 'Care\n"),
        "mkdocs.en.yml:2:12: this ' is never closed; add the other half",
    ),
    "a configuration with a control character": (
        written("mkdocs.en.yml", "site_name: Care\x07\n"),
        "mkdocs.en.yml:1:16: an invisible character U+0007 stands here, most likely pasted along; "
        "delete the words around it and type them anew",
    ),
    "a list of pages that is a folder": (folder(".cache/pages.json"), f"{{root}}/.cache/pages.json: {NO_FILE}"),
    "a feed that is a folder": (folder("feeds/a.ics"), f"{{root}}/feeds/a.ics: {NO_FILE}"),
}  # fmt: skip


def without_places(lines: list[str]) -> list[str]:
    """The lines without where in its file something is encoded otherwise: that moves with the file."""
    return [re.sub(r":\d+:\d+: (encoded|是 GBK)", r": \1", line) for line in lines]


def kept(root: Root) -> list[Path]:
    """Every file and folder below the root, but what can be made again."""
    return [path for path in sorted(root.path.rglob("*")) if ".cache" not in path.parts]


@pytest.mark.parametrize("name", BEFORE)
def test_what_cannot_be_read_stops_the_build_before_anything_is_written(name: str, mine: Root) -> None:
    """One line that names the file and what to do; every file as it was."""
    spoil, says = BEFORE[name]
    spoil(mine)
    before = kept(mine)
    result = mine.run("build", "--as-of", AS_OF)
    assert isinstance(result.exception, SystemExit), result.exception
    lines = [line for line in result.stderr.splitlines() if not line.endswith("…") and not line.startswith("    ")]
    told = without_places(lines)
    assert told == [says.format(root=mine.path), "1 problem, 0 warnings", "nothing was written"]
    assert kept(mine) == before


@pytest.mark.parametrize(
    "file",
    ["templates/pages/glossary.md.j2", "templates/theme/404.html", "docs/zh/about.md", "mkdocs.yml"],
)
def test_what_may_not_be_read_is_named(file: str, mine: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose permissions keep it from whoever builds."""

    def refused(path: Path | str, mode: str) -> IO[bytes]:
        if Path(path) == mine.path / file:
            raise PermissionError(13, "Permission denied", str(path))
        return open(path, mode)

    monkeypatch.setattr(files, "open", refused, raising=False)
    result = mine.run("build", "--as-of", AS_OF)
    assert f"{file}: {DENIED}" in result.stderr.splitlines()
    assert not (mine.path / "docs/zh/index.md").exists()


def test_all_of_them_are_told_at_once(mine: Root) -> None:
    """In the order of their names, in Chinese to who reads Chinese."""
    for file in ("templates/words/private.yaml", "templates/feeds/customer.txt.j2"):
        encoded(file)(mine)
    result = mine.run("build", "--as-of", AS_OF, "--lang", "zh")
    assert without_places(result.stderr.splitlines()[1:]) == [
        "templates/feeds/customer.txt.j2: 是 GBK 编码，从这一行起不是 UTF-8；请另存为 UTF-8",
        "templates/words/private.yaml: 是 GBK 编码，从这一行起不是 UTF-8；请另存为 UTF-8",
        "2 个问题，0 个提醒",
        "没有写入任何文件",
    ]


def test_who_only_asks_changes_nothing_after_an_interrupted_publication(root: Root) -> None:
    """Between two renames the feeds had another name: they are read where they lie, and the next build puts them back."""
    root.feeds()
    first = root.agenda("--technician", "t-01")
    os.rename(root.path / "feeds", root.path / ".feeds.previous")
    before = root.tree()
    assert root.agenda("--technician", "t-01") == first
    assert root.tree() == before
    root.feeds()
    assert sorted(path.name for path in root.path.glob("*feeds*")) == [".feeds.last", "feeds", "feeds-index.csv"]


def test_what_hides_in_an_output_is_not_replaced(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that may not be listed could hold anything."""
    root.feeds()
    root.write("feeds/hidden/thesis.docx", "years of work")
    scan = os.scandir

    def refused(path: str) -> object:
        if str(path).endswith("hidden"):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    result = root.run("feeds", "--as-of", "2026-12-01")
    assert f"{root.path / 'feeds/hidden'}: {DENIED}" in result.stderr.splitlines()
    assert (root.path / "feeds/hidden/thesis.docx").read_text() == "years of work"
