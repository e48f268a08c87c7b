"""Somebody else who builds into a folder."""

from __future__ import annotations

import os
import time
from pathlib import Path

from support.company import HANGS

from generator.faces.cli import main
from generator.publishing import lock, mkdocs
from generator.publishing.lock import alone


def aftercare_here(arguments: list[str]) -> None:
    """``aftercare ARGUMENTS``, however long it has to wait."""
    lock.PATIENCE = HANGS
    mkdocs.processes = lambda: 1  # the tests beside have the other cores
    main(arguments)


def aftercare_in(folder: Path, arguments: list[str]) -> None:
    """``aftercare ARGUMENTS`` as it is typed in ``folder``."""
    os.chdir(folder)
    aftercare_here(arguments)


def hold(folder: Path, go: Path) -> None:
    """Hold ``folder`` as a build does, and say so, until the file ``go`` is there."""
    with alone([folder], "aftercare build --root /srv/care"):
        print("held", flush=True)
        while not go.exists():
            time.sleep(0.02)
