"""All that is kept of customers, deleted: whoever was forgotten stays in nothing that a build would make anew some day.

What is kept for a folder of feeds is settled by a build there; for one that is published no more it would lie for ever.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.publishing import asbefore, drafts, held, leaves, listings, made, parsed, turns
from generator.publishing.outputs import CACHE

_OF_CUSTOMERS = (
    held.FOLDER,
    parsed.FOLDER,
    asbefore.FOLDER,
    *(f"{CACHE}/{room.FOLDER}" for room in (drafts, leaves, listings, made, turns)),
)


def let_go(root: Path) -> None:
    """Delete what is kept of the customers of ``root``; the next build makes it anew."""
    for folder in _OF_CUSTOMERS:
        shutil.rmtree(root / folder, ignore_errors=True)
