"""A build of the example gives the same bytes every time, whoever makes it and wherever."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from support.company import AS_OF, aftercare, example_in, tree_of


def test_two_builds_of_one_day_are_the_same_to_the_last_byte(built: Path, tmp_path: Path) -> None:
    """Sites and feeds, in two processes that hash in another order, in other time zones and other languages."""
    root, output = example_in(tmp_path / "copy"), tmp_path / "out"
    surroundings = {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LANG": "en_US"}
    result = aftercare("build", "--root", root.path, "--as-of", AS_OF, "--output", output, **surroundings)
    assert result.returncode == 0, result.stderr
    one, other = tree_of(built), tree_of(output)
    assert [path for path in one.keys() | other.keys() if one.get(path) != other.get(path)] == []
    assert len(one) > 100


def test_a_second_build_into_the_same_place_changes_nothing(built: Path, tmp_path: Path) -> None:
    """Built upon what it built before, the day's output stays as it is: same bytes, same files."""
    output = tmp_path / "out"
    shutil.copytree(built, output)
    before = tree_of(output)
    result = example_in(tmp_path / "copy").run("build", "--as-of", AS_OF, "--output", str(output))
    assert result.exit_code == 0, result.output
    assert tree_of(output) == before
    assert os.path.exists(output / "site/index.html")
    for part in ("site", "staff handbook", "feeds"):
        line = next(line for line in result.stdout.splitlines() if line.startswith(f"{part}: "))
        assert "changed 0, removed 0" in line
