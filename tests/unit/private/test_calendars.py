"""Feeds, as bytes and as two calendar programs read them: icalendar and ical, which know nothing of each other."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from support.company import AS_OF, Root, feeds_in

pytestmark = pytest.mark.long

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


def stamp_of(event: icalendar.Event) -> str:
    """DTSTAMP, by the clocks of Shanghai."""
    stamped: datetime = event["DTSTAMP"].dt
    return stamped.astimezone(ZoneInfo("Asia/Shanghai")).isoformat()


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


def test_an_appointment_is_at_its_time_by_the_companys_clocks(root: Root) -> None:
    """9:30 in Berlin, in winter as in summer; every calendar says whose time it is in."""
    root.add("definitions/company.yaml", "zone: Europe/Berlin\n")
    root.write(RECORDS, APPOINTMENT)
    feeds = root.feeds()
    event = of_task(feeds["customer c-001"], "抛光")["2026-12-01"]
    assert event.start == datetime(2026, 12, 1, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert {str(calendar(feed)["X-WR-TIMEZONE"]) for feed in feeds.values()} == {"Europe/Berlin"}
    assert b"Asia/Shanghai" not in b"".join(feeds.values())


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
    """Preparation, time, hotline; neither checklist nor materials, and nothing of the technician."""
    root.remove("schedules/records")
    event = of_task(root.feeds()["customer c-001"], "螺栓检查").popitem()[1]
    assert "请移开窗前的家具" in event["DESCRIPTION"]
    assert "400-000-0000" in event["DESCRIPTION"]
    assert "[ ]" not in event["DESCRIPTION"]
    assert "X-AFTERCARE-TECHNICIAN" not in event
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
    stamped = {
        task: {(e["SEQUENCE"], stamp_of(e)) for e in of_task(feed, task).values()} for task in ("打磨", "螺栓检查")
    }
    assert stamped == {"打磨": {(1, "2026-11-24T00:00:00+08:00")}, "螺栓检查": {(0, "2026-11-23T00:00:00+08:00")}}


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


def test_a_visit_that_is_not_yet_confirmed_says_so_in_every_calendar(root: Root) -> None:
    """In front of the title, with whom to call for the customer and what to do for staff; its time stays."""
    root.write(
        "schedules/records/2026-11.yaml",
        "records:\n  - {record: appointment, date: 2026-11-10, customer: c-001, site: home, asset: windows, "
        'task: window/yearly, cycle: 1, at: "2026-11-19 09:30"}\n',
    )
    feeds = root.feeds()
    told = {
        holder: [event for event in events(feeds[holder]) if str(event["SUMMARY"]).startswith("【待确认】")]
        for holder in ("customer c-001", "technician t-01", "region shanghai", "company dispatch")
    }
    days = [str(event.start) for found in told.values() for event in found]
    assert days == ["2026-11-19 09:30:00+08:00"] * 4
    assert "如果没有人来，请来电" in str(told["customer c-001"][0]["DESCRIPTION"])
    assert "做了请补记，没做请改期" in str(told["technician t-01"][0]["DESCRIPTION"])
