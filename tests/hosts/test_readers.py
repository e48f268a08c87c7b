"""The example's feeds as programs read them that know nothing of us, and as our own linter reads their bytes.

Each feed is read twice: as it is first built, and a day later, when visits have moved and others have been cancelled.
"""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from conftest import AS_OF, Root, example_in, feeds_in
from ical.calendar_stream import IcsCalendarStream
from lint_ics import lint

SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY_AFTER = "2026-11-24"
EVER = (date(2020, 1, 1), date(2040, 1, 1))

Day = date | datetime
Seen = dict[str, tuple[Day, Day]]


def local(moment: Day) -> Day:
    """A day as it is, a time as the clock in Shanghai shows it."""
    return moment.astimezone(SHANGHAI).replace(tzinfo=None) if isinstance(moment, datetime) else moment


def seen(events: Iterator[tuple[object, Day, Day]]) -> Seen:
    """UID to (start, end), where no UID comes twice."""
    found: Seen = {}
    for uid, start, end in events:
        assert str(uid) not in found, uid
        found[str(uid)] = (local(start), local(end))
    return found


@cache
def by_icalendar(feed: bytes) -> Seen:
    """As icalendar reads it."""
    return seen((e["UID"], e.start, e.end) for e in icalendar.Calendar.from_ical(feed).walk("VEVENT"))


def by_ical(feed: bytes) -> Seen:
    """As ical reads it, which is strict."""
    events = IcsCalendarStream.calendar_from_ics(feed.decode("utf-8")).events
    return seen((e.uid, e.dtstart, e.dtend) for e in events)


def by_vobject(feed: bytes) -> Seen:
    """As vobject reads it."""
    calendar = vobject.readOne(feed.decode("utf-8"))
    return seen((e.uid.value, e.dtstart.value, e.dtend.value) for e in calendar.contents.get("vevent", []))


def by_recurring(feed: bytes, start: date = EVER[0], end: date = EVER[1]) -> Seen:
    """As recurring-ical-events answers when it is asked for what happens between two days."""
    calendar = icalendar.Calendar.from_ical(feed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its own, about its dependencies
        return seen((e["UID"], e.start, e.end) for e in recurring_ical_events.of(calendar).between(start, end))


KHAL = """\
[locale]
local_timezone = Asia/Shanghai
default_timezone = Asia/Shanghai
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%dT%H:%M
longdatetimeformat = %Y-%m-%dT%H:%M
[sqlite]
path = {folder}/khal.db
[calendars]
"""
KHAL_CALENDAR = """\
[[{name}]]
path = {folder}/{name}
type = calendar
"""


def by_khal(feeds: Mapping[str, bytes], folder: Path) -> dict[str, Seen]:
    """As the calendar program khal lists them from a folder for each calendar, a file for each event."""
    config = KHAL.format(folder=folder)
    for name, feed in feeds.items():
        (folder / name).mkdir()
        for number, event in enumerate(single_events(feed)):
            (folder / name / f"{number}.ics").write_bytes(event)
        config += KHAL_CALENDAR.format(folder=folder, name=name)
    (folder / "config").write_text(config)
    listed = khal(folder, "--day-format", "", "--format", "{calendar} {uid} {start} {end}", "2026-01-01", "1500d")
    found: dict[str, Seen] = {}
    for name in feeds:
        lines = (line.split()[1:] for line in listed.splitlines() if line.startswith(f"{name} "))
        found[name] = seen(_khal_event(*line) for line in lines)
    return found


def single_events(feed: bytes) -> Iterator[bytes]:
    """Each event of ``feed`` as a calendar of its own, as a program that keeps a file for each event stores it."""
    header, *events = feed.removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT\r\n")
    return (header + b"BEGIN:VEVENT\r\n" + event + b"END:VCALENDAR\r\n" for event in events)


def khal(folder: Path, *arguments: str) -> str:
    """What ``khal list`` prints."""
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "LANG": "C.UTF-8"}
    command = [Path(sys.executable).with_name("khal"), "-c", folder / "config", "list", *arguments]
    run = subprocess.run(command, env=os.environ | home, capture_output=True, text=True, timeout=60, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def _khal_event(uid: str, start: str, end: str) -> tuple[str, Day, Day]:
    if "T" in start:
        return uid, *(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI) for moment in (start, end))
    return uid, date.fromisoformat(start), date.fromisoformat(end) + timedelta(days=1)  # khal names the last day


# ------------------------------------------------------------------------------------------------------------- the feeds


@pytest.fixture(scope="module")
def first_and_next(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The private feeds of the example, and what they are a day later, when a floor is gone and a visit has moved."""
    root = example_in(tmp_path_factory.mktemp("readers"))
    first = root.feeds()
    edit_the_example(root)
    result = root.run("feeds", "--as-of", DAY_AFTER)
    assert result.exit_code == 0, result.output
    return first, feeds_in(root.path / "feeds")


def edit_the_example(root: Root) -> None:
    """The studio has its marble floor taken out, and the villa's visit of December moves once more."""
    floor = "      - {id: floor, name: Reception marble, product: marble-floor, quantity: 180, traffic: medium}\n"
    root.edit("schedules/customers/c-004.yaml", floor, "")
    root.edit("schedules/records/2026-11.yaml", "to: 2026-12-22", "to: 2026-12-24")


@pytest.fixture(scope="module")
def private_feeds(first_and_next: tuple[dict[str, bytes], dict[str, bytes]]) -> dict[str, bytes]:
    """Both states of every private feed."""
    first, later = first_and_next
    return {f"{name}, first": feed for name, feed in first.items()} | {f"{name}, later": f for name, f in later.items()}


@pytest.fixture(scope="module")
def public_feeds(built: Path) -> dict[str, bytes]:
    """The calendars that hold nobody's data and stand in the site."""
    return {path.relative_to(built).as_posix(): path.read_bytes() for path in sorted((built / "site").rglob("*.ics"))}


def test_the_examples_feeds_hold_each_kind_of_event(private_feeds: Mapping[str, bytes]) -> None:
    """So that what follows says something: whole days, a time of day, changed and cancelled events."""
    assert len(private_feeds) >= 20
    everything = b"".join(private_feeds.values())
    for needed in (b"DTSTART;VALUE=DATE:", b"DTSTART;TZID=Asia/Shanghai:", b"SEQUENCE:1\r\n", b"STATUS:CANCELLED\r\n"):
        assert needed in everything, needed


@pytest.mark.parametrize("reader", [by_ical, by_vobject, by_recurring])
def test_every_reader_sees_the_same_events_on_the_same_days(
    first_and_next: tuple[dict[str, bytes], ...], public_feeds: dict[str, bytes], reader: Callable[[bytes], Seen]
) -> None:
    """All UIDs, starts and ends, of private and public feeds; icalendar's reading is what others are held to."""
    for name, feed in (first_and_next[1] | dict(sorted(public_feeds.items())[::7])).items():
        assert reader(feed) == by_icalendar(feed), name


def test_a_month_of_a_feed_holds_the_events_of_that_month(first_and_next: tuple[dict[str, bytes], ...]) -> None:
    """recurring-ical-events, asked as a calendar's server asks it, invents no instance and loses none."""
    feed = first_and_next[1]["customer c-004"]
    everything = by_icalendar(feed)
    months = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(7, 37)]
    found: Seen = {}
    for start, end in pairwise(months):
        inside = by_recurring(feed, start, end)
        assert inside == {uid: when for uid, when in everything.items() if start <= as_day(when[0]) < end}
        found |= inside
    assert found == everything


def as_day(moment: Day) -> date:
    """The day of a day or a time."""
    return moment.date() if isinstance(moment, datetime) else moment


def test_khal_lists_the_same_events(first_and_next: tuple[dict[str, bytes], ...], tmp_path: Path) -> None:
    """A real calendar program, asked through its own command line."""
    feeds = {name.replace(" ", "-"): feed for name, feed in first_and_next[1].items()}
    for name, events in by_khal(feeds, tmp_path).items():
        assert events == by_icalendar(feeds[name]), name


def test_a_year_from_now_readers_still_agree(example: Root, tmp_path: Path) -> None:
    """The feeds of a day on which the example's holidays are provisional and its warranties have run out."""
    result = example.run("feeds", "--as-of", "2028-02-29", "--output", str(tmp_path))
    assert result.exit_code == 0, result.output
    for name, feed in feeds_in(tmp_path / "feeds").items():
        assert lint(feed) == [], name
        assert by_ical(feed) == by_vobject(feed) == by_icalendar(feed), name


# ------------------------------------------------------------------------------------------------------------ the linter


def test_every_feed_passes_the_linter(private_feeds: Mapping[str, bytes], public_feeds: Mapping[str, bytes]) -> None:
    """Byte by byte, the private feeds in both states and all public ones."""
    assert len(public_feeds) >= 50
    for name, feed in {**private_feeds, **public_feeds}.items():
        assert lint(feed) == [], name


GOOD = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Test//EN
CALSCALE:GREGORIAN
LAST-MODIFIED:20261123T000000Z
NAME:日历
X-WR-CALNAME:日历
X-WR-TIMEZONE:Asia/Shanghai
REFRESH-INTERVAL;VALUE=DURATION:PT12H
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE
TZID:Asia/Shanghai
BEGIN:STANDARD
DTSTART:19920101T000000
TZOFFSETFROM:+0800
TZOFFSETTO:+0800
TZNAME:CST
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:day@test
DTSTAMP:20261123T000000Z
LAST-MODIFIED:20261123T000000Z
SEQUENCE:0
DTSTART;VALUE=DATE:20261130
DTEND;VALUE=DATE:20261201
SUMMARY:检查\\, 两次\\; 好
DESCRIPTION:一\\n二\\\\三
URL:https://example.org/
CATEGORIES:上门,电话
STATUS:TENTATIVE
TRANSP:TRANSPARENT
CLASS:PRIVATE
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:检查
TRIGGER:-PT15H
END:VALARM
END:VEVENT
BEGIN:VEVENT
UID:time@test
DTSTAMP:20261123T000000Z
LAST-MODIFIED:20261123T000000Z
SEQUENCE:3
DTSTART;TZID=Asia/Shanghai:20261201T093000
DTEND;TZID=Asia/Shanghai:20261201T110000
SUMMARY:约定
DESCRIPTION:上门
URL:https://example.org/
CATEGORIES:上门
STATUS:CANCELLED
TRANSP:OPAQUE
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()

ALARM = b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-P1D\r\nEND:VALARM\r\n"
ZONE = GOOD[GOOD.index(b"BEGIN:VTIMEZONE") : GOOD.index(b"BEGIN:VEVENT")]

FAULTS = {
    "a line of 76 octets": (b"SUMMARY:\xe7\xba\xa6", b"SUMMARY:" + b"x" * 68 + b"\xe7\xba\xa6", "octets"),
    "LF alone": (b"VERSION:2.0\r\n", b"VERSION:2.0\n", "CR or LF alone"),
    "CR alone": (b"VERSION:2.0\r\n", b"VERSION:2.0\r", "CR or LF alone"),
    "no CRLF at the end": (b"END:VCALENDAR\r\n", b"END:VCALENDAR", "no CRLF after the last line"),
    "an empty line": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\n\r\n", "empty"),
    "a character split by folding": ("约定".encode(), b"\xe7\xba\r\n \xa6", "split or broken"),
    "not UTF-8": ("约定".encode(), b"\xff\xfe", "split or broken"),
    "a duplicate UID": (b"UID:time@test", b"UID:day@test", "stands 2 times"),
    "the end before the start": (b"T110000", b"T083000", "DTEND is not after"),
    "the end at the start": (b"DTEND;VALUE=DATE:20261201", b"DTEND;VALUE=DATE:20261130", "DTEND is not after"),
    "a day and a time": (b"DTEND;VALUE=DATE:20261201", b"DTEND;TZID=Asia/Shanghai:20261201T000000", "one is a day"),
    "a time without a zone": (b"DTSTART;TZID=Asia/Shanghai:2", b"DTSTART:2", "is no date"),
    "no such day": (b"VALUE=DATE:20261130", b"VALUE=DATE:20261131", "is no date"),
    "no alarm": (GOOD[GOOD.index(b"BEGIN:VALARM") : GOOD.index(b"END:VEVENT")], b"", "0 alarms where 1"),
    "two alarms": (b"BEGIN:VALARM\r\n", ALARM + b"BEGIN:VALARM\r\n", "2 alarms where 1"),
    "an alarm of a cancelled event": (b"STATUS:TENTATIVE", b"STATUS:CANCELLED", "1 alarms where 0"),
    "an alarm after the event": (b"TRIGGER:-PT15H", b"TRIGGER:PT15H", "not a reminder"),
    "METHOD": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n", "VCALENDAR has METHOD"),
    "UID of the calendar": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nUID:x\r\n", "VCALENDAR has UID"),
    "SOURCE": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nSOURCE:https://x/\r\n", "VCALENDAR has SOURCE"),
    "no PRODID": (b"PRODID:-//Test//EN\r\n", b"", "has PRODID 0 times"),
    "another version": (b"VERSION:2.0", b"VERSION:1.0", "VERSION is not 2.0"),
    "no NAME": ("\r\nNAME:日历".encode(), b"", "has NAME 0 times"),
    "SUMMARY twice": (b"DESCRIPTION:\xe4\xb8\x8a", b"SUMMARY:x\r\nDESCRIPTION:\xe4\xb8\x8a", "has SUMMARY 2 times"),
    "no DTSTAMP": (b"UID:time@test\r\nDTSTAMP:20261123T000000Z\r\n", b"UID:time@test\r\n", "has DTSTAMP 0 times"),
    "no SEQUENCE": (b"SEQUENCE:3\r\n", b"", "has SEQUENCE 0 times"),
    "SEQUENCE in words": (b"SEQUENCE:3", b"SEQUENCE:three", "SEQUENCE is no number"),
    "a local stamp": (b"DTSTAMP:20261123T000000Z\r\nLAST-MODIFIED:20261123T000000Z\r\nSEQUENCE:0",
                      b"DTSTAMP:20261123T000000\r\nLAST-MODIFIED:20261123T000000Z\r\nSEQUENCE:0", "not in UTC"),
    "an unknown status": (b"STATUS:TENTATIVE", b"STATUS:MAYBE", "STATUS is"),
    "a recurrence": (b"SEQUENCE:3", b"SEQUENCE:3\r\nRRULE:FREQ=DAILY", "VEVENT has RRULE"),
    "a zone that is not defined": (ZONE, b"", "time zones used"),
    "a zone that is not used": (b"TZID:Asia/Shanghai\r\n", b"TZID:Asia/Urumqi\r\n", "time zones used"),
    "a zone defined twice": (b"BEGIN:VTIMEZONE\r\n", ZONE + b"BEGIN:VTIMEZONE\r\n", "time zones used"),
    "an unmarked duration": (b"REFRESH-INTERVAL;VALUE=DURATION", b"REFRESH-INTERVAL", "not marked as a duration"),
    "a comma that is not escaped": ("约定".encode(), "约,定".encode(), "badly escaped"),
    "a semicolon after a backslash": ("约定".encode(), b"a\\\\;b", "badly escaped"),
    "a backslash that escapes nothing": ("约定".encode(), b"a\\tb", "badly escaped"),
    "a control character": ("约定".encode(), b"a\x07b", "control character"),
    "a line without a colon": (b"SEQUENCE:3\r\n", b"SEQUENCE:3\r\nand so on\r\n", "not a content line"),
    "an event that is not closed": (b"CLASS:PRIVATE\r\nEND:VEVENT\r\nEND:VCAL", b"CLASS:PRIVATE\r\nEND:VCAL", "nothing"),
    "a task among visits": (ZONE, ZONE + b"BEGIN:VTODO\r\nUID:x\r\nEND:VTODO\r\n", "VTODO in a calendar"),
    "two calendars": (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nBEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "not one VCALENDAR"),
}  # fmt: skip


def test_the_linter_passes_a_good_feed() -> None:
    """Else its complaints would say nothing."""
    assert lint(GOOD) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_linter_finds_a_planted_fault(fault: str) -> None:
    """One fault at a time, and each by its own name."""
    old, new, complaint = FAULTS[fault]
    assert old in GOOD
    assert complaint in "\n".join(lint(GOOD.replace(old, new, 1)))


@pytest.mark.parametrize("rubbish", [b"", b"\r\n", b"<!doctype html>\r\n", b"BEGIN:VCALENDAR\r\n", b"\x00" * 100])
def test_the_linter_survives_what_is_no_calendar(rubbish: bytes) -> None:
    """It complains and does not crash."""
    assert lint(rubbish)


def test_the_example_is_of_today(first_and_next: tuple[dict[str, bytes], ...]) -> None:
    """The stamps are the day that was asked for, never the clock's."""
    stamp = AS_OF.replace("-", "").encode()
    for name, feed in first_and_next[0].items():
        assert set(_stamps(feed)) == {stamp}, name


def _stamps(feed: bytes) -> Iterator[bytes]:
    for line in feed.split(b"\r\n"):
        if line.startswith(b"DTSTAMP:"):
            yield line.removeprefix(b"DTSTAMP:")[:8]
