"""The example's feeds, as bytes and as two calendar programs read them: icalendar and ical, which know nothing of each other."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from support.company import AS_OF

Day = date | datetime


@lru_cache(maxsize=256)
def calendar(feed: bytes) -> icalendar.Calendar:
    """``feed`` as icalendar reads it."""
    return icalendar.Calendar.from_ical(feed)


def events(feed: bytes) -> list[icalendar.Event]:
    """The events of ``feed``."""
    return list(calendar(feed).walk("VEVENT"))


@pytest.fixture(scope="module")
def every_feed(built: Path) -> dict[str, bytes]:
    """All private calendars of the example, and some of the many public ones, by file name."""
    found = {path.name: path.read_bytes() for path in (built / "feeds").glob("*.ics")}
    public = sorted((built / "site").rglob("*.ics"))[::7]
    found |= {path.relative_to(built).as_posix(): path.read_bytes() for path in public}
    assert len(found) >= 7
    return found


def test_two_independent_readers_see_the_same_events(built: Path, every_feed: dict[str, bytes]) -> None:
    """UID, start, end and summary of every event, by icalendar and by ical in strict mode; dispatch need wait for nothing."""
    addresses = (built / "feeds-index.csv").read_text("utf-8").splitlines()
    [of_dispatch] = [
        line.split(",")[2].rpartition("/")[2] for line in addresses if line.startswith("company,dispatch,")
    ]
    for name, feed in every_feed.items():
        one = {(str(e["UID"]), e.start, e.end, str(e["SUMMARY"])) for e in events(feed)}
        other = {
            (e.uid, e.dtstart, e.dtend, e.summary) for e in IcsCalendarStream.calendar_from_ics(feed.decode()).events
        }
        assert one == other, name
        assert one or name == of_dispatch, name


def test_lines_end_with_crlf_and_are_folded_without_splitting_a_character(every_feed: dict[str, bytes]) -> None:
    """RFC 5545, 3.1: at most 75 octets a line, and each line alone is UTF-8, though readers would forgive more."""
    for name, feed in every_feed.items():
        assert feed.endswith(b"END:VCALENDAR\r\n"), name
        assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n"), name
        for line in feed.split(b"\r\n")[:-1]:
            assert 0 < len(line) <= 75, (name, line)
            assert line.decode().isprintable(), (name, line)


def test_a_calendar_has_what_clients_need_and_nothing_that_troubles_them(every_feed: dict[str, bytes]) -> None:
    """NAME for clients, no METHOD (an invitation), UID (breaks vdirsyncer), SOURCE (holds the secret address) or RRULE."""
    for name, feed in every_feed.items():
        read = calendar(feed)
        assert read["VERSION"] == "2.0"
        assert read["CALSCALE"] == "GREGORIAN"
        assert read["PRODID"]
        assert read["NAME"] == read["X-WR-CALNAME"]
        assert read["X-WR-TIMEZONE"] == "Asia/Shanghai"
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in feed
        assert b"\r\nX-PUBLISHED-TTL:PT12H\r\n" in feed
        for unwanted in ("METHOD", "UID", "SOURCE"):
            assert unwanted not in read, (name, unwanted)
        assert b"\r\nRRULE" not in feed
        assert len({str(event["UID"]) for event in events(feed)}) == len(events(feed))


def test_an_event_has_every_property_and_a_reminder_while_it_lies_ahead(every_feed: dict[str, bytes]) -> None:
    """All-day events end on the day after, exclusively; reminded of at nine in the morning before, and never of the past."""
    for name, feed in every_feed.items():
        for event in events(feed):
            for required in ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION", "URL", "STATUS"):
                assert event.get(required) is not None, (name, required)
            assert event["CLASS"] == "PRIVATE" or name.startswith("site")
            assert event["TRANSP"] in ("TRANSPARENT", "OPAQUE")
            assert event.end > event.start
            if not isinstance(event.start, datetime):
                assert event.end - event.start == timedelta(days=1)
                assert event["TRANSP"] == "TRANSPARENT"
            assert len(event.walk("VALARM")) == int(f"{event.start}"[:10] > AS_OF), name
            for alarm in event.walk("VALARM"):
                assert alarm["ACTION"] == "DISPLAY"
                assert alarm["TRIGGER"].dt in (timedelta(hours=-15), timedelta(days=-1))


def test_stamps_are_the_builds_day_and_nothing_of_the_clock(every_feed: dict[str, bytes]) -> None:
    """Midnight in China; a public calendar's, which nobody had before, are those of its month."""
    for name, feed in every_feed.items():
        for stamp in re.findall(rb"\r\n(?:DTSTAMP|LAST-MODIFIED|CREATED):(\S+)", feed):
            assert stamp == (b"20261031T160000Z" if name.startswith("site") else b"20261122T160000Z")


def test_a_time_zone_stands_only_where_an_event_has_a_time(every_feed: dict[str, bytes]) -> None:
    """One +08:00 without summer time, and no comment."""
    timed = 0
    for name, feed in every_feed.items():
        has_time = any(isinstance(event.start, datetime) for event in events(feed))
        zones = calendar(feed).walk("VTIMEZONE")
        assert len(zones) == int(has_time), name
        timed += has_time
        for zone in zones:
            assert zone["TZID"] == "Asia/Shanghai"
            assert [part.name for part in zone.subcomponents] == ["STANDARD"]
            assert "COMMENT" not in zone
    assert timed, "the example has an agreed appointment"


def test_the_example_has_a_feed_for_each_consent_and_each_technician(example_feeds: dict[str, bytes]) -> None:
    """Three of four customers have consented; all three technicians have a calendar."""
    kinds = [key.split()[0] for key in example_feeds]
    assert kinds.count("customer") == 3
    assert kinds.count("technician") == 3
    assert "customer c-003" not in example_feeds


def test_a_visit_has_one_uid_in_every_feed_it_stands_in(example_feeds: dict[str, bytes]) -> None:
    """What the customer sees, the technician sees under the same UID, on the same day."""
    days: dict[str, set[Day]] = {}
    for feed in example_feeds.values():
        for event in events(feed):
            days.setdefault(str(event["UID"]), set()).add(event.start)
    assert all(len(found) == 1 for found in days.values())
    assert any(uid.endswith("@aftercare.example") for uid in days)
