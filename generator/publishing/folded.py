"""The texts of definitions as names are looked for in them, kept under the name of the definitions.

To fold them takes longer than to look for the names of one customer. They can be deleted at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.formats.sealed import opened, sealed
from generator.publishing.durable import replace
from generator.reading.files import plain_bytes
from generator.reading.secrets import Folded

FILE = ".cache/folded"


def read_folded(file: Path, name: str) -> Mapping[str, Folded] | None:
    """What is kept in ``file`` of the definitions called ``name``, as far as it is as it was written."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        told = opened(name, plain_bytes(file))
        if told is not None:
            return {path: Folded(*texts) for path, texts in json.loads(told).items()}
    return None


def keep_folded(file: Path, name: str, texts: Mapping[str, Folded]) -> None:
    """Keep the ``texts`` of the definitions called ``name``. Where nothing can be written, they are folded again."""
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, sealed(name, json.dumps(texts).encode()))
