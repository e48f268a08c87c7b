"""How fast calendars are written, as ratios in one run: against icalendar's own way, and against yaml2ics.

Every pair of outputs is parsed back and must hold the same events, so that nothing is fast by leaving something out.
"""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import yaml2ics
from icalendar.prop import vDuration, vText

from generator.dates.intervals import ONE_DAY
from generator.formats import contentlines
from generator.formats.events import PRODUCT_ID, all_day, calendar_header, event_body
from generator.formats.ledger import HOLDER, OCCURRENCES, Event, continue_feed

AS_OF = date(2026, 11, 23)
CHECKLIST = (
    "逐个试拧固定螺栓和连接件螺栓，松动的按产品说明的力矩拧紧；滑丝或拧不紧的记录后更换或焊牢。",
    "试开每一扇：执手、合页、滑撑、锁点动作顺畅，紧固五金螺丝。",
    "在排水孔处倒一杯水，确认水向室外流走；Photographs, then ask the owner to sign.",
)


@dataclass(frozen=True)
class Row:
    """One event's texts."""

    uid: str
    day: date
    summary: str
    description: str
    url: str
    place: str


def rows(count: int, *, shared: bool) -> list[Row]:
    """``count`` events; with ``shared`` they have a dozen texts among them, as visits of the same tasks do."""
    made = []
    for n in range(count):
        text = n % 12 if shared else n
        description = "\n".join(f"[ ] {line}（{text}）" for line in CHECKLIST * 3)
        made.append(
            Row(
                uid=f"{n:08}-0000-5000-8000-000000000000@bench.example",
                day=AS_OF + timedelta(days=n % 700),
                summary=f"上门保养：螺栓检查、密封胶与胶条检查、季度走访 {text}",
                description=description,
                url=f"https://care.bench.example/zh/maintenance/window/task-{text}/",
                place=f"上海市 某路 {text} 号",
            )
        )
    return made


def naive(given: Sequence[Row]) -> bytes:
    """One feed, written as icalendar's documentation shows it."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT_ID)
    calendar.add("calscale", "GREGORIAN")
    stamp = datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=ZoneInfo("UTC"))
    calendar.add("last-modified", stamp)
    calendar[HOLDER] = vText("customer|bench")
    calendar["NAME"] = calendar["X-WR-CALNAME"] = vText("bench")
    calendar["X-WR-TIMEZONE"] = vText("Asia/Shanghai")
    for name in ("REFRESH-INTERVAL", "X-PUBLISHED-TTL"):
        calendar[name] = vDuration(timedelta(hours=12))
    for row in given:
        event = icalendar.Event()
        event.add("uid", row.uid)
        event.add("dtstamp", stamp)
        event.add("last-modified", stamp)
        event.add("sequence", 0)
        event.add("dtstart", row.day)
        event.add("dtend", row.day + ONE_DAY)
        event.add("summary", row.summary)
        event.add("description", row.description)
        event.add("url", row.url)
        event.add("location", row.place)
        event.add("categories", ["上门"])
        event.add("status", "TENTATIVE")
        event.add("transp", "TRANSPARENT")
        event.add("class", "PRIVATE")
        event[OCCURRENCES] = vText(f"c|s|a|t|{row.uid[:8]}")
        alarm = icalendar.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", row.summary)
        alarm.add("trigger", timedelta(hours=-15))
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def ours(given: Sequence[Row]) -> bytes:
    """The same feed, written by the project."""
    events = [
        Event(
            row.uid,
            row.day,
            event_body(
                when=all_day(row.day),
                summary=row.summary,
                description=row.description,
                url=row.url,
                place=row.place,
                category="上门",
                status="TENTATIVE",
                access="PRIVATE",
                extra=contentlines.text_line(OCCURRENCES, f"c|s|a|t|{row.uid[:8]}"),
                trigger="-PT15H",
            ),
        )
        for row in given
    ]
    return continue_feed("customer|bench", calendar_header("bench", timed=False), events, None, AS_OF, "")


def by_yaml2ics(given: Sequence[Row]) -> bytes:
    """As many events by yaml2ics, with the properties that it knows."""
    events = [
        yaml2ics.event_from_yaml(
            {
                "uid": row.uid,
                "begin": row.day,
                "summary": row.summary,
                "description": row.description,
                "url": row.url,
                "location": row.place,
                "categories": ["上门"],
            }
        )
        for row in given
    ]
    return yaml2ics.events_to_calendar(events).serialize().encode()


def meaning(content: bytes) -> dict[str, object]:
    """What a reader gets from a feed: each event's properties, values and alarm, by UID."""
    return {
        str(event["UID"]): sorted(
            (name, getattr(value, "to_ical", lambda v=value: v)()) for name, value in event.property_items()
        )
        for event in icalendar.Calendar.from_ical(content).events
    }


def seconds(run: Callable[[], object], *, times: int = 3) -> float:
    """The best of a few runs, each with nothing remembered from the last."""
    best = float("inf")
    for _ in range(times):
        for remembered in (contentlines.text_line, contentlines.plain_line, contentlines.date_line, contentlines.alarm):
            remembered.cache_clear()
        gc.collect()
        began = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - began)
    return best


def main(count: int = 2_000) -> str:
    """A table of ratios; above 1 means that ours is faster."""
    out = io.StringIO()
    unique, shared = rows(count, shared=False), rows(count, shared=True)
    for given in (unique, shared):
        assert meaning(naive(given[:200])) == meaning(ours(given[:200])), "the two ways must say the same"

    def report(what: str, slow: float, fast: float, events: int, aim: str) -> None:
        print(f"{what:<42} {slow / fast:6.1f} ×   {events / fast:10,.0f} events/s   aim {aim}", file=out)

    report(
        "feeds, unique texts ÷ naive icalendar",
        seconds(lambda: naive(unique)),
        seconds(lambda: ours(unique)),
        count,
        "≥ 5",
    )
    report(
        "feeds, shared texts ÷ naive icalendar",
        seconds(lambda: naive(shared)),
        seconds(lambda: ours(shared)),
        count,
        "≥ 9",
    )
    thrice = (
        seconds(lambda: [naive(shared) for _ in range(3)], times=1),
        seconds(lambda: [ours(shared) for _ in range(3)]),
    )
    report("three feeds a visit ÷ naive icalendar", *thrice, 3 * count, "≥ 12")
    some = unique[: count // 4]
    report(
        "feeds, unique texts ÷ yaml2ics",
        seconds(lambda: by_yaml2ics(some), times=1),
        seconds(lambda: ours(some)),
        len(some),
        "-",
    )
    return out.getvalue()


if __name__ == "__main__":
    print(main(), end="")
