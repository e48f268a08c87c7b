"""A linter of feeds by their raw bytes. It shares nothing with the generator and nothing with a calendar library.

Rules from RFC 5545 and RFC 7986, and those of our own contract (ARCHITECTURE.md, Calendars) that a reader would forgive.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

CALENDAR_NEEDS = (
    "VERSION", "PRODID", "CALSCALE", "LAST-MODIFIED", "NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "REFRESH-INTERVAL",
    "X-PUBLISHED-TTL",
)  # fmt: skip
EVENT_NEEDS = (
    "UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "URL", "CATEGORIES", "STATUS", "TRANSP",
    "CLASS",
)  # fmt: skip
# UID breaks vdirsyncer, METHOD makes an invitation of a feed, SOURCE would write the secret address into the file.
CALENDAR_HAS_NOT = ("METHOD", "UID", "SOURCE")
# Instances are expanded, for clients disagree on recurrence.
EVENT_HAS_NOT = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "DURATION")
TEXTS = ("NAME", "X-WR-CALNAME", "SUMMARY", "DESCRIPTION", "LOCATION")

_LINE = re.compile(r'([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(.*)', re.DOTALL)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# A backslash escapes one of four things; a comma or semicolon does not stand alone.
_ESCAPED = re.compile(r"(?:[^\\;,]|\\[\\;,nN])*")
_UTC = re.compile(r"\d{8}T\d{6}Z")


@dataclass
class Component:
    """What stands between BEGIN and END."""

    kind: str
    line: int
    properties: list[tuple[str, str, str]] = field(default_factory=list)
    inner: list[Component] = field(default_factory=list)

    def values(self, name: str) -> list[str]:
        """The values of every property ``name``."""
        return [value for found, _, value in self.properties if found == name]

    def value(self, name: str) -> str:
        """The value of the first property ``name``, or nothing."""
        return next(iter(self.values(name)), "")

    def named(self, kind: str) -> list[Component]:
        """The components of that kind right inside."""
        return [component for component in self.inner if component.kind == kind]


def lint(content: bytes, as_of: date | None = None) -> list[str]:
    """Everything that is wrong with a feed, each with the number of the line where its component or line begins.

    Where it is said as of which day, what comes after it has a reminder, and nothing else has.
    """
    faults = list(_physical(content))
    if faults:
        return faults
    top = Component("", 0)
    faults += _read(content, top)
    calendars = top.named("VCALENDAR")
    if len(calendars) != 1 or top.properties or len(top.inner) != 1:
        return [*faults, "line 1: not one VCALENDAR and nothing else"]
    return [*faults, *_calendar(calendars[0], as_of)]


def _physical(content: bytes) -> Iterator[str]:
    if not content.endswith(b"\r\n"):
        yield "end: no CRLF after the last line"
    for number, line in enumerate(content.removesuffix(b"\r\n").split(b"\r\n"), 1):
        if b"\r" in line or b"\n" in line:
            yield f"line {number}: CR or LF alone"
        if len(line) > 75:
            yield f"line {number}: {len(line)} octets"
        if not line.strip():
            yield f"line {number}: empty"
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number}: a character of UTF-8 is split or broken"


def _read(content: bytes, top: Component) -> Iterator[str]:
    """The tree of components, put into ``top``."""
    open_ = [top]
    for number, line in _unfolded(content.decode("utf-8")):
        found = _LINE.fullmatch(line)
        if found is None:
            yield f"line {number}: not a content line: {line[:40]!r}"
            continue
        name, parameters, value = found.groups()
        if _CONTROL.search(value):
            yield f"line {number}: control character in {name}"
        if name == "BEGIN":
            component = Component(value, number)
            open_[-1].inner.append(component)
            open_.append(component)
        elif name == "END":
            if open_[-1].kind != value or len(open_) == 1:
                yield f"line {number}: END:{value} closes nothing"
                continue
            open_.pop()
        else:
            open_[-1].properties.append((name, parameters, value))
            if name in TEXTS and not _ESCAPED.fullmatch(value):
                yield f"line {number}: {name} is badly escaped"
    for component in open_[1:]:
        yield f"line {component.line}: {component.kind} is not closed"


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """(number of the first physical line, content line)."""
    number, whole = 0, ""
    for at, line in enumerate(text.removesuffix("\r\n").split("\r\n"), 1):
        if line[0] in " \t" and at > 1:
            whole += line[1:]
            continue
        if number:
            yield number, whole
        number, whole = at, line
    yield number, whole


def _calendar(calendar: Component, as_of: date | None) -> Iterator[str]:
    yield from _counted(calendar, CALENDAR_NEEDS, CALENDAR_HAS_NOT)
    if calendar.values("VERSION") != ["2.0"]:
        yield "line 1: VERSION is not 2.0"
    for name, parameters, value in calendar.properties:
        if name == "REFRESH-INTERVAL" and (parameters != ";VALUE=DURATION" or not re.fullmatch(r"PT\d+H", value)):
            yield "line 1: REFRESH-INTERVAL is not marked as a duration"
    events, zones = calendar.named("VEVENT"), calendar.named("VTIMEZONE")
    for component in calendar.inner:
        if component.kind not in ("VEVENT", "VTIMEZONE"):
            yield f"line {component.line}: {component.kind} in a calendar of visits"
    for uid, count in Counter(event.value("UID") for event in events).items():
        if count > 1:
            yield f"line 1: UID {uid} stands {count} times"
    used = {zone for event in events for zone in _zones(event)}
    defined = [zone.value("TZID") for zone in zones]
    if sorted(used) != sorted(defined):
        yield f"line 1: time zones used: {sorted(used)}, defined: {sorted(defined)}"
    for event in events:
        yield from _event(event, as_of)


def _zones(event: Component) -> Iterator[str]:
    for _, parameters, _ in event.properties:
        yield from re.findall(r";TZID=([^;]*)", parameters)


def _counted(component: Component, needs: tuple[str, ...], has_not: tuple[str, ...]) -> Iterator[str]:
    for name in needs:
        count = len(component.values(name))
        if count != 1:
            yield f"line {component.line}: {component.kind} has {name} {count} times"
    for name in has_not:
        if component.values(name):
            yield f"line {component.line}: {component.kind} has {name}"


def _event(event: Component, as_of: date | None) -> Iterator[str]:
    at = f"line {event.line}"
    is_cancelled = event.value("STATUS") == "CANCELLED"
    said = ("DESCRIPTION",)
    yield from _counted(event, EVENT_NEEDS if is_cancelled else (*EVENT_NEEDS, *said), EVENT_HAS_NOT)
    if is_cancelled:
        yield from _counted(event, (), (*said, "LOCATION"))
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if not _UTC.fullmatch(event.value(name)):
            yield f"{at}: {name} is not in UTC"
    if not event.value("SEQUENCE").isdecimal():
        yield f"{at}: SEQUENCE is no number"
    if event.value("STATUS") not in ("TENTATIVE", "CONFIRMED", "CANCELLED"):
        yield f"{at}: STATUS is {event.value('STATUS')!r}"
    start, end = (_moment(event, name) for name in ("DTSTART", "DTEND"))
    if start is None or end is None:
        yield f"{at}: DTSTART or DTEND is no date"
    elif type(start) is not type(end):
        yield f"{at}: of DTSTART and DTEND one is a day, the other a time"
    elif end <= start:
        yield f"{at}: DTEND is not after DTSTART"
    yield from _alarms(event, start, as_of)


def _moment(event: Component, name: str) -> date | None:
    """The day, or the time of day in a named zone, that a property gives; None for anything else."""
    for found, parameters, value in event.properties:
        if found == name:
            try:
                if parameters == ";VALUE=DATE":
                    return datetime.strptime(value, "%Y%m%d").date()
                if re.fullmatch(r";TZID=[^;]+", parameters):
                    return datetime.strptime(value, "%Y%m%dT%H%M%S")
            except ValueError:
                return None
    return None


def _alarms(event: Component, start: date | None, as_of: date | None) -> Iterator[str]:
    alarms = event.named("VALARM")
    most = 0 if event.value("STATUS") == "CANCELLED" else 1
    if as_of is not None and start is not None:
        day = start.date() if isinstance(start, datetime) else start
        most = min(most, int(day > as_of))
    if len(alarms) > most or (as_of is not None and len(alarms) < most):
        yield f"line {event.line}: {len(alarms)} alarms where {most} should be"
    if len(alarms) != len(event.inner):
        yield f"line {event.line}: something other than an alarm in an event"
    for alarm in alarms:
        yield from _counted(alarm, ("ACTION", "DESCRIPTION", "TRIGGER"), ())
        if alarm.value("ACTION") != "DISPLAY" or not re.fullmatch(r"-P(T\d+H|\d+D)", alarm.value("TRIGGER")):
            yield f"line {alarm.line}: not a reminder that is shown before the event"
