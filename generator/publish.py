"""Artifacts to disk: only what changed, and a folder that readers see is complete at every moment. The only writer."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.artifacts import Artifact

# A folder that holds this file was made by us and may be replaced by us.
MARKER = ".aftercare"


class NotOurs(Exception):
    """The folder holds files that were not made by this program."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a publication changed."""

    total: int
    changed: int
    removed: int


def publish_pages(root: Path, artifacts: Sequence[Artifact], manifest: Path) -> Written:
    """Write generated files beside hand-written ones below ``root``; remove those of the last time that are gone.

    A file whose bytes are the same is left alone. Raises OSError.
    """
    changed = sum(_write_if_changed(root / artifact.path, artifact.content) for artifact in artifacts)
    paths = {artifact.path for artifact in artifacts}
    removed = 0
    for path in sorted(_listed(manifest) - paths):
        target = root / path
        if target.is_file():
            target.unlink()
            removed += 1
            _remove_empty(target.parent, root)
    _write_if_changed(manifest, json.dumps(sorted(paths), indent=0, ensure_ascii=False).encode())
    return Written(len(artifacts), changed, removed)


def _listed(manifest: Path) -> set[str]:
    try:
        listed = json.loads(manifest.read_bytes())
    except (FileNotFoundError, ValueError):
        return set()
    return {
        path
        for path in listed
        if isinstance(path, str) and ".." not in Path(path).parts and not Path(path).is_absolute()
    }


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _write_if_changed(path: Path, content: bytes) -> bool:
    try:
        if path.read_bytes() == content:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(content)
    beside.replace(path)
    return True


def stage(folder: Path, artifacts: Iterable[Artifact]) -> None:
    """Write ``artifacts`` into a folder that nobody reads yet."""
    for artifact in artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)


def new_stage(output: Path) -> Path:
    """An empty folder beside ``output``, in which its next content is made ready."""
    folder = output.with_name(f".{output.name}.next")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def check_ours(output: Path) -> None:
    """Raise NotOurs where ``output`` holds something that this program did not put there."""
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise NotOurs(output)
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise NotOurs(output)


def publish_folder(staged: Path, output: Path) -> Written:
    """Put ``staged`` in the place of ``output``. Files with the same bytes stay the same files, so that their times and
    ETags stay. Raises NotOurs and OSError; the old folder is untouched then.
    """
    _recover(output)
    check_ours(output)
    (staged / MARKER).write_bytes(b"Made by Aftercare; it replaces this folder as a whole.\n")
    files = sorted(path.relative_to(staged) for path in staged.rglob("*") if path.is_file())
    changed = 0
    for path in files:
        old, new = output / path, staged / path
        if old.is_file() and not old.is_symlink() and filecmp.cmp(old, new, shallow=False):
            _keep(old, new)
        else:
            changed += 1
    kept = set(files)
    removed = sum(path.is_file() and path.relative_to(output) not in kept for path in output.rglob("*"))
    previous = output.with_name(f".{output.name}.previous")
    shutil.rmtree(previous, ignore_errors=True)
    if output.exists():
        output.rename(previous)
    staged.rename(output)
    shutil.rmtree(previous, ignore_errors=True)
    return Written(len(files), changed, removed)


def _keep(old: Path, new: Path) -> None:
    """Make ``new`` the same file as ``old``; where the file system has no links, give it the same times."""
    linked = new.with_name(f".{new.name}.same")
    try:
        os.link(old, linked)
        linked.replace(new)
    except OSError:
        linked.unlink(missing_ok=True)
        shutil.copystat(old, new)


def _recover(output: Path) -> None:
    """Finish what an interrupted publication left: between its two renames the old folder waits under another name."""
    previous = output.with_name(f".{output.name}.previous")
    if previous.is_dir() and not output.exists():
        previous.rename(output)
