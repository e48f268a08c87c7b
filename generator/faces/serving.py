"""The command that shows the site while somebody edits."""

from __future__ import annotations

import errno
import gc
import socket

import click

from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.options import (
    current_day,
    running,
    with_session,
)
from generator.faces.privately import PrivateServer
from generator.faces.serve import Served
from generator.text.located import Stopped

_FOR_ALL, _LAST = 1024, 65535  # ports that anybody may take


@click.command("serve")
@with_session
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(0, _LAST), default=8000, show_default=True)
def serve_command(session: Session, host: str, port: int) -> None:
    """Show the site, and rebuild it when YAML, templates or docs change."""
    gc.enable()

    def rebuilt(seconds: float, stopped: Stopped | None) -> None:
        if stopped is None:
            session.out.print(session.words.say("rebuilt", seconds=seconds), markup=False)
        else:
            session.print_problems(stopped.located(), session.err)
            session.err.print(session.words["still_up"], markup=False)

    def told(stopped: Stopped | None) -> tuple[str, list[str]]:
        """What stands above the pages: lines of customers' files for whoever sits at this machine alone."""
        is_here = host in ("127.0.0.1", "localhost", "::1")
        problems = stopped.located() if stopped is not None else []
        lines = [problem.heading(session.words) for problem in problems if is_here or not problem.is_private]
        return session.words["still_up"], lines

    port = _port(session, host, port)
    try:
        served = Served(session.root, lambda: current_day(session.root), running(session))
    except Stopped as stopped:
        session.stop(stopped)
    try:
        served.build()
    except Stopped as stopped:
        served.close()
        session.stop(stopped)
    session.out.print(session.words.say("serving", url=address(host, port)), markup=False)
    said = {name: session.words[f"privately_{name}"] for name in ("title", "staff", "nothing")}
    privately = PrivateServer(session.root, said)
    privately.start()
    session.out.print(session.words.say("serving_privately", url=privately.url), markup=False)
    try:
        served.run(host, port, rebuilt, session.words["foreign_host"], told)
    finally:
        privately.close()


def free_port(host: str, port: int) -> int:
    """The port itself, or for 0 a free one. Raises OSError, or UnicodeError, where nothing can be served at ``host``."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        tried.bind(address)
        return int(tried.getsockname()[1])


def address(host: str, port: int) -> str:
    """What is typed into a browser."""
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def _port(session: Session, host: str, port: int) -> int:
    """The port to serve at; the run ends where nothing can be served there, before anything is built for it."""
    other = 8000 if port < _FOR_ALL else min(port + 1, _LAST)
    try:
        port = free_port(host, port)
    except UnicodeError:  # no name of a host, such as one of 64 letters
        refuse(session, "serve_host", host=host)
    except OSError as error:
        key = {errno.EADDRINUSE: "serve_taken", errno.EACCES: "serve_forbidden"}.get(error.errno or 0, "serve_host")
        refuse(session, key, host=host, port=port, other=other)
    return port
