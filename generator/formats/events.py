"""The lines of a calendar and of an event, as RFC 5545 and calendars' programs want them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from generator.dates.intervals import ONE_DAY
from generator.formats.contentlines import alarm, date_line, plain_line, text_line
from generator.formats.zones import timezone_lines

PRODUCT_ID = "-//Aftercare//Aftercare 1//EN"


def calendar_header(name: str, zone: str, *, timed: bool) -> bytes:
    """What stands before the events, without LAST-MODIFIED; with ``zone``'s rules where an event has a time of day."""
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            plain_line("PRODID", PRODUCT_ID),
            b"CALSCALE:GREGORIAN\r\n",
            text_line("NAME", name),
            text_line("X-WR-CALNAME", name),
            plain_line("X-WR-TIMEZONE", zone),
            b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n",
            timezone_lines(zone) if timed else b"",
        )
    )


def event_body(
    *,
    when: bytes,
    summary: str,
    description: str,
    url: str,
    category: str,
    status: Literal["TENTATIVE", "CONFIRMED"],
    access: Literal["PUBLIC", "PRIVATE"],
    trigger: str,
    place: str = "",
    opaque: bool = False,
    extra: bytes = b"",
) -> bytes:
    """An event's lines from DTSTART (in ``when``) to the end of its one alarm; none where ``trigger`` is empty."""
    return b"".join(
        (
            when,
            text_line("SUMMARY", summary),
            text_line("DESCRIPTION", description),
            plain_line("URL", url),
            text_line("LOCATION", place) if place else b"",
            text_line("CATEGORIES", category),
            plain_line("STATUS", status),
            plain_line("TRANSP", "OPAQUE" if opaque else "TRANSPARENT"),
            plain_line("CLASS", access),
            extra,
            alarm(summary, trigger) if trigger else b"",
        )
    )


def all_day(day: date) -> bytes:
    """DTSTART and the exclusive DTEND of an event that takes a day."""
    return date_line("DTSTART", day) + date_line("DTEND", day + ONE_DAY)
