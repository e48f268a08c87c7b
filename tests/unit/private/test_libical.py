"""libical, which shares nothing with us, finds nothing wrong: planned, agreed, done, cancelled and ended, public and private."""

from __future__ import annotations

import pytest
from support.company import Root
from support.libical import faults

pytestmark = pytest.mark.long

RECORDS = """\
records:
  - {record: completed, date: 2026-10-09, customer: c-001, site: home, asset: windows, task: window/bolts, technician: t-01}
  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, task: window/yearly, at: "2027-08-31 09:30"}
"""


def test_libical_finds_nothing_wrong(root: Root) -> None:
    """In any feed of the small company, before and after an edit that cancels and a rotation that ends one."""
    root.write("schedules/records/2026-11.yaml", RECORDS)
    root.remove("schedules/records/2026-10.yaml")
    root.feeds()
    root.edit("schedules/customers/c-001.yaml", ", traffic: heavy}", ", traffic: light}")
    root.feeds("--rotate", "c-001")
    feeds = {path.name: path.read_bytes() for path in (root.path / "feeds").rglob("*.ics")}
    together = b"".join(feeds.values())
    assert b"STATUS:CANCELLED" in together
    assert b"X-AFTERCARE-ENDED" in together
    assert b"BEGIN:VTIMEZONE" in together
    assert {name: found for name, content in feeds.items() if (found := faults(content))} == {}


def test_it_would_find_what_is_wrong(root: Root) -> None:
    """Else its silence would say nothing."""
    feed = root.feeds()["customer c-001"]
    for old, new in (
        (b"\r\nSUMMARY:", b"\r\nSUMMARY:x\r\nSUMMARY:"),
        (b"DTSTART;VALUE=DATE:", b"DTSTART;VALUE=DATE:x"),
        (b"VERSION:2.0\r\n", b""),
    ):
        assert faults(feed.replace(old, new, 1)), old
