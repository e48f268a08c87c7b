"""Whoever subscribes sees what the feed says, whatever happens to it and however often they ask.

By ICSx5's rule (LAST-MODIFIED rose) and by Google's (SEQUENCE, or content): after edits, withdrawals, hidden changes,
rebuilds on one day, and copies that were put back.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.soaking import times
from support.subscribers import shown_by, subscribers
from support.telling import continued

from generator.formats.contentlines import text_line
from generator.formats.events import all_day, calendar_header, event_body
from generator.formats.told import FORECAST, OCCURRENCES, Event, read_feed

START = date(2026, 11, 1)
HEADER = calendar_header("Calendar", "Asia/Shanghai", timed=False)
HAPPENINGS = ("move", "title", "hide", "drop", "forecast", "day", "nothing", "backup", "restore")
STEP = st.tuples(st.sampled_from(HAPPENINGS), st.integers(0, 3), st.integers(1, 40), st.booleans())


def event(n: int, day: date, title: int, hidden: int, is_forecast: bool, as_of: date) -> Event:
    """One of four events, as a build of ``as_of`` writes it."""
    extra = text_line(OCCURRENCES, f"c|s|a|t|{hidden}") + (text_line(FORECAST, "TRUE") if is_forecast else b"")
    body = event_body(
        when=all_day(day),
        summary=f"Check {title}",
        description=f"What happens {n}",
        url="https://x.example/",
        category="visit",
        status="TENTATIVE",
        access="PRIVATE",
        extra=extra,
        trigger="-PT15H" if day > as_of else "",
    )
    return Event(f"u{n}@x", day, body)


class Company:
    """Four events, some of them told, and a clock that goes on by a minute with every build."""

    def __init__(self) -> None:
        self.as_of, self.builds = START, 0
        self.events: dict[int, tuple[date, int, int, bool]] = {
            n: (START + timedelta(days=9 * n + 1), 0, 0, False) for n in range(4)
        }
        self.feed: bytes | None = None
        self.backup: bytes | None = None
        self.is_restored = False

    @property
    def now(self) -> datetime:
        """The moment of a build: some time in the morning."""
        return datetime(self.as_of.year, self.as_of.month, self.as_of.day, tzinfo=UTC) + timedelta(minutes=self.builds)

    def happens(self, what: str, n: int, by: int) -> None:
        """One thing that staff do, or that befalls the machine."""
        day, title, hidden, is_forecast = self.events.get(n, (self.as_of + timedelta(days=by), 0, 0, False))
        changed = {
            "move": (self.as_of + timedelta(days=by - 5), title, hidden, is_forecast),
            "title": (day, title + 1, hidden, is_forecast),
            "hide": (day, title, hidden + 1, is_forecast),
            "forecast": (day, title, hidden, not is_forecast),
        }
        if what in changed:
            self.events[n] = changed[what]
        elif what == "drop":
            self.events.pop(n, None)
        elif what == "day":
            self.as_of += timedelta(days=by)
        elif what == "backup":
            self.backup = self.feed
        elif what == "restore" and self.backup is not None:
            self.feed, self.is_restored = self.backup, True

    def build(self) -> bytes:
        """The next feed."""
        self.builds += 1
        told = read_feed("f", self.feed) if self.feed is not None else None
        events = [event(n, *what, self.as_of) for n, what in sorted(self.events.items())]
        self.feed = continued(
            "customer|c", HEADER, events, told, self.as_of, "[Cancelled] ", now=self.now, forgotten=self.is_restored
        )
        self.is_restored = False
        return self.feed


@pytest.mark.soak
@settings(max_examples=times(60, 3000))
@given(steps=st.lists(STEP, min_size=1, max_size=times(14, 60)))
def test_a_subscriber_shows_what_the_feed_says(steps: list[tuple[str, int, int, bool]]) -> None:
    """After every build whoever asks shows just that; and no event bears a moment that is still to come."""
    company, everybody = Company(), subscribers()
    company.build()
    for what, n, by, asks in steps:
        company.happens(what, n, by)
        feed = company.build()
        for subscriber in everybody:
            if subscriber.often or asks:
                subscriber.sync(feed)
                assert subscriber.shows == shown_by(feed)
        for told in read_feed("f", feed).events.values():
            assert told.stamped <= company.now


def test_a_simulated_subscriber_sees_what_real_ones_miss() -> None:
    """Else it would prove nothing: a change without later stamps stays unseen, and so does one under a lower number."""
    company, (often, _, google, _) = Company(), subscribers()
    feed = company.build()
    often.sync(feed)
    google.sync(feed)
    company.happens("title", 0, 1)
    stale = company.build().replace(b"20261031T160001Z", b"20261031T160000Z")
    often.sync(stale)
    assert often.shows != shown_by(stale)
    google.sync(company.build())
    google.sync(feed)
    assert google.shows != shown_by(feed)
