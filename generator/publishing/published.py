"""What was published last, as it lies on the disk: the ledger, and whether it is still what this program left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.formats.ledger import Ledger, NotAFeed
from generator.publishing.disk import NotOurs, check_ours, was_published
from generator.publishing.marker import Marker, marker_of
from generator.publishing.swap import standing
from generator.reading.files import plain_bytes, reading
from generator.text.located import Stopped
from generator.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Published:
    """The feeds in ``folder``; ``keys`` are their files' names without ending.

    ``restored`` are the files whose content is a feed, but not the one that was published. ``day`` is the day of which the
    last publication was, if there was one.
    """

    folder: Path
    ledger: Ledger
    keys: frozenset[str]
    restored: tuple[str, ...]
    day: date | None
    is_first: bool


def read_published(folder: Path, *, replace: bool = False) -> Published:
    """What the feeds in ``folder`` tell; nothing where there is none yet.

    Raises Stopped for a whole build's folder; for a damaged or missing feed, and for a file that is not ours, but where
    ``replace`` passes them over.
    """
    if was_published(folder / "feeds"):  # they lie one folder further in, and would pass for lost
        raise Stopped([Problem(code="feeds_within", file=str(folder), params={"found": str(folder / "feeds")})])
    if not replace:
        must_be_ours(folder)
    told, folder = folder, standing(folder)
    with reading():
        marker = marker_of(folder)
        files = {path.name: plain_bytes(path) for path in sorted(folder.glob("*.ics"))}
    known = marker or Marker()
    lost = [] if replace else [path for path in sorted(known.files) if path.endswith(".ics") and path not in files]
    if lost:
        raise Stopped([Problem(code="not_a_feed", file=str(told / path)) for path in lost])
    try:
        ledger = Ledger.read(files, forgive=replace)
    except NotAFeed as error:
        raise Stopped([Problem(code="not_a_feed", file=str(told / str(error)))]) from error
    feeds = {feed.content for feed in ledger.feeds.values()}
    return Published(
        folder=told,
        ledger=ledger,
        keys=frozenset(name.removesuffix(".ics") for name in files),
        restored=tuple(name for name, content in files.items() if content in feeds and _differs(known, name, content)),
        day=_day_of(marker, ledger),
        is_first=marker is None and not ledger.feeds,
    )


def _differs(marker: Marker, name: str, content: bytes) -> bool:
    return name in marker.files and not marker.is_as_left(name, content)


def _day_of(marker: Marker | None, ledger: Ledger) -> date | None:
    """The day of the last publication; where it does not say so, that of the last change that it made."""
    try:
        return date.fromisoformat(str(marker.about["as_of"]) if marker is not None else "")
    except (KeyError, ValueError):
        return max((feed.modified for feed in ledger.feeds.values()), default=None)


def must_be_ours(folder: Path) -> None:
    """Raise Stopped where ``folder`` holds something that this program did not put there."""
    try:
        with reading():
            check_ours(folder)
    except NotOurs as error:
        raise Stopped([Problem(code="not_ours", file=str(error), params={"found": str(error)})]) from error
