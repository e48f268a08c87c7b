"""What several tests read and none changes is built once: for all processes of a run, and for the runs after it.

It lies in ``.cache/tests`` under a digest of everything that it is made from, so whatever changes is built anew. Whoever
comes first builds, and the others wait.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from filelock import FileLock
from support.company import AS_OF, PROJECT, Root, written

import generator

CACHE = PROJECT / ".cache/tests"
KEPT = 3  # of each name, so that going to and fro between two states builds neither again

Looks = dict[str, list[int]]


@contextmanager
def built_once(name: str, files: Mapping[str, bytes]) -> Iterator[Root]:
    """The company of ``files`` with its ``site``, ``site-staff`` and ``feeds`` in the folder ``out``.

    Nobody may write there: where something looks different at the end, that is an error of the tests.
    """
    folder = CACHE / name / digest(files)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / f"{name}.lock"):
        if not _is_whole(folder):
            shutil.rmtree(folder, ignore_errors=True)
            root = written(files, folder)
            result = root.run("build", "--as-of", AS_OF, "--output", str(folder / "out"))
            assert result.exit_code == 0, result.output
            _list_of(folder).write_text(json.dumps(_looks(folder)), "utf-8")
        os.utime(folder)
        _drop_old(folder.parent)
    before = _looks(folder)
    yield Root(folder)
    after = _looks(folder)
    changed = [path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]
    assert changed == [], f"a test wrote into what all tests share: {folder}"


def made_once(name: str, files: Mapping[str, bytes], make: Callable[[], bytes]) -> bytes:
    """What ``make`` gives of ``files``."""
    file = CACHE / name / digest(files)
    file.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(CACHE / f"{name}.lock"):
        if not file.is_file():
            half = file.with_suffix(".half")
            half.write_bytes(make())
            half.rename(file)
            for old in sorted(file.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink()
        return file.read_bytes()


def digest(files: Mapping[str, bytes]) -> str:
    """A name for what is made of ``files`` by this package, with these libraries, by this Python."""
    told = _made_by().copy()
    for path, content in sorted(files.items()):
        told.update(f"\n{path}\n".encode() + hashlib.sha256(content).digest())
    return told.hexdigest()[:24]


@cache
def _made_by() -> hashlib._Hash:
    """The package, the libraries and Python, of which a process of tests has one state."""
    package = Path(generator.__file__).parent
    code = {path.relative_to(package).as_posix(): path for path in sorted(package.rglob("*")) if path.is_file()}
    libraries = sorted(path.name for path in Path(sysconfig.get_path("purelib")).glob("*.dist-info"))
    told = hashlib.sha256("\n".join([sys.version, AS_OF, *libraries]).encode())
    for path in (path for path in code if "__pycache__" not in path):
        told.update(f"\n{path}\n".encode() + hashlib.sha256(code[path].read_bytes()).digest())
    return told


def _list_of(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.json")


def _looks(folder: Path) -> Looks:
    """Size and time of each file."""
    found = ((path.relative_to(folder).as_posix(), path.stat()) for path in folder.rglob("*") if path.is_file())
    return {path: [status.st_size, status.st_mtime_ns] for path, status in found}


def _is_whole(folder: Path) -> bool:
    """Whether it was built to its end, and nobody wrote there since."""
    try:
        listed: Looks = json.loads(_list_of(folder).read_text("utf-8"))
    except OSError:
        return False
    return listed == _looks(folder)


def _drop_old(kept: Path) -> None:
    """Leave the few that were used last."""
    folders = sorted((path for path in kept.iterdir() if path.is_dir()), key=lambda path: path.stat().st_mtime)
    for folder in folders[:-KEPT]:
        _list_of(folder).unlink(missing_ok=True)
        shutil.rmtree(folder)
