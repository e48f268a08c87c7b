"""Visits to iCalendar feeds: for each customer with consent, each technician, each region, and the company's dispatch.

RFC 5545 with RFC 7986's names. A feed holds expanded instances, no RRULE, for clients disagree on month ends. Nothing
random and nothing of the clock is in it: DTSTAMP and LAST-MODIFIED are the build's date.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from generator.artifacts import Artifact
from generator.assignment import REASONS
from generator.catalogue import Catalogue
from generator.contentlines import alarm, date_line, local_line, plain_line, text_line
from generator.intervals import ONE_DAY, DateRange, Interval, add
from generator.ledger import OCCURRENCES, TECHNICIAN, Event, Ledger, continue_feed
from generator.model import FeedSpan
from generator.problems import Language, Problem
from generator.templating import Templates
from generator.visits import Visit
from generator.wording import minutes_words

PRODUCT_ID = "-//Aftercare//Aftercare 1//EN"
# Serves the example company alone, so that `make site` works; no real feed may rest on it.
DEMO_SECRET = "demo-secret-for-the-example-data-only"
# Google reads no calendar above 1 MB; one warns before that.
WARN_BYTES, MOST_BYTES, WARN_EVENTS = 800_000, 1_000_000, 1_000
# Six months of checklists would fill a technician's megabyte: a visit further off shows its tasks and their guides.
DETAIL = Interval(days=56)
_ZONE = ZoneInfo("Asia/Shanghai")
_APPOINTMENT_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who subscribes: a customer, a technician, a region's team, or the company's dispatch."""

    kind: str
    id: str
    revision: int
    language: Language
    visits: tuple[Visit, ...]

    @property
    def key(self) -> str:
        """``customer|c-001``."""
        return f"{self.kind}|{self.id}"


@dataclass(frozen=True, slots=True)
class Feed:
    """One holder's calendar."""

    holder: Holder
    path: str
    content: bytes


def address(secret: str, holder: str, revision: int) -> str:
    """The unguessable name of a holder's feed: 128 bits of HMAC-SHA256, base64url. Raising the revision changes it."""
    digest = hmac.new(secret.encode(), f"{holder}|{revision}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode("ascii")


def holders(catalogue: Catalogue, visits: Sequence[Visit], as_of: date) -> Iterator[Holder]:
    """Everyone who gets a feed on ``as_of``, with the visits that it shows. A customer without consent gets none."""
    company = catalogue.company
    of_customer: dict[str, list[Visit]] = {}
    of_technician: dict[str, list[Visit]] = {}
    of_region: dict[str, list[Visit]] = {}
    for visit in visits:
        of_customer.setdefault(visit.customer.id, []).append(visit)
        if visit.technician is not None:
            of_technician.setdefault(visit.technician, []).append(visit)
        if visit.channel in ("onsite", "phone"):
            of_region.setdefault(visit.site.region, []).append(visit)
    staff, language = company.feeds.technician, company.locales[0]
    for customer in catalogue.customers.values():
        if customer.consent is not None and customer.consent.given <= as_of:
            mine = _inside(of_customer.get(customer.id, []), company.feeds.customer, as_of)
            yield Holder("customer", customer.id, customer.feed_revision, customer.locale, mine)
    for technician in catalogue.technicians.values():
        mine = _inside(of_technician.get(technician.id, []), staff, as_of)
        yield Holder("technician", technician.id, technician.feed_revision, technician.locale, mine)
    for region in company.regions:
        mine = _inside(of_region.get(region, []), staff, as_of)
        yield Holder("region", region, company.feed_revision, language, mine)
    wanting = [visit for visit in visits if visit.reason or state_of(visit) == "overdue"]
    yield Holder("company", "dispatch", company.feed_revision, language, _inside(wanting, staff, as_of))


def render_feeds(
    catalogue: Catalogue, visits: Sequence[Visit], as_of: date, templates: Templates, secret: str, ledger: Ledger
) -> list[Feed]:
    """Every feed; paths are below the feeds' folder. What ``ledger`` tells unchanged keeps its bytes."""
    writer = _Writer(catalogue, templates, add(as_of, DETAIL) or date.max)
    feeds = []
    for holder in holders(catalogue, visits, as_of):
        path = f"{address(secret, holder.key, holder.revision)}.ics"
        events = [writer.event(visit, holder) for visit in holder.visits]
        content = continue_feed(
            holder.key,
            writer.header(holder),
            events,
            ledger.feeds.get(holder.key),
            as_of,
            templates.words[holder.language]["mark_cancelled"],
        )
        feeds.append(Feed(holder, path, content))
    return feeds


def index_of(feeds: Iterable[Feed], base: str) -> Artifact:
    """The staff's table of who holds which feed."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["kind", "holder", "address", "revision"])
    table.writerows([f.holder.kind, f.holder.id, f"{base}{f.path}", f.holder.revision] for f in feeds)
    return Artifact.text("index.csv", text.getvalue())


def sizes(feeds: Iterable[Feed], catalogue: Catalogue) -> Iterator[Problem]:
    """A warning for each feed that grows large, an error for each customer's or technician's that Google would not read.

    A whole region's or the dispatch's is left out then (see ``readable``): it can be split, or read as a table instead.
    """
    for feed in feeds:
        events = len(feed.holder.visits)
        size = len(feed.content)
        if size < WARN_BYTES and events < WARN_EVENTS:
            continue
        place = catalogue.places.get((feed.holder.kind, feed.holder.id))
        personal = feed.holder.kind in ("customer", "technician")
        code = "feed_large" if size < MOST_BYTES else "feed_too_large" if personal else "feed_left_out"
        yield Problem(
            code=code,
            file=place.file if place else "definitions/company.yaml",
            level="error" if code == "feed_too_large" else "warning",
            params={"found": feed.holder.key, "kilobytes": round(size / 1000), "events": events},
        )


def readable(feeds: Iterable[Feed]) -> list[Feed]:
    """The feeds without those that no client would read."""
    return [feed for feed in feeds if len(feed.content) < MOST_BYTES]


def _inside(visits: Iterable[Visit], span: FeedSpan, as_of: date) -> tuple[Visit, ...]:
    """The visits that a feed shows on ``as_of``: inside its span, and not before their lead has begun."""
    days = DateRange(add(as_of, span.back * -1) or date.min, add(as_of, span.ahead) or date.max)
    return tuple(visit for visit in visits if visit.day in days and _is_announced(visit, as_of))


def _is_announced(visit: Visit, as_of: date) -> bool:
    for occurrence in visit.occurrences:
        if occurrence.due is None or occurrence.closed is not None:
            return True
        lead = occurrence.item.task.schedule[occurrence.due.terms.rule].lead
        if lead is None or (add(occurrence.due.day, lead * -1) or date.min) <= as_of:
            return True
    return False


def calendar_header(name: str, *, timed: bool) -> bytes:
    """What stands before the events, without LAST-MODIFIED; with the time zone where an event has a time of day."""
    return b"".join(
        (
            b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
            plain_line("PRODID", PRODUCT_ID),
            b"CALSCALE:GREGORIAN\r\n",
            text_line("NAME", name),
            text_line("X-WR-CALNAME", name),
            plain_line("X-WR-TIMEZONE", _ZONE.key),
            b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nX-PUBLISHED-TTL:PT12H\r\n",
            _timezone() if timed else b"",
        )
    )


def event_body(
    *,
    when: bytes,
    summary: str,
    description: str,
    url: str,
    category: str,
    status: str,
    access: str,
    trigger: str,
    place: str = "",
    opaque: bool = False,
    extra: bytes = b"",
) -> bytes:
    """An event's lines from DTSTART (in ``when``) to the end of its one alarm."""
    return b"".join(
        (
            when,
            text_line("SUMMARY", summary),
            text_line("DESCRIPTION", description),
            plain_line("URL", url),
            text_line("LOCATION", place) if place else b"",
            text_line("CATEGORIES", category),
            plain_line("STATUS", status),
            plain_line("TRANSP", "OPAQUE" if opaque else "TRANSPARENT"),
            plain_line("CLASS", access),
            extra,
            alarm(summary, trigger),
        )
    )


def all_day(day: date) -> bytes:
    """DTSTART and the exclusive DTEND of an event that takes a day."""
    return date_line("DTSTART", day) + date_line("DTEND", day + ONE_DAY)


class _Writer:
    """Lays events out for one build. Texts that events share are rendered once, lines that they share written once."""

    def __init__(self, catalogue: Catalogue, templates: Templates, detailed_until: date) -> None:
        self.catalogue = catalogue
        self.detailed_until = detailed_until
        self.templates = templates
        self._guides = f"{catalogue.company.site_url.rstrip('/')}/{{}}/maintenance/{{}}/"
        self._descriptions: dict[tuple[Any, ...], str] = {}

    def header(self, holder: Holder) -> bytes:
        """The header of a holder's feed."""
        words = self.templates.words[holder.language]
        name = f"{self.catalogue.company.name.of(holder.language)} · {words[f'feed_{holder.kind}']}"
        timed = any(visit.appointment is not None and visit.is_open for visit in holder.visits)
        return calendar_header(name, timed=timed)

    def event(self, visit: Visit, holder: Holder) -> Event:
        """A visit as ``holder`` reads it: the customer how to prepare, staff where, what, with which tools.

        No phone number and no name of a person stands in it.
        """
        language, for_staff = holder.language, holder.kind != "customer"
        words = self.templates.words[language]
        record = visit.appointment if visit.is_open else None
        if record is not None and record.at is not None:
            day, end = record.at.date(), record.at + timedelta(minutes=record.minutes or _APPOINTMENT_MINUTES)
            when = local_line("DTSTART", record.at, _ZONE.key) + local_line("DTEND", end, _ZONE.key)
        else:
            day = visit.day
            when = all_day(day)
        extra = text_line(OCCURRENCES, " ".join(occurrence.id for occurrence in visit.occurrences))
        if visit.technician is not None:
            extra += text_line(TECHNICIAN, visit.technician)
        body = event_body(
            when=when,
            summary=self._summary(visit, language, for_staff),
            description=self._description(visit, holder),
            url=self._guides.format(language, visit.occurrences[0].item.task.id),
            place=f"{visit.site.address} · {visit.site.name}" if for_staff else visit.site.name,
            category=words[f"channel_{visit.channel}"],
            status="TENTATIVE" if record is None and visit.is_open else "CONFIRMED",
            opaque=record is not None,
            access="PRIVATE",
            extra=extra,
            trigger="-PT15H" if record is None else "-P1D",
        )
        return Event(visit.uid, day, body)

    def _summary(self, visit: Visit, language: Language, for_staff: bool) -> str:
        words = self.templates.words[language]
        tasks = list(dict.fromkeys(o.item.task.name.of(language) for o in visit.occurrences))
        listed = ("、" if language == "zh" else ", ").join(tasks)
        state = state_of(visit)
        mark = words[f"mark_{state}"] if state else ""
        if for_staff:
            mark += words["mark_unassigned"] if visit.reason and visit.is_open else ""
            return f"{mark}{visit.site.name}{'：' if language == 'zh' else ': '}{listed}"
        return f"{mark}{words[f'summary_{visit.channel}']}{listed}"

    def _description(self, visit: Visit, holder: Holder) -> str:
        """What is to be done, for the customer or for staff; in brief where staff need no checklist yet."""
        language, for_staff = holder.language, holder.kind != "customer"
        brief = for_staff and (holder.kind != "technician" or visit.day >= self.detailed_until)
        provisional = visit.is_open and self.catalogue.workdays.status(visit.day.year) != "official"
        parts: dict[str, list[str]] = {}
        for occurrence in visit.occurrences:
            names = parts.setdefault(occurrence.item.task.id, [])
            if occurrence.item.asset is not None and occurrence.item.asset.name not in names:
                names.append(occurrence.item.asset.name)
        materials = visit.materials if for_staff and not brief else ()
        key = (
            language, for_staff, brief, visit.is_open, provisional, visit.minutes, visit.reason if for_staff else "",
            tuple((task, *names) for task, names in parts.items()), tuple(quantity for _, quantity, _ in materials),
        )  # fmt: skip
        found = self._descriptions.get(key)
        if found is None:
            company = self.catalogue.company
            found = self._descriptions[key] = self.templates.plain(
                f"feeds/{'technician' if for_staff else 'customer'}.txt.j2",
                w=self.templates.words[language],
                lang=language,
                company={"hotline": company.hotline, "name": company.name.of(language)},
                tasks=[self._task(id_, names, language, brief) for id_, names in parts.items()],
                tools=[] if brief else [tool.of(language) for tool in visit.tools],
                materials=[
                    f"{item.of(language)} {quantity:g} {unit.of(language)}" for item, quantity, unit in materials
                ],
                duration=minutes_words(visit.minutes, language),
                reason=REASONS[visit.reason].of(language) if visit.reason else "",
                is_open=visit.is_open,
                provisional=provisional,
            ).strip()
        return found

    def _task(self, id_: str, assets: list[str], language: Language, brief: bool) -> dict[str, Any]:
        task = self.catalogue.tasks[id_]
        return {
            "name": task.name.of(language),
            "assets": assets,
            # What precedes a call or a notice is staff's own work.
            "prepare": [s.of(language) for s in task.prepare] if task.channel in ("onsite", "customer") else [],
            "steps": [] if brief else [s.of(language) for s in task.steps],
            "safety": [] if brief else [s.of(language) for s in task.safety],
            "guide": self._guides.format(language, id_),
        }


def state_of(visit: Visit) -> str:
    """What a reader must see at once: done, skipped or overdue; empty otherwise."""
    statuses = {occurrence.status for occurrence in visit.occurrences}
    if not visit.is_open:
        return "done" if "done" in statuses else "skipped"
    if visit.channel in ("customer", "notice"):  # nobody records whether it was done
        return ""
    return "overdue" if "overdue" in statuses else ""


@cache
def _timezone() -> bytes:
    """China's time since 1991: +08:00 without summer time. The IANA table would add the summers of 1986 to 1991."""
    zone = icalendar.Timezone()
    zone.add("tzid", _ZONE.key)
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return bytes(zone.to_ical())
