"""Calendars made here, by processes of this machine or by a cluster are the same files, also where a worker is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from support.company import HANGS, Root, tree_of

from generator import load
from generator.publishing import together
from generator.publishing.accepted import NOTHING
from generator.publishing.cluster import Cluster
from generator.publishing.feeds import publish_feeds
from generator.publishing.jobs import Here, Jobs, Processes
from generator.publishing.next import next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.templates import templates_of
from generator.text.located import Stopped

DAY = date(2026, 11, 2)


@pytest.fixture
def several(root: Root, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A company with a dozen customers, whose calendars are made in as many parts."""
    text = (root.path / "schedules/customers/c-001.yaml").read_text("utf-8")
    for n in range(12):
        root.write(f"schedules/customers/n-{n:02}.yaml", text.replace("name: ", f"name: 第{n}", 1))
    monkeypatch.setattr(together, "SIZE", 1)
    return root


def made(root: Root, output: Path, jobs: Jobs) -> dict[str, bytes]:
    """Every file that is published into ``output`` by ``jobs``, and whatever lies beside it."""
    given = (templates_of(root.path), DAY, outputs_of(root.path, output), {}, None, NOTHING)
    publish_feeds(next_feeds(*load(root.path)[:2], *given), jobs=jobs)
    return {path: content for path, content in tree_of(output).items() if not path.startswith(".feeds.last")}


@pytest.mark.long
def test_processes_make_what_one_makes(several: Root, tmp_path: Path) -> None:
    """Byte for byte, going on from what was told."""
    for output in ("here", "two"):
        made(several, tmp_path / output, Here())
    several.edit("schedules/customers/n-03.yaml", "name: 第3", "name: 新的第3")
    several.remove("schedules/customers/n-05.yaml")
    assert made(several, tmp_path / "two", Processes(2)) == made(several, tmp_path / "here", Here())


@pytest.mark.long
def test_what_is_wrong_in_a_part_is_told_as_anywhere(several: Root, tmp_path: Path) -> None:
    """A template that says what there is not is named, whoever meets it; nothing is left of what was made before."""
    several.write("templates/feeds/customer.txt.j2", "{{ text.nothing }}\n")
    with pytest.raises(Stopped) as stopped:
        made(several, tmp_path / "out", Processes(2))
    assert [problem.file for problem in stopped.value.problems] == ["templates/feeds/customer.txt.j2"]
    assert tree_of(tmp_path / "out") == {}


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler on loopback, and the processes of its workers, which are there."""
    from distributed import Client

    told = folder / "scheduler.json"
    start = partial(subprocess.Popen, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    dask, here = [sys.executable, "-m", "distributed.cli.dask_scheduler"], ["--host", "127.0.0.1", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(told), "--no-nanny"]
    running = [start([*dask, *here, "--port", "0", "--scheduler-file", str(told)])]
    try:
        running += [
            start([*worker, "--host", "127.0.0.1", "--no-dashboard", "--nthreads", "1"]) for _ in range(workers)
        ]
        with Client(scheduler_file=str(told), timeout=HANGS, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=HANGS)
        yield json.loads(told.read_text("utf-8"))["address"], running[1:]
    finally:
        for process in running:
            process.kill()
            process.wait()


class OneIsLost:
    """A cluster of whose workers one is killed when the first part has come."""

    def __init__(self, address: str, worker: subprocess.Popen[bytes]) -> None:
        self.jobs, self.worker = Cluster(address), worker

    def run(self, prepare: Callable, shared: object, parts: Iterable) -> Iterator:
        """As of any ``Jobs``."""
        for number, result in enumerate(self.jobs.run(prepare, shared, parts)):
            if not number and self.worker.poll() is None:
                os.kill(self.worker.pid, signal.SIGKILL)
                self.worker.wait()
            yield result


@pytest.mark.long
@pytest.mark.filterwarnings("ignore")  # what Dask's own threads leave open
def test_a_cluster_makes_what_one_process_makes_though_a_worker_is_lost(
    several: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another worker takes the parts over; nobody who reads the files can tell."""
    monkeypatch.setattr("generator.publishing.cluster._AT_ONCE", 4)
    here = made(several, tmp_path / "here", Here())
    with cluster(tmp_path, workers=2) as (address, workers):
        assert made(several, tmp_path / "there", OneIsLost(address, workers[0])) == here


def test_a_scheduler_that_is_not_there_is_told(several: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is written."""
    monkeypatch.setattr("generator.publishing.cluster._PATIENCE", "1s")
    result = several.run("feeds", "--as-of", "2026-11-02", "--scheduler", "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    assert "no scheduler answers at tcp://127.0.0.1:9" in result.output
    assert not (several.path / "feeds").exists()
