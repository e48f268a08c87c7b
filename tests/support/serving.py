"""Folders served on a port of this machine, while a test asks for them."""

from __future__ import annotations

import os
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from support.company import HANGS

_given: set[int] = set()


def free_port() -> int:
    """A TCP port of this machine that nobody listens on.

    It is not of those that the system gives away, so that nobody gets it before whoever is to listen there does, and each
    process of a run has numbers of its own. No number is given twice, for who asked first may not listen yet.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    for port in random.sample(range(20_000 + worker % 40 * 300, 20_300 + worker % 40 * 300), 300):
        with socket.socket() as probe, suppress(OSError):
            if port not in _given:
                probe.bind(("127.0.0.1", port))
                _given.add(port)
                return port
    raise AssertionError("all ports are taken")


def waited(pause: float = 0.05) -> Iterator[None]:
    """Once and again, for as long as what is waited for can still come."""
    for _ in range(int(HANGS / pause)):
        yield
        time.sleep(pause)


class Quiet(SimpleHTTPRequestHandler):
    """Hands out files and says nothing; with a ``policy``, under that Content-Security-Policy. While ``cut``, nothing."""

    policy = ""
    cut: threading.Event | None = None

    def parse_request(self) -> bool:
        """With the line cut, whoever asks hears nothing."""
        is_cut = self.cut is not None and self.cut.is_set()
        self.close_connection = self.close_connection or is_cut
        return super().parse_request() and not is_cut

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """With the policy, if there is one."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def served(folder: Path, policy: str = "", cut: threading.Event | None = None) -> Iterator[str]:
    """The address on this machine at which ``folder`` is served meanwhile; nobody answers while the line is ``cut``."""
    handler = type("Handler", (Quiet,), {"policy": policy, "cut": cut})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
