"""When a day does not suit: what the event and the page offer instead, and the visit as a calendar file of its own."""

from __future__ import annotations

import base64
import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from support.company import AS_OF, Root
from support.lint_ics import lint
from support.pages import pages_beside

from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.private.feeds import Feed, render_feeds
from generator.private.secret import DEMO_SECRET
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.visits.plan import plan

CUSTOMER = "schedules/customers/c-001.yaml"


def told(root: Root, as_of: str = AS_OF) -> tuple[str, str]:
    """The customer's calendar, unfolded, and the page beside it."""
    day = date.fromisoformat(as_of)
    definitions, schedules = read_sound(root.path)
    planned, templates = plan(definitions, schedules, day), templates_of(root.path)
    stamps = stamping(day, "Asia/Shanghai")
    feeds: list[Feed] = render_feeds(definitions, schedules, planned.visits, stamps, templates, DEMO_SECRET, Ledger({}))
    pages = pages_beside(feeds[:1], root, planned, day)
    return feeds[0].content.decode().replace("\r\n ", ""), pages[0]


def sentences(feed: str) -> list[tuple[str, str]]:
    """Each day with the days that are offered for it."""
    events = feed.split("BEGIN:VEVENT")[1:]
    offering = [event for event in events if "可以改到 " in event]
    return [(event.split("DATE:")[1][:8], event.split("可以改到 ")[1].split("，或别的日子")[0]) for event in offering]


def test_an_event_offers_three_days_on_which_somebody_can_come(root: Root) -> None:
    """After its own; no weekend, no day on which the site is closed; with the reference and a mail that bears it."""
    feed, _ = told(root)
    (first, days), *_ = sentences(feed)
    assert (first, days) == ("20261130", "12 月 1 日、12 月 3 日、12 月 8 日")
    root.edit(
        CUSTOMER, "    technician: t-01\n", "    technician: t-01\n    closed: [{from: 2026-12-01, to: 2026-12-04}]\n"
    )
    feed, _ = told(root)
    (first, days), *_ = sentences(feed)
    assert (first, days) == ("20261130", "12 月 7 日、12 月 8 日、12 月 9 日")
    (uid,) = re.findall(r"UID:(\w{8})", next(e for e in feed.split("BEGIN:VEVENT") if "可以改到" in e))
    uid = uid.upper()
    assert f"请报编号 {uid}，也可写信：mailto:care@small.example?subject={uid}" in feed


def test_what_is_offered_stays_the_same_from_day_to_day(root: Root) -> None:
    """It depends on the visit alone, so that no event is news for that."""
    later = [entry for entry in sentences(told(root)[0]) if entry[0] > "20261215"]
    assert [entry for entry in sentences(told(root, "2026-11-24")[0]) if entry[0] > "20261215"] == later
    assert len(later) > 3


def test_what_is_done_and_what_nobody_comes_for_offers_nothing(root: Root) -> None:
    """Nor does a notice; whoever does it themselves chooses the day anyway."""
    feed, _ = told(root)
    done = feed[feed.index("【已完成】") :]
    assert "不合适" not in done[: done.index("END:VEVENT")]
    root.add("definitions/maintenance/floor/polish.yaml", "channel: customer\n")
    feed, _ = told(root)
    assert "抛光" in feed
    events = [event for event in feed.split("BEGIN:VEVENT") if "自己" in event or "抛光" in event]
    assert [event for event in events if "不合适" in event] == []


def test_the_page_opens_a_mail_for_each_day(root: Root) -> None:
    """In the reader's language, to the office, with the reference, the day it was and the day it is wished for."""
    _, page = told(root)
    mails = [unescape(link) for link in re.findall(r'href="(mailto:[^"]+)"', page)]
    first = urlsplit(mails[0])
    said = parse_qs(first.query)
    reference = re.findall(r'download="(\w{8})\.ics"', page)[0]
    assert (first.path, said["subject"]) == ("care@small.example", [f"改期 {reference}"])
    assert said["body"] == [f"六合苑的抛光，原定 2026-11-30，编号 {reference}。希望改到：12 月 1 日 周二"]
    assert len(mails[:4]) == 4
    assert "希望改到：（请写您方便的日子）" in parse_qs(urlsplit(mails[3]).query)["body"][0]


@pytest.mark.parametrize("agreed", [False, True])
def test_a_visit_can_be_added_to_a_calendar_once(root: Root, agreed: bool) -> None:
    """The file lies in the page, is sound, and holds nothing for the next build; an agreed time has its zone."""
    if agreed:
        record = "  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, due: 2026-10-31, at: '2026-11-24 09:30', minutes: 90}\n"
        root.add("schedules/records/2026-10.yaml", record)
    _, page = told(root)
    (name, *_), (data, *_) = (
        re.findall(r'download="(\w{8})\.ics"', page),
        re.findall(r'href="data:text/calendar;charset=utf-8;base64,([^"]+)"', page),
    )
    content = base64.b64decode(data)
    assert lint(content) == []
    text = content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    assert "DTSTAMP:20261122T160000Z" in text
    assert "X-AFTERCARE" not in text
    assert re.findall(r"UID:(\w{8})", text)[0].upper() == name
    assert ("TZID=Asia/Shanghai:20261124T093000" in text) == agreed
