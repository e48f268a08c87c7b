"""Generated pages beside what people wrote by hand: only what changed is written, and only what was generated goes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.publishing.disk import Written
from generator.publishing.durable import replace, unfinished
from generator.reading.files import plain_bytes, reading
from generator.site.pages.frame import DOCS

# What was generated last. It lies beside the pages: where it is lost, so are they, and none of them is left over.
MANIFEST = f"{DOCS}/.aftercare"
# Where versions before this one kept it.
_FORMER = ".cache/pages.json"


def publish_pages(root: Path, artifacts: Sequence[Artifact]) -> Written:
    """Write generated files beside hand-written ones below ``root``; remove those of the last time that are gone.

    A file whose bytes are the same is left alone. Whatever is about to be written is listed first, so that a run that is
    killed leaves nothing that the next does not know. Raises OSError, and Stopped where the list of the last time is there
    and cannot be read.
    """
    paths = {artifact.path for artifact in artifacts}
    listed = _listed(root)
    if not paths <= listed:
        _write_if_changed(root / MANIFEST, _listing(paths | listed))
    for path in paths | listed:
        unfinished(root / path).unlink(missing_ok=True)
    changed = sum(_write_if_changed(root / artifact.path, artifact.content) for artifact in artifacts)
    removed = 0
    for path in sorted(listed - paths):
        target = root / path
        if target.is_file():
            target.unlink()
            removed += 1
            _remove_empty(target.parent, root)
    _write_if_changed(root / MANIFEST, _listing(paths))
    return Written(len(artifacts), changed, removed)


def change_pages(root: Path, artifacts: Iterable[Artifact]) -> None:
    """Write those of ``artifacts`` that were generated before; the others stay, and what is new waits for the whole."""
    listed = _listed(root)
    for artifact in artifacts:
        if artifact.path in listed:
            _write_if_changed(root / artifact.path, artifact.content)


def listed_pages(root: Path) -> list[str]:
    """The Markdown that was generated last, by its path from ``root``. Raises Stopped where the list cannot be read."""
    return sorted(path for path in _listed(root) if path.endswith(".md"))


def _listing(paths: Iterable[str]) -> bytes:
    return json.dumps(sorted(paths), indent=0, ensure_ascii=False).encode()


def _listed(root: Path) -> set[str]:
    """The paths that a manifest of ours lists; nothing where it is missing or not ours."""
    manifest = next((root / name for name in (MANIFEST, _FORMER) if (root / name).exists()), None)
    try:
        with reading():
            listed = json.loads(plain_bytes(manifest)) if manifest is not None else []
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
    replace(path, content)
    return True
