"""Whether anything is new since the feeds were published: if not, they are what would be made, and nothing is read.

What was made from what is noted below ``.cache``, and can be deleted at any time: then all is looked at as ever.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path

from generator.publishing.accepted import Accepted
from generator.publishing.asking import must_be_last, must_not_be_future
from generator.publishing.disk import Written, tidy
from generator.publishing.durable import replace
from generator.publishing.looks import Looks
from generator.publishing.made import clear
from generator.publishing.marker import MARKER, Marker, digest, files_in, marker_of
from generator.publishing.noted import marks_of, note_looks
from generator.publishing.outputs import Outputs
from generator.publishing.remembered import remember
from generator.publishing.seen import Seen
from generator.publishing.templatefault import layout_as_problems
from generator.reading.files import files_in as files_below
from generator.reading.files import plain_bytes
from generator.reading.packaged import installed, packaged, program_files
from generator.text.problems import Problem

FOLDER = ".cache/seen"
_OF_PROBLEM = tuple(field.name for field in fields(Problem))
_PLAIN = str | int | float | date | None
# Notes of so many outputs are kept; who builds elsewhere each time keeps no more.
_MOST = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What feeds are asked for: of which root, into which outputs, of which day, under which secret."""

    root: Path
    outputs: Outputs
    as_of: date
    environment: Mapping[str, str]


class Inputs:
    """All that feeds are made from, as it lies there before any of it is read."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._file = asked.root / FOLDER / digest(os.fsencode(os.path.realpath(asked.outputs.feeds)))
        self._noted = _read(self._file)
        self._seen = Seen(_looks(self._noted), self._file.parent)
        self._key = self._key_of()

    def as_before(self, accepted: Accepted) -> tuple[Written, list[Problem]] | None:
        """What there is to tell where the feeds that lie there are those that would be made; else None.

        Nobody else may be building meanwhile. Raises Stopped as any build does.
        """
        if not self._key or self._noted.get("key") != self._key or accepted.replace or accepted.accept:
            return None
        feeds = self._asked.outputs.feeds
        must_not_be_future(self._asked.as_of, accepted)
        with layout_as_problems():
            tidy(feeds)
            clear(self._asked.outputs)
            marker = self._untouched(feeds)
            if marker is None:
                return None
            must_be_last(feeds, accepted)
            remember(feeds)
        self._write(self._noted["outputs"])
        return Written(len(marker.files), 0, 0), told_warnings(marker)

    def keep(self) -> None:
        """Note what the feeds that were just published were made from. Where that cannot be written, nothing is noted."""
        outputs = self._asked.outputs
        with suppress(OSError):
            if self._key:
                self._write([self._seen.digest(str(path)) for path in (outputs.index, outputs.feeds / MARKER)])

    def _untouched(self, feeds: Path) -> Marker | None:
        """The marker of ``feeds``, where nothing there nor beside it is another than was published."""
        with suppress(OSError):
            beside = [self._seen.digest(str(path)) for path in (self._asked.outputs.index, feeds / MARKER)]
            marker = marker_of(feeds) if beside == self._noted.get("outputs") else None
            if marker is not None and {*files_in(feeds)} == {*marker.files, MARKER}:
                marks = marks_of(self._asked.outputs)
                marks.look(marker.files)
                if all(marks.of(path) == mark for path, mark in marker.files.items()):
                    note_looks(self._asked.outputs, marks, marker.files)
                    return marker
        return None

    def _key_of(self) -> str:
        """A name for all inputs; empty where they cannot be looked at."""
        told = hashlib.sha256("\0".join([sys.version, *installed()]).encode())
        told.update(f"{self._asked.as_of}\0{self._asked.environment.get('AFTERCARE_SECRET', '')}\0".encode())
        try:
            for path in _files(self._asked.root):
                told.update(f"{path}\0{self._seen.digest(path)}\0".encode("utf-8", "surrogateescape"))
            for path in map(str, program_files()):
                told.update(f"{path}\0{self._seen.of_program(path)}\0".encode("utf-8", "surrogateescape"))
            for folder in _folders(self._asked.root):
                told.update(os.fsencode(folder) + b"\0")
        except OSError:
            return ""
        return told.hexdigest()

    def _write(self, outputs: object) -> None:
        noted = {"key": self._key, "outputs": outputs, "files": self._seen.looks}
        if noted != self._noted:
            with suppress(OSError):
                self._file.parent.mkdir(parents=True, exist_ok=True)
                replace(self._file, json.dumps(noted).encode(), mode=0o600)
                for older in sorted(self._file.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-_MOST]:
                    older.unlink()


def as_told(problem: Problem) -> Mapping[str, object]:
    """What is kept of a warning beside the feeds: there may be thousands, and most hold nothing to be taken apart."""
    if problem.position is None and all(isinstance(value, _PLAIN) for value in problem.params.values()):
        return {name: getattr(problem, name) for name in _OF_PROBLEM}
    return asdict(problem)


def told_warnings(marker: Marker) -> list[Problem]:
    """What was warned of when the folder was published."""
    return [Problem(**{**warning, "keys": tuple(warning["keys"])}) for warning in marker.about.get("warnings", ())]


def texts_for(root: Path, problems: Iterable[Problem]) -> Mapping[str, str]:
    """The files that ``problems`` are told in, as they were read."""
    texts = {}
    for file in {problem.file for problem in problems}:
        with suppress(OSError, UnicodeError):
            texts[file] = (root / file).read_bytes().decode("utf-8-sig")
    return texts


def _files(root: Path) -> Iterator[str]:
    for folder in (root / "definitions", root / "schedules", root / "templates", packaged("templates")):
        if os.path.lexists(folder):
            yield from (os.path.join(folder, name) for name in files_below(str(folder)))


def _folders(root: Path) -> Iterator[str]:
    """The folders in which files are looked for: an empty one may be a mistake too."""
    for name in ("definitions", "schedules", "templates"):
        for folder, _, _ in sorted(os.walk(root / name)):
            yield folder


def _read(file: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        noted = json.loads(plain_bytes(file))
        if isinstance(noted, dict):
            return noted
    return {}


def _looks(noted: Mapping[str, object]) -> Looks:
    files = noted.get("files")
    return files if isinstance(files, dict) else {}
