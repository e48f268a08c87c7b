"""The published feeds as their own ledger: what was told to whom, so that a new build changes only what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.formats.told import Leaf, NotAFeed, ToldFeed, read_feed
from generator.visits.visit import Published

_TECHNICIANS = "technician|"


@dataclass(frozen=True, slots=True)
class Ledger:
    """All feeds that were published last: those that are alive by holder, those that ended by their file's name.

    ``doubted``: older copies of feeds were put back, so that subscribers may have been told more than they say;
    ``is_partial``: there were more feeds than can be read. ``silent`` are holders who had a feed once that was left out
    since, for it was too large: what it told is not known any more.
    """

    feeds: Mapping[str, ToldFeed | Leaf] = field(default_factory=dict)
    ended: Mapping[str, ToldFeed | Leaf] = field(default_factory=dict)
    doubted: bool = False
    is_partial: bool = False
    silent: frozenset[str] = frozenset()

    @classmethod
    def read(cls, files: Mapping[str, bytes], *, forgive: bool = False) -> Ledger:
        """The ledger that ``files`` are, by name. Raises NotAFeed; with ``forgive`` what is none is left out."""
        return cls.of(files, lambda name: read_feed(name, files[name]), forgive=forgive)

    @classmethod
    def of(cls, names: Iterable[str], told: Callable[[str], ToldFeed | Leaf], *, forgive: bool = False) -> Ledger:
        """The same of the files called ``names``, of which ``told`` says what each tells."""
        feeds: dict[str, ToldFeed | Leaf] = {}
        ended: dict[str, ToldFeed | Leaf] = {}
        is_partial = False
        for name in sorted(names):
            try:
                feed = told(name)
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
        return self.doubted or ((self.is_partial or holder in self.silent) and holder not in self.feeds)

    def published(self) -> list[Published]:
        """The plan that the feeds hold, by UID: what the planner keeps identities, days and technicians from."""
        published: dict[str, Published] = {}
        # Few, and visits of everybody lie in memory.
        crews: dict[tuple[str, ...], tuple[str | None, tuple[str, ...]]] = {}
        days: dict[date, date] = {}
        for feed in self._by_technicians_last():
            for uid, cycles, crew, day in feed.plan:
                known = published.get(uid)
                if not crew and known is not None:
                    crew = known.technicians
                leader, others = crews.setdefault(crew, (next(iter(crew), None), crew[1:]))
                published[uid] = Published(uid, cycles, days.setdefault(day, day), leader, others)
        return [published[uid] for uid in sorted(published)]

    def _by_technicians_last(self) -> Iterable[ToldFeed | Leaf]:
        return sorted(self.feeds.values(), key=lambda feed: (feed.holder.startswith(_TECHNICIANS), feed.holder))
