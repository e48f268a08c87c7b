"""How the files that were published looked when they were left: whoever publishes next reads only those that were touched.

It is kept below ``.cache`` and can be deleted at any time: then all are read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.publishing.durable import replace
from generator.publishing.looks import Look, Looks, is_settled, look_of, settling
from generator.publishing.marker import Marks, digest
from generator.publishing.outputs import Outputs
from generator.publishing.swap import standing
from generator.reading.files import plain_bytes

FOLDER = "noted"


def marks_of(outputs: Outputs) -> Marks:
    """The marks of the feeds among ``outputs``; of those that look as they were left, without reading them."""
    return Marks(standing(outputs.feeds), _read(_file(outputs)))


def note_looks(outputs: Outputs, marks: Marks, files: Mapping[str, str | int]) -> None:
    """Note how the ``files`` look that were just published, by their digests; ``marks`` are those of what lay there before.

    What was touched meanwhile is not noted, nor is anything where nothing can be written.
    """
    file = _file(outputs)
    with suppress(OSError):
        looks = {path: look for path in files if (look := look_of(os.path.join(outputs.feeds, path))) is not None}
        moment = settling(looks.values(), outputs.feeds.parent)
        noted = {
            path: [*look, files[path]]
            for path, look in looks.items()
            if is_settled(look, moment) and not _was_touched(look, files[path], marks.looked_at(path))
        }
        told = json.dumps(noted, separators=(",", ":")).encode()
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, digest(told).encode() + b"\n" + told, mode=0o600)


def _was_touched(look: Look, mark: str | int, before: Look | None) -> bool:
    """Whether a file that was to stay is another than it was; that it got one more name tells nothing."""
    if before is None or before[-1] != mark:
        return not isinstance(mark, str)
    return [before[0], before[1], *before[3:5]] != [look[0], look[1], *look[3:5]]


def _file(outputs: Outputs) -> Path:
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))


def _read(file: Path) -> Looks:
    with suppress(OSError, ValueError):
        sum_, _, told = plain_bytes(file).partition(b"\n")
        if digest(told).encode() == sum_:
            looks: Looks = json.loads(told)
            return looks
    return {}
