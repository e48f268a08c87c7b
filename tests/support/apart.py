"""A function in a process of its own, for what ends a process, bounds it or takes its rights away.

It is forked from a server that has read the program already, so it begins at once; reading takes most of a second.
"""

from __future__ import annotations

import io
import multiprocessing
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.forkserver import ensure_running
from pathlib import Path

import pytest
from support.company import HANGS

_APART = multiprocessing.get_context("forkserver")
_APART.set_forkserver_preload(["generator.faces.cli", "generator.publishing.mkdocs", "support.warmed"])
_PATH = "PYTHONPATH"


def _serve() -> None:
    """Have the server run, and find what it reads beforehand: it is not told where this process looks for modules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(_PATH, str(Path(__file__).parents[1]), prepend=os.pathsep)
        ensure_running()


class Apart:
    """``function``, which lies in ``support``, with ``arguments`` in a process of its own, as it runs."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        ends = [_APART.Pipe(duplex=False) for _ in ("stdout", "stderr")]
        theirs = [written for _, written in ends]
        _serve()
        self._process = _APART.Process(target=_told, args=(*theirs, os.environ.get(_PATH), function, arguments))
        self._process.start()
        for written in theirs:
            written.close()
        self._streams = [os.fdopen(os.dup(read.fileno()), encoding="utf-8") for read, _ in ends]
        for read, _ in ends:
            read.close()
        self._result: subprocess.CompletedProcess[str] | None = None
        self.pid: int = self._process.pid
        self.stdout, self.stderr = self._streams

    def kill(self) -> None:
        """By the signal that no process hears."""
        self._process.kill()

    def ended(self) -> subprocess.CompletedProcess[str]:
        """How it ended, and what it said that was not read yet. It is waited for."""
        if self._result is not None:
            return self._result
        with ThreadPoolExecutor(2) as readers:
            said = list(readers.map(io.TextIOWrapper.read, self._streams))
        self._process.join(HANGS)
        assert self._process.exitcode is not None, "it hangs"
        for stream in self._streams:
            stream.close()
        self._result = subprocess.CompletedProcess[str]([], self._process.exitcode, *said)
        return self._result


def run_apart(function: Callable[..., object], *arguments: object) -> subprocess.CompletedProcess[str]:
    """How ``function`` in a process of its own ended, and what it said."""
    return Apart(function, *arguments).ended()


def _told(
    stdout: Connection,
    stderr: Connection,
    path: str | None,
    function: Callable[..., object],
    arguments: tuple[object, ...],
) -> None:
    """As a program of its own: without the tests' environment, and with its ends where they are read."""
    assert "support.warmed" in sys.modules, "the server read nothing beforehand"
    for name in [name for name in os.environ if name.startswith("AFTERCARE_") or name == _PATH]:
        del os.environ[name]
    os.environ.update({_PATH: path} if path else {})
    for name, descriptor, end in (("stdout", 1, stdout), ("stderr", 2, stderr)):
        os.dup2(end.fileno(), descriptor)
        end.close()
        setattr(sys, name, io.TextIOWrapper(io.FileIO(descriptor, "w", closefd=False), "utf-8", write_through=True))
    function(*arguments)
