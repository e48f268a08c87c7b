"""What this program put into a folder, file by file with a digest: what else is there is not ours to replace.

Contents are compared, never sizes and times: a file that was restored from a copy has those of before.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MARKER = ".aftercare"
About = Mapping[str, Any]  # Any: whatever JSON may hold; who wrote it knows what it is


@dataclass(frozen=True, slots=True)
class Marker:
    """The digest of each file as it was published, and what was said about the folder.

    Where an older version of the program published it, there is each file's size instead.
    """

    files: Mapping[str, str | int] = field(default_factory=dict)
    about: About = field(default_factory=dict)

    def is_as_left(self, path: str, content: bytes) -> bool:
        """Whether the file ``path`` was published with this ``content``."""
        mark = self.files.get(path)
        return mark == (len(content) if isinstance(mark, int) else digest(content))

    def to_bytes(self) -> bytes:
        """What lies in the marker's file."""
        told = {"files": dict(self.files), "about": dict(self.about)}
        return json.dumps(told, indent=0, ensure_ascii=False, default=str).encode()


def digest(content: bytes) -> str:
    """A name for ``content`` that no other content has."""
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def marker_of(folder: Path) -> Marker | None:
    """The marker of ``folder``; None where there is none of ours. Raises OSError."""
    try:
        told = json.loads((folder / MARKER).read_bytes())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None
    if isinstance(told, dict) and isinstance(told.get("files"), dict) and isinstance(told.get("about"), dict):
        return Marker(told["files"], told["about"])
    return None


def untouched(folder: Path) -> About | None:
    """What was said about ``folder`` when it was published; None where a file's content is no longer that."""
    try:
        marker = marker_of(folder)
        if marker is None:
            return None
        for path in marker.files:
            if not (folder / path).is_file() or not marker.is_as_left(path, (folder / path).read_bytes()):
                return None
    except OSError:
        return None
    return marker.about


def files_in(folder: Path) -> list[str]:
    """Every file below ``folder``, by its path in it. Raises OSError where a folder cannot be listed."""

    def stop(error: OSError) -> None:
        raise error

    walked = os.walk(folder, onerror=stop)
    return [Path(base, name).relative_to(folder).as_posix() for base, _, names in walked for name in names]
