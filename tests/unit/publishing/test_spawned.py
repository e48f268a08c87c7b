"""Processes that work for a caller heed no interrupt, from their first moment on; the caller does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.company import HANGS

from generator.publishing.spawned import uninterrupted

# Each starts two processes; then it says whether it would still be interrupted itself.
CALLERS = {
    "jobs": """
from functools import partial
from generator.publishing.jobs import Processes
print(list(Processes(2).run(partial, len, ["a", "bb", "ccc"])))
""",
    "sites": """
from pathlib import Path
from generator.publishing.mkdocs import build_with, builders
from generator.text.located import Stopped
with builders(2) as pool:
    try:
        build_with(pool, Path("nowhere"), {"zh": (Path("zh"), False), "en": (Path("en"), False)})
    except Stopped as stopped:
        print([problem.code for problem in stopped.problems])
""",
}
ENDINGS = (signal.SIGINT, signal.SIGTERM)
SAYS = "import signal\nprint(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))\n"


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="who started whom is read from /proc")
@pytest.mark.parametrize(("caller", "result"), [("jobs", "[1, 2, 3]"), ("sites", "['missing_file']")])
def test_an_interrupt_is_for_the_caller_alone(tmp_path: Path, caller: str, result: str) -> None:
    """Those that were spawned print nothing, however often and early they are interrupted, and do their work."""
    with subprocess.Popen(
        [sys.executable, "-c", CALLERS[caller] + SAYS],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        interrupted = set()
        ends = time.monotonic() + HANGS
        while running.poll() is None and time.monotonic() < ends:
            for process in spawned_by(running.pid):
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGINT)
                    interrupted.add(process)
            time.sleep(0.005)
        out, err = running.communicate(timeout=HANGS)
    assert (out.splitlines(), err) == ([result, "False"], "")
    assert len(interrupted) == 2


@pytest.fixture
def _heeding_interrupts() -> Iterator[None]:
    """As in a terminal: what a shell runs in the background begins by ignoring interrupts."""
    before = {ending: signal.signal(ending, signal.default_int_handler) for ending in ENDINGS}
    yield
    for ending, handler in before.items():
        signal.signal(ending, handler)


@pytest.mark.usefixtures("_heeding_interrupts")
@pytest.mark.parametrize("ending", ENDINGS)
def test_an_interrupt_while_processes_start_comes_when_they_have_started(ending: signal.Signals) -> None:
    """Whichever thread receives it, and from a terminal or by ``kill``: half a start would be told by the process that was to be."""
    done = []

    def start() -> None:
        with uninterrupted():
            other = threading.Thread(target=signal.raise_signal, args=(ending,))
            other.start()
            other.join()
            signal.raise_signal(ending)
            done.append("started")

    with pytest.raises(KeyboardInterrupt):
        start()
    assert done == ["started"]
    assert signal.getsignal(ending) is signal.default_int_handler


def spawned_by(caller: int) -> list[int]:
    """The processes that work for a caller, by what they run; what tracks their resources is none of them."""
    found = []
    for tasks in Path(f"/proc/{caller}/task").glob("*/children"):
        with suppress(OSError):
            for child in tasks.read_text("ascii").split():
                if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                    found.append(int(child))
    return found
