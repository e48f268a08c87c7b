"""Artifacts to folders: one that readers see is complete at every moment, and after a power cut. The only writer."""

from __future__ import annotations

import filecmp
import os
import secrets
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.publishing.durable import flush_all, flush_names, flush_parents, naming
from generator.publishing.marker import MARKER, About, Marker, digest, files_in, marker_of
from generator.publishing.swap import leftovers, next_to, recover, standing, swap


class NotOurs(Exception):
    """The folder holds a file that was not made by this program; the text names it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a publication changed."""

    total: int
    changed: int
    removed: int


def new_stage(output: Path) -> Path:
    """An empty folder beside ``output``, with a name of its own, in which its next content is made ready."""
    folder = next_to(output, f"next-{os.getpid()}-{secrets.token_hex(4)}")
    folder.mkdir(parents=True)
    return folder


def stage(folder: Path, artifacts: Iterable[Artifact], upon: Path | None = None) -> None:
    """Write ``artifacts`` into a folder that nobody reads yet. Raises OSError, which names the file.

    What has the same bytes in ``upon``, which was published last, is that file and takes no more room, where links can be.
    """
    made = set()
    for artifact in artifacts:
        path = folder / artifact.path
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        if upon is None or not _is_linked(upon / artifact.path, path, artifact.content):
            with naming(path):
                path.unlink(missing_ok=True)  # it may be a published file already, which readers see
                path.write_bytes(artifact.content)


def _is_linked(old: Path, new: Path, content: bytes) -> bool:
    """Whether ``old`` holds ``content``, and ``new`` is that file now."""
    try:
        if old.is_symlink() or old.stat().st_size != len(content) or old.read_bytes() != content:
            return False
        os.link(old, new)
    except OSError:
        return False
    return True


def tidy(output: Path) -> None:
    """Put right what a run that was killed left of ``output`` and beside it. Nobody else may be building it meanwhile."""
    recover(output)
    for folder in leftovers(output):
        shutil.rmtree(folder, ignore_errors=True)


def was_published(folder: Path) -> bool:
    """Whether ``publish_folder`` put ``folder`` where it is."""
    return os.path.isfile(folder / MARKER)


def check_ours(output: Path) -> None:
    """Raise NotOurs where ``output`` holds something that this program did not put there, OSError where it hides it."""
    output = standing(output)
    if output.is_symlink() or (output.exists() and not output.is_dir()):
        raise NotOurs(output)
    if output.is_dir():
        known = (marker_of(output) or Marker()).files
        for path in files_in(output):
            if path not in known and path != MARKER:
                raise NotOurs(output / path)


def publish_folder(
    staged: Path,
    output: Path,
    about: About | None = None,
    *,
    lasting: bool = True,
    known: Mapping[str, str] | None = None,
) -> Written:
    """Put ``staged`` in the place of ``output`` at one stroke; ``about`` is kept with it for ``untouched``.

    ``known`` are the digests of files that are those of ``output`` already, and need not be looked at for it.

    What an interrupted one left is put right first. Whoever reads sees the old folder or the new one, also if the program
    is killed at any moment, and where it is ``lasting`` also if the power goes. Files with the same bytes stay the same
    files, so that their times and ETags stay. Raises OSError; the old folder is untouched then.
    """
    recover(output)
    files = sorted(files_in(staged))
    known = known or {}
    changed = [path for path in files if path not in known and not _stays(output / path, staged / path)]
    removed = len({path for path in files_in(output) if path != MARKER} - set(files)) if output.is_dir() else 0
    marker = Marker({path: known.get(path) or digest((staged / path).read_bytes()) for path in files}, about or {})
    stage(staged, [Artifact(MARKER, marker.to_bytes())])
    if lasting:
        flush_all(staged / path for path in (*changed, MARKER))
        for folder, _, _ in os.walk(staged):
            flush_names(Path(folder))
    swap(staged, output)
    if lasting:
        flush_parents(output.parent)
    shutil.rmtree(staged, ignore_errors=True)
    tidy(output)
    return Written(len(files), len(changed), removed)


def _stays(old: Path, new: Path) -> bool:
    """Whether ``new`` has the bytes of ``old``; it is the same file then."""
    try:
        if not old.is_file() or old.is_symlink():
            return False
        if os.path.samefile(old, new):
            return True
        if not filecmp.cmp(old, new, shallow=False):
            return False
    except OSError:  # an old file that cannot be read is replaced
        return False
    _keep(old, new)
    return True


def unchanged(output: Path) -> Written:
    """The report on a folder that was left as it is."""
    return Written(len((marker_of(output) or Marker()).files), 0, 0)


def _keep(old: Path, new: Path) -> None:
    """Make ``new`` the same file as ``old``; where the file system has no links, give it the same times."""
    linked = new.with_name(f".{new.name}.same")
    try:
        os.link(old, linked)
        linked.replace(new)
    except OSError:
        linked.unlink(missing_ok=True)
        shutil.copystat(old, new)
