"""Artifacts to disk: only what changed, and a folder that readers see is complete at every moment. The only writer."""

from __future__ import annotations

import filecmp
import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from generator.formats.artifacts import Artifact
from generator.publishing.swap import beside, left_behind, recover, swap
from generator.reading.files import reading

# Lists what we put into a folder. A folder with other files in it is not ours to replace.
MARKER = ".aftercare"

_About = Mapping[str, Any]  # Any: whoever publishes knows what it had kept


class NotOurs(Exception):
    """The folder holds a file that was not made by this program; the text names it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a publication changed."""

    total: int
    changed: int
    removed: int


def publish_pages(root: Path, artifacts: Sequence[Artifact], manifest: Path) -> Written:
    """Write generated files beside hand-written ones below ``root``; remove those of the last time that are gone.

    A file whose bytes are the same is left alone. Raises OSError, and Stopped where the list of the last time is there and
    cannot be read.
    """
    paths = {artifact.path for artifact in artifacts}
    gone = _listed(manifest) - paths
    changed = sum(_write_if_changed(root / artifact.path, artifact.content) for artifact in artifacts)
    removed = 0
    for path in sorted(gone):
        target = root / path
        if target.is_file():
            target.unlink()
            removed += 1
            _remove_empty(target.parent, root)
    _write_if_changed(manifest, _listing(paths))
    return Written(len(artifacts), changed, removed)


def _listing(paths: Iterable[str]) -> bytes:
    return json.dumps(sorted(paths), indent=0, ensure_ascii=False).encode()


def _listed(manifest: Path) -> set[str]:
    """The paths that a manifest of ours lists; nothing where it is missing or not ours."""
    try:
        with reading():
            listed = json.loads(manifest.read_bytes()) if manifest.exists() else []
    except ValueError:
        return set()
    names = [path for path in listed if isinstance(path, str)] if isinstance(listed, list) else []
    return {path for path in names if ".." not in Path(path).parts and not Path(path).is_absolute()}


def _remove_empty(folder: Path, root: Path) -> None:
    while folder != root and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _write_if_changed(path: Path, content: bytes) -> bool:
    try:
        if path.read_bytes() == content:
            return False
    except OSError:  # what cannot be read is written anew, and whoever cannot do that either is told of it
        path.parent.mkdir(parents=True, exist_ok=True)
    written = path.with_name(f".{path.name}.new")
    try:
        written.write_bytes(content)
        written.replace(path)
    except OSError:
        written.unlink(missing_ok=True)
        raise
    return True


def replace_text(path: Path, text: str) -> None:
    """Put ``text`` in the place of a file that somebody wrote, at once or not at all. Raises OSError."""
    _write_if_changed(path, text.encode("utf-8"))


def stage(folder: Path, artifacts: Iterable[Artifact]) -> None:
    """Write ``artifacts`` into a folder that nobody reads yet."""
    made = set()
    for artifact in artifacts:
        path = folder / artifact.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        path.write_bytes(artifact.content)


def new_stage(output: Path) -> Path:
    """An empty folder beside ``output``, in which its next content is made ready."""
    folder = beside(output, "next")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def standing(output: Path) -> Path:
    """Where ``output`` is to be read: beside its place, where an interrupted publication left it."""
    previous = left_behind(output)
    return output if previous is None else previous


def was_published(folder: Path) -> bool:
    """Whether ``publish_folder`` put ``folder`` where it is."""
    return os.path.isfile(folder / MARKER)


def check_ours(output: Path) -> None:
    """Raise NotOurs where ``output`` holds something that this program did not put there, OSError where it hides it."""
    output = standing(output)
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise NotOurs(output)
    if output.is_dir():
        known = (_marker(output) or _Marker(files={}, about={}))["files"]
        for path in _files(output):
            if path not in known and path != MARKER:
                raise NotOurs(output / path)


def publish_folder(staged: Path, output: Path, about: Mapping[str, object] | None = None) -> Written:
    """Put ``staged`` in the place of ``output`` at one stroke; ``about`` is kept with it for ``untouched``.

    What an interrupted one left is put right first. Whoever reads sees the old folder or the new one, also if the program
    is killed at any moment. Files with the same bytes stay the same files, so that their times and ETags stay. Raises
    OSError; the old folder is untouched then.
    """
    recover(output)
    files = sorted(_files(staged))
    changed = 0
    for path in files:
        old, new = output / path, staged / path
        if old.is_file() and not old.is_symlink() and _same(old, new):
            _keep(old, new)
        else:
            changed += 1
    removed = len({path for path in _files(output) if path != MARKER} - set(files)) if output.is_dir() else 0
    listed = {path: (staged / path).stat().st_size for path in files}
    marker = {"files": listed, "about": about or {}}
    (staged / MARKER).write_text(json.dumps(marker, indent=0, ensure_ascii=False, default=str), "utf-8")
    swap(staged, output)
    return Written(len(files), changed, removed)


def _same(old: Path, new: Path) -> bool:
    try:
        return filecmp.cmp(old, new, shallow=False)
    except OSError:  # an old file that cannot be read is replaced
        return False


def untouched(output: Path) -> _About | None:
    """What ``publish_folder`` was told about ``output``; None where a file is not as it was left."""
    try:
        marker = _marker(output)
        if marker is None:
            return None
        written = (output / MARKER).stat().st_mtime_ns  # after every file that it lists
        for path, size in marker["files"].items():
            status = (output / path).stat()
            if status.st_size != size or status.st_mtime_ns > written:
                return None
    except OSError:
        return None
    return marker["about"]


def disturbed(output: Path) -> list[str]:
    """The files that ``publish_folder`` put into ``output`` and that are gone now, or have another size."""
    marker = _marker(output)
    sizes = marker["files"].items() if marker is not None else ()
    return sorted(path for path, size in sizes if _size(output / path) != size)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return None


def unchanged(output: Path) -> Written:
    """The report on a folder that was left as it is."""
    marker = _marker(output)
    return Written(len(marker["files"]) if marker else 0, 0, 0)


class _Marker(TypedDict):
    """What lies beside the files of a published folder: the size of each, and what the next build asks about it."""

    files: dict[str, int]
    about: _About


def _marker(output: Path) -> _Marker | None:
    """What lies in the marker of ``output``; None where there is none of ours. Raises OSError."""
    try:
        marker = json.loads((output / MARKER).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if isinstance(marker, dict) and isinstance(marker.get("files"), dict) and isinstance(marker.get("about"), dict):
        return _Marker(files=marker["files"], about=marker["about"])
    return None


def _files(folder: Path) -> list[str]:
    """Every file below ``folder``, by its path in it. Raises OSError where a folder cannot be listed."""

    def stop(error: OSError) -> None:
        raise error

    walked = os.walk(folder, onerror=stop)
    return [Path(base, name).relative_to(folder).as_posix() for base, _, names in walked for name in names]


def _keep(old: Path, new: Path) -> None:
    """Make ``new`` the same file as ``old``; where the file system has no links, give it the same times."""
    linked = new.with_name(f".{new.name}.same")
    try:
        os.link(old, linked)
        linked.replace(new)
    except OSError:
        linked.unlink(missing_ok=True)
        shutil.copystat(old, new)
