"""``aftercare`` in a process of its own that meets bad luck: it is killed, or the disk takes no more."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

from support.company import HANGS

SOAKING = "AFTERCARE_KILLS" in os.environ

# Everything happens in one process, so that it is known what comes n-th. KILL_AT: a number of changes to files below
# KILL_BELOW, or the name of a step that begins; without it, the changes are counted.
_PROGRAM = """
import os, signal, sys
from generator.faces import console
from generator.faces.cli import main
from generator.publishing import mkdocs

at, below = os.environ.get("KILL_AT", ""), os.environ["KILL_BELOW"]
done = 0

def end():
    os.kill(os.getpid(), signal.SIGKILL)

def watch(event, arguments):
    global done
    if event == "open":
        path, _, flags = arguments
        if not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
    elif event in ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link"):
        path = arguments[0]
    else:
        return
    if not isinstance(path, (str, bytes, os.PathLike)):
        return
    # Whole trees are removed by names in folders that are open.
    if os.fsdecode(path).startswith(below) or event in ("os.remove", "os.rmdir"):
        done += 1
        if at == str(done):
            end()

def begins(self, name, told=console.Steps.__call__):
    if at == name:
        end()
    told(self, name)

console.Steps.__call__ = begins
mkdocs.os.cpu_count = lambda: 1
sys.addaudithook(watch)
try:
    main(sys.argv[1:])
finally:
    print("changes", done, flush=True)
"""


def run(root: Path, *arguments: str | Path, at: str = "") -> subprocess.CompletedProcess[str]:
    """Run ``aftercare ARGUMENTS``, killed ``at`` a step or a change below ``root``."""
    environment = {**os.environ, "KILL_BELOW": str(root), "KILL_AT": at, "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("AFTERCARE_SECRET", None)
    command = [sys.executable, "-c", _PROGRAM, *map(str, arguments)]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANGS, check=False)
    if at:
        assert result.returncode == -signal.SIGKILL, result.stdout + result.stderr
    else:
        assert result.returncode == 0, result.stdout + result.stderr
    return result


def changes(result: subprocess.CompletedProcess[str]) -> int:
    """How many things a run that was not killed did."""
    return int(result.stdout.split("changes ")[1])


def moments(total: int, seed: int) -> list[str]:
    """So many moments of ``total``, chosen by chance and the same each time: three, or as AFTERCARE_KILLS says."""
    wanted = int(os.environ.get("AFTERCARE_KILLS", "3"))
    return [str(n) for n in sorted(random.Random(seed).sample(range(1, total + 1), min(wanted, total)))]


_LIMITED = """
import resource, sys
from generator.faces.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(sys.argv[2:])
"""


def limited(size: int, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``aftercare ARGUMENTS`` where no file grows above ``size`` bytes: a disk that ends in the middle of a file."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"}
    environment.pop("AFTERCARE_SECRET", None)
    command = [sys.executable, "-c", _LIMITED, str(size), *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=HANGS, check=False)
