"""``aftercare`` in a process of its own that meets bad luck: it is killed, or the disk takes no more."""

from __future__ import annotations

import os
import random
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from support.apart import run_apart
from support.soaking import times

from generator.faces import console
from generator.faces.cli import main
from generator.publishing import mkdocs


def _killed(below: str, at: str, arguments: list[str]) -> None:
    """``aftercare ARGUMENTS`` that is killed at the n-th change to files ``below``, or as a step begins; else it counts them.

    Everything happens in one process, so that it is known what comes n-th.
    """
    done = 0

    def end() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def watch(event: str, given: tuple[Any, ...]) -> None:
        nonlocal done
        if event == "open":
            path, _, flags = given
            if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                return
        elif event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"):
            path = given[0]
        else:
            return
        if not isinstance(path, (str, bytes, os.PathLike)):
            return
        # Whole trees are removed by names in folders that are open. What is kept elsewhere, of the program, is there or not.
        if os.fsdecode(path).startswith(below) or (event in ("os.remove", "os.rmdir") and given[1] != -1):
            done += 1
            if at == str(done):
                end()

    def begins(self: console.Steps, name: str, told: Callable[..., None] = console.Steps.__call__) -> None:
        if at == name:
            end()
        told(self, name)

    console.Steps.__call__ = begins  # type: ignore[method-assign]
    mkdocs.processes = lambda: 1
    sys.addaudithook(watch)
    try:
        main(arguments)
    finally:
        print("changes", done, flush=True)


def run(root: Path, *arguments: str | Path, at: str = "", or_done: bool = False) -> subprocess.CompletedProcess[str]:
    """Run ``aftercare ARGUMENTS``, killed ``at`` a step or a change below ``root``; ``or_done``: where it comes so far."""
    result = run_apart(_killed, str(root), at, [*map(str, arguments)])
    if at and not (or_done and result.returncode == 0):
        assert result.returncode == -signal.SIGKILL, result.stdout + result.stderr
    else:
        assert result.returncode == 0, result.stdout + result.stderr
    return result


def changes(result: subprocess.CompletedProcess[str]) -> int:
    """How many things a run that was not killed did."""
    return int(result.stdout.split("changes ")[1])


def moments(total: int, seed: int) -> list[str]:
    """Some moments of ``total``, chosen by chance and the same each time."""
    return [str(n) for n in sorted(random.Random(seed).sample(range(1, total + 1), min(times(2, 40), total)))]


def _limited(size: int, arguments: list[str]) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    main(arguments)


def limited(size: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``aftercare ARGUMENTS`` where no file grows above ``size`` bytes: a disk that ends in the middle of a file."""
    return run_apart(_limited, size, [*map(str, arguments)])
