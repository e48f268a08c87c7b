"""A build of the example gives the same bytes every time, whoever makes it and wherever."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from support.company import AS_OF, aftercare, example_in, made_apart, tree_of
from support.soaking import SOAKING

from generator.publishing.lessons import FOLDER

ELSEWHERE = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "en_US"}


@pytest.mark.soak
def test_a_second_build_elsewhere_is_the_same_to_the_last_byte(built: Path, tmp_path: Path) -> None:
    """By a process that hashes in another order, in another time zone and language, built upon what was built before.

    So nothing was written: not a byte differs, and no file was replaced. Feeds continue what they find, so they are also
    built from nothing.
    """
    root, output = example_in(tmp_path / "copy"), tmp_path / "out"
    shutil.copytree(built, output)
    if not SOAKING:  # the small site learns anew in each process that builds it (test_places.py)
        shutil.copytree(built.parent / FOLDER, root.path / FOLDER)
    before = tree_of(built)
    day = ("--as-of", AS_OF, "--accept", "future")
    result = aftercare("build", "--root", root.path, *day, "--output", output, "--lang", "en", **ELSEWHERE)
    assert result.returncode == 0, result.stderr
    after = tree_of(output)
    assert [path for path in before.keys() | after.keys() if before.get(path) != after.get(path)] == []
    assert len(before) > 100
    for part in ("site", "staff handbook", "feeds"):
        line = next(line for line in result.stdout.splitlines() if line.startswith(f"{part}: "))
        assert "changed 0, removed 0" in line
    made_apart("feeds", root, tmp_path / "anew", **ELSEWHERE)
    assert tree_of(tmp_path / "anew/feeds") == tree_of(built / "feeds")
