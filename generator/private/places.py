"""Where each holder's feed lies: at an address that was given out it stays, and none that ended comes back to life."""

from __future__ import annotations

from collections.abc import Iterator

from generator.formats.ledger import Ledger
from generator.private.holders import Holder
from generator.private.secret import address

# An ended address answers for a year; nobody withdraws a consent more often in that time.
_TURNS = 50


def feed_path(holder: Holder, secret: str, ledger: Ledger) -> str:
    """The file of a holder's feed: its name is the key to it.

    It is the one under which the feed was published, while the revision and the consent are those of then; else the first
    that has not ended.
    """
    published = ledger.feeds.get(holder.key)
    fresh = ""
    for path in _paths(holder, secret):
        if published is not None and path == published.name:
            return path
        if not fresh and path not in ledger.ended:
            fresh = path
            if published is None:
                break
    assert fresh, "fewer addresses ended than are tried"
    return fresh


def _paths(holder: Holder, secret: str) -> Iterator[str]:
    for turn in range(holder.turn, holder.turn + _TURNS):
        yield f"{address(secret, holder.key, holder.revision, turn)}.ics"
