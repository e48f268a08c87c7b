"""The linter of feeds finds what it is there to find: its silence about our feeds says nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from support.lint_ics import lint

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
URL:https://example.org/
CATEGORIES:上门
STATUS:CANCELLED
TRANSP:OPAQUE
CLASS:PRIVATE
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()


AS_OF = date(2026, 11, 23)
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
    "an alarm of what is past": (b"DTSTART;VALUE=DATE:20261130", b"DTSTART;VALUE=DATE:20261120", "1 alarms where 0"),
    "a cancelled event with a text": (b"STATUS:TENTATIVE", b"STATUS:CANCELLED", "VEVENT has DESCRIPTION"),
    "an alarm of a cancelled event": (b"STATUS:TENTATIVE", b"STATUS:CANCELLED", "1 alarms where 0"),
    "an alarm after the event": (b"TRIGGER:-PT15H", b"TRIGGER:PT15H", "not a reminder"),
    "METHOD": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n", "VCALENDAR has METHOD"),
    "UID of the calendar": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nUID:x\r\n", "VCALENDAR has UID"),
    "SOURCE": (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nSOURCE:https://x/\r\n", "VCALENDAR has SOURCE"),
    "no PRODID": (b"PRODID:-//Test//EN\r\n", b"", "has PRODID 0 times"),
    "another version": (b"VERSION:2.0", b"VERSION:1.0", "VERSION is not 2.0"),
    "no NAME": ("\r\nNAME:日历".encode(), b"", "has NAME 0 times"),
    "SUMMARY twice": (b"DESCRIPTION:\xe4\xb8\x80", b"SUMMARY:x\r\nDESCRIPTION:\xe4\xb8\x80", "has SUMMARY 2 times"),
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
    assert lint(GOOD, AS_OF) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_the_linter_finds_a_planted_fault(fault: str) -> None:
    """One fault at a time, and each by its own name."""
    old, new, complaint = FAULTS[fault]
    assert old in GOOD
    assert complaint in "\n".join(lint(GOOD.replace(old, new, 1), AS_OF))


@pytest.mark.parametrize("rubbish", [b"", b"\r\n", b"<!doctype html>\r\n", b"BEGIN:VCALENDAR\r\n", b"\x00" * 100])
def test_the_linter_survives_what_is_no_calendar(rubbish: bytes) -> None:
    """It complains and does not crash."""
    assert lint(rubbish)
