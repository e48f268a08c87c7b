"""The pages of those who go out: this week and next by day, what to load, and a work order to print for each visit.

A technician's page carries what the technician's feed carries, and the paper that comes back signed. No phone number of
a customer and no name of a person stands in it. A region and the company's dispatch get a list in the same style.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from generator.dates.ranges import DateRange
from generator.formats.artifacts import Artifact
from generator.model.definition import LocalText
from generator.model.tasks import Task
from generator.private.feeds import Feed
from generator.private.frame import PageWriter, agreed_time, map_link
from generator.telling.amounts import minutes_words
from generator.telling.days import short_day, spoken_day, weekday_words
from generator.text.language import Language
from generator.visits.visit import Visit, state_of

_WEEK = timedelta(days=7)


class StaffPages:
    """Technicians' pages and the lists of regions and dispatch. A task's checklist is laid out once, by language."""

    def __init__(self, writer: PageWriter) -> None:
        self.writer = writer
        self.definitions = writer.definitions
        self.technicians = writer.schedules.technicians
        self.as_of = writer.as_of
        monday = self.as_of - timedelta(days=self.as_of.weekday())
        self.weeks = (DateRange(monday, monday + _WEEK), DateRange(monday + _WEEK, monday + 2 * _WEEK))
        self._checklists: dict[tuple[str, Language], Markup] = {}
        self._steps: dict[tuple[str, Language], Markup] = {}

    def page(self, feed: Feed) -> Artifact:
        """The page of a technician, a region or the company's dispatch."""
        return self._technician(feed) if feed.holder.kind == "technician" else self._list(feed)

    # ---------------------------------------------------------------------------------------------------- technicians

    def _technician(self, feed: Feed) -> Artifact:
        holder, w = feed.holder, self.writer.templates.words[feed.holder.language]
        technician, language = self.technicians[holder.id], holder.language
        two_weeks = DateRange(self.weeks[0].start, self.weeks[1].end)
        mine = [visit for visit in holder.visits if visit.day in two_weeks]
        orders = [visit for visit in mine if visit.is_open and visit.channel == "onsite"]
        numbers = {visit.uid: number for number, visit in enumerate(orders, 1)}
        return self.writer.page(
            "private/technician.html.j2",
            feed,
            w["work_title"],
            weeks=[
                self._week(week, mine, w[name], technician.capacity, frozenset(technician.days_off), language, numbers)
                for week, name in zip(self.weeks, ("work_this_week", "work_next_week"), strict=True)
            ],
            overdue=self._overdue(holder.visits, language),
            orders=[self._order(visit, language, numbers[visit.uid]) for visit in orders],
            feed=self.writer.subscription(feed),
        )

    def _week(
        self,
        week: DateRange,
        visits: Sequence[Visit],
        name: str,
        capacity: int,
        days_off: frozenset[date],
        language: Language,
        numbers: dict[str, int],
    ) -> dict[str, Any]:
        words = self.writer.templates.words[language]
        of_week = [visit for visit in visits if visit.day in week]
        still_open = [visit for visit in of_week if visit.is_open]
        return {
            "name": name,
            "span": f"{short_day(week.start, words)} – {short_day(week.last, words)}",
            "count": len(still_open),
            "minutes": minutes_words(sum(visit.minutes for visit in still_open), words),
            "materials": _materials(still_open, language),
            "tools": _tools(still_open, language),
            "days": [
                self._day(day, [visit for visit in of_week if visit.day == day], capacity, days_off, language, numbers)
                for day in week
            ],
        }

    def _day(
        self,
        day: date,
        visits: Sequence[Visit],
        capacity: int,
        days_off: frozenset[date],
        language: Language,
        numbers: dict[str, int],
    ) -> dict[str, Any]:
        words = self.writer.templates.words[language]
        still_open = [visit for visit in visits if visit.is_open]
        minutes = sum(visit.minutes for visit in still_open)
        holiday = self.definitions.workdays.holiday(day)
        ordered = sorted(visits, key=lambda visit: (not visit.is_open, agreed_time(visit) or "99", visit.site.name))
        return {
            "date": str(day),
            "day": day.day,
            "spoken": spoken_day(day, words, self.as_of),
            "weekday": weekday_words(day, words),
            "is_today": day == self.as_of,
            "is_off": day in days_off,
            "holiday": holiday.of(language) if holiday is not None else "",
            "is_workday": self.definitions.workdays.is_workday(day) and day not in days_off,
            "minutes": minutes_words(minutes, words) if minutes else "",
            "capacity": minutes_words(capacity, words),
            "load": f"{min(minutes / capacity, 1) * 100:.0f}",
            "is_over": minutes > capacity,
            "materials": _materials(still_open, language) if len(still_open) > 1 else [],
            "visits": [self._visit(visit, language, numbers.get(visit.uid, 0)) for visit in ordered],
        }

    def _visit(self, visit: Visit, language: Language, order: int = 0) -> dict[str, Any]:
        return {
            **self._line(visit, language),
            "order": order,
            "checklists": [
                {"html": self._checklist(task, language), "assets": assets} for task, assets in _work(visit)
            ],
            "safety": list(dict.fromkeys(line.of(language) for task, _ in _work(visit) for line in task.safety)),
            "tools": [tool.of(language) for tool in visit.tools],
            "materials": _materials([visit], language),
        }

    def _line(self, visit: Visit, language: Language) -> dict[str, Any]:
        words = self.writer.templates.words[language]
        return {
            "date": str(visit.day),
            "spoken": spoken_day(visit.day, words, self.as_of),
            "time": agreed_time(visit),
            "channel": visit.channel,
            "site": visit.site.name,
            "address": visit.site.address,
            "map": map_link(visit.site.address),
            "names": [task.name.of(language) for task, _ in _work(visit)],
            "minutes": minutes_words(visit.minutes, words),
            "state": state_of(visit),
            "is_open": visit.is_open,
            "provisional": self.definitions.workdays.status(visit.day.year) != "official",
            "reason": words[f"reason_{visit.reason}"] if visit.reason and visit.is_open else "",
            "technician": visit.technician or "",
        }

    def _overdue(self, visits: Iterable[Visit], language: Language) -> list[dict[str, Any]]:
        """Each overdue occurrence with the visit that will make up for it, the longest overdue first."""
        words = self.writer.templates.words[language]
        late = [
            (occurrence.deadline, visit, occurrence)
            for visit in visits
            for occurrence in visit.occurrences
            if occurrence.status == "overdue"
        ]
        late.sort(key=lambda entry: (entry[0], entry[2].id))
        return [
            {
                "task": occurrence.item.task.name.of(language),
                "asset": occurrence.item.asset.name if occurrence.item.asset is not None else "",
                "site": visit.site.name,
                "deadline": str(deadline),
                "days": (self.as_of - deadline).days,
                "planned": spoken_day(visit.day, words, self.as_of),
                "technician": visit.technician or "",
            }
            for deadline, visit, occurrence in late
        ]

    # ----------------------------------------------------------------------------------------------------- work orders

    def _order(self, visit: Visit, language: Language, number: int) -> dict[str, Any]:
        """What the printed paper says; what is found, measured and used is written by hand."""
        assets = {o.item.asset.id: o.item.asset for o in visit.occurrences if o.item.asset is not None}
        products = dict.fromkeys(
            self.definitions.products[asset.product].name.of(language) for asset in assets.values()
        )
        return {
            **self._line(visit, language),
            "number": number,
            "reference": visit.uid[:8].upper(),
            "products": list(products),
            "tasks": [{"html": self._ticks(task, language), "assets": names} for task, names in _work(visit)],
            "people": max(task.work.people for task, _ in _work(visit)),
            "safety": list(dict.fromkeys(line.of(language) for task, _ in _work(visit) for line in task.safety)),
            "tools": [tool.of(language) for tool in visit.tools],
            "materials": _materials([visit], language),
        }

    def _checklist(self, task: Task, language: Language) -> Markup:
        found = self._checklists.get((task.id, language))
        if found is None:
            view = self._task(task, language)
            found = Markup(self.writer.templates.html("private/_checklist.html.j2", task=view, **self._words(language)))
            self._checklists[task.id, language] = found
        return found

    def _ticks(self, task: Task, language: Language) -> Markup:
        found = self._steps.get((task.id, language))
        if found is None:
            view = self._task(task, language)
            found = Markup(self.writer.templates.html("private/_ticks.html.j2", task=view, **self._words(language)))
            self._steps[task.id, language] = found
        return found

    def _words(self, language: Language) -> dict[str, Any]:
        return {"w": self.writer.templates.words[language], "lang": language}

    def _task(self, task: Task, language: Language) -> dict[str, Any]:
        return {
            "name": task.name.of(language),
            "guide": self.writer.guide(task, language),
            "steps": [line.of(language) for line in task.steps],
            "passes": [line.of(language) for line in task.passes],
        }

    # ------------------------------------------------------------------------------------------------ regions, dispatch

    def _list(self, feed: Feed) -> Artifact:
        holder, language = feed.holder, feed.holder.language
        w = self.writer.templates.words[language]
        still_open = [visit for visit in holder.visits if visit.is_open]
        if holder.kind == "region":
            title = self.definitions.company.regions[holder.id].name.of(language)
            shown = [visit for visit in still_open if visit.day < self.weeks[1].end and not _is_overdue(visit)]
            groups = [(w["work_two_weeks"], shown)]
        else:
            title = w["work_dispatch"]
            groups = [(w["work_unassigned"], [visit for visit in still_open if visit.reason])]
        return self.writer.page(
            "private/list.html.j2",
            feed,
            title,
            overdue=self._overdue(still_open, language),
            groups=[
                {"name": name, "visits": [self._line(visit, language) for visit in visits]} for name, visits in groups
            ],
            feed=self.writer.subscription(feed),
        )


def _is_overdue(visit: Visit) -> bool:
    return state_of(visit) == "overdue"


def _work(visit: Visit) -> list[tuple[Task, list[str]]]:
    """Each task of a visit once, with the names of its assets."""
    assets: dict[str, tuple[Task, dict[str, None]]] = {}
    for occurrence in visit.occurrences:
        _, names = assets.setdefault(occurrence.item.task.id, (occurrence.item.task, {}))
        if occurrence.item.asset is not None:
            names[occurrence.item.asset.name] = None
    return [(task, list(names)) for task, names in assets.values()]


def _materials(visits: Iterable[Visit], language: Language) -> list[dict[str, str]]:
    """What the visits use up together."""
    sums: dict[tuple[LocalText, LocalText], float] = {}
    for visit in visits:
        for item, quantity, unit in visit.materials:
            sums[item, unit] = sums.get((item, unit), 0) + quantity
    return [
        {"item": item.of(language), "quantity": f"{round(quantity, 2):g} {unit.of(language)}"}
        for (item, unit), quantity in sums.items()
    ]


def _tools(visits: Iterable[Visit], language: Language) -> list[str]:
    return list(dict.fromkeys(tool.of(language) for visit in visits for tool in visit.tools))
