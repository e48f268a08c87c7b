"""What was published last, as it lies on the disk: the ledger, and whether it is still what this program left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.formats.ledger import Ledger
from generator.formats.told import NotAFeed, read_feed
from generator.publishing.disk import NotOurs, check_ours, was_published
from generator.publishing.leaves import Leaves
from generator.publishing.marker import Marker, Marks, marker_of
from generator.publishing.publics import FOLDER, Ledgers, names_by_language, public_ledgers
from generator.publishing.swap import standing
from generator.reading.ahead import Told
from generator.reading.files import plain_bytes, reading
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.visits import visit

# Under which name it is said about the folder whose feeds were left out.
SILENT = "left_out"
_FEW = 3  # so many lost feeds are told one by one


@dataclass(frozen=True, slots=True)
class Published:
    """The feeds in ``folder``, and the ``public`` ones by language; ``keys`` are files' names without ending.

    ``restored`` are the files whose content is a feed, but not the one that was published. ``day`` is the day of which the
    last publication was, where it says so.
    """

    folder: Path
    ledger: Ledger
    public: Ledgers
    keys: frozenset[str]
    restored: tuple[str, ...]
    day: date | None
    is_first: bool

    def day_in(self, zone: str) -> date | None:
        """The day of the last publication; where it does not say so, that of the last change that it made."""
        if self.day is not None:
            return self.day
        return max((_day(feed.modified, zone) for feed in self.ledger.feeds.values()), default=None)

    def doubted(self) -> Published:
        """The same, where subscribers may have been told more than it says."""
        public = {language: replace(ledger, doubted=True) for language, ledger in self.public.items()}
        return replace(self, ledger=replace(self.ledger, doubted=True), public=public)


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()


def read_published(
    folder: Path, *, forgive: bool = False, marks: Marks | None = None, leaves: Leaves | None = None
) -> Published:
    """What the feeds in ``folder`` tell; nothing where there is none yet.

    ``marks`` are those of its files, where somebody has them; of what ``leaves`` know nothing is read.
    Raises Stopped for a whole build's folder; for a damaged or missing feed, and for a file that is not ours, but where
    ``forgive`` passes them over.
    """
    if was_published(folder / "feeds"):  # they lie one folder further in, and would pass for lost
        raise Stopped([Problem(code="feeds_within", file=str(folder), params={"found": str(folder / "feeds")})])
    if not forgive:
        must_be_ours(folder)
    place = standing(folder)
    marks = marks or Marks(place)
    with reading():
        marker, paths = marker_of(place), [path.relative_to(place).as_posix() for path in _feeds_in(place)]
    known = marker or Marker()
    private = [path for path in paths if "/" not in path]
    lost = [path for path in sorted(known.files) if path.endswith(".ics") and path not in paths]
    if lost and not forgive:
        raise Stopped(_told_as_lost(folder, lost, sum(path.endswith(".ics") for path in known.files)))
    try:
        with reading():
            if leaves is not None:
                ledger = leaves.ledger(folder, private, marks, forgive=forgive)
                public: Ledgers = {
                    language: leaves.ledger(folder, names, marks, within=f"{FOLDER}/{language}/", forgive=forgive)
                    for language, names in names_by_language(paths).items()
                }
            else:
                ledger = Ledger.of(private, lambda name: read_feed(name, plain_bytes(place / name)), forgive=forgive)
                files = {path: plain_bytes(place / path) for path in paths if "/" in path}
                public = public_ledgers(files, forgive=forgive)
    except NotAFeed as error:
        raise Stopped([Problem(code="not_a_feed", file=str(folder / str(error)))]) from error
    ledger = replace(ledger, silent=frozenset(map(str, known.about.get(SILENT, ()))))
    if lost:
        ledger = replace(ledger, is_partial=True)
        public = {language: replace(ledger, is_partial=True) for language, ledger in public.items()}
    return Published(
        folder=folder,
        ledger=ledger,
        public=public,
        keys=frozenset(name.removesuffix(".ics") for name in private),
        restored=tuple(_restored(paths, {"": ledger, **public}, marks, known)),
        day=_day_of(marker),
        is_first=marker is None and not ledger.feeds,
    )


def last_plan(folder: Path) -> Told:
    """The plan that was published last in ``folder``, for whoever asks; none where it cannot be read."""

    def told() -> Sequence[visit.Published]:
        try:
            return read_published(folder).ledger.published()
        except Stopped:
            return ()

    return told


def _feeds_in(folder: Path) -> list[Path]:
    """The feeds in ``folder``, and below it the public ones."""
    return sorted(chain(folder.glob("*.ics"), folder.glob(f"{FOLDER}/*/*.ics")))


def _told_as_lost(folder: Path, lost: Sequence[str], published: int) -> list[Problem]:
    """Each of the feeds that are ``lost``; many of them at once, as where a folder was emptied, are told as that."""
    if len(lost) > _FEW:
        return [Problem(code="feeds_lost", file=str(folder), params={"n": len(lost), "total": published})]
    return [Problem(code="feed_lost", file=str(folder / path)) for path in lost]


def _restored(paths: Iterable[str], ledgers: Mapping[str, Ledger], marks: Marks, known: Marker) -> Iterator[str]:
    """Those of ``paths`` that tell something, by the language of the ``ledgers`` that have it, and tell something else."""
    feeds = {
        f"{FOLDER}/{language}/{feed.name}" if language else feed.name
        for language, ledger in ledgers.items()
        for feed in chain(ledger.feeds.values(), ledger.ended.values())
    }
    with reading():
        yield from (
            path for path in paths if path in feeds and path in known.files and not marks.is_as_left(path, known)
        )


def _day_of(marker: Marker | None) -> date | None:
    try:
        return date.fromisoformat(str(marker.about["as_of"]) if marker is not None else "")
    except (KeyError, ValueError):
        return None


def must_be_ours(folder: Path) -> None:
    """Raise Stopped where ``folder`` holds something that this program did not put there."""
    try:
        with reading():
            check_ours(folder)
    except NotOurs as error:
        raise Stopped([Problem(code="not_ours", file=str(error), params={"found": str(error)})]) from error
