"""What a build of a real company costs: the first one, and the next after nothing, one day or one file is new.

``python -m bench.edits [--dask] [NUMBER ...]`` writes so many customers of up to eight years with their records (see
``bench.whole``; 1,000 and 10,000 where no number is given, with ``--large`` 100,000 as well) and runs ``aftercare feeds`` on
them, each time in a process of its own. It tells seconds by the clock, the processor's seconds of all processes, and the
largest memory of one of them. With ``--dask`` the same is made by a scheduler and two workers on this machine, whose time is not
counted as the processor's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from bench.synthetic import AS_OF

SIZES, LARGE = (1_000, 10_000), 100_000
_COMMAND = [sys.executable, "-c", "from generator.faces.entry import main; main()"]
_DASK = [sys.executable, "-m"]
_WRITE = "import sys; from pathlib import Path; from bench.whole import written; written(Path(sys.argv[1]), int(sys.argv[2]))"


def build(root: Path, output: Path, days: int, options: Sequence[str]) -> tuple[float, float, float]:
    """Seconds by the clock and of the processor, and megabytes, of ``aftercare feeds`` so many days later."""
    told = [
        "--root",
        str(root),
        "feeds",
        "--output",
        str(output),
        "--as-of",
        f"{AS_OF + timedelta(days=days)}",
        *options,
    ]
    began = time.perf_counter()
    process = subprocess.Popen([*_COMMAND, *told], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read() if process.stderr is not None else b""
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(said.decode())
    megabytes = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, megabytes


def _one_customer(root: Path) -> None:
    _rename(root / "schedules/customers/c-00007.yaml")


def _another_customer(root: Path) -> None:
    _rename(root / "schedules/customers/c-00008.yaml")


def _rename(customer: Path) -> None:
    customer.write_text(customer.read_text("utf-8").replace("name: 客户", "name: 新客户", 1), "utf-8")


def _one_task(root: Path) -> None:
    task = root / "definitions/maintenance/window/bolt-check.yaml"
    text = task.read_text("utf-8")
    task.write_text(text.replace("threshold: 1 month", "threshold: 5 weeks", 1), "utf-8")


def _one_record(root: Path) -> None:
    month = root / f"schedules/records/{AS_OF:%Y-%m}.yaml"
    known = month.read_text("utf-8") if month.exists() else "records:\n"
    done = f"record: completed, date: {AS_OF}, customer: c-00008, site: site, task: service/quarterly-visit"
    month.write_text(f"{known}  - {{{done}}}\n", "utf-8")


def _nothing(root: Path) -> None:
    pass


# What is new before each build, and how many days after the first it is: as in a company's life, the day's build first.
BUILDS: tuple[tuple[str, Callable[[Path], None], int], ...] = (
    ("first build", _nothing, 0),
    ("nothing edited", _nothing, 0),
    ("the next day", _nothing, 1),
    ("one customer edited", _one_customer, 1),
    ("another one edited", _another_customer, 1),
    ("one record added", _one_record, 1),
    ("one task edited", _one_task, 1),
)


@contextmanager
def scheduler(folder: Path) -> Iterator[list[str]]:
    """The options that name a scheduler of two workers on this machine."""
    file = folder / "scheduler.json"
    at = ["--host", "127.0.0.1", "--no-dashboard", "--scheduler-file", str(file)]
    commands = [[*_DASK, "distributed.cli.dask_scheduler", *at, "--port", "0"]]
    commands += 2 * [[*_DASK, "distributed.cli.dask_worker", *at, "--nthreads", "1", "--no-nanny"]]
    running = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    try:
        while not file.exists():
            time.sleep(0.1)
        yield ["--scheduler", json.loads(file.read_text("utf-8"))["address"]]
    finally:
        for process in running:
            process.kill()
            process.wait()


def report(size: int, *, dask: bool) -> float:
    """Print a line for each build; how long the first one kept the processor."""
    first = 0.0
    with tempfile.TemporaryDirectory() as folder:
        root, output = Path(folder, "company"), Path(folder, "out")
        root.mkdir()
        # By a process of its own: what one holds when it starts another counts as the most that the other held.
        subprocess.run([sys.executable, "-c", _WRITE, str(root), str(size)], check=True)
        megabytes = sum(path.stat().st_size for path in (root / "schedules").rglob("*.yaml")) / 1e6
        print(f"{size:,} customers, {megabytes:,.0f} MB of YAML{', two workers of Dask' if dask else ''}", flush=True)
        with scheduler(Path(folder)) if dask else _alone() as options:
            for name, edit, days in BUILDS:
                edit(root)
                clock, processor, memory = build(root, output, days, options)
                first = first or processor
                print(
                    f"  {name:<24}{clock:8.1f} s, of the processor {processor:8.1f} s, at most {memory:7,.0f} MB",
                    flush=True,
                )
        files = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
        print(f"  {len(files):,} files, {sum(files) / 1e6:,.0f} MB", flush=True)
    return first


@contextmanager
def _alone() -> Iterator[list[str]]:
    yield []


def main(arguments: list[str]) -> int:
    numbers = [int(argument) for argument in arguments if argument.isdigit()] or list(SIZES)
    sizes = [*numbers, *([LARGE] if "--large" in arguments else [])]
    firsts = [report(size, dask="--dask" in arguments) for size in sizes]
    for (small, large), (quick, slow) in zip(pairwise(sizes), pairwise(firsts), strict=True):
        print(
            f"{large / small:g} times the customers: {slow / quick:.1f} times the processor's time for the first build"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
