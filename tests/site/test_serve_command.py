"""``aftercare serve`` as it is typed: a process that shows an edit and survives a mistake."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from support.company import AS_OF, HANGS, Root, with_plain_sites
from support.serving import free_port, waited

from generator.faces.serve import Served


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[tuple[Root, str, subprocess.Popen[str]]]:
    """The small company, served: (root, address, process)."""
    root = with_plain_sites(Root(tmp_path / "copy"))
    port = free_port()
    program = [
        Path(sys.executable).with_name("aftercare"),
        "serve",
        "--root",
        root.path,
        "--port",
        str(port),
        "--lang",
        "en",
    ]
    log = (tmp_path / "log").open("w")
    process = subprocess.Popen([str(word) for word in program], stdout=log, stderr=log, text=True)
    try:
        yield root, f"http://127.0.0.1:{port}/", process
    finally:
        process.terminate()
        process.wait(HANGS)
        log.close()


def fetched(address: str, words: str, process: subprocess.Popen[str]) -> str:
    """The page at ``address`` once it holds ``words``."""
    for _ in waited():
        assert process.poll() is None, "the server ended"
        with suppress(OSError), urllib.request.urlopen(address, timeout=HANGS) as answer:
            text: str = answer.read().decode()
            if words in text:
                return text
    raise AssertionError(f"{words!r} is not on {address}")


def test_serving_shows_an_edit_and_survives_a_mistake(
    serving: tuple[Root, str, subprocess.Popen[str]], tmp_path: Path
) -> None:
    """A threshold is edited: its page changes by itself. A mistake is named, and the last good page stays."""
    root, address, process = serving
    page = f"{address}zh/maintenance/window/bolts/"
    fetched(page, "入住满 1 个月时一次", process)
    task = "definitions/maintenance/window/bolts.yaml"
    root.edit(task, "threshold: 1 month", "threshold: 45 days")
    fetched(page, "入住满 45 天时一次", process)
    root.edit(task, "threshold: 45 days", "threshold: soon")
    for _ in waited():
        log = (tmp_path / "log").read_text("utf-8")
        if "the last good site stays up" in log:
            break
        assert process.poll() is None, "the server ended"
    assert "the last good site stays up" in log
    assert re.search(rf"{task}:\d+:14: schedule.threshold: 'soon' is not a length of time", log)
    assert "Traceback" not in log
    fetched(page, "入住满 45 天时一次", process)


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked for as Linux shows them")
def test_a_server_that_is_killed_leaves_no_process_and_its_folder_goes_with_the_next(
    serving: tuple[Root, str, subprocess.Popen[str]],
) -> None:
    """The processes that build pages end with it; a server that runs keeps its folder."""
    root, address, process = serving
    fetched(f"{address}zh/", "小公司", process)
    above = root.path / ".cache/serve"
    (folder,) = above.iterdir()
    workers = processes_of(process.pid)
    assert workers
    process.kill()
    process.wait(HANGS)
    for _ in waited():
        if not any(is_alive(pid) for pid in workers):
            break
    assert [pid for pid in workers if is_alive(pid)] == []
    assert list(above.iterdir()) == [folder]
    first, second = (
        Served(root.path, lambda: date.fromisoformat(AS_OF)),
        Served(root.path, lambda: date.fromisoformat(AS_OF)),
    )
    assert not folder.exists()
    assert len(list(above.iterdir())) == 2
    for served in (first, second):
        served.close()
    assert list(above.iterdir()) == []


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended may be listed until somebody asks how."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in ("Z", "X")
    except OSError:
        return False


def processes_of(above: int) -> list[int]:
    """The processes that ``above`` began, and those that they began."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    below = {above}
    for _ in parents:
        below |= {pid for pid, parent in parents.items() if parent in below}
    return sorted(below - {above})
