"""MkDocs' own command on a company, as somebody types it who has no use for ours."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from mkdocs.__main__ import cli
from support.apart import run_apart


def _built(folder: Path, arguments: list[str], environment: Mapping[str, str]) -> None:
    os.chdir(folder)
    for name in [name for name in os.environ if name.startswith(("LC_", "LANG"))]:
        del os.environ[name]
    os.environ.update(environment)
    cli(["build", *arguments])


def mkdocs_build(root: Path, *arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """``mkdocs build ARGUMENTS`` in the folder ``root``, with a plain environment."""
    return run_apart(_built, root, [*map(str, arguments)], environment)
