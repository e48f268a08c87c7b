"""``generator.build`` makes what ``aftercare build`` makes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from conftest import AS_OF, Root, tree_of, with_sites

from generator import build


def test_a_build_from_python_is_the_build_of_the_command_line(tmp_path: Path) -> None:
    """The same bytes, and a report that counts them."""
    root = with_sites(Root(tmp_path / "company"))
    report = build(root.path, tmp_path / "one", date.fromisoformat(AS_OF))
    result = root.run("build", "--as-of", AS_OF, "--output", str(tmp_path / "other"))
    assert result.exit_code == 0, result.output
    made, other = tree_of(tmp_path / "one"), tree_of(tmp_path / "other")
    assert made == other
    counted = {"site": report.site, "site-staff": report.handbook, "feeds": report.feeds}
    for folder, written in counted.items():
        assert written is not None
        assert written.total == sum(path.startswith(f"{folder}/") for path in made) - 1  # its marker is not counted
    assert list(report.warnings) == []
