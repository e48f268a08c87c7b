"""The layers hold what they promise: quick tests build no site, and nothing is silently left out where it is required."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from support.company import HANGS, PROJECT
from support.shared import digest

SLOW = {"built", "small_site", "plain_site", "example_feeds", "chromium"}


def test_a_quick_test_asks_for_no_built_site_and_no_browser() -> None:
    """Whoever works on the engine waits for neither."""
    slow = {
        (path.name, function.name)
        for path in (PROJECT / "tests/unit").rglob("test_*.py")
        for text in (path.read_text("utf-8"),)
        if any(name in text for name in SLOW)
        for function in ast.walk(ast.parse(text))
        if isinstance(function, ast.FunctionDef) and SLOW & {argument.arg for argument in function.args.args}
    }
    assert slow == set()


def test_every_test_lies_in_a_layer() -> None:
    """Beside the layers nothing would be collected."""
    found = {path.relative_to(PROJECT / "tests").parts[0] for path in (PROJECT / "tests").rglob("test_*.py")}
    assert found == {"unit", "site", "browser", "hosts"}


def test_what_is_shared_is_built_anew_when_a_file_changes() -> None:
    """Its name is made of every file's path and content."""
    names = {digest(files) for files in ({}, {"a": b""}, {"b": b""}, {"a": b"1"}, {"a": b"", "b": b""})}
    assert len(names) == 5
    assert digest({"a": b"1", "b": b"2"}) == digest({"b": b"2", "a": b"1"})


@pytest.mark.long
def test_browser_tests_are_required_on_ci(tmp_path: Path) -> None:
    """Without Chromium they are skipped in one clear line; where CI or AFTERCARE_BROWSER asks for them they fail."""
    test = tmp_path / "test_one.py"
    test.write_text("def test_one(chromium):\n    pass\n", "utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "-p", "support.chromium", test]
    for surroundings, words, status in (
        (
            {},
            "no Chromium on this machine, so browser tests were not run; `apt install chromium-headless-shell` brings it",
            0,
        ),
        ({"CI": "true"}, "1 error", 1),
        ({"AFTERCARE_BROWSER": "required"}, "1 error", 1),
    ):
        result = subprocess.run(
            command,
            cwd=tmp_path,
            env={"PATH": "/nowhere", "PYTHONPATH": str(PROJECT / "tests"), **surroundings},
            capture_output=True,
            text=True,
            timeout=HANGS,
            check=False,
        )
        assert words in result.stdout
        assert result.returncode == status
