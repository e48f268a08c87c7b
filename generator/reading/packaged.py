"""What comes with the program beside its code: templates and theme, MkDocs' configurations and its hook.

In the wheel they lie inside the package, in a checkout beside it. What a company's own folder has prevails.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import Distribution

# What a library needs by itself, and not for something that may be left out.
_NAME, _EXTRA = re.compile(r"[\w.-]+"), "extra =="
_VERSION, _NEEDS = (re.compile(rf"^{key}: (.+)$", re.MULTILINE) for key in ("Version", "Requires-Dist"))
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
    return tuple(sorted(looks_of(packaged(name))))


def looks_of(folder: str | Path) -> Iterator[tuple[str, int, int]]:
    """What the files below ``folder`` look like: path, size and time."""
    with os.scandir(folder) as entries:
        for entry in entries:
            status = entry.stat()
            yield entry.path, status.st_size, status.st_mtime_ns
            if entry.is_dir(follow_symlinks=False):
                yield from looks_of(entry.path)


@cache
def program_files() -> tuple[Path, ...]:
    """Every source file of the program, in all its folders: what an upgrade changes, and no process runs two of them."""
    return tuple(sorted(_PACKAGE.rglob("*.py")))


@cache
def program_digest() -> str:
    """A name for this version of the program, and of the libraries that it runs on: another one may make something else."""
    digest = hashlib.sha256()
    for path in program_files():
        digest.update(path.read_bytes())
    for name, version in sorted(libraries().items()):
        digest.update(f"{name}=={version}\0".encode())
    return digest.hexdigest()


@cache
def libraries() -> Mapping[str, str]:
    """The version of each library that the program needs, and of what these need; what is not installed is left out."""
    from importlib import metadata  # whoever finds nothing edited does without

    versions: dict[str, str] = {}
    asked, waiting = set(), ["aftercare"]
    while waiting:
        name = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if name in asked:
            continue
        asked.add(name)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        version, needs = _said_of(found)
        versions[name] = version
        waiting += [named[0] for need in needs if _EXTRA not in need and (named := _NAME.match(need))]
    return versions


def _said_of(library: Distribution) -> tuple[str, Sequence[str]]:
    """The version of a library, and what it needs; its file is looked through, for to read it as a letter takes long."""
    head = (library.read_text("METADATA") or "").partition("\n\n")[0]
    versions, needs = _VERSION.findall(head), _NEEDS.findall(head)
    return (versions[0], needs) if len(versions) == 1 else (library.version, library.requires or ())


def installed() -> tuple[str, ...]:
    """What lies where Python looks for libraries, each with its version: quickly listed, and more than is needed."""
    names: set[str] = set()
    for folder in filter(os.path.isdir, filter(None, sys.path)):
        with suppress(PermissionError):
            names.update(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return tuple(sorted(names))
