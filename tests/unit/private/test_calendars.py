"""Feeds, as bytes and as two calendar programs read them: icalendar and ical, which know nothing of each other."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from conftest import AS_OF, Root, feeds_in
from ical.calendar_stream import IcsCalendarStream

CUSTOMER = "schedules/customers/c-001.yaml"
TASK = "definitions/maintenance/window/bolts.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"
RECORDS = "schedules/records/2026-11.yaml"

APPOINTMENT = """\
records:
  - record: appointment
    date: 2026-11-20
    customer: c-001
    site: home
    asset: hall
    task: floor/polish
    cycle: 3
    technician: t-01
    at: "2026-12-01 09:30"
    minutes: 90
"""

HALL = "      - {id: hall, name: 门厅地面, product: floor, quantity: 40, traffic: heavy}\n"

Day = date | datetime


@lru_cache(maxsize=256)
def calendar(feed: bytes) -> icalendar.Calendar:
    """``feed`` as icalendar reads it."""
    return icalendar.Calendar.from_ical(feed)


def events(feed: bytes) -> list[icalendar.Event]:
    """The events of ``feed``."""
    return list(calendar(feed).walk("VEVENT"))


def of_task(feed: bytes, task: str) -> dict[str, icalendar.Event]:
    """The events whose summary has ``task``, by their day."""
    return {str(event.start)[:10]: event for event in events(feed) if task in event["SUMMARY"]}


@pytest.fixture(scope="module")
def every_feed(built: Path) -> dict[str, bytes]:
    """All private calendars of the example, and some of the many public ones, by file name."""
    found = {path.name: path.read_bytes() for path in (built / "feeds").glob("*.ics")}
    public = sorted((built / "site").rglob("*.ics"))[::7]
    found |= {path.relative_to(built).as_posix(): path.read_bytes() for path in public}
    assert len(found) >= 7
    return found


# ------------------------------------------------------------------------------------------------- the example's feeds


def test_two_independent_readers_see_the_same_events(every_feed: dict[str, bytes]) -> None:
    """UID, start, end and summary of every event, by icalendar and by ical in strict mode."""
    for name, feed in every_feed.items():
        one = {(str(e["UID"]), e.start, e.end, str(e["SUMMARY"])) for e in events(feed)}
        other = {
            (e.uid, e.dtstart, e.dtend, e.summary) for e in IcsCalendarStream.calendar_from_ics(feed.decode()).events
        }
        assert one == other, name
        assert one, name


def test_lines_end_with_crlf_and_are_folded_without_splitting_a_character(every_feed: dict[str, bytes]) -> None:
    """RFC 5545, 3.1: at most 75 octets a line, and each line alone is UTF-8, though readers would forgive more."""
    for name, feed in every_feed.items():
        assert feed.endswith(b"END:VCALENDAR\r\n"), name
        assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n"), name
        for line in feed.split(b"\r\n")[:-1]:
            assert 0 < len(line) <= 75, (name, line)
            assert line.decode().isprintable(), (name, line)


def test_a_calendar_has_what_clients_need_and_nothing_that_troubles_them(every_feed: dict[str, bytes]) -> None:
    """NAME for clients, no METHOD (an invitation), UID (breaks vdirsyncer), SOURCE (holds the secret address) or RRULE."""
    for name, feed in every_feed.items():
        read = calendar(feed)
        assert read["VERSION"] == "2.0"
        assert read["CALSCALE"] == "GREGORIAN"
        assert read["PRODID"]
        assert read["NAME"] == read["X-WR-CALNAME"]
        assert read["X-WR-TIMEZONE"] == "Asia/Shanghai"
        assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in feed
        assert b"\r\nX-PUBLISHED-TTL:PT12H\r\n" in feed
        for unwanted in ("METHOD", "UID", "SOURCE"):
            assert unwanted not in read, (name, unwanted)
        assert b"\r\nRRULE" not in feed
        assert len({str(event["UID"]) for event in events(feed)}) == len(events(feed))


def test_an_event_has_every_property_and_one_alarm(every_feed: dict[str, bytes]) -> None:
    """All-day events end on the day after, exclusively; a day of reminder at nine in the morning before."""
    for name, feed in every_feed.items():
        for event in events(feed):
            for required in ("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "SUMMARY", "DESCRIPTION", "URL", "STATUS"):
                assert event.get(required) is not None, (name, required)
            assert event["CLASS"] == "PRIVATE" or name.startswith("site")
            assert event["TRANSP"] in ("TRANSPARENT", "OPAQUE")
            assert event.end > event.start
            if not isinstance(event.start, datetime):
                assert event.end - event.start == timedelta(days=1)
                assert event["TRANSP"] == "TRANSPARENT"
            assert len(event.walk("VALARM")) == 1, name
            (alarm,) = event.walk("VALARM")
            assert alarm["ACTION"] == "DISPLAY"
            assert alarm["TRIGGER"].dt in (timedelta(hours=-15), timedelta(days=-1))


def test_stamps_are_the_builds_day_and_nothing_of_the_clock(every_feed: dict[str, bytes]) -> None:
    """DTSTAMP, LAST-MODIFIED and SEQUENCE of a first build; a public calendar's may be earlier, never later."""
    for name, feed in every_feed.items():
        for stamp in re.findall(rb"\r\n(?:DTSTAMP|LAST-MODIFIED|CREATED):(\S+)", feed):
            assert stamp == b"20261123T000000Z" or (name.startswith("site") and stamp < b"20261123T000000Z")


def test_a_time_zone_stands_only_where_an_event_has_a_time(every_feed: dict[str, bytes]) -> None:
    """One +08:00 without summer time, and no comment."""
    timed = 0
    for name, feed in every_feed.items():
        has_time = any(isinstance(event.start, datetime) for event in events(feed))
        zones = calendar(feed).walk("VTIMEZONE")
        assert len(zones) == int(has_time), name
        timed += has_time
        for zone in zones:
            assert zone["TZID"] == "Asia/Shanghai"
            assert [part.name for part in zone.subcomponents] == ["STANDARD"]
            assert "COMMENT" not in zone
    assert timed, "the example has an agreed appointment"


def test_the_example_has_a_feed_for_each_consent_and_each_technician(example_feeds: dict[str, bytes]) -> None:
    """Three of four customers have consented; all three technicians have a calendar."""
    kinds = [key.split()[0] for key in example_feeds]
    assert kinds.count("customer") == 3
    assert kinds.count("technician") == 3
    assert "customer c-003" not in example_feeds


def test_a_visit_has_one_uid_in_every_feed_it_stands_in(example_feeds: dict[str, bytes]) -> None:
    """What the customer sees, the technician sees under the same UID, on the same day."""
    days: dict[str, set[Day]] = {}
    for feed in example_feeds.values():
        for event in events(feed):
            days.setdefault(str(event["UID"]), set()).add(event.start)
    assert all(len(found) == 1 for found in days.values())
    assert any(uid.endswith("@aftercare.example") for uid in days)


# ------------------------------------------------------------------------------------------- YAML in, calendars out


def test_a_planned_visit_is_an_all_day_event_that_is_not_busy(root: Root) -> None:
    """Polishing on 30 November: the whole day, tentative, with the site's name and the guide's link."""
    event = of_task(root.feeds()["customer c-001"], "抛光")["2026-11-30"]
    assert (event.start, event.end) == (date(2026, 11, 30), date(2026, 12, 1))
    assert (event["STATUS"], event["TRANSP"], event["LOCATION"]) == ("TENTATIVE", "TRANSPARENT", "六合苑")
    assert event["URL"] == "https://small.example/zh/maintenance/floor/polish/"
    assert "https://small.example/zh/maintenance/floor/polish/" in event["DESCRIPTION"]
    assert [str(c) for c in event.categories] == ["上门"]
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(hours=-15)


def test_an_agreed_appointment_is_a_timed_event_that_is_busy(root: Root) -> None:
    """9:30 for ninety minutes in Shanghai, confirmed, reminded a day before."""
    root.write(RECORDS, APPOINTMENT)
    event = of_task(root.feeds()["customer c-001"], "抛光")["2026-12-01"]
    zone = ZoneInfo("Asia/Shanghai")
    assert event.start == datetime(2026, 12, 1, 9, 30, tzinfo=zone)
    assert event.end == datetime(2026, 12, 1, 11, 0, tzinfo=zone)
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "OPAQUE")
    assert event.walk("VALARM")[0]["TRIGGER"].dt == timedelta(days=-1)


def test_what_was_done_stays_in_the_calendar_and_says_so(root: Root) -> None:
    """The bolt check of October, on the day it was done."""
    event = of_task(root.feeds()["customer c-001"], "螺栓检查")["2026-10-09"]
    assert event["SUMMARY"].startswith("【已完成】")
    assert event["STATUS"] == "CONFIRMED"


def test_the_technicians_event_has_checklist_tools_and_summed_materials(root: Root) -> None:
    """Address first; twelve windows at two bolts each make 24 bolts; 30 minutes and 2 for each window make 54."""
    root.remove("schedules/records")
    root.edit(CUSTOMER, HALL, "")
    event = of_task(root.feeds()["technician t-01"], "螺栓检查").popitem()[1]
    assert event["LOCATION"] == "上海市六合路 8 号 · 六合苑"
    for words in ("[ ] 逐个拧紧", "! 系好安全带", "扳手", "螺栓 24 颗", "54 分钟"):
        assert words in event["DESCRIPTION"]
    assert event["X-AFTERCARE-TECHNICIAN"] == "t-01"


def test_a_customers_event_tells_how_to_prepare_and_not_how_to_work(root: Root) -> None:
    """Preparation, time, hotline; neither checklist nor materials, and of the technician no more than an opaque id."""
    root.remove("schedules/records")
    event = of_task(root.feeds()["customer c-001"], "螺栓检查").popitem()[1]
    assert "请移开窗前的家具" in event["DESCRIPTION"]
    assert "400-000-0000" in event["DESCRIPTION"]
    assert "[ ]" not in event["DESCRIPTION"]
    assert event["X-AFTERCARE-TECHNICIAN"] == "t-01"
    assert "钱师傅" not in event.to_ical().decode()


def test_a_date_that_rests_on_a_forecast_of_holidays_says_so(root: Root) -> None:
    """The yearly check of February 2027, while the notice is out."""
    feed = root.feeds()["customer c-001"]
    sentence = "放假安排尚未公布"
    assert all(
        (sentence in e["DESCRIPTION"]) == (e.start.year >= 2027) for e in events(feed) if e["STATUS"] == "TENTATIVE"
    )


def test_a_feed_speaks_its_holders_language(root: Root) -> None:
    """``locale: en`` gives English summaries and English guides."""
    root.edit(CUSTOMER, "locale: zh", "locale: en")
    feed = root.feeds()["customer c-001"]
    assert calendar(feed)["NAME"].startswith("Small Company")
    event = of_task(feed, "Polishing")["2026-11-30"]
    assert event["URL"] == "https://small.example/en/maintenance/floor/polish/"


@pytest.mark.parametrize(
    "text", [r"a\, b; c\\d", "逗号，分号；", 'quote " colon : BEGIN:VEVENT', "=?utf-8?q?x?=", "a" * 300, "中" * 300]
)
def test_any_text_comes_back_from_a_calendar_as_it_was_written(root: Root, text: str) -> None:
    """Commas, semicolons, backslashes, property names and long lines in a site's name."""
    root.edit(CUSTOMER, "name: 六合苑", f"name: {json.dumps(text, ensure_ascii=False)}")
    feed = root.feeds()["customer c-001"]
    assert {str(event["LOCATION"]) for event in events(feed)} == {text}
    assert {e.location for e in IcsCalendarStream.calendar_from_ics(feed.decode()).events} == {text}
    assert all(len(line) <= 75 for line in feed.split(b"\r\n"))


def test_uids_stay_when_anything_is_renamed(root: Root, tmp_path: Path) -> None:
    """Names of company, customer, site, asset, task and technician are no part of an identity. Planned afresh each time."""

    def uids() -> set[tuple[str, Day]]:
        root.remove("feeds") if (root.path / "feeds").exists() else None
        return {(str(e["UID"]), e.start) for feed in root.feeds().values() for e in events(feed)}

    before = uids()
    root.edit(TASK, "en: Bolt check}", "en: Screw check}")
    root.edit(POLISH, "zh: 抛光", "zh: 打磨")
    root.edit(CUSTOMER, "诸葛先生", "孔明先生")
    root.edit(CUSTOMER, "name: 六合苑", "name: 卧龙岗")
    root.edit(CUSTOMER, "name: 门厅地面", "name: 前厅地面")
    root.edit("schedules/technicians.yaml", "钱师傅", "孙师傅")
    assert uids() == before


def test_a_task_that_is_added_changes_no_other_events_uid(root: Root) -> None:
    """What was there keeps its identity, without looking at the feeds of the last time."""
    before = {str(e["UID"]) for e in events(root.feeds()["customer c-001"])}
    root.remove("feeds")
    text = (root.path / POLISH).read_text("utf-8").replace("1 month, light", "5 months, light")
    root.write(
        "definitions/maintenance/floor/wax.yaml", text.replace("adjust: following", "adjust: following\n  merge: false")
    )
    assert before <= {str(e["UID"]) for e in events(root.feeds()["customer c-001"])}


def test_an_empty_calendar_is_still_a_calendar(root: Root) -> None:
    """A technician without visits can subscribe all the same."""
    root.add(
        "schedules/technicians.yaml",
        "  - {id: t-02, name: 孙师傅, skills: [stone], regions: [shanghai], capacity: 7 hours}\n",
    )
    root.edit(CUSTOMER, "technician: t-01", "technician: t-02")
    feeds = root.feeds()
    quiet = [feed for feed in feeds.values() if not events(feed)]
    for feed in quiet:
        assert IcsCalendarStream.calendar_from_ics(feed.decode()).events == []


def test_the_window_of_a_feed_is_the_companys(root: Root) -> None:
    """One month back and two ahead: nothing earlier, nothing later."""
    root.edit(
        "definitions/company.yaml",
        "customer: {back: 3 months, ahead: 24 months}",
        "customer: {back: 1 month, ahead: 2 months}",
    )
    starts = [event.start for event in events(root.feeds()["customer c-001"])]
    assert min(starts) >= date(2026, 10, 23)
    assert max(starts) < date(2027, 1, 24)


def test_building_twice_on_one_day_changes_not_a_byte(root: Root) -> None:
    """Also for a second build that reads what the first has published."""
    first = root.feeds()
    assert root.feeds() == first
    root.remove("feeds")
    assert root.feeds() == first


def test_an_edit_that_means_nothing_changes_not_a_byte(root: Root) -> None:
    """A comment is added: the feeds are planned anew, upon the ones that were published, and come out the same."""
    first = root.feeds()
    root.add(CUSTOMER, "# A comment.\n")
    assert root.feeds() == first


def test_a_day_later_an_event_that_is_the_same_keeps_its_bytes(root: Root) -> None:
    """The published feed is the ledger: DTSTAMP and SEQUENCE stay where nothing changed."""
    before = {str(e["UID"]): e.to_ical() for e in events(root.feeds()["customer c-001"])}
    assert root.run("feeds", "--as-of", "2026-11-24").exit_code == 0
    after = {str(e["UID"]): e for e in events(feeds_in(root.path / "feeds")["customer c-001"])}
    same = [uid for uid, e in after.items() if uid in before and e.to_ical() == before[uid]]
    assert len(same) >= len(before) - 1


def test_a_renamed_task_raises_sequence_and_stamps_of_its_events_alone(root: Root) -> None:
    """Same UID, SEQUENCE 1, new DTSTAMP; the events of other tasks are as they were."""
    root.feeds()
    root.edit(POLISH, "zh: 抛光", "zh: 打磨")
    assert root.run("feeds", "--as-of", "2026-11-24").exit_code == 0
    feed = feeds_in(root.path / "feeds")["customer c-001"]
    assert {(e["SEQUENCE"], str(e["DTSTAMP"].dt.date())) for e in of_task(feed, "打磨").values()} == {(1, "2026-11-24")}
    assert {(e["SEQUENCE"], str(e["DTSTAMP"].dt.date())) for e in of_task(feed, "螺栓检查").values()} == {(0, AS_OF)}


def test_a_visit_that_vanished_is_cancelled_until_its_day_has_passed(root: Root) -> None:
    """The floor is no longer looked after: its events are marked and cancelled, without an alarm."""
    root.feeds()
    root.edit(CUSTOMER, HALL, "")
    feed = root.feeds()["customer c-001"]
    cancelled = of_task(feed, "抛光")
    assert "2026-11-30" in cancelled
    for event in cancelled.values():
        assert event["SUMMARY"].startswith("【已取消】")
        assert event["STATUS"] == "CANCELLED"
        assert event.walk("VALARM") == []
        assert event["SEQUENCE"] == 1
    assert {e.uid for e in IcsCalendarStream.calendar_from_ics(feed.decode()).events} == {
        str(e["UID"]) for e in events(feed)
    }


def test_a_damaged_feed_is_a_problem_and_stays_as_it_was(root: Root) -> None:
    """What was published cannot be known, so nothing is written; ``--replace`` begins anew."""
    root.feeds()
    damaged = next((root.path / "feeds").glob("*.ics"))
    damaged.write_bytes(damaged.read_bytes()[:300])
    before = root.tree()
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert damaged.name in result.stderr
    assert root.tree() == before
    assert root.run("feeds", "--as-of", AS_OF, "--replace").exit_code == 0
