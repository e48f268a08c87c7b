"""Visits to technicians: by skill, region and the site's wish, within days off and daily capacity, and stable.

A visit that was published with a day and a technician keeps both while they still fit; inside the freeze period it keeps
them before anything else is placed. What cannot be placed stays on its day without a technician, with the reason.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.text.problems import Problem
from generator.visits.cover import outward
from generator.visits.teams import Teams
from generator.visits.visit import Published, Visit

# What is overdue goes out on the first day that somebody has time, within so many days.
_CATCH_UP = timedelta(days=14)


def assign(
    definitions: Definitions,
    schedules: Schedules,
    visits: Sequence[Visit],
    as_of: date,
    published: Sequence[Published] = (),
) -> list[Visit]:
    """The visits with technicians, by day and UID; capacity may move an open one inside its window."""
    roster = _Roster(definitions, schedules, as_of)
    before = {old.uid: old for old in published}
    ranked = sorted((roster.rank(visit, before.get(visit.uid)), index) for index, visit in enumerate(visits))
    placed = [roster.place(visits[index], before.get(visits[index].uid), -rank[2]) for rank, index in ranked]
    return sorted(placed, key=lambda visit: (visit.day, visit.uid))


def unassigned(visits: Iterable[Visit], schedules: Schedules) -> list[Problem]:
    """A warning for each open visit that nobody is assigned to."""
    return [
        Problem(
            code="unassigned",
            file=schedules.places["customer", visit.customer.id].file,
            level="warning",
            params={
                "customer": visit.customer.id,
                "site": visit.site.id,
                "date": visit.day,
                "reason": visit.reason,
            },
        )
        for visit in visits
        if visit.reason and visit.is_open
    ]


class _Roster:
    """Who is busy on which day."""

    def __init__(self, definitions: Definitions, schedules: Schedules, as_of: date) -> None:
        self.teams = Teams(schedules.technicians)
        self.workdays = definitions.workdays
        self.freeze = DateRange(as_of, add(as_of, definitions.company.planning.freeze) or as_of)
        self.load: dict[tuple[str, date], int] = defaultdict(int)
        # So long a job fits nobody with these skills in this region on this day any more; loads only grow.
        self.full: dict[tuple[str, frozenset[str], date], int] = {}
        self._days_off = {id_: frozenset(t.days_off) for id_, t in schedules.technicians.items()}

    def rank(self, visit: Visit, old: Published | None) -> tuple[int, date, int, str]:
        """The order of placing: what is done, what is frozen, what is agreed, what was published, what is new.

        What has grown since it was published comes after what is frozen: it may no longer fit.
        """
        kept = old is not None and old.technician is not None
        grown = kept and old is not None and not {o.id for o in visit.occurrences}.issubset(old.occurrences)
        if not visit.is_open:
            order = 0
        elif self.is_frozen(old):
            order = 2 if grown else 1
        elif visit.appointment is not None or visit.window.start == visit.window.last:
            order = 3
        else:
            order = 4 if kept else 5
        return order, visit.window.end, -visit.minutes, visit.uid

    def is_frozen(self, old: Published | None) -> bool:
        """True for a visit that was published with a technician and a day that is close."""
        return old is not None and old.technician is not None and old.day in self.freeze

    def place(self, visit: Visit, old: Published | None, minutes: int) -> Visit:
        if visit.channel not in ATTENDED:
            return visit
        if not visit.is_open:
            done_by = [o.closed.technician for o in visit.occurrences if o.closed and o.closed.technician]
            return replace(visit, technician=done_by[0] if done_by else None)
        team, reason = self.teams.of(visit)
        if not team:
            return replace(visit, reason=reason)
        agreed, wanted, stays = _is_agreed(visit), visit.day, False
        if old is not None and self.suits(old.day, _span(visit), agreed=agreed):
            wanted, stays = old.day, self.is_frozen(old)
            team = sorted(team, key=lambda technician: technician.id != old.technician)
        if agreed:
            named = {o.override.technician for o in visit.occurrences if o.override is not None}
            team = sorted(team, key=lambda technician: technician.id not in named)
        days = [wanted] if stays or agreed else self.days(visit, wanted)
        return self.first_fit(replace(visit, day=wanted) if wanted != visit.day else visit, team, days, minutes)

    def first_fit(self, visit: Visit, team: Sequence[Technician], days: Iterable[date], minutes: int) -> Visit:
        """The visit for the first of ``team`` on the first of ``days`` that is free; else for the others, or nobody."""
        tried = []
        for day in days:
            if self.is_free(team[0], day, minutes):
                return self.book(visit, team[0], day, minutes)
            tried.append(day)
        if not tried:
            return replace(visit, reason="no_workday")
        trade = visit.site.region, visit.skills
        hopeful = [day for day in tried if minutes < self.full.get((*trade, day), sys.maxsize)]
        for technician in team[1:]:
            for day in hopeful:
                if self.is_free(technician, day, minutes):
                    return self.book(visit, technician, day, minutes)
        self.full.update(((*trade, day), minutes) for day in hopeful)
        too_long = all(minutes > technician.capacity for technician in team)
        return replace(visit, reason="too_long" if too_long else "no_capacity")

    def book(self, visit: Visit, technician: Technician, day: date, minutes: int) -> Visit:
        self.load[technician.id, day] += minutes
        return visit.assigned(technician.id, day)

    def suits(self, day: date, span: DateRange, *, agreed: bool) -> bool:
        """True for a working day in ``span``, and for any day of it that was agreed."""
        return day in span and (agreed or self.workdays.is_workday(day))

    def days(self, visit: Visit, wanted: date) -> Iterator[date]:
        """The days that suit the visit: the wanted one, then the best first; for what is overdue, the first that come."""
        span = _span(visit)
        if self.suits(wanted, span, agreed=False):
            yield wanted
        wishes = [span.start] if _is_overdue(visit) else [o.due.day for o in visit.occurrences if o.due is not None]
        yield from (day for day in outward(self.workdays, span, wishes) if day != wanted)

    def is_free(self, technician: Technician, day: date, minutes: int) -> bool:
        if day in self._days_off[technician.id]:
            return False
        return self.load.get((technician.id, day), 0) + minutes <= technician.capacity


def _is_overdue(visit: Visit) -> bool:
    return any(occurrence.status == "overdue" for occurrence in visit.occurrences)


def _is_agreed(visit: Visit) -> bool:
    """True where a record fixed the day on which the visit is planned."""
    return any(fixed_day(occurrence.override) == visit.day for occurrence in visit.occurrences)


def _span(visit: Visit) -> DateRange:
    """The days on which the visit may lie: its window, or for what is overdue the next ones that suit the rest of it."""
    if not _is_overdue(visit) or _is_agreed(visit):
        return visit.window
    ends = [o.window.end for o in visit.occurrences if o.status != "overdue"]
    return DateRange(visit.day, min([visit.day + _CATCH_UP, *ends]))
