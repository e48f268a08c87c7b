"""The texts of definitions as names are looked for in them, kept under the name of the definitions.

To fold them takes longer than to look for the names of one customer. They can be deleted at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.publishing.durable import replace
from generator.publishing.marker import digest
from generator.reading.files import plain_bytes
from generator.reading.secrets import Folded

FILE = ".cache/folded"


def read_folded(file: Path, name: str) -> Mapping[str, Folded] | None:
    """What is kept in ``file`` of the definitions called ``name``, as far as it is as it was written."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        known, sum_, told = plain_bytes(file).split(b"\n", 2)
        if known == name.encode() and sum_ == digest(told).encode():
            return {path: Folded(*texts) for path, texts in json.loads(told).items()}
    return None


def keep_folded(file: Path, name: str, texts: Mapping[str, Folded]) -> None:
    """Keep the ``texts`` of the definitions called ``name``. Where nothing can be written, they are folded again."""
    told = json.dumps(texts).encode()
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, b"\n".join([name.encode(), digest(told).encode(), told]))
