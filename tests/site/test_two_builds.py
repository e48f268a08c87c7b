"""Two builds of one output at once: the second waits, and what is published is whole after each."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
from support.company import AS_OF, HANGS, Root, tree_of
from support.soaking import SOAKING


def begun(root: Path, *arguments: str) -> subprocess.Popen[str]:
    """``aftercare ARGUMENTS`` as it begins."""
    patient = f"from generator.publishing import lock; lock.PATIENCE = {HANGS}"
    program = [sys.executable, "-c", f"{patient}; from generator.faces.cli import main; main()"]
    options = ["--root", str(root), "--as-of", AS_OF, "--lang", "en"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen([*program, *arguments, *options], env=environment, text=True, **pipes)


def until(process: subprocess.Popen[str], line: str) -> None:
    """Read what ``process`` says until it says ``line``."""
    assert process.stderr is not None
    for said in process.stderr:
        if said == line:
            return
    raise AssertionError(f"{line!r} was never said")


SECONDS, STEPS = ("build", "feeds", "pages"), ("check", "sites and staff handbook")
PAIRS = list(product(SECONDS, STEPS)) if SOAKING else [*zip(SECONDS, STEPS, strict=False)]


@pytest.mark.soak
@pytest.mark.parametrize(("second", "step"), PAIRS)
def test_the_second_waits_for_the_first_and_both_publish_everything(
    small_site: Root, tmp_path: Path, second: str, step: str
) -> None:
    """Whatever the second is, and whenever it begins. Neither leaves anything behind."""
    root = tmp_path / "company"
    shutil.copytree(small_site.path, root, ignore=shutil.ignore_patterns("out"))
    later = ("--accept", "future")
    first = begun(root, "build", *later)
    until(first, f"{step} …\n")
    first.send_signal(signal.SIGSTOP)  # else it might be done before the other begins
    other = begun(root, second, *(later if second != "pages" else ()))
    until(other, "waiting for another build …\n")
    first.send_signal(signal.SIGCONT)
    for process in (first, other):
        process.communicate(timeout=HANGS)
        assert process.returncode == 0
    for part in ("site", "site-staff", "feeds"):
        assert tree_of(root / part) == tree_of(small_site.path / "out" / part)
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".")) == [".cache", ".feeds.last"]
