"""The layers hold what they promise: quick tests build no site, and nothing is silently left out where it is required."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from support.company import HANGS, PROJECT


def test_browser_tests_are_required_on_ci(tmp_path: Path) -> None:
    """Without Chromium they are skipped in one clear line; where CI or AFTERCARE_BROWSER asks for them they fail."""
    test = tmp_path / "test_one.py"
    test.write_text("def test_one(chromium):\n    pass\n", "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-rs",
        "-p",
        "no:cacheprovider",
        "-p",
        "support.chromium",
        str(test),
    ]
    for surroundings, words, status in (
        ({}, "no Chromium on this machine, so browser tests were not run; `apt install chromium` brings it", 0),
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
