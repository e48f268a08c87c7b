"""Feeds that grow too large for the calendars' programs that read them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.schedules import Schedules
from generator.private.feeds import Feed
from generator.private.holders import Holder
from generator.text.problems import Problem

# Google reads no calendar above 1 MB; one warns before that.
WARN_BYTES, MOST_BYTES, WARN_EVENTS = 800_000, 1_000_000, 1_000
# No event is shorter: its stamps and names alone take so much.
_LEAST_BYTES = 300


def sizes(holder: Holder, size: int, events: int, schedules: Schedules) -> Iterator[Problem]:
    """A warning where a feed grows large, an error where Google would not read a customer's or technician's.

    A whole region's or the dispatch's is left out then (see ``is_readable``): it can be split, or read as a table instead.
    """
    if size < WARN_BYTES and events < WARN_EVENTS:
        return
    place = schedules.places.get((holder.kind, holder.id))
    personal = holder.kind in ("customer", "technician")
    code = "feed_large" if size < MOST_BYTES else "feed_too_large" if personal else "feed_left_out"
    yield Problem(
        code=code,
        file=place.file if place else "definitions/company.yaml",
        level="error" if code == "feed_too_large" else "warning",
        params={"found": holder.key, "kilobytes": round(size / 1000), "events": events},
    )


def least_size(events: int) -> int:
    """A size below which no feed of so many events is."""
    return events * _LEAST_BYTES


def is_hopeless(holder: Holder, events: int) -> bool:
    """Whether nobody could read a region's or the dispatch's feed of so many events, however short each is."""
    return holder.kind in ("region", "company") and least_size(events) >= MOST_BYTES


def is_readable(feed: Feed) -> bool:
    """Whether any client would read it."""
    return len(feed.content) < MOST_BYTES
