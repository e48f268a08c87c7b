"""Visits to iCalendar feeds: for each customer with consent, each technician, each region, and the company's dispatch.

RFC 5545 with RFC 7986's names. A feed holds expanded instances, no RRULE, for clients disagree on month ends. Nothing
random and nothing of the clock is in it: DTSTAMP and LAST-MODIFIED are the build's date.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from generator.dates.intervals import Interval, add
from generator.formats.artifacts import Artifact
from generator.formats.contentlines import local_line, text_line
from generator.formats.events import ZONE, all_day, calendar_header, event_body
from generator.formats.ledger import OCCURRENCES, TECHNICIAN, Event, Ledger, continue_feed
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.private.holders import Holder, holders
from generator.private.secret import address
from generator.telling.amounts import minutes_words
from generator.text.language import Language
from generator.text.problems import Problem
from generator.visits.visit import Visit, state_of

# Google reads no calendar above 1 MB; one warns before that.
WARN_BYTES, MOST_BYTES, WARN_EVENTS = 800_000, 1_000_000, 1_000


# Six months of checklists would fill a technician's megabyte: a visit further off shows its tasks and their guides.
DETAIL = Interval(days=56)


_APPOINTMENT_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Feed:
    """One holder's calendar."""

    holder: Holder
    path: str
    content: bytes


def render_feeds(
    definitions: Definitions,
    schedules: Schedules,
    visits: Sequence[Visit],
    as_of: date,
    templates: Templates,
    secret: str,
    ledger: Ledger,
) -> list[Feed]:
    """Every feed; paths are below the feeds' folder. What ``ledger`` tells unchanged keeps its bytes."""
    writer = _Writer(definitions, templates, add(as_of, DETAIL) or date.max)
    feeds = []
    for holder in holders(definitions.company, schedules, visits, as_of):
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


def sizes(feeds: Iterable[Feed], schedules: Schedules) -> Iterator[Problem]:
    """A warning for each feed that grows large, an error for each customer's or technician's that Google would not read.

    A whole region's or the dispatch's is left out then (see ``readable``): it can be split, or read as a table instead.
    """
    for feed in feeds:
        events = len(feed.holder.visits)
        size = len(feed.content)
        if size < WARN_BYTES and events < WARN_EVENTS:
            continue
        place = schedules.places.get((feed.holder.kind, feed.holder.id))
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


class _Writer:
    """Lays events out for one build. Texts that events share are rendered once, lines that they share written once."""

    def __init__(self, definitions: Definitions, templates: Templates, detailed_until: date) -> None:
        self.definitions = definitions
        self.detailed_until = detailed_until
        self.templates = templates
        self._guides = f"{definitions.company.site_url.rstrip('/')}/{{}}/maintenance/{{}}/"
        self._descriptions: dict[tuple[Any, ...], str] = {}

    def header(self, holder: Holder) -> bytes:
        """The header of a holder's feed."""
        words = self.templates.words[holder.language]
        name = f"{self.definitions.company.name.of(holder.language)} · {words[f'feed_{holder.kind}']}"
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
            when = local_line("DTSTART", record.at, ZONE.key) + local_line("DTEND", end, ZONE.key)
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
        words = self.templates.words[language]
        brief = for_staff and (holder.kind != "technician" or visit.day >= self.detailed_until)
        provisional = visit.is_open and self.definitions.workdays.status(visit.day.year) != "official"
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
            company = self.definitions.company
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
                duration=minutes_words(visit.minutes, words),
                reason=words[f"reason_{visit.reason}"] if visit.reason else "",
                is_open=visit.is_open,
                provisional=provisional,
            ).strip()
        return found

    def _task(self, id_: str, assets: list[str], language: Language, brief: bool) -> dict[str, Any]:
        task = self.definitions.tasks[id_]
        return {
            "name": task.name.of(language),
            "assets": assets,
            # What precedes a call or a notice is staff's own work.
            "prepare": [s.of(language) for s in task.prepare] if task.channel in ("onsite", "customer") else [],
            "steps": [] if brief else [s.of(language) for s in task.steps],
            "safety": [] if brief else [s.of(language) for s in task.safety],
            "guide": self._guides.format(language, id_),
        }
