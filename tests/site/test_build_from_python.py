"""``generator.build`` makes what ``aftercare build`` makes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from support.company import AS_OF, Root, tree_of

from generator import build


def test_a_build_from_python_is_the_build_of_the_command_line(plain_site: Root, tmp_path: Path) -> None:
    """The same bytes, and a report that counts them."""
    shutil.copytree(plain_site.path, tmp_path / "company", ignore=shutil.ignore_patterns("out"))
    report = build(tmp_path / "company", tmp_path / "out", date.fromisoformat(AS_OF))
    made = tree_of(tmp_path / "out")
    assert made == tree_of(plain_site.path / "out")
    counted = {"site": report.site, "site-staff": report.handbook, "feeds": report.feeds}
    for folder, written in counted.items():
        assert written is not None
        assert written.total == sum(path.startswith(f"{folder}/") for path in made) - 1  # its marker is not counted
    assert list(report.warnings) == []
