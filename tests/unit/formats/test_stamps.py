"""The moments that calendars bear: both signs of news rise with every change, whatever the hour and however often a day."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from support.company import AS_OF, Root, feeds_in

from generator.formats.stamps import forgotten_sequence, stamping

DAY = date(2026, 11, 23)
MIDNIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)  # of Shanghai
NIGHT = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # half past seven there, when UTC still has the day before
SECOND = timedelta(seconds=1)
CUSTOMER = "schedules/customers/c-001.yaml"


@pytest.mark.parametrize(
    ("now", "last", "moment"),
    [
        (None, None, MIDNIGHT),
        (NIGHT, None, MIDNIGHT),
        (NIGHT, MIDNIGHT - timedelta(days=9), MIDNIGHT),
        (NIGHT, MIDNIGHT, MIDNIGHT + SECOND),
        (NIGHT, MIDNIGHT + 5 * SECOND, MIDNIGHT + 6 * SECOND),
        (MIDNIGHT - timedelta(days=400), None, MIDNIGHT - timedelta(days=400)),
        (NIGHT, NIGHT + 9 * SECOND, NIGHT + 10 * SECOND),  # an older version was ahead of the clock
    ],
)
def test_a_moment_is_later_than_the_last_and_else_the_days_beginning(
    now: datetime | None, last: datetime | None, moment: datetime
) -> None:
    """Midnight where the company is, or now if that is earlier; one second more than what was told last."""
    assert stamping(DAY, "Asia/Shanghai", now).after(last) == moment


@pytest.mark.parametrize(("zone", "hour"), [("UTC", 0), ("America/New_York", 5), ("Pacific/Auckland", -13)])
def test_midnight_is_that_of_the_companys_zone(zone: str, hour: int) -> None:
    """Also where clocks change."""
    assert stamping(DAY, zone).since == datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=hour)


def test_where_it_is_not_known_what_was_told_it_is_the_very_moment() -> None:
    """And the number is above any that one change a second can have reached."""
    moment = stamping(DAY, "Asia/Shanghai", NIGHT).after(MIDNIGHT, forgotten=True)
    assert moment == NIGHT
    assert forgotten_sequence(moment) > forgotten_sequence(MIDNIGHT) > 200_000_000


def stamps(feed: bytes) -> list[tuple[int, str]]:
    """(SEQUENCE, LAST-MODIFIED) of every event of a feed."""
    found = re.findall(rb"DTSTAMP:(\S+)\r\nLAST-MODIFIED:(\S+)\r\nSEQUENCE:(\d+)", feed)
    assert all(stamped == modified for stamped, modified, _ in found)
    return [(int(sequence), modified.decode()) for _, modified, sequence in found]


def test_a_second_change_on_one_day_is_later_and_has_the_next_number(root: Root) -> None:
    """Twice another name for the site: all events rise by one second and one number each time."""
    root.feeds()
    told = []
    for name in ("七合苑", "八合苑"):
        root.write(CUSTOMER, re.sub("name: .合苑", f"name: {name}", (root.path / CUSTOMER).read_text("utf-8")))
        told.append(set(stamps(root.feeds()["customer c-001"])))
    assert told == [{(1, "20261122T160001Z")}, {(2, "20261122T160002Z")}]


@pytest.mark.parametrize("hour", ["00:00", "07:59", "23:59"])
def test_no_stamp_is_later_than_now_and_none_depends_on_the_hour(root: Root, hour: str) -> None:
    """A build in the first hours of a day in China once bore stamps of the morning to come."""
    feed = root.feeds("--now", f"{AS_OF} {hour}")["customer c-001"]
    assert set(stamps(feed)) == {(0, "20261122T160000Z")}


def test_a_date_that_is_still_to_come_is_stamped_now(root: Root) -> None:
    """Which has to be accepted."""
    now = ("--now", "2026-11-20 09:30:15")
    assert root.run("feeds", "--as-of", AS_OF, *now, "--accept", "future").exit_code == 0
    told = set(stamps(feeds_in(root.path / "feeds")["customer c-001"]))
    assert told == {(0, "20261120T013015Z")}
