"""What tests measured beside passing, printed after the run; a plugin of pytest, for workers tell their run's end alone."""

from __future__ import annotations

from typing import Any

import pytest

_LINES = pytest.StashKey[list[str]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LINES] = []


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> list[str]:
    """Lines that are printed after the run."""
    return pytestconfig.stash[_LINES]


def pytest_sessionfinish(session: pytest.Session) -> None:
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["measured"] = session.config.stash[_LINES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """A worker of pytest-xdist has ended; one that crashed tells nothing."""
    node.config.stash[_LINES] += getattr(node, "workeroutput", {}).get("measured", [])


def pytest_terminal_summary(terminalreporter: Any) -> None:
    lines = terminalreporter.config.stash[_LINES]
    if lines:
        terminalreporter.section("measured")
        for line in sorted(lines):
            terminalreporter.write_line(line)
