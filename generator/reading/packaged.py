"""What comes with the program beside its code: templates and theme, MkDocs' configurations and its hook.

In the wheel they lie inside the package, in a checkout beside it. What a company's own folder has prevails.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent
_BROUGHT = next((folder for folder in (_PACKAGE, _PACKAGE.parent) if (folder / "templates").is_dir()), _PACKAGE)


def packaged(name: str) -> Path:
    """The file or folder ``name`` that comes with the program."""
    return _BROUGHT / name


def brought(name: str, root: Path) -> Path:
    """The file or folder ``name`` of ``root``, or the one that comes with the program where ``root`` has none."""
    own = root / name
    return own if os.path.lexists(own) else packaged(name)


def both(name: str, root: Path) -> list[Path]:
    """The folder ``name`` of ``root`` and the one that comes with the program; what is in the first prevails."""
    own, ours = root / name, packaged(name)
    return [own, ours] if os.path.lexists(own) and os.path.realpath(own) != os.path.realpath(ours) else [ours]


def stamps(name: str) -> tuple[tuple[str, int, int], ...]:
    """What the files below the program's folder ``name`` look like: path, size and time, which differ after any edit."""
    looks = ((path, path.stat()) for path in sorted(packaged(name).rglob("*")))
    return tuple((str(path), status.st_size, status.st_mtime_ns) for path, status in looks)


@cache
def program_files() -> tuple[Path, ...]:
    """Every source file of the program, in all its folders: what an upgrade changes, and no process runs two of them."""
    return tuple(sorted(_PACKAGE.rglob("*.py")))


@cache
def program_digest() -> str:
    """A name for this version of the program: another one may make something else."""
    digest = hashlib.sha256()
    for path in program_files():
        digest.update(path.read_bytes())
    return digest.hexdigest()
