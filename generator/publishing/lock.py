"""One build of an output at a time: the next waits a while, and then is told who holds it."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from generator.publishing.durable import naming
from generator.publishing.troubles import as_problems
from generator.text.located import Stopped
from generator.text.problems import Problem

LOCK = ".aftercare.lock"
# Who is told how far a command is.
Tell = Callable[[str], None]
# So many seconds a build waits for the one before it: most are done by then.
PATIENCE = 60.0


@contextmanager
def alone(folders: Iterable[Path], command: str, tell: Tell = lambda _: None) -> Iterator[None]:
    """Nobody else builds into ``folders`` meanwhile, nor writes pages there; ``command`` tells others who does.

    Folders are taken in one order, so that two builds never wait for each other. The lock is the system's: with the
    process that held it, it is gone, and so is its file when the next is done. Raises Stopped where a folder cannot be
    written to, and with the holder where it was waited for in vain.
    """
    with ExitStack() as held:
        with as_problems():
            for folder in sorted({Path(os.path.realpath(folder)) for folder in folders}):
                held.enter_context(_held(folder, command, tell))
        yield


@contextmanager
def _held(folder: Path, command: str, tell: Tell) -> Iterator[None]:
    made = _missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / LOCK
    lock = FileLock(file)
    try:
        with naming(file):
            _acquire(lock, file, tell)
            file.write_text(_holder(command), "utf-8")
        yield
    finally:
        if lock.is_locked:
            with suppress(OSError):
                file.unlink()  # whoever waits for it notices, and takes a new one
            lock.release()
        for empty in made:  # where nothing was published, nothing is left
            with suppress(OSError):
                empty.rmdir()


def _missing(folder: Path) -> list[Path]:
    """The folders that have to be made for ``folder``, itself first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def _acquire(lock: FileLock, file: Path, tell: Tell) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        tell("wait")
        try:
            lock.acquire(timeout=PATIENCE, poll_interval=0.05)
        except Timeout:
            raise Stopped([_busy(file)]) from None


def _holder(command: str) -> str:
    return json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "command": command}, ensure_ascii=False)


def _busy(file: Path) -> Problem:
    """Who holds the lock, as far as it says so; since when, by the time of its file."""
    params: dict[str, object] = {"pid": "?", "host": "?", "command": "?", "since": "?"}
    with suppress(OSError, ValueError):
        told = json.loads(file.read_text("utf-8"))
        params |= {name: told[name] for name in ("pid", "host", "command") if isinstance(told, dict) and name in told}
        params["since"] = f"{datetime.fromtimestamp(file.stat().st_mtime).astimezone():%Y-%m-%d %H:%M:%S %z}"
    return Problem(code="held", file=str(file.parent), params=params)
