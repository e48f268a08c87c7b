"""The hours of a site and what work asks for stand in calendars and on the work order, for both who come and who wait."""

from __future__ import annotations

import re

import icalendar
import pytest
from support.company import Root

CUSTOMER = "schedules/customers/c-001.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"


def text_of(feed: bytes) -> str:
    """What the polishing of 30 November says."""
    events = icalendar.Calendar.from_ical(feed).walk("VEVENT")
    event = next(one for one in events if "抛光" in one["SUMMARY"] and str(one.start)[:10] == "2026-11-30")
    return str(event["DESCRIPTION"])


def order_of(root: Root) -> str:
    """The technician's page, without blanks."""
    rows = [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()[1:]]
    (address,) = [row[2] for row in rows if row[0] == "technician"]
    html = (root.path / "feeds" / address.rpartition("/")[2]).with_suffix(".html").read_text("utf-8")
    return re.sub(r"<(style|script).*?</\1>|<[^>]*>|\s", "", html, flags=re.DOTALL)


@pytest.mark.parametrize("holder", ["customer c-001", "technician t-01"])
def test_a_mall_after_closing_says_so(root: Root, holder: str) -> None:
    """The hours stand in both calendars, and on the work order."""
    assert "上门时段" not in text_of(root.feeds()[holder])
    root.edit(CUSTOMER, "    technician: t-01\n", '    technician: t-01\n    visiting: {from: "22:00", to: "06:00"}\n')
    assert "上门时段：22:00–06:00\n" in text_of(root.feeds()[holder])
    assert "上门时段22:00–06:00" in order_of(root)


@pytest.mark.parametrize("holder", ["customer c-001", "technician t-01"])
def test_what_the_work_asks_for_is_said(root: Root, holder: str) -> None:
    """Dry weather, daylight, a place that is closed."""
    root.edit(POLISH, "products: [floor]\n", "products: [floor]\nconditions: {dry: true, daylight: true}\n")
    assert "条件：要干燥无雨的天气，下雨就改期；要在白天做\n" in text_of(root.feeds()[holder])
    assert "条件要干燥无雨的天气，下雨就改期；要在白天做" in order_of(root)


def test_the_way_counts_into_the_day(root: Root) -> None:
    """Two sites of one day: the minutes between them are in the sum, and are told."""
    root.edit("definitions/company.yaml", "regions:\n", "planning: {travel: 45 minutes}\nregions:\n")
    root.feeds()
    assert "其中路程" not in order_of(root)
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.write("schedules/customers/c-002.yaml", text.replace("诸葛先生", "公输先生").replace("六合", "七里"))
    root.feeds()
    assert "3小时35分钟/7小时·其中路程45分钟" in order_of(root)
