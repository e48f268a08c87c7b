"""Which feeds were published last, said beside their folder: one that was restored whole from a copy agrees with itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from generator.publishing.durable import replace
from generator.publishing.marker import MARKER, digest
from generator.publishing.swap import next_to, standing

_NAME = "last"


def is_last(feeds: Path) -> bool:
    """Whether ``feeds`` is what was published there last, as far as anything beside it says. Raises OSError.

    Nothing says so on another machine, nor where the file beside it was restored as well, nor after a publication that
    broke off: then it may be the old one or the new one.
    """
    try:
        said = json.loads(next_to(feeds, _NAME).read_bytes())
        marker = (standing(feeds) / MARKER).read_bytes()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return True
    known = said.get("marker") if isinstance(said, dict) else None
    return known is None or known == digest(marker)


@contextmanager
def another(feeds: Path) -> Iterator[None]:
    """Say that ``feeds`` becomes another meanwhile, and whichever stands then is the last. Raises OSError."""
    _say(feeds, {})
    try:
        yield
    finally:
        with suppress(OSError):  # then it still says that either may be
            remember(feeds)


def remember(feeds: Path) -> None:
    """Say that ``feeds`` is what was published last. Raises OSError."""
    try:
        told = {"marker": digest((feeds / MARKER).read_bytes())}
    except FileNotFoundError:  # nothing is published there
        next_to(feeds, _NAME).unlink(missing_ok=True)
    else:
        _say(feeds, told)


def _say(feeds: Path, told: dict[str, str]) -> None:
    replace(next_to(feeds, _NAME), json.dumps(told).encode(), lasting=True)
