"""Which feeds and pages need not be made: what they are made from is what it was, and they lie there as they were made.

What was made from what is noted below ``.cache``, by names alone, and can be deleted at any time: then all is made.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.formats.ledger import Ledger
from generator.formats.told import Leaf
from generator.private.holders import Holder, HolderKind, Shown
from generator.private.madefrom import Names
from generator.private.places import feed_path
from generator.private.subscription import page_beside
from generator.publishing.durable import replace, unfinished
from generator.publishing.marker import Marks, digest
from generator.publishing.outputs import Outputs
from generator.reading.files import plain_bytes

FOLDER = "made"


@dataclass(frozen=True, slots=True)
class Entry:
    """What was made for a holder from what is called ``name``: a feed of so many ``events`` and octets, and a page.

    ``feed`` and ``page`` are the digests of both; where no program would read the feed there is neither.
    """

    name: str
    events: int
    size: int
    feed: str
    page: str


Entries = Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class Again:
    """By holder the name of what is to be made and the file of the feed, and the ``entries`` that lie there already.

    ``digests`` are those of their files.
    """

    names: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)


def made_again(
    everybody: Iterable[Holder],
    names: Names,
    shown: Mapping[tuple[HolderKind, str], Sequence[Shown]],
    outputs: Outputs,
    secret: str,
    ledger: Ledger,
    staged: Path,
    marks: Marks,
) -> Again:
    """What need not be made for ``everybody``, staff being ``shown`` these visits; it then is in ``staged``.

    ``marks`` are those of the files that lie there.
    """
    again, entries = Again(), _read(_file(outputs))
    for holder in everybody:
        key, path = holder.key, feed_path(holder, secret, ledger)
        again.names[key] = names.of(holder, path, shown.get((holder.kind, holder.id), ()))
        again.paths[key] = path
        entry = entries.get(key)
        if entry is None or entry.name != again.names[key] or not _is_told(entry, path, key, ledger):
            continue
        files = {path: entry.feed, page_beside(path): entry.page} if entry.feed else {}
        if all(put(outputs.feeds, file, staged / file, mark, marks) for file, mark in files.items()):
            again.entries[key] = entry
            again.digests.update(files)
    return again


def note(outputs: Outputs, entries: Entries) -> None:
    """Note what was made for each holder. Where that cannot be written, nothing is noted."""
    file = _file(outputs)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        told = {key: astuple(entry) for key, entry in entries.items()}
        replace(file, json.dumps(told, ensure_ascii=False).encode(), mode=0o600)


def note_if_there(outputs: Outputs, entries: Entries, files: Mapping[str, str | int]) -> None:
    """Note what was made for each holder, where it is what lies among ``files``, by their digests.

    What was noted of the others stays.
    """
    there = {"", *files.values()}
    found = {key: entry for key, entry in entries.items() if {entry.feed, entry.page} <= there}
    note(outputs, {**_read(_file(outputs)), **found})


def clear(outputs: Outputs) -> None:
    """Take away what was being noted when a build was killed; whoever is noting it just now finds it out again."""
    with suppress(OSError):
        for left in outputs.cache.rglob(unfinished(Path("*")).name):
            left.unlink(missing_ok=True)


def entry_of(name: str, events: int, size: int, artifacts: Mapping[str, Artifact], path: str) -> Entry:
    """What was made for a holder, whose files are among ``artifacts`` where any program would read them."""
    feed, page = (artifacts.get(file) for file in (path, page_beside(path)))
    return Entry(name, events, size, *(digest(file.content) if file is not None else "" for file in (feed, page)))


def _is_told(entry: Entry, path: str, key: str, ledger: Ledger) -> bool:
    """Whether what was told last is what was made then: a feed goes on from it."""
    told = ledger.feeds.get(key)
    if told is None or ledger.is_forgotten(key):
        return not entry.feed and (key in ledger.silent or not ledger.is_forgotten(key))
    return told.name == path and (told.mark if isinstance(told, Leaf) else digest(told.content)) == entry.feed


def put(feeds: Path, file: str, new: Path, mark: str, marks: Marks) -> bool:
    """Let ``new`` be the file in ``feeds``, where that is what is called ``mark``."""
    old = feeds / file
    try:
        if old.is_symlink() or marks.of(file) != mark:
            return False
        new.unlink(missing_ok=True)
        try:
            os.link(old, new)
        except OSError:
            shutil.copy2(old, new)
    except OSError:
        return False
    return True


def _file(outputs: Outputs) -> Path:
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))


def _read(file: Path) -> Entries:
    with suppress(OSError, ValueError, TypeError, AttributeError):
        return {key: Entry(*entry) for key, entry in json.loads(plain_bytes(file)).items()}
    return {}
