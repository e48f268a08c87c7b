"""How fast calendars are written, as ratios in one run: by hand, in icalendar's own way, and by yaml2ics.

Every pair of outputs is parsed back and must hold the same events, so that nothing is fast by leaving something out; what
is written by hand has the same bytes. Both sides of a ratio run as often, and the best run of each counts.
"""

from __future__ import annotations

import gc
import io
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import yaml2ics
from icalendar.prop import vDuration, vText

from bench.synthetic import World, synthetic
from generator.dates.intervals import ONE_DAY
from generator.formats import contentlines
from generator.formats.continuing import Taken, continue_feed
from generator.formats.events import PRODUCT_ID, all_day, calendar_header, event_body
from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.formats.templating import Templates
from generator.formats.told import HOLDER, OCCURRENCES, Event
from generator.model.people import Consent
from generator.private.feeds import Feed, render_feeds
from generator.publishing.templates import templates_of
from generator.visits.plan import plan

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
    mark, header = contentlines.plain_line(HOLDER, "customer|bench"), calendar_header("bench", "UTC", timed=False)
    return continue_feed(mark, header, events, None, stamping(AS_OF, "UTC"), Taken(""))


def consenting(known: World) -> World:
    """The same company, whose customers all have a calendar."""
    given = (Consent(given=AS_OF),)
    customers = {id_: replace(customer, consent=given) for id_, customer in known.schedules.customers.items()}
    return World(known.definitions, replace(known.schedules, customers=customers))


def by_hand(given: Sequence[Row]) -> bytes:
    """The same bytes from one loop that knows nothing but this feed: no ledger, no parts that others share."""
    stamp = f"{AS_OF:%Y%m%d}T000000Z"
    out = [
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Aftercare//Aftercare 1//EN\r\nCALSCALE:GREGORIAN\r\n",
        f"LAST-MODIFIED:{stamp}\r\n{HOLDER}:customer|bench\r\nNAME:bench\r\nX-WR-CALNAME:bench\r\n".encode(),
        b"X-WR-TIMEZONE:UTC\r\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n",
    ]
    for row in sorted(given, key=lambda row: (row.day, row.uid)):
        summary = row.summary.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        text = row.description.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        place = row.place.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
        lines = (
            f"BEGIN:VEVENT\nUID:{row.uid}\nDTSTAMP:{stamp}\nLAST-MODIFIED:{stamp}\nSEQUENCE:0\n"
            f"DTSTART;VALUE=DATE:{row.day:%Y%m%d}\nDTEND;VALUE=DATE:{row.day + ONE_DAY:%Y%m%d}\nSUMMARY:{summary}\n"
            f"DESCRIPTION:{text}\nURL:{row.url}\nLOCATION:{place}\nCATEGORIES:上门\nSTATUS:TENTATIVE\n"
            f"TRANSP:TRANSPARENT\nCLASS:PRIVATE\n{OCCURRENCES}:c|s|a|t|{row.uid[:8]}\nBEGIN:VALARM\nACTION:DISPLAY\n"
            f"DESCRIPTION:{summary}\nTRIGGER:-PT15H\nEND:VALARM\nEND:VEVENT\n"
        )
        for line in lines.encode().split(b"\n")[:-1]:
            if len(line) > 75:
                start, end = 0, 75
                while end < len(line):
                    while line[end] & 0xC0 == 0x80:
                        end -= 1
                    out.append(line[start:end] + b"\r\n ")
                    start, end = end, end + 74
                line = line[start:]
            out.append(line + b"\r\n")
    return b"".join([*out, b"END:VCALENDAR\r\n"])


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


def thrice(given: Sequence[Row]) -> list[list[Row]]:
    """A visit as three feeds have it: its customer's text, the technician's with the checklist, the region's in brief."""
    customers = [replace(row, description=f"请准备：{row.description[:60]}\n400-000-0000") for row in given]
    staff = [replace(row, summary=f"六合苑：{row.summary}", place=f"{row.place} · 六合苑") for row in given]
    brief = [replace(row, description=row.url) for row in staff]
    return [customers, staff, brief]


def whole(known: World, templates: Templates) -> list[Feed]:
    """Planning and every feed of a company, templates included."""
    visits = plan(*known, AS_OF).visits
    return render_feeds(*known, visits, stamping(AS_OF, "Asia/Shanghai"), templates, "secret", Ledger())


def told(feeds: Sequence[Feed]) -> list[list[Row]]:
    """The events of feeds as rows, for whoever writes them anew."""
    return [
        [
            Row(*(str(event[name]) for name in ("UID",)), event.start, *(str(event.get(name, "")) for name in _TEXTS))
            for event in icalendar.Calendar.from_ical(feed.content).events
        ]
        for feed in feeds
    ]


_TEXTS = ("SUMMARY", "DESCRIPTION", "URL", "LOCATION")


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


def best(slow: Callable[[], object], fast: Callable[[], object], times: int = 3) -> tuple[float, float]:
    """The best of a few runs of both, in turn: what else the machine does slows both alike."""
    runs = [(seconds(slow, times=1), seconds(fast, times=1)) for _ in range(times)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def main(count: int = 2_000) -> str:
    """A table of ratios; above 1 means that ours is faster."""
    out = io.StringIO()
    unique, shared = rows(count, shared=False), rows(count, shared=True)
    for given in (unique, shared):
        assert meaning(naive(given[:200])) == meaning(ours(given[:200])), "the two ways must say the same"

    def report(what: str, slow: float, fast: float, events: int, aim: str) -> None:
        print(f"{what:<42} {slow / fast:6.2f} ×   {events / fast:10,.0f} events/s   aim {aim}", file=out)

    report(
        "feeds, unique texts ÷ naive icalendar",
        *best(lambda: naive(unique), lambda: ours(unique)),
        count,
        "≥ 5",
    )
    report(
        "feeds, shared texts ÷ naive icalendar",
        *best(lambda: naive(shared), lambda: ours(shared)),
        count,
        "≥ 9",
    )
    assert by_hand(unique[:200]) == ours(unique[:200]), "what is written by hand has the same bytes"
    report(
        "feeds, unique texts ÷ by hand",
        *best(lambda: by_hand(unique), lambda: ours(unique)),
        count,
        "≥ 0.67",
    )
    three = thrice(shared)
    report(
        "three feeds a visit ÷ naive icalendar",
        *best(lambda: [naive(feed) for feed in three], lambda: [ours(feed) for feed in three]),
        3 * count,
        "≥ 12",
    )
    known, templates = consenting(synthetic(count // 20)), templates_of(Path(__file__).parents[1])
    feeds = whole(known, templates)
    rows_of = told(feeds)
    events = sum(map(len, rows_of))
    everything, ours_alone = seconds(lambda: whole(known, templates)), seconds(lambda: [ours(feed) for feed in rows_of])
    naively = everything - ours_alone + seconds(lambda: [naive(feed) for feed in rows_of])
    report("the same with planning and templates", naively, everything, events, "-")
    some = unique[: count // 4]
    report(
        "feeds, unique texts ÷ yaml2ics",
        *best(lambda: by_yaml2ics(some), lambda: ours(some)),
        len(some),
        "-",
    )
    return out.getvalue()


if __name__ == "__main__":
    print(main(), end="")
