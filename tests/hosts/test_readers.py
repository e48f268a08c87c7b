"""The example's feeds as programs read them that know nothing of us, and as our own linter reads their bytes.

Each feed is read twice: as it is first built, and a day later, when visits have moved and others have been cancelled.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
import vobject
from ical.calendar_stream import IcsCalendarStream
from support.company import AS_OF, HANGS, Root, example_in, feeds_in
from support.lint_ics import lint
from support.soaking import times

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


def by_recurring(feed: bytes) -> Seen:
    """As recurring-ical-events answers when it is asked for all that ever happens."""
    (ever,) = between(feed, [EVER])
    return ever


def between(feed: bytes, spans: Iterable[tuple[date, date]]) -> list[Seen]:
    """As recurring-ical-events answers when it is asked for what happens from one day until another, for each two."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # its own, about its dependencies
        asked = recurring_ical_events.of(icalendar.Calendar.from_ical(feed))
        return [seen((e["UID"], e.start, e.end) for e in asked.between(*days)) for days in spans]


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
    run = subprocess.run(command, env=os.environ | home, capture_output=True, text=True, timeout=HANGS, check=False)
    assert run.returncode == 0, run.stderr
    return run.stdout


def _khal_event(uid: str, start: str, end: str) -> tuple[str, Day, Day]:
    if "T" in start:
        return uid, *(datetime.fromisoformat(moment).replace(tzinfo=SHANGHAI) for moment in (start, end))
    return uid, date.fromisoformat(start), date.fromisoformat(end) + timedelta(days=1)  # khal names the last day


# ------------------------------------------------------------------------------------------------------------- the feeds


@pytest.fixture(scope="module")
def first_and_next(
    built: Path, example_feeds: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The private feeds of the example, and what they are a day later, when a floor is gone and a visit has moved."""
    root = example_in(tmp_path_factory.mktemp("readers"))
    for kept in ("out/feeds", ".cache/read"):
        shutil.copytree(built.parent / kept, root.path / kept)
    shutil.copy2(built / "feeds-index.csv", root.path / "out")
    edit_the_example(root)
    result = root.run("feeds", "--as-of", DAY_AFTER, "--output", str(root.path / "out"))
    assert result.exit_code == 0, result.output
    return example_feeds, feeds_in(root.path / "out/feeds")


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


def telling(feeds: Mapping[str, bytes]) -> dict[str, bytes]:
    """Every third feed, and each that takes a visit back; a soak reads all."""
    several = enumerate(sorted(feeds.items()))
    return {name: feed for n, (name, feed) in several if n % times(3, 1) == 0 or b"STATUS:CANCELLED" in feed}


@pytest.mark.soak
@pytest.mark.parametrize("reader", [by_ical, by_vobject, by_recurring])
def test_every_reader_sees_the_same_events_on_the_same_days(
    first_and_next: tuple[dict[str, bytes], ...], public_feeds: dict[str, bytes], reader: Callable[[bytes], Seen]
) -> None:
    """All UIDs, starts and ends, of private and public feeds; icalendar's reading is what others are held to."""
    for name, feed in {**telling(first_and_next[1]), **dict(sorted(public_feeds.items())[:: times(14, 1)])}.items():
        assert reader(feed) == by_icalendar(feed), name


def test_a_month_of_a_feed_holds_the_events_of_that_month(first_and_next: tuple[dict[str, bytes], ...]) -> None:
    """recurring-ical-events, asked as a calendar's server asks it, invents no instance and loses none."""
    feed = first_and_next[1]["customer c-004"]
    everything = by_icalendar(feed)
    months = [date(2026 + month // 12, month % 12 + 1, 1) for month in range(7, 37)]
    found: Seen = {}
    for (start, end), inside in zip(pairwise(months), between(feed, pairwise(months)), strict=True):
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


@pytest.mark.soak
def test_a_year_from_now_readers_still_agree(example: Root, tmp_path: Path) -> None:
    """The feeds of a day on which the example's holidays are provisional and its warranties have run out."""
    result = example.run("feeds", "--as-of", "2028-02-29", "--output", str(tmp_path))
    assert result.exit_code == 0, result.output
    feeds = feeds_in(tmp_path / "feeds")
    for name, feed in feeds.items():
        assert lint(feed) == [], name
    for name, feed in telling(feeds).items():
        assert by_ical(feed) == by_vobject(feed) == by_icalendar(feed), name


# ------------------------------------------------------------------------------------------------------------ the linter


def test_every_feed_passes_the_linter(private_feeds: Mapping[str, bytes], public_feeds: Mapping[str, bytes]) -> None:
    """Byte by byte, the private feeds in both states and all public ones."""
    assert len(public_feeds) >= 50
    for name, feed in {**private_feeds, **public_feeds}.items():
        assert lint(feed) == [], name


def test_the_example_is_of_today(first_and_next: tuple[dict[str, bytes], ...]) -> None:
    """The stamps are midnight of the day that was asked for, in Shanghai, never the clock's."""
    stamp = (date.fromisoformat(AS_OF) - timedelta(days=1)).strftime("%Y%m%d").encode()
    assert {each for feed in first_and_next[0].values() for each in _stamps(feed)} == {stamp}


def _stamps(feed: bytes) -> Iterator[bytes]:
    for line in feed.split(b"\r\n"):
        if line.startswith(b"DTSTAMP:"):
            yield line.removeprefix(b"DTSTAMP:")[:8]
