"""The zone that a calendar carries tells the time that the zone has, whichever it is."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil import tz

from generator.formats.zones import timezone_lines

# No summer time, the rules of Europe and America, half an hour in the south, the moon's, summers that ended, and none now.
ZONES = (
    "Asia/Shanghai", "Asia/Kolkata", "Europe/Berlin", "Europe/Dublin", "America/New_York", "Australia/Lord_Howe",
    "Africa/Casablanca", "Asia/Tehran", "America/Sao_Paulo", "Asia/Jerusalem",
)  # fmt: skip


@pytest.mark.parametrize("name", ZONES)
def test_every_noon_is_as_far_from_greenwich_as_the_zone_says(name: str) -> None:
    """As dateutil reads the lines, which knows nothing of the tables that they were made from."""
    lines = timezone_lines(name).decode()
    read = tz.tzical(io.StringIO(f"BEGIN:VCALENDAR\r\n{lines}END:VCALENDAR\r\n")).get(name)
    noons = [datetime(2021, 1, 1, 12) + timedelta(days=day) for day in range(0, 365 * 12, 5)]
    wrong = [
        noon
        for noon in noons
        if noon.replace(tzinfo=ZoneInfo(name)).utcoffset() != noon.replace(tzinfo=read).utcoffset()
    ]
    assert wrong == []


def test_clocks_that_change_by_a_rule_are_told_by_the_rule() -> None:
    """The last Sunday of March, at two by the clock as it was."""
    lines = timezone_lines("Europe/Berlin").decode()
    assert "DTSTART:20200329T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nTZNAME:CEST\r\n" in lines
