"""A file that somebody names on the command line and that is not there is a slip, and what is like it is told."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.company import Root

NEAR = {
    "zh": "没有这个文件；请核对文件名和所在的文件夹；是不是 {!r}？",
    "en": "there is no such file; check its name and where it lies; did you mean {!r}?",
}
NOWHERE = {
    "zh": "没有这个文件，也没有文件夹 {}；请核对它写在哪里",
    "en": "there is no such file, nor the folder {}; check where it lies",
}
# Each command that is given files, and the one that is not there.
COMMANDS = {
    "a table": ["import", "customers", "{}"],
    "a mapping": ["import", "customers", "rows.csv", "--mapping", "{}"],
    "what was handed on": ["record", "--from", "{}"],
    "what is to be tidied": ["fmt", "{}"],
}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_a_slip_in_a_name_is_told_what_is_like_it(
    root: Root, monkeypatch: pytest.MonkeyPatch, command: str, language: str
) -> None:
    """In every command alike, whatever the file is for; nobody is told to create it."""
    monkeypatch.chdir(root.path)
    root.write("rows.csv", "name\n诸葛先生\n")
    root.write("visits-done.yaml", "x: y\n")

    def said(name: str) -> tuple[int, str]:
        result = root.run(*(part.format(name) for part in COMMANDS[command]), "--lang", language)
        return result.exit_code, result.stderr.splitlines()[0]

    assert said("visit-done.yaml") == (1, f"visit-done.yaml: {NEAR[language].format('visits-done.yaml')}")
    astray = os.path.join("nowhere", "visits-done.yaml")
    assert said(astray) == (1, f"{astray}: {NOWHERE[language].format('nowhere')}")


def test_where_nothing_is_like_it_the_files_of_its_kind_are_told(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those with the same ending; a folder that lacks is no matter of permissions."""
    monkeypatch.chdir(root.path)
    root.write("春季.csv", "x\n")
    table = root.run("import", "customers", "2026 new ones.csv")
    assert table.stderr.splitlines()[0] == (
        "2026 new ones.csv: there is no such file; check its name and where it lies; there are 春季.csv"
    )
    out = root.run("export", "customers", str(Path("nowhere", "out.csv")))
    assert out.stderr.splitlines()[0] == (
        "nowhere/out.csv: there is no folder nowhere; check the path, or create it first"
    )
