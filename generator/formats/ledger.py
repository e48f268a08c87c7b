"""The published feeds as their own ledger: what was told to whom, so that a new build changes only what changed.

An event that is the same keeps its bytes; one that its reader sees changed gets the next SEQUENCE and new stamps; one that
vanished before its day stays as CANCELLED, without an alarm, until that day has passed. A forecast vanishes without a word.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.formats.contentlines import CRLF, fold, plain_line, stamp, unfold
from generator.visits.visit import Published

HOLDER = "X-AFTERCARE-HOLDER"
OCCURRENCES = "X-AFTERCARE-OCCURRENCES"
TECHNICIAN = "X-AFTERCARE-TECHNICIAN"
FORECAST = "X-AFTERCARE-FORECAST"
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_CALENDAR_BEGIN, _CALENDAR_END = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"

# The end of an event: at the start of a line, and not followed by the rest of a text that was folded there.
_ENDING = re.compile(rb"(?<=\r\n)END:VEVENT\r\n(?![ \t])")
# What only the next build reads; a line that is folded goes on after a space.
_UNSEEN = re.compile(rb"(?<=\r\n)X-AFTERCARE-[^\r]*\r\n(?:[ \t][^\r]*\r\n)*")
_EVENT = re.compile(
    rb"BEGIN:VEVENT\r\n(UID:[^\r]+\r\n(?: [^\r]+\r\n)*)"
    rb"DTSTAMP:(\d{8})T\d{6}Z\r\nLAST-MODIFIED:\d{8}T\d{6}Z\r\nSEQUENCE:(\d{1,9})\r\n"
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

    def at(self, stamped: date, sequence: int) -> bytes:
        """The whole event, with DTSTAMP and LAST-MODIFIED on ``stamped``."""
        moment = stamp(stamped)
        stamps = f"DTSTAMP:{moment}\r\nLAST-MODIFIED:{moment}\r\nSEQUENCE:{sequence}\r\n".encode("ascii")
        return b"".join((_BEGIN, plain_line("UID", self.uid), stamps, self.body, _END))


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it was published."""

    event: Event
    stamped: date
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

    def continued(self, event: Event, as_of: date) -> bytes:
        """The bytes of ``event``, which goes on from this one: a change that nobody sees is no news."""
        if event.body == self.event.body:
            return self.content
        if _UNSEEN.sub(b"", event.body) == _UNSEEN.sub(b"", self.event.body):
            return event.at(self.stamped, self.sequence)
        return event.at(max(as_of, self.stamped), self.sequence + 1)


@dataclass(frozen=True, slots=True)
class ToldFeed:
    """One feed as it was published: its header, and its events by UID."""

    holder: str
    header: bytes
    modified: date
    events: Mapping[str, Told]
    content: bytes


@dataclass(frozen=True, slots=True)
class Ledger:
    """All feeds that were published last, by holder."""

    feeds: Mapping[str, ToldFeed] = field(default_factory=dict)

    @classmethod
    def read(cls, files: Mapping[str, bytes], *, forgive: bool = False) -> Ledger:
        """The ledger that ``files`` are, by name. Raises NotAFeed; with ``forgive`` what is none is left out."""
        feeds = {}
        for name, content in sorted(files.items()):
            try:
                feed = read_feed(name, content)
            except NotAFeed:
                if not forgive:
                    raise
                continue
            feeds[feed.holder] = feed
        return cls(feeds)

    def published(self) -> list[Published]:
        """The plan that the feeds hold, by UID: what the planner keeps identities, days and technicians from."""
        published: dict[str, Published] = {}
        for feed in self.feeds.values():
            for uid, told in feed.events.items():
                known = published.get(uid)
                if told.is_cancelled or (known is not None and known.technician is not None):
                    continue
                lines = unfold(told.event.body)
                ids = _value(lines, OCCURRENCES).split()
                if ids:
                    crew = _value(lines, TECHNICIAN).split()
                    lead = crew[0] if crew else None
                    published[uid] = Published(uid, tuple(ids), told.event.day, lead, tuple(crew[1:]))
        return [published[uid] for uid in sorted(published)]


def _value(lines: bytes, name: str) -> str:
    """The value of the first property ``name``; empty where there is none, or it is cut off."""
    start = lines.find(f"\r\n{name}:".encode("ascii"))
    end = lines.find(CRLF, start + 2)
    if start < 0 or end < 0:
        return ""
    value = lines[start + len(name) + 3 : end].decode()
    return value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")


def read_feed(name: str, content: bytes) -> ToldFeed:
    """A feed that this program wrote. Raises NotAFeed for anything else, or where a part is missing."""
    try:
        content.decode()
    except UnicodeDecodeError as error:
        raise NotAFeed(name) from error
    first = content.find(CRLF + _BEGIN)
    header = content[: first + len(CRLF)] if first >= 0 else content.removesuffix(_CALENDAR_END)
    unfolded = unfold(header)
    if not content.startswith(_CALENDAR_BEGIN) or not content.endswith(_CALENDAR_END):
        raise NotAFeed(name)
    holder, modified = _value(unfolded, HOLDER), _value(unfolded, "LAST-MODIFIED")
    if not holder or not re.fullmatch(r"\d{8}T\d{6}Z", modified):
        raise NotAFeed(name)
    events = {}
    for part in _ENDING.split(content[len(header) : -len(_CALENDAR_END)])[:-1]:
        told = _told(name, part + _END)
        if told.event.uid in events:
            raise NotAFeed(name)
        events[told.event.uid] = told
    feed = ToldFeed(holder, header, _day(name, modified[:8].encode()), events, content)
    if b"".join((header, *(told.content for told in events.values()), _CALENDAR_END)) != content:
        raise NotAFeed(name)
    return feed


def _told(name: str, content: bytes) -> Told:
    event = _EVENT.match(content)
    if event is None:
        raise NotAFeed(name)
    uid_line, stamped, sequence, body, day = event.groups()
    try:
        uid = unfold(uid_line)[len("UID:") : -len(CRLF)].decode()
    except UnicodeDecodeError as error:
        raise NotAFeed(name) from error
    return Told(Event(uid, _day(name, day), body), _day(name, stamped), int(sequence), content)


def _day(name: str, digits: bytes) -> date:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError as error:
        raise NotAFeed(name) from error


def continue_feed(
    holder: str,
    header: bytes,
    events: Iterable[Event],
    before: ToldFeed | None,
    as_of: date,
    cancelled: str,
    forecasts: Container[str] = (),
) -> bytes:
    """The feed's new bytes. ``header`` comes without LAST-MODIFIED; ``cancelled`` marks the summary of what is taken back.

    ``forecasts`` are the UIDs of forecasts that were told without their mark.
    Where nothing changed these are the bytes that were published.
    """
    told = before.events if before is not None else {}
    contents: list[tuple[date, str, bytes]] = []
    kept = set()
    for event in events:
        old = told.get(event.uid)
        kept.add(event.uid)
        content = event.at(as_of, 0) if old is None else old.continued(event, as_of)
        contents.append((event.day, event.uid, content))
    for uid, old in told.items():
        is_forecast = old.is_forecast or uid in forecasts
        if uid in kept or old.event.day < as_of or (is_forecast and not old.is_cancelled):
            continue
        content = old.content
        if not old.is_cancelled:
            taken_back = Event(uid, old.event.day, _cancelled(old.event.body, cancelled))
            content = taken_back.at(max(as_of, old.stamped), old.sequence + 1)
        contents.append((old.event.day, uid, content))
    listed = b"".join(content for _, _, content in sorted(contents))
    if (
        before is not None
        and _with_modified(header, holder, before.modified) + listed + _CALENDAR_END == before.content
    ):
        return before.content
    modified = max(as_of, before.modified) if before is not None else as_of
    return _with_modified(header, holder, modified) + listed + _CALENDAR_END


def _with_modified(header: bytes, holder: str, modified: date) -> bytes:
    lines = plain_line("LAST-MODIFIED", stamp(modified)) + plain_line(HOLDER, holder)
    before, calscale, after = header.partition(b"CALSCALE:GREGORIAN\r\n")
    return before + calscale + lines + after


def _cancelled(body: bytes, mark: str) -> bytes:
    """The body of an event that is taken back: marked, without its alarm."""
    lines = []
    in_alarm = False
    for line in unfold(body).split(CRLF)[:-1]:
        if line == b"BEGIN:VALARM":
            in_alarm = True
        if not in_alarm:
            if line.startswith(b"SUMMARY:"):
                line = b"SUMMARY:" + mark.encode() + line.removeprefix(b"SUMMARY:")
            elif line.startswith(b"STATUS:"):
                line = b"STATUS:CANCELLED"
            elif line.startswith(b"TRANSP:"):
                line = b"TRANSP:TRANSPARENT"
            lines.append(fold(line))
        if line == b"END:VALARM":
            in_alarm = False
    return b"".join(lines)
