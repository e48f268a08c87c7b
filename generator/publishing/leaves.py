"""What each published feed told the plan, kept by its content: of the ledger only feeds that changed are read anew.

The others are read one by one where they are made again, so that never all of them lie in memory.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Container, Sequence
from datetime import date, datetime
from pathlib import Path

from generator.formats.ledger import Ledger
from generator.formats.told import Leaf, Planned, ToldFeed, read_feed
from generator.publishing.marker import Marks, digest
from generator.publishing.outputs import Outputs
from generator.publishing.shelves import Shelves
from generator.publishing.swap import standing
from generator.reading.files import plain_bytes

FOLDER = "leaves"


def leaves_of(outputs: Outputs) -> Path:
    """Where it is kept what the feeds among ``outputs`` told."""
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))


class Leaves:
    """What is kept in ``folder`` of the feeds that were published."""

    def __init__(self, folder: Path) -> None:
        self._shelves = Shelves(folder, {})

    def ledger(
        self, feeds: Path, names: Sequence[str], marks: Marks, *, within: str = "", forgive: bool = False
    ) -> Ledger:
        """The ledger that the files called ``names`` are, ``within`` a folder of ``feeds``.

        Raises NotAFeed, unless it is to ``forgive``.
        """

        def told(name: str) -> Leaf:
            path = f"{within}{name}"
            mark = marks.of(path)
            said = self._shelves.of(path, mark)
            if said is None:
                content = plain_bytes(standing(feeds) / path)
                mark, feed = digest(content), read_feed(name, content)
                said = _said(feed)
                self._shelves.called(path, mark)
                self._shelves.put(mark, said)

            def read() -> bytes:
                return plain_bytes(standing(feeds) / path)

            def plan() -> Sequence[Planned]:
                kept = self._shelves.get(mark)
                return _plan(kept) if kept is not None else read_feed(name, read()).plan

            return _leaf(name, said, mark, plan, read)

        return Ledger.of(names, told, forgive=forgive)

    def keep(self, marks: Container[str] | None = None) -> None:
        """Keep what was read, for the next build. Where nothing can be kept, it is read again.

        Where the feeds were published anew, ``marks`` are those that lie there now: nothing is kept of what others told.
        """
        self._shelves.keep(marks)


def _said(feed: ToldFeed) -> bytes:
    """What is kept of a feed: in a line who it is for, in the next what it tells the plan."""
    told = {
        "holder": feed.holder,
        "ended": feed.ended.isoformat() if feed.ended is not None else None,
        "first": feed.first,
        "modified": feed.modified.isoformat(),
    }
    plan = [[one.uid, " ".join(one.cycles), " ".join(one.crew), one.day.isoformat()] for one in feed.plan]
    return b"\n".join(json.dumps(some, ensure_ascii=False, separators=(",", ":")).encode() for some in (told, plan))


def _leaf(
    name: str, said: bytes, mark: str, planned: Callable[[], Sequence[Planned]], read: Callable[[], bytes]
) -> Leaf:
    kept = json.loads(said[: said.index(b"\n")])
    return Leaf(
        name=name,
        holder=kept["holder"],
        ended=date.fromisoformat(kept["ended"]) if kept["ended"] is not None else None,
        first=kept["first"],
        modified=datetime.fromisoformat(kept["modified"]),
        planned=planned,
        mark=mark,
        read=read,
    )


def _plan(said: bytes) -> Sequence[Planned]:
    return [
        Planned(uid, tuple(cycles.split()), tuple(crew.split()), date.fromisoformat(day))
        for uid, cycles, crew, day in json.loads(said[said.index(b"\n") :])
    ]
