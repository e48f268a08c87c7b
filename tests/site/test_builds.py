"""A build gives the same bytes every time, whoever makes it and wherever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.company import AS_OF, aftercare, example_in, made_apart, tree_of
from support.soaking import SOAKING

ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "en_US"}
DAY = ("--as-of", AS_OF, "--accept", "future")


def test_the_examples_feeds_made_elsewhere_are_the_same_to_the_last_byte(built: Path, tmp_path: Path) -> None:
    """By a process that hashes in another order, in another time zone and language, from nothing. A soak builds it all."""
    root = example_in(tmp_path / "copy")
    made_apart("feeds", root, tmp_path / "anew", **ELSEWHERE)
    assert tree_of(tmp_path / "anew/feeds") == tree_of(built / "feeds")


@pytest.mark.soak
@pytest.mark.parametrize("company", ["small", "example"] if SOAKING else ["small"])
def test_a_second_build_elsewhere_is_the_same_to_the_last_byte(
    request: pytest.FixtureRequest, tmp_path: Path, company: str
) -> None:
    """Built upon what was built before, but that the search learns anew: not a byte differs, and no file was replaced."""
    known = (
        request.getfixturevalue("built").parent if company == "example" else request.getfixturevalue("small_site").path
    )
    root, output = tmp_path / "copy", tmp_path / "out"
    shutil.copytree(known, root, ignore=shutil.ignore_patterns("out", ".cache"))
    shutil.copytree(known / "out", output)
    before = tree_of(output)
    result = aftercare("build", "--root", root, *DAY, "--output", output, "--lang", "en", **ELSEWHERE)
    assert result.returncode == 0, result.stderr
    after = tree_of(output)
    assert [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)] == []
    assert len(before) > 100
    for part in ("site", "staff handbook", "calendars"):
        line = next(line for line in result.stdout.splitlines() if line.startswith(f"{part}: "))
        assert "changed 0, removed 0" in line
