"""What was told to whom: a calendar as it was published, event by event, read from its own bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from generator.formats.contentlines import CRLF, plain_line, unfold
from generator.formats.stamps import read_utc, utc

HOLDER = "X-AFTERCARE-HOLDER"
ENDED = "X-AFTERCARE-ENDED"
GONE = "X-AFTERCARE-GONE"
OCCURRENCES = "X-AFTERCARE-OCCURRENCES"
TECHNICIAN = "X-AFTERCARE-TECHNICIAN"
FORECAST = "X-AFTERCARE-FORECAST"
BEGIN, END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
CALENDAR_BEGIN, CALENDAR_END = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"

# The end of an event: at the start of a line, and not followed by the rest of a text that was folded there.
_ENDING = re.compile(rb"(?<=\r\n)END:VEVENT\r\n(?![ \t])")
_EVENT = re.compile(
    rb"BEGIN:VEVENT\r\n(UID:[^\r]+\r\n(?: [^\r]+\r\n)*)"
    rb"DTSTAMP:\d{8}T\d{6}Z\r\nLAST-MODIFIED:(\d{8}T\d{6}Z)\r\nSEQUENCE:(\d{1,10})\r\n"
    rb"((?:DTSTART[;:][^\r]*?(\d{8})(?:T\d{6})?\r\n).*)END:VEVENT\r\n\Z",
    re.DOTALL,
)


class NotAFeed(Exception):
    """A file in the place of a feed is none of ours, or damaged; the text names it."""


@dataclass(frozen=True, slots=True)
class Event:
    """An event without its stamps: ``body`` runs from DTSTART to the alarm's end."""

    uid: str
    day: date
    body: bytes

    def at(self, moment: datetime, sequence: int) -> bytes:
        """The whole event, with DTSTAMP and LAST-MODIFIED at ``moment``."""
        text = utc(moment)
        stamps = f"DTSTAMP:{text}\r\nLAST-MODIFIED:{text}\r\nSEQUENCE:{sequence}\r\n".encode("ascii")
        return b"".join((BEGIN, plain_line("UID", self.uid), stamps, self.body, END))


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it was published."""

    event: Event
    stamped: datetime
    sequence: int
    content: bytes

    @property
    def is_cancelled(self) -> bool:
        """True for one that was taken back."""
        return b"\r\nSTATUS:CANCELLED\r\n" in self.content

    @property
    def is_forecast(self) -> bool:
        """True for one that rests on earlier work being done on its day: nobody counts on it."""
        return f"\r\n{FORECAST}:".encode("ascii") in self.content

    def said(self, *names: str) -> tuple[str, ...]:
        """The values of the properties ``names``; empty where it has none."""
        return tuple(_value(_line(self.event.body, name), name) for name in names)


class Planned(NamedTuple):
    """What an event tells the plan: its cycles, who goes (nobody where it does not say), and when."""

    uid: str
    cycles: tuple[str, ...]
    crew: tuple[str, ...]
    day: date


@dataclass(frozen=True, slots=True)
class ToldFeed:
    """One feed as it was published: its events by UID, and when it changed last.

    ``name`` is its file's. One that has ``ended`` has no ``holder``: it only tells whoever still asks for it. ``first`` is
    the SEQUENCE of what is told anew: above that of whatever went without a word and may come back.
    """

    name: str
    holder: str
    ended: date | None
    first: int
    modified: datetime
    events: Mapping[str, Told]
    content: bytes

    @property
    def plan(self) -> Sequence[Planned]:
        """What it tells the plan, but for what was taken back."""
        return tuple(self._plan())

    def _plan(self) -> Iterator[Planned]:
        for uid, told in self.events.items():
            ids, crew = told.said(OCCURRENCES, TECHNICIAN) if not told.is_cancelled else ("", "")
            if ids:
                yield Planned(uid, tuple(ids.split()), tuple(crew.split()), told.event.day)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A feed of the ledger of which it is known what it told; all but who it is for is read when somebody asks for it.

    ``mark`` is a name for its bytes. All else is as in a ``ToldFeed``.
    """

    name: str
    holder: str
    ended: date | None
    first: int
    modified: datetime
    planned: Callable[[], Sequence[Planned]]
    mark: str
    read: Callable[[], bytes]

    @property
    def plan(self) -> Sequence[Planned]:
        """What it tells the plan, but for what was taken back. Raises OSError and NotAFeed."""
        return self.planned()

    @property
    def content(self) -> bytes:
        """Its bytes. Raises OSError."""
        return self.read()

    @property
    def events(self) -> Mapping[str, Told]:
        """Its events by UID. Raises OSError and NotAFeed."""
        return read_feed(self.name, self.content).events


def read_feed(name: str, content: bytes) -> ToldFeed:
    """A feed that this program wrote. Raises NotAFeed for anything else, or where a part is missing."""
    try:
        return _read(name, content)
    except ValueError as error:  # no UTF-8, no such day
        raise NotAFeed(name) from error


def _read(name: str, content: bytes) -> ToldFeed:
    content.decode()
    first = content.find(CRLF + BEGIN)
    header = content[: first + len(CRLF)] if first >= 0 else content.removesuffix(CALENDAR_END)
    unfolded = unfold(header)
    if not content.startswith(CALENDAR_BEGIN) or not content.endswith(CALENDAR_END):
        raise NotAFeed(name)
    holder, ended, modified = (_value(unfolded, line) for line in (HOLDER, ENDED, "LAST-MODIFIED"))
    if bool(holder) == bool(ended):
        raise NotAFeed(name)
    events: dict[str, Told] = {}
    for part in _ENDING.split(content[len(header) : -len(CALENDAR_END)])[:-1]:
        told = _told(name, part + END)
        if told.event.uid in events:
            raise NotAFeed(name)
        events[told.event.uid] = told
    if b"".join((header, *(told.content for told in events.values()), CALENDAR_END)) != content:
        raise NotAFeed(name)
    moment = max([read_utc(modified), *(told.stamped for told in events.values())])
    gone = _value(unfolded, GONE)
    return ToldFeed(name, holder, _day(ended) if ended else None, int(gone) + 1 if gone else 0, moment, events, content)


def _told(name: str, content: bytes) -> Told:
    event = _EVENT.match(content)
    if event is None:
        raise NotAFeed(name)
    uid_line, stamped, sequence, body, day = event.groups()
    uid = unfold(uid_line)[len("UID:") : -len(CRLF)].decode()
    return Told(Event(uid, _day(day.decode()), body), read_utc(stamped.decode()), int(sequence), content)


def _day(digits: str) -> date:
    return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))


def _line(body: bytes, name: str) -> bytes:
    """The first line of a body that begins with ``name``, unfolded and with the breaks around it; empty where none does."""
    start = body.find(f"\r\n{name}:".encode("ascii"))
    end = body.find(CRLF, start + 2) if start >= 0 else -1
    while end >= 0 and body[end + 2 : end + 3] in (b" ", b"\t"):
        end = body.find(CRLF, end + 2)
    return unfold(body[start : end + 2]) if end >= 0 else b""


def _value(lines: bytes, name: str) -> str:
    """The value of the first property ``name``; empty where there is none, or it is cut off."""
    start = lines.find(f"\r\n{name}:".encode("ascii"))
    end = lines.find(CRLF, start + 2)
    if start < 0 or end < 0:
        return ""
    value = lines[start + len(name) + 3 : end].decode()
    return value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
