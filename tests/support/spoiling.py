"""A company of a test's own to spoil: the small one with its own templates, configuration and pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from support.company import Root, with_plain_sites

Spoil = Callable[[Root], object]


@pytest.fixture(scope="session")
def _sited(tmp_path_factory: pytest.TempPathFactory) -> Root:
    return with_plain_sites(Root(tmp_path_factory.mktemp("company")))


@pytest.fixture
def mine(_sited: Root, tmp_path: Path) -> Root:
    """A copy to spoil."""
    shutil.copytree(_sited.path, tmp_path / "company", symlinks=True)
    return Root(tmp_path / "company")
