"""Each holder's own page beside the feed: what comes, what was done, what is under warranty, and how to subscribe.

Static HTML that loads nothing and works without scripts. A customer's page carries what the customer's feed may carry and
the records of the customer's own sites: no name of a person and no phone number but the company's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from generator.dates.intervals import ONE_DAY
from generator.due.items import Occurrence
from generator.due.milestones import WarrantyState, warranties
from generator.formats.artifacts import Artifact
from generator.formats.templating import Templates
from generator.formats.yearplan import Mark, MarkKind, Row, first_of_month, key_mark, year_plan
from generator.model.anchors import Anchor
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.private.feeds import Feed
from generator.private.frame import PageWriter, agreed_time
from generator.private.technician import StaffPages
from generator.telling.amounts import minutes_words
from generator.telling.days import month_words, short_day, spoken_day, until_words, weekday_words
from generator.telling.rules import anchor_words, milestone_words
from generator.text.language import Language
from generator.visits.visit import Visit, state_of

# So many visits are told in full, so many records (calls aside) at once; all of them open on request.
_IN_FULL, _RECORDS = 3, 4


_AHEAD = timedelta(days=366)


_MARKS: tuple[MarkKind, ...] = ("planned", "agreed", "expected", "overdue", "done", "skipped")


def render_holder_pages(
    definitions: Definitions,
    schedules: Schedules,
    feeds: Sequence[Feed],
    occurrences: Iterable[Occurrence],
    as_of: date,
    templates: Templates,
) -> list[Artifact]:
    """A page beside each feed, as of a date. Paths are below the feeds' folder. Raises jinja2.TemplateError."""
    writer = PageWriter(definitions, schedules, templates, as_of)
    customers, staff = _CustomerPages(writer, occurrences), StaffPages(writer)
    return [customers.page(feed) if feed.holder.kind == "customer" else staff.page(feed) for feed in feeds]


class _CustomerPages:
    """Customers' pages. What tasks and products say is laid out once, by language."""

    def __init__(self, writer: PageWriter, occurrences: Iterable[Occurrence]) -> None:
        self.writer = writer
        self.definitions = writer.definitions
        self.schedules = writer.schedules
        self.as_of = writer.as_of
        self._tasks: dict[tuple[str, Language], dict[str, Any]] = {}
        self._keys: dict[MarkKind, Markup] = {kind: Markup(key_mark(kind)) for kind in _MARKS}
        self._waiting: dict[str, list[tuple[Anchor, Task]]] = defaultdict(list)
        for occurrence in occurrences:
            if occurrence.waiting_for is not None and occurrence.item.customer is not None:
                self._waiting[occurrence.item.customer.id].append((occurrence.waiting_for, occurrence.item.task))
        self._records: dict[str, list[Record]] = defaultdict(list)
        for _, record in self.schedules.records:
            if record.record in ("completed", "skipped") and record.date <= self.as_of:
                self._records[record.customer].append(record)

    def page(self, feed: Feed) -> Artifact:
        """The page of one customer."""
        holder, w = feed.holder, self.writer.templates.words[feed.holder.language]
        customer, language = self.schedules.customers[holder.id], holder.language
        coming = [visit for visit in holder.visits if visit.is_open and visit.day < self.as_of + _AHEAD]
        hero = next((visit for visit in coming if visit.channel == "onsite"), coming[0] if coming else None)
        several = len(customer.sites) > 1
        views = [self._visit(visit, language, several) for visit in _in_full(coming)]
        dates = [self._line(visit, language, several) for visit in coming] if len(coming) > len(views) else []
        plan, kinds = self._plan(coming, holder.visits, language)
        history = list(self._history(customer, language, several))
        visits_done = [index for index, entry in enumerate(history, 1) if not entry["is_call"] or entry["notes"]]
        shown = min([*visits_done[_RECORDS - 1 :], 2 * _RECORDS, len(history)])
        return self.writer.page(
            "private/customer.html.j2",
            feed,
            w["my_title"],
            places=[site.name for site in customer.sites],
            hero=self._visit(hero, language, several) if hero is not None else None,
            visits=views,
            dates=dates,
            waiting=self._waits(customer, language),
            plan=plan,
            key=[(self._keys[kind], w[f"year_{kind}"]) for kind in kinds],
            history=history[:shown],
            older=history[shown:],
            sites=[self._site(site, language, several) for site in customer.sites],
            feed=self.writer.subscription(feed),
        )

    # ---------------------------------------------------------------------------------------------------------- visits

    def _visit(self, visit: Visit, language: Language, several: bool) -> dict[str, Any]:
        assets: dict[str, list[str]] = {}
        for occurrence in visit.occurrences:
            names = assets.setdefault(occurrence.item.task.id, [])
            if occurrence.item.asset is not None and occurrence.item.asset.name not in names:
                names.append(occurrence.item.asset.name)
        tasks = [self._task(self.definitions.tasks[id_], language) for id_ in assets]
        prepare = (
            [line for task in tasks for line in task["prepare"]] if visit.channel in ("onsite", "customer") else []
        )
        window = ""
        if visit.appointment is None and visit.window.start != visit.window.last and state_of(visit) != "overdue":
            window = f"{short_day(visit.window.start, language)} – {short_day(visit.window.last, language)}"
        return {
            **self._line(visit, language, several),
            "tasks": [{**task, "assets": assets[task["id"]]} for task in tasks],
            "prepare": list(dict.fromkeys(prepare)),
            "window": window,
            "minutes": minutes_words(visit.minutes, language) if visit.channel in ("onsite", "phone") else "",
            "is_overdue": state_of(visit) == "overdue",
        }

    def _line(self, visit: Visit, language: Language, several: bool) -> dict[str, Any]:
        names = dict.fromkeys(o.item.task.name.of(language) for o in visit.occurrences)
        return {
            "date": str(visit.day),
            "day": visit.day.day,
            "month": month_words(visit.day, language),
            "year": "" if visit.day.year == self.as_of.year else str(visit.day.year),
            "weekday": weekday_words(visit.day, language),
            "spoken": spoken_day(visit.day, language, self.as_of),
            "until": until_words(visit.day, language, self.as_of),
            "time": agreed_time(visit),
            "channel": visit.channel,
            "names": list(names),
            "site": visit.site.name if several else "",
            "provisional": self._is_provisional(visit),
        }

    def _is_provisional(self, visit: Visit) -> bool:
        return self.definitions.workdays.status(visit.day.year) != "official"

    def _task(self, task: Task, language: Language) -> dict[str, Any]:
        found = self._tasks.get((task.id, language))
        if found is None:
            found = self._tasks[task.id, language] = {
                "id": task.id,
                "name": task.name.of(language),
                "summary": task.summary.of(language),
                "guide": self.writer.guide(task, language),
                "prepare": [line.of(language) for line in task.prepare],
            }
        return found

    def _waits(self, customer: Customer, language: Language) -> list[dict[str, Any]]:
        """What cannot be planned yet, by the milestone that it waits for."""
        waits: dict[str, dict[str, None]] = {}
        for anchor, task in self._waiting.get(customer.id, ()):
            waits.setdefault(anchor_words(anchor, language), {})[task.name.of(language)] = None
        return [{"milestone": name, "tasks": list(tasks)} for name, tasks in sorted(waits.items())]

    # ------------------------------------------------------------------------------------------------- the year's plan

    def _plan(
        self, coming: Sequence[Visit], visits: Sequence[Visit], language: Language
    ) -> tuple[Markup, list[MarkKind]]:
        """The picture, and the kinds of mark in it; nothing where the year is empty."""
        w = self.writer.templates.words[language]
        start = first_of_month(self.as_of)
        marks: dict[str, dict[Mark, None]] = {}
        following: dict[str, date] = {}
        for visit in visits:
            if visit.day < start:
                continue
            for occurrence in visit.occurrences:
                task = occurrence.item.task.id
                marks.setdefault(task, {})[Mark(visit.day, self._mark(visit, occurrence))] = None
        for visit in coming:
            for occurrence in visit.occurrences:
                following.setdefault(occurrence.item.task.id, visit.day)
        order = sorted(marks, key=lambda task: (following.get(task, date.max), task))
        end = start.replace(year=start.year + 1)
        rows = [
            Row(
                self._task(self.definitions.tasks[task], language)["name"],
                tuple(marks[task]),
                short_day(following[task], language) if task in following and following[task] < end else "",
            )
            for task in order
            if any(mark.day < end for mark in marks[task])
        ]
        if not rows:
            return Markup(""), []
        names = {kind: w[f"year_{kind}"] for kind in _MARKS}
        picture = year_plan(rows, start, language, title=w["my_year"], kinds=names, today=self.as_of)
        shown = {mark.kind for row in rows for mark in row.marks if mark.day < end}
        return Markup(picture), [kind for kind in _MARKS if kind in shown]

    def _mark(self, visit: Visit, occurrence: Occurrence) -> MarkKind:
        if occurrence.status == "done":
            return "done"
        if occurrence.status == "skipped":
            return "skipped"
        if occurrence.status == "overdue":
            return "overdue"
        if visit.appointment is not None:
            return "agreed"
        return "expected" if occurrence.expected or self._is_provisional(visit) else "planned"

    # ------------------------------------------------------------------------------------------ records and warranties

    def _history(self, customer: Customer, language: Language, several: bool) -> Iterator[dict[str, Any]]:
        """What was done and what was left out, a day and a site at a time, the latest first."""
        sites = {site.id: site for site in customer.sites}
        days: dict[tuple[date, str, str], list[Record]] = defaultdict(list)
        for record in self._records.get(customer.id, ()):
            days[record.date, record.site, record.record].append(record)
        for (day, site_id, kind), records in sorted(days.items(), key=lambda entry: entry[0], reverse=True):
            site = sites.get(site_id)
            assets = {asset.id: asset.name for asset in site.assets} if site is not None else {}
            work: dict[str, dict[str, None]] = {}
            channels = set()
            for record in records:
                for id_ in (record.task, *record.tasks):
                    if id_ is not None and id_ in self.definitions.tasks:
                        task = self.definitions.tasks[id_]
                        channels.add(task.channel)
                        work.setdefault(assets.get(record.asset or "", ""), {})[task.name.of(language)] = None
            yield {
                "date": str(day),
                "spoken": spoken_day(day, language, self.as_of),
                "is_done": kind == "completed",
                "site": site.name if several and site is not None else "",
                "is_call": channels == {"phone"},
                "work": [{"asset": asset, "tasks": list(names)} for asset, names in work.items()],
                "notes": list(dict.fromkeys(note for r in records if (note := r.findings or r.reason))),
            }

    def _site(self, site: Site, language: Language, several: bool) -> dict[str, Any]:
        return {
            "name": site.name if several else "",
            "assets": [self._asset(site, asset, language) for asset in site.assets],
        }

    def _asset(self, site: Site, asset: Asset, language: Language) -> dict[str, Any]:
        product = self.definitions.products[asset.product]
        return {
            "name": asset.name,
            "product": product.name.of(language),
            "guide": self.writer.product(product.id, language),
            "warranties": [
                {
                    "name": state.warranty.name.of(language),
                    "covers": state.warranty.covers.of(language),
                    "starts": milestone_words(state.warranty.anchor, language),
                    **self._state(state),
                }
                for state in warranties(self.definitions.products[asset.product], site, asset)
            ],
        }

    def _state(self, state: WarrantyState) -> dict[str, Any]:
        start, end = state.start, state.end
        if start is None or end is None:
            return {"state": "waiting", "start": "", "end": "", "days": 0, "left": "0"}
        kind = "running" if state.is_running(self.as_of) else "ended" if end < self.as_of else "coming"
        days = max((end - self.as_of).days, 0)
        share = min(max((end + ONE_DAY - self.as_of) / (end + ONE_DAY - start), 0), 1)
        return {"state": kind, "start": str(start), "end": str(end), "days": days, "left": f"{share * 100:.1f}"}


def _in_full(coming: Sequence[Visit]) -> list[Visit]:
    """The next visits that have something new to tell: what customers do themselves every month is told once."""
    told: set[str] = set()
    chosen: list[Visit] = []
    for visit in coming:
        tasks = {occurrence.item.task.id for occurrence in visit.occurrences}
        if visit.channel == "onsite" or not tasks <= told:
            chosen.append(visit)
            told |= tasks
        if len(chosen) == _IN_FULL:
            break
    return chosen
