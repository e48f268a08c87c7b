"""Programs that subscribe, by the rules that decide whether they take a change for news."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from generator.formats.told import Told, read_feed

# What no reader sees, told apart from ours: by whole unfolded lines.
_HIDDEN = re.compile(rb"(?m)^X-AFTERCARE-.*\r\n|^BEGIN:VALARM\r\n(?:.*\r\n)*?END:VALARM\r\n")


def seen(event: Told) -> bytes:
    """What a reader sees of an event."""
    return _HIDDEN.sub(b"", event.event.body.replace(b"\r\n ", b""))


def shown_by(feed: bytes) -> dict[str, bytes]:
    """What a feed would show to whoever reads it for the first time."""
    return {uid: seen(event) for uid, event in read_feed("f", feed).events.items()}


News = Callable[[Told, Told], bool]


def by_modified(known: Told, event: Told) -> bool:
    """ICSx5's rule: an event is news where LAST-MODIFIED rose, and nowhere else."""
    return event.stamped > known.stamped


def by_sequence(known: Told, event: Told) -> bool:
    """Google's: a higher SEQUENCE is news, or other content under the same one; a lower one is an old copy."""
    return event.sequence > known.sequence or (event.sequence == known.sequence and seen(event) != seen(known))


RULES: dict[str, News] = {"ICSx5": by_modified, "Google": by_sequence}


@dataclass
class Subscriber:
    """A program with what it shows; ``often``: it asks after every build, else now and then."""

    is_news: News
    often: bool
    known: dict[str, Told] = field(default_factory=dict)

    def sync(self, feed: bytes) -> None:
        """Ask once. What the feed holds no more goes."""
        events = read_feed("f", feed).events
        self.known = {
            uid: event if uid not in self.known or self.is_news(self.known[uid], event) else self.known[uid]
            for uid, event in events.items()
        }

    @property
    def shows(self) -> dict[str, bytes]:
        """What its owner sees."""
        return {uid: seen(event) for uid, event in self.known.items()}


def subscribers() -> list[Subscriber]:
    """One of each rule that asks often, and one that asks seldom."""
    return [Subscriber(rule, often) for rule in RULES.values() for often in (True, False)]
