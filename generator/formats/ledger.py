"""The published feeds as their own ledger: what was told to whom, so that a new build changes only what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.formats.told import OCCURRENCES, TECHNICIAN, NotAFeed, ToldFeed, read_feed
from generator.visits.visit import Published

_TECHNICIANS = "technician|"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All feeds that were published last: those that are alive by holder, those that ended by their file's name.

    ``doubted``: older copies of feeds were put back, so that subscribers
    may have been told more than they say; ``is_partial``: there were more feeds than can be read.
    """

    feeds: Mapping[str, ToldFeed] = field(default_factory=dict)
    ended: Mapping[str, ToldFeed] = field(default_factory=dict)
    doubted: bool = False
    is_partial: bool = False

    @classmethod
    def read(cls, files: Mapping[str, bytes], *, forgive: bool = False) -> Ledger:
        """The ledger that ``files`` are, by name. Raises NotAFeed; with ``forgive`` what is none is left out."""
        feeds, ended, is_partial = {}, {}, False
        for name, content in sorted(files.items()):
            try:
                feed = read_feed(name, content)
            except NotAFeed:
                if not forgive:
                    raise
                is_partial = True
                continue
            if feed.ended is None:
                feeds[feed.holder] = feed
            else:
                ended[name] = feed
        return cls(feeds, ended, is_partial=is_partial)

    def is_forgotten(self, holder: str) -> bool:
        """Whether a holder may have been told something that is not known here."""
        return self.doubted or (self.is_partial and holder not in self.feeds)

    def published(self) -> list[Published]:
        """The plan that the feeds hold, by UID: what the planner keeps identities, days and technicians from."""
        published: dict[str, Published] = {}
        for feed in self._by_technicians_last():
            for uid, told in feed.events.items():
                ids, named = told.said(OCCURRENCES, TECHNICIAN) if not told.is_cancelled else ("", "")
                if not ids:
                    continue
                known, crew = published.get(uid), tuple(named.split())
                if not crew and known is not None:
                    crew = known.technicians
                published[uid] = Published(uid, tuple(ids.split()), told.event.day, next(iter(crew), None), crew[1:])
        return [published[uid] for uid in sorted(published)]

    def _by_technicians_last(self) -> Iterable[ToldFeed]:
        return sorted(self.feeds.values(), key=lambda feed: (feed.holder.startswith(_TECHNICIANS), feed.holder))
