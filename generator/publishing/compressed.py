"""Files of a site packed beside themselves, so that a server sends them as they lie there and packs nothing as it goes.

nginx (``gzip_static``) and Caddy (``precompressed``) take ``page.html.gz`` for whoever reads gzip. A host that packs by
itself needs none of them.
"""

from __future__ import annotations

import gzip
import os
import zlib
from functools import lru_cache
from pathlib import Path

from generator.publishing.durable import naming

PACKED = ".gz"
# What readers fetch and what packing makes smaller; pictures are packed as they are. Nobody fetches the map of a script.
_TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ics"}
# These are the same in each edition; they take a megabyte together.
_ALIKE = {".css", ".js"}
# What is smaller than one packet of the network comes no sooner.
_LEAST = 1024
# The next levels take twice as long for one percent.
_LEVEL = 6


def compress(folder: Path, upon: Path) -> None:
    """Write each text of ``folder`` once more, packed, where that is smaller; what ``upon`` holds of the same is that file.

    The same text gives the same bytes, for no name and no time goes in. Raises OSError, which names the file.
    """
    for path in sorted(folder.rglob("*")):
        if path.suffix not in _TEXTS or not path.is_file() or path.stat().st_size < _LEAST:
            continue
        content, packed = path.read_bytes(), path.with_name(path.name + PACKED)
        if _is_linked(upon / packed.relative_to(folder), packed, content):
            continue
        smaller = _packed_once(content) if path.suffix in _ALIKE else _packed(content)
        if len(smaller) < len(content):
            with naming(packed):
                packed.write_bytes(smaller)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, _LEVEL, mtime=0)


_packed_once = lru_cache(maxsize=256)(_packed)


def _is_linked(old: Path, new: Path, content: bytes) -> bool:
    """Whether ``old`` packs ``content``, and ``new`` is that file now; a damaged one is made anew."""
    try:
        if old.is_symlink() or gzip.decompress(old.read_bytes()) != content:
            return False
        os.link(old, new)
    except (OSError, EOFError, zlib.error):
        return False
    return True
