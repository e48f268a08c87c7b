"""Visits to iCalendar bytes: one feed for each customer with consent, one for each technician.

RFC 5545 with RFC 7986's names. A feed holds expanded instances, no RRULE, for clients disagree on month ends. Nothing
random and nothing of the clock is in it: DTSTAMP and LAST-MODIFIED are the build's date.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import hmac
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from icalendar.prop import vDuration, vText

from generator.artifacts import Artifact
from generator.assignment import REASONS
from generator.catalogue import Catalogue
from generator.intervals import ONE_DAY, DateRange, add
from generator.model import Customer, FeedSpan, Technician
from generator.problems import Language
from generator.templating import Templates
from generator.visits import Published, Visit
from generator.wording import minutes_words

PRODUCT_ID = "-//Aftercare//Aftercare 1//EN"
OCCURRENCES = "X-AFTERCARE-OCCURRENCES"
TECHNICIAN = "X-AFTERCARE-TECHNICIAN"
# Serves the example company alone, so that `make site` works; no real feed may rest on it.
DEMO_SECRET = "demo-secret-for-the-example-data-only"
_ZONE = ZoneInfo("Asia/Shanghai")
_UTC = ZoneInfo("UTC")
_APPOINTMENT_MINUTES = 60


class NotAFeed(Exception):
    """A file among the published feeds is no calendar; the text names it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One holder's calendar and its address."""

    kind: str
    holder: str
    revision: int
    path: str
    content: bytes


def address(secret: str, holder: str, revision: int) -> str:
    """The unguessable name of a holder's feed: 128 bits of HMAC-SHA256, base64url. Raising the revision changes it."""
    digest = hmac.new(secret.encode(), f"{holder}|{revision}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode("ascii")


def render_feeds(
    catalogue: Catalogue, visits: Sequence[Visit], as_of: date, templates: Templates, secret: str
) -> list[Artifact]:
    """Every feed, and the staff's index of who holds which. Paths are below the feeds' folder."""
    feeds = list(_feeds(catalogue, visits, as_of, templates, secret))
    index = io.StringIO()
    table = csv.writer(index, lineterminator="\n")
    table.writerow(["kind", "holder", "file", "revision"])
    table.writerows([feed.kind, feed.holder, feed.path, feed.revision] for feed in feeds)
    return [*(Artifact(feed.path, feed.content) for feed in feeds), Artifact.text("index.csv", index.getvalue())]


def _feeds(
    catalogue: Catalogue, visits: Sequence[Visit], as_of: date, templates: Templates, secret: str
) -> Iterable[Feed]:
    of_customer: dict[str, list[Visit]] = {}
    of_technician: dict[str, list[Visit]] = {}
    for visit in visits:
        of_customer.setdefault(visit.customer.id, []).append(visit)
        if visit.technician is not None:
            of_technician.setdefault(visit.technician, []).append(visit)
    spans = catalogue.company.feeds
    writer = _Writer(catalogue, as_of, templates)
    for customer in catalogue.customers.values():
        if customer.consent is not None and customer.consent.given <= as_of:
            mine = _inside(of_customer.get(customer.id, []), spans.customer, as_of)
            path = f"{address(secret, f'customer|{customer.id}', customer.feed_revision)}.ics"
            yield Feed("customer", customer.id, customer.feed_revision, path, writer.customer(customer, mine))
    open_ends = [visit for visit in visits if visit.reason or _state(visit) == "overdue"]
    path = f"{address(secret, 'company|dispatch', 1)}.ics"
    listed = _inside(open_ends, spans.technician, as_of)
    yield Feed("company", "dispatch", 1, path, writer.dispatch(catalogue.company.locales[0], listed))
    for technician in catalogue.technicians.values():
        mine = _inside(of_technician.get(technician.id, []), spans.technician, as_of)
        path = f"{address(secret, f'technician|{technician.id}', technician.feed_revision)}.ics"
        yield Feed("technician", technician.id, technician.feed_revision, path, writer.technician(technician, mine))


def published_in(feeds: Mapping[str, bytes]) -> list[Published]:
    """The visits that feeds hold, by UID: what the planner keeps identities, days and technicians from.

    A visit stands in several feeds; the technician's names the technician. Raises NotAFeed for what is no calendar.
    """
    found: dict[str, Published] = {}
    for name, content in feeds.items():
        try:
            calendar = icalendar.Calendar.from_ical(content)
        except ValueError as error:
            raise NotAFeed(name) from error
        for event in calendar.walk("VEVENT"):
            uid, ids = str(event.get("UID", "")), str(event.get(OCCURRENCES, "")).split()
            if not uid or not ids:
                continue
            start = event.decoded("DTSTART")
            technician = str(event[TECHNICIAN]) if TECHNICIAN in event else None
            known = found.get(uid)
            if known is None or known.technician is None:
                day = start.date() if isinstance(start, datetime) else start
                found[uid] = Published(uid, tuple(ids), day, technician)
    return [found[uid] for uid in sorted(found)]


def _inside(visits: Iterable[Visit], span: FeedSpan, as_of: date) -> list[Visit]:
    """The visits that a feed shows on ``as_of``: inside its span, and not before their lead has begun."""
    days = DateRange(add(as_of, span.back * -1) or date.min, add(as_of, span.ahead) or date.max)
    return [visit for visit in visits if visit.day in days and _is_announced(visit, as_of)]


def _is_announced(visit: Visit, as_of: date) -> bool:
    for occurrence in visit.occurrences:
        if occurrence.due is None or occurrence.closed is not None:
            return True
        lead = occurrence.item.task.schedule[occurrence.due.terms.rule].lead
        if lead is None or (add(occurrence.due.day, lead * -1) or date.min) <= as_of:
            return True
    return False


class _Writer:
    """Lays events out for one build."""

    def __init__(self, catalogue: Catalogue, as_of: date, templates: Templates) -> None:
        self.catalogue = catalogue
        self.templates = templates
        self.stamp = datetime.combine(as_of, time(), _UTC)

    def customer(self, customer: Customer, visits: Sequence[Visit]) -> bytes:
        """A customer's feed: what will be done and how to prepare. No phone number, no name of a person."""
        words = self.templates.words[customer.locale]
        name = f"{self.catalogue.company.name.of(customer.locale)} · {words['feed_customer']}"
        events = [self._event(visit, customer.locale, "customer", visit.site.name) for visit in visits]
        return self._calendar(name, events)

    def technician(self, technician: Technician, visits: Sequence[Visit]) -> bytes:
        """A technician's feed: where, what, with which tools and materials."""
        words = self.templates.words[technician.locale]
        name = f"{self.catalogue.company.name.of(technician.locale)} · {words['feed_technician']}"
        events = [
            self._event(visit, technician.locale, "technician", f"{visit.site.address} · {visit.site.name}")
            for visit in visits
        ]
        return self._calendar(name, events)

    def dispatch(self, language: Language, visits: Sequence[Visit]) -> bytes:
        """The company's own feed of what wants a hand: visits that are overdue, or that nobody is assigned to."""
        name = f"{self.catalogue.company.name.of(language)} · {self.templates.words[language]['feed_dispatch']}"
        events = [
            self._event(visit, language, "technician", f"{visit.site.address} · {visit.site.name}") for visit in visits
        ]
        return self._calendar(name, events)

    def _calendar(self, name: str, events: Iterable[icalendar.Event]) -> bytes:
        calendar = icalendar.Calendar()
        calendar.add("version", "2.0")
        calendar.add("prodid", PRODUCT_ID)
        calendar.add("calscale", "GREGORIAN")
        calendar["NAME"] = vText(name)
        calendar["X-WR-CALNAME"] = vText(name)
        calendar["X-WR-TIMEZONE"] = vText(_ZONE.key)
        refresh = vDuration(timedelta(hours=12))
        refresh.params["VALUE"] = "DURATION"
        calendar["REFRESH-INTERVAL"] = refresh
        calendar["X-PUBLISHED-TTL"] = vDuration(timedelta(hours=12))
        calendar.add("last-modified", self.stamp)
        listed = list(events)
        if any(isinstance(event.start, datetime) for event in listed):
            calendar.add_component(_timezone())
        for event in listed:
            calendar.add_component(event)
        return bytes(calendar.to_ical())

    def _event(self, visit: Visit, language: Language, audience: str, place: str) -> icalendar.Event:
        event = icalendar.Event()
        event.add("uid", visit.uid)
        event.add("dtstamp", self.stamp)
        event.add("last-modified", self.stamp)
        event.add("sequence", 0)
        record = visit.appointment if visit.is_open else None
        if record is not None and record.at is not None:
            start = record.at.replace(tzinfo=_ZONE)
            event.add("dtstart", start)
            event.add("dtend", start + timedelta(minutes=record.minutes or _APPOINTMENT_MINUTES))
        else:
            event.add("dtstart", visit.day)
            event.add("dtend", visit.day + ONE_DAY)
        words = self.templates.words[language]
        event.add("summary", self._summary(visit, language, audience))
        event.add("description", self._description(visit, language, audience))
        event.add("url", self._guide(visit, language))
        event.add("location", place)
        event.add("categories", [words[f"channel_{visit.channel}"]])
        event.add("status", "CONFIRMED" if record is not None or not visit.is_open else "TENTATIVE")
        event.add("transp", "TRANSPARENT" if record is None else "OPAQUE")
        event.add("class", "PRIVATE")
        event[OCCURRENCES] = vText(" ".join(occurrence.id for occurrence in visit.occurrences))
        if audience == "technician" and visit.technician is not None:
            event[TECHNICIAN] = vText(visit.technician)
        event.add_component(_alarm(event["SUMMARY"], timed=record is not None))
        return event

    def _summary(self, visit: Visit, language: Language, audience: str) -> str:
        words = self.templates.words[language]
        tasks = list(dict.fromkeys(o.item.task.name.of(language) for o in visit.occurrences))
        listed = ("、" if language == "zh" else ", ").join(tasks)
        state = _state(visit)
        mark = words[f"mark_{state}"] if state else ""
        if audience == "technician":
            mark += words["mark_unassigned"] if visit.reason and visit.is_open else ""
            return f"{mark}{visit.site.name}{'：' if language == 'zh' else ': '}{listed}"
        return f"{mark}{words[f'summary_{visit.channel}']}{listed}"

    def _description(self, visit: Visit, language: Language, audience: str) -> str:
        base = f"{self.catalogue.company.site_url.rstrip('/')}/{language}/maintenance"
        provisional = visit.is_open and self.catalogue.workdays.status(visit.day.year) != "official"
        tasks = {o.item.task.id: o.item.task for o in visit.occurrences}
        return self.templates.plain(
            f"feeds/{audience}.txt.j2",
            w=self.templates.words[language],
            lang=language,
            company={"hotline": self.catalogue.company.hotline, "name": self.catalogue.company.name.of(language)},
            tasks=[
                {
                    "name": task.name.of(language),
                    "assets": [o.item.asset.name for o in visit.occurrences if o.item.task is task and o.item.asset],
                    "prepare": [s.of(language) for s in task.prepare],
                    "steps": [s.of(language) for s in task.steps],
                    "passes": [s.of(language) for s in task.passes],
                    "safety": [s.of(language) for s in task.safety],
                    "guide": f"{base}/{task.id}/",
                }
                for task in tasks.values()
            ],
            tools=[tool.of(language) for tool in visit.tools],
            materials=[
                f"{item.of(language)} {quantity:g} {unit.of(language)}" for item, quantity, unit in visit.materials
            ],
            duration=minutes_words(visit.minutes, language),
            reason=REASONS[visit.reason].of(language) if visit.reason else "",
            is_open=visit.is_open,
            provisional=provisional,
        ).strip()

    def _guide(self, visit: Visit, language: Language) -> str:
        task = visit.occurrences[0].item.task
        return f"{self.catalogue.company.site_url.rstrip('/')}/{language}/maintenance/{task.id}/"


def _state(visit: Visit) -> str:
    """What a reader must see at once: done, skipped or overdue; empty otherwise."""
    statuses = {occurrence.status for occurrence in visit.occurrences}
    if not visit.is_open:
        return "done" if "done" in statuses else "skipped"
    return "overdue" if "overdue" in statuses else ""


def _alarm(summary: Any, *, timed: bool) -> icalendar.Alarm:
    """One reminder: a day before an appointment; at nine in the morning of the day before an all-day visit."""
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm["DESCRIPTION"] = summary
    alarm.add("trigger", timedelta(days=-1) if timed else timedelta(hours=-15))
    return alarm


def _timezone() -> icalendar.Timezone:
    """China's time since 1991: +08:00 without summer time. The IANA table would add the summers of 1986 to 1991."""
    zone = icalendar.Timezone()
    zone.add("tzid", _ZONE.key)
    standard = icalendar.TimezoneStandard()
    standard.add("dtstart", datetime(1992, 1, 1))
    standard.add("tzoffsetfrom", timedelta(hours=8))
    standard.add("tzoffsetto", timedelta(hours=8))
    standard.add("tzname", "CST")
    zone.add_component(standard)
    return zone
