"""Whether the public calendars that lie there are those that would be made: who is served makes no difference to them.

What they were made from is noted below ``.cache``, by names alone, and can be deleted at any time: then all are made.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.publishing.durable import replace
from generator.publishing.made import put
from generator.publishing.marker import Marks, digest
from generator.publishing.outputs import Outputs
from generator.publishing.publics import FOLDER as PUBLIC
from generator.reading.files import plain_bytes

FOLDER = "public"


def public_again(outputs: Outputs, made_from: str, marks: Marks) -> Mapping[str, str] | None:
    """The digests of the public calendars, by their paths, where those of ``made_from`` lie there as they were made."""
    files = {path.relative_to(outputs.feeds).as_posix() for path in outputs.feeds.glob(f"{PUBLIC}/*/*.ics")}
    with suppress(OSError, ValueError, TypeError, AttributeError):
        known, told = json.loads(plain_bytes(_file(outputs)))
        if known == made_from and told.keys() == files and all(marks.of(path) == mark for path, mark in told.items()):
            return {str(path): str(mark) for path, mark in told.items()}
    return None


def put_again(files: Mapping[str, str], outputs: Outputs, staged: Path, marks: Marks) -> bool:
    """Let the ``files`` that lie there be in ``staged``; false where one of them cannot."""
    for folder in {(staged / path).parent for path in files}:
        folder.mkdir(parents=True, exist_ok=True)
    return all(put(outputs.feeds, path, staged / path, mark, marks) for path, mark in files.items())


def note_public(outputs: Outputs, made_from: str, calendars: Iterable[Artifact]) -> None:
    """Note what the ``calendars`` were made from. Where that cannot be written, nothing is noted."""
    told = {calendar.path: digest(calendar.content) for calendar in calendars}
    file = _file(outputs)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, json.dumps([made_from, told]).encode())


def _file(outputs: Outputs) -> Path:
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))
