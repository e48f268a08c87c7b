"""A visit for two stands on both calendars and work orders, with both names; the customer reads neither."""

from __future__ import annotations

import re

import icalendar
from support.company import Root

TEAM = "schedules/technicians.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"
SECOND = """\
  - id: t-02
    name: 孙师傅
    skills: [stone]
    regions: [shanghai]
    capacity: 7 hours
"""


def polishing(feed: bytes) -> icalendar.Event:
    """The polishing of 30 November."""
    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    return next(one for one in events if "抛光" in one["SUMMARY"] and str(one.start)[:10] == "2026-11-30")


def words_of(root: Root, holder: str) -> str:
    """What the page beside a holder's feed says, without blanks."""
    rows = [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()[1:]]
    (address,) = [row[2] for row in rows if f"{row[0]} {row[1]}" == holder]
    html = (root.path / "feeds" / address.rpartition("/")[2]).with_suffix(".html").read_text("utf-8")
    return re.sub(r"<(style|script).*?</\1>|<[^>]*>|\s", "", html, flags=re.DOTALL)


def two(root: Root) -> Root:
    root.edit(POLISH, "  duration: {fixed: 45 minutes, per_unit: 1 minute}\n", "  duration: {fixed: 45 minutes, per_unit: 1 minute}\n  people: 2\n")  # fmt: skip
    root.write(TEAM, (root.path / TEAM).read_text("utf-8") + SECOND)
    return root


def test_both_have_the_visit_and_both_names_and_the_customer_has_none(root: Root) -> None:
    """85 minutes of both together are 42 for each; the feeds are read back with both, so that nothing changes."""
    feeds = two(root).feeds()
    for holder in ("technician t-01", "technician t-02", "region shanghai"):
        text = polishing(feeds[holder])["DESCRIPTION"]
        assert "同去：钱师傅、孙师傅\n" in text
        assert "预计用时：42 分钟" in text
    assert "孙师傅" not in str(polishing(feeds["customer c-001"])["DESCRIPTION"])
    assert root.feeds() == feeds


def test_both_names_stand_on_both_work_orders(root: Root) -> None:
    """Each finds the order on a page of their own; the customer's page names neither."""
    two(root).feeds()
    for holder in ("technician t-01", "technician t-02"):
        text = words_of(root, holder)
        assert "同去钱师傅、孙师傅" in text
        assert "42分钟×2人" in text
    assert "孙师傅" not in words_of(root, "customer c-001")


def test_a_second_who_lacks_is_marked_for_staff(root: Root) -> None:
    """With one technician the work is nobody's, and how many it takes is said."""
    root.edit(POLISH, "  duration: {fixed: 45 minutes, per_unit: 1 minute}\n", "  duration: {fixed: 45 minutes, per_unit: 1 minute}\n  people: 2\n")  # fmt: skip
    event = polishing(root.feeds()["company dispatch"])
    assert "【未派工】要 2 个人一起做，本地区会做的技术员只有 1 人" in event["DESCRIPTION"]
    assert event["SUMMARY"].startswith("【未派工】")
