"""MkDocs' own commands build the same site, and stop on the same mistakes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from support.company import HANGS, example_in


def test_a_plain_mkdocs_build_works_after_the_pages_were_written(tmp_path: Path) -> None:
    """Whoever prefers MkDocs' own commands has the same site, written by the hook."""
    root = example_in(tmp_path / "copy")
    assert root.run("pages").exit_code == 0
    program = [
        Path(sys.executable).with_name("mkdocs"),
        "build",
        "--strict",
        "-f",
        "mkdocs.yml",
        "-d",
        tmp_path / "site",
    ]
    result = subprocess.run(program, cwd=root.path, capture_output=True, text=True, timeout=HANGS, check=False)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/products/led-display/index.html").is_file()


def test_a_plain_mkdocs_build_stops_on_a_mistake_in_yaml(tmp_path: Path) -> None:
    """The hook names file and place, and MkDocs ends with an error."""
    root = example_in(tmp_path / "copy")
    assert root.run("pages").exit_code == 0
    root.edit("definitions/products/led-display.yaml", "\nline: led", "\nline: lde")
    program = [Path(sys.executable).with_name("mkdocs"), "build", "-f", "mkdocs.yml", "-d", tmp_path / "site"]
    result = subprocess.run(program, cwd=root.path, capture_output=True, text=True, timeout=HANGS, check=False)
    assert result.returncode != 0
    assert re.search(r"definitions/products/led-display\.yaml:\d+:7: line: ", result.stderr)
