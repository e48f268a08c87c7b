"""What tests share: a small sound company that a test edits, and the example data, each built once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from support.company import Root, example_files, example_in, feeds_in, site_files, written
from support.handbook import HANDBOOK
from support.shared import built_once
from support.small import PANE, SMALL

pytest_plugins = ("support.chromium", "support.measured")

# The same examples on every run and every machine, and no deadline on any of them.
settings.register_profile("same", derandomize=True, database=None, deadline=None, max_examples=150)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden cases' expected folders anew")


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are to be written rather than compared."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """The small sound company."""
    return written(SMALL, tmp_path / "company")


@pytest.fixture
def handbook(root: Root) -> Root:
    """The small company with one definition of every kind."""
    return written(HANDBOOK, root.path)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The example company. Tests share it, so they do not edit it."""
    return example_in(tmp_path_factory.mktemp("example"))


@pytest.fixture(scope="session")
def built() -> Iterator[Path]:
    """What ``aftercare build`` makes of the example: a folder with ``site``, ``site-staff`` and ``feeds``."""
    with built_once("example", example_files()) as company:
        yield company.path / "out"


@pytest.fixture(scope="session")
def small_site() -> Iterator[Root]:
    """The small company with one definition of every kind, built: ``site``, ``site-staff`` and ``feeds`` lie in its ``out``.

    One guide is renamed, and the window has a picture.
    """
    files = site_files()
    files["definitions/pictures/pane.svg"] = PANE.encode()
    files["definitions/pictures.yaml"] = "pane.svg: {alt: {zh: 一片玻璃, en: A pane}}\n".encode()
    files["definitions/products/window.yaml"] += b"picture: pane.svg\n"
    files["definitions/guides/wipe.yaml"] += b"formerly: [dust]\nreviewed: 2026-11-01\n"
    with built_once("small", files) as company:
        yield company


@pytest.fixture(scope="session")
def example_feeds(built: Path) -> dict[str, bytes]:
    """The example's feeds by ``kind holder``."""
    return feeds_in(built / "feeds")
