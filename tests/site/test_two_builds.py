"""Two builds of one output at once: the second waits, and what is published is whole after each."""

from __future__ import annotations

import os
import shutil
import signal
from itertools import product
from pathlib import Path

import pytest
from support.apart import Apart
from support.company import AS_OF, Root, tree_of
from support.holding import aftercare_here
from support.soaking import SOAKING


def begun(root: Path, *arguments: str) -> Apart:
    """``aftercare ARGUMENTS`` as it begins."""
    return Apart(aftercare_here, [*arguments, "--root", str(root), "--as-of", AS_OF, "--lang", "en"])


def until(process: Apart, line: str) -> None:
    """Read what ``process`` says until it says ``line``."""
    for said in process.stderr:
        if said == line:
            return
    raise AssertionError(f"{line!r} was never said")


SECONDS, STEPS = ("build", "feeds", "pages"), ("check", "sites and staff handbook")
PAIRS = list(product(SECONDS, STEPS)) if SOAKING else [*zip(SECONDS, STEPS, strict=False)]


@pytest.mark.soak
@pytest.mark.parametrize(("second", "step"), PAIRS)
def test_the_second_waits_for_the_first_and_both_publish_everything(
    plain_site: Root, tmp_path: Path, second: str, step: str
) -> None:
    """Whatever the second is, and whenever it begins. Neither leaves anything behind."""
    root = tmp_path / "company"
    shutil.copytree(plain_site.path, root, ignore=shutil.ignore_patterns("out"))
    later = ("--accept", "future")
    first = begun(root, "build", *later)
    until(first, f"{step} …\n")
    os.kill(first.pid, signal.SIGSTOP)  # else it might be done before the other begins
    other = begun(root, second, *(later if second != "pages" else ()))
    until(other, "waiting for another build …\n")
    os.kill(first.pid, signal.SIGCONT)
    for process in (first, other):
        assert process.ended().returncode == 0
    for part in ("site", "site-staff", "feeds"):
        assert tree_of(root / part) == tree_of(plain_site.path / "out" / part)
    assert sorted(path.name for path in root.iterdir() if path.name.startswith(".")) == [".cache", ".feeds.last"]
