"""What this program put into a folder, file by file with a digest: what else is there is not ours to replace.

Contents are compared, never sizes and times alone: a file that was restored from a copy has those of before.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from generator.publishing.looks import Look, Looks, look_of
from generator.reading.files import plain_bytes

MARKER = ".aftercare"
# Reading waits for the disk, and digests are reckoned beside each other.
_AT_A_TIME = 4
About = Mapping[str, Any]  # Any: whatever JSON may hold; who wrote it knows what it is


@dataclass(frozen=True, slots=True)
class Marker:
    """The digest of each file as it was published, and what was said about the folder.

    Where an older version of the program published it, there is each file's size instead.
    """

    files: Mapping[str, str | int] = field(default_factory=dict)
    about: About = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """What lies in the marker's file."""
        return f'{{"files": {_a_line_each(self.files)},\n"about": {_a_line_each(self.about)}}}'.encode()


def _a_line_each(table: Mapping[str, object]) -> str:
    """As JSON, each key at the start of a line: ``care.sh`` looks for them there. Indented it takes ten times as long."""
    return "{\n" + json.dumps(dict(table), separators=(",\n", ": "), ensure_ascii=False, default=str)[1:]


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


class Marks:
    """What the files in ``folder`` are called by their contents; each is read once, for nobody else writes there.

    What looks as is ``known`` of it is not read at all.
    """

    def __init__(self, folder: Path, known: Looks = MappingProxyType({})) -> None:
        self._folder, self._noted = folder, known
        self._looks: dict[str, Look] = {}

    def look(self, paths: Iterable[str]) -> None:
        """Read what will be asked for, several at a time. What cannot be read is told to whoever asks."""
        missing = [path for path in paths if path not in self._looks and self._is_new(path)]
        if missing:
            with ThreadPoolExecutor(_AT_A_TIME) as together:
                found = together.map(self._read, missing)
                self._looks.update((path, look) for path, look in zip(missing, found, strict=True) if look is not None)

    def of(self, path: str) -> str:
        """The digest of a file, by its path in the folder. Raises OSError, also for what is no plain one."""
        return str(self._of(path)[-1])

    def is_as_left(self, path: str, marker: Marker) -> bool:
        """Whether the file ``path`` is as it was published. Raises OSError."""
        size, *_, mark = self._of(path)
        told = marker.files.get(path)
        return told == (size if isinstance(told, int) else mark)

    def looked_at(self, path: str) -> Look | None:
        """How a file looked whose digest was asked for, and that digest; None for any other."""
        return self._looks.get(path)

    def _is_new(self, path: str) -> bool:
        """Whether a file has to be read; else it is known from now on."""
        known = self._noted.get(path)
        if known is None:
            return True
        with suppress(OSError):
            if look_of(os.path.join(self._folder, path)) == known[:-1]:
                self._looks[path] = known
                return False
        return True

    def _of(self, path: str) -> Look:
        if path not in self._looks and self._is_new(path):
            self._looks[path] = self._digested(path)
        return self._looks[path]

    def _read(self, path: str) -> Look | None:
        with suppress(OSError):
            return self._digested(path)
        return None

    def _digested(self, path: str) -> Look:
        """How a file looks, and the digest of what it holds. Raises OSError."""
        place = self._folder / path
        look, content = look_of(str(place)), plain_bytes(place)
        return [len(content), *(look or ())[1:], digest(content)]


def untouched(folder: Path, marks: Marks) -> About | None:
    """What was said about ``folder`` when it was published; None where a file's content is no longer that."""
    try:
        marker = marker_of(folder)
        if marker is None:
            return None
        marks.look(marker.files)
        if not all(marks.is_as_left(path, marker) for path in marker.files):
            return None
    except OSError:
        return None
    return marker.about


def files_in(folder: Path) -> list[str]:
    """Every file below ``folder``, by its path in it. Raises OSError where a folder cannot be listed."""

    def stop(error: OSError) -> None:
        raise error

    start = len(os.path.join(folder, ""))
    walked = os.walk(os.fspath(folder), onerror=stop)
    return [os.path.join(base, name)[start:].replace(os.sep, "/") for base, _, names in walked for name in names]
