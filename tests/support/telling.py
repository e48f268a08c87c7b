"""A feed that goes on from what was told before, as builds of one day after another make it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from generator.formats.contentlines import plain_line
from generator.formats.continuing import Taken, continue_feed
from generator.formats.stamps import stamping
from generator.formats.told import HOLDER, Event, ToldFeed

ZONE = "Asia/Shanghai"


def continued(
    holder: str,
    header: bytes,
    events: Iterable[Event],
    told: ToldFeed | None,
    as_of: date,
    mark: str,
    *,
    now: datetime | None = None,
    forgotten: bool = False,
) -> bytes:
    """The bytes that follow; ``mark`` tells what is taken back."""
    line, stamps = plain_line(HOLDER, holder), stamping(as_of, ZONE, now)
    return continue_feed(line, header, events, told, stamps, Taken(mark), forgotten=forgotten)
