"""A reader never sees half a publication, and a kill at any moment leaves the old one or the new."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from support.soaking import times

from generator.formats.artifacts import Artifact
from generator.publishing.disk import MARKER, check_ours, new_stage, publish_folder, stage

pytestmark = pytest.mark.long

FILES = 60

WRITER = """
import sys
from pathlib import Path
from generator.formats.artifacts import Artifact
from generator.publishing.disk import check_ours, new_stage, publish_folder, stage
output = Path(sys.argv[1])
n = 0
while True:
    n += 1
    check_ours(output)
    staged = new_stage(output)
    stage(staged, [Artifact(f"{i & 7}/{i}.ics", str(n).encode()) for i in range(%d)])
    publish_folder(staged, output)
    print(n, flush=True)
"""


def editions(output: Path) -> list[str]:
    """What each file of the folder says; a folder in use may be swapped away between two looks."""
    return [path.read_text("ascii") for path in sorted(output.rglob("*")) if path.is_file() and path.name != MARKER]


@pytest.mark.soak
def test_a_kill_at_any_moment_leaves_a_whole_folder(tmp_path: Path) -> None:
    """Writers are killed at moments chosen by chance; what each leaves is of one edition, and can be built on."""
    output = tmp_path / "feeds"
    chance = random.Random(20261123)
    for _ in range(times(5, 60)):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER % FILES, str(output)], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()  # the first edition is out
            time.sleep(chance.uniform(0, 0.05))
            writer.send_signal(signal.SIGKILL)
        found = editions(output)
        assert len(found) == FILES
        assert len(set(found)) == 1, "files of two editions stand side by side"
        check_ours(output)


@pytest.mark.soak
@pytest.mark.skipif(sys.platform != "linux", reason="folders are swapped in one step on Linux alone")
def test_the_folder_is_there_at_every_moment(tmp_path: Path) -> None:
    """Whoever asks for a file while folders are swapped finds one."""
    output = tmp_path / "feeds"
    stop = threading.Event()
    missing = []

    def publish(n: int) -> None:
        staged = new_stage(output)
        stage(staged, [Artifact("a.ics", str(n).encode())])
        publish_folder(staged, output)

    def read() -> None:
        while not stop.is_set():
            try:
                (output / "a.ics").read_bytes()
            except FileNotFoundError:
                missing.append(time.monotonic())

    publish(0)
    reader = threading.Thread(target=read)
    reader.start()
    for n in range(1, times(60, 1000)):
        publish(n)
    stop.set()
    reader.join()
    assert not missing


def test_a_file_that_did_not_change_stays_the_same_file(tmp_path: Path) -> None:
    """Its time, and so a server's ETag, stays; only what changed is new."""
    output = tmp_path / "feeds"
    looks = []
    for second in (b"2", b"3"):
        staged = new_stage(output)
        stage(staged, [Artifact("same.ics", b"1"), Artifact("other.ics", second)])
        written = publish_folder(staged, output)
        looks.append({path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in output.glob("*.ics")})
    assert (written.total, written.changed, written.removed) == (2, 1, 0)
    assert looks[0]["same.ics"] == looks[1]["same.ics"]
    assert looks[0]["other.ics"] != looks[1]["other.ics"]
