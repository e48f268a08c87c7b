"""Visits to technicians: by skill, region and the site's wish, within days off and daily capacity, and stable.

A visit that was published with a day and a technician keeps both while they still fit; inside the freeze period it keeps
them before anything else is placed, and beyond it until the technician whom the site prefers has room. Who is named in an
appointment goes, whatever else is known: that is told by ``check``, and nobody is replaced without a word. What cannot be
placed stays on its day without a technician, with the reason.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.visits.busy import Busy
from generator.visits.cover import outward
from generator.visits.spans import is_agreed, is_overdue, span_of
from generator.visits.teams import Teams
from generator.visits.together import Together
from generator.visits.visit import Published, Visit

# The order of placing from which on nothing was published with a technician and a day to come.
_NEW = 6
# So often at most what frees somebody's time for one site is handed on to the next.
_ROUNDS = 3


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
    kept = [(visits[index], before.get(visits[index].uid)) for rank, index in ranked if rank[0] < _NEW]
    fresh = [(visits[index], before.get(visits[index].uid)) for rank, index in ranked if rank[0] >= _NEW]
    placed = roster.as_wished([(roster.place(visit, old), old) for visit, old in kept])
    placed += [roster.place(visit, old) for visit, old in fresh]
    if definitions.company.planning.travel:
        placed = [roster.with_sites(visit) for visit in placed]
    return sorted(placed, key=lambda visit: (visit.day, visit.uid))


class _Roster:
    """Who is busy on which day."""

    def __init__(self, definitions: Definitions, schedules: Schedules, as_of: date) -> None:
        self.teams = Teams(schedules.technicians)
        self.workdays_in = definitions.workdays_in
        self.ahead = DateRange(as_of, date.max)
        self.freeze = DateRange(as_of, add(as_of, definitions.company.planning.freeze) or as_of)
        self.busy = Busy(definitions.company.planning.travel)
        self.together = Together(self.teams, self.busy)
        # So long a job fits nobody with these skills in this region on this day any more; loads only grow.
        self.full: dict[tuple[str, frozenset[str], date], int] = {}
        # Where somebody goes already, there is no way to it: what fits nowhere else may fit here.
        self.visited: set[tuple[tuple[str, str], date]] = set()
        self.technicians = schedules.technicians

    def rank(self, visit: Visit, old: Published | None) -> tuple[int, date, int, str]:
        """The order of placing: what is done, what is frozen, what is agreed, what was published, what is new.

        What has grown since it was published comes after what has not: it may no longer fit. What was published for a
        day that has passed is as new.
        """
        kept = old is not None and old.technician is not None and old.day in self.ahead
        grown = kept and old is not None and not {o.id for o in visit.occurrences}.issubset(old.occurrences)
        if not visit.is_open or visit.unconfirmed:
            order = 0
        elif self.is_frozen(old):
            order = 2 if grown else 1
        elif visit.appointment is not None or is_agreed(visit):
            order = 3
        else:
            order = _NEW if not kept else 5 if grown else 4
        return order, visit.window.end, -visit.minutes, visit.uid

    def is_frozen(self, old: Published | None) -> bool:
        """True for a visit that was published with a technician and a day that is close."""
        return old is not None and old.technician is not None and old.day in self.freeze

    def place(self, visit: Visit, old: Published | None) -> Visit:
        """The visit with who goes and when."""
        if visit.channel not in ATTENDED:
            return visit
        if not visit.is_open:
            done_by = [o.closed.technician for o in visit.occurrences if o.closed and o.closed.technician]
            return replace(visit, technician=done_by[0] if done_by else None)
        team, _ = self.teams.of(visit, visit.skills)
        if visit.unconfirmed:
            return self.as_told(visit, team, old)
        agreed, wanted, stays, told = is_agreed(visit), visit.day, False, old.technicians if old is not None else ()
        named = self.named(visit) if agreed else None
        if named is not None:
            return self.as_agreed(visit, named, told)
        if old is not None and self.suits(visit, old.day, agreed=agreed):
            wanted, stays = old.day, self.is_frozen(old)
            team = sorted(team, key=lambda technician: technician.id != old.technician)
        if agreed:
            team = [technician for technician in team if not self.busy.is_taken(technician, visit)]
        visit = replace(visit, day=wanted) if wanted != visit.day else visit
        if not team:
            return self.together.lacking(visit)
        return self.first_fit(visit, team, [wanted] if stays or agreed else self.days(visit, wanted), told)

    def as_told(self, visit: Visit, team: Sequence[Technician], old: Published | None) -> Visit:
        """A visit whose day has passed, with whom it was told for."""
        told = old.technicians if old is not None else tuple(technician.id for technician in team[:1])
        named = self.named(visit)
        went = (named, *(id_ for id_ in told[1:] if id_ != named)) if named is not None else told
        return replace(visit, technician=went[0], others=went[1:]) if went else self.together.lacking(visit)

    def as_agreed(self, visit: Visit, named: str, told: Sequence[str]) -> Visit:
        """A visit with the technician that was agreed on, whatever else is known, and with whoever goes along."""
        crew = self.together.along(visit, named, visit.day, told)
        placed = self.book(visit, crew or (named,), visit.day)
        return placed if crew is not None else self.together.lacking(placed)

    def named(self, visit: Visit) -> str | None:
        """Who goes by what was agreed for the visit's day."""
        records = [o.override for o in visit.occurrences if fixed_day(o.override) == visit.day]
        named = [record.technician for record in records if record is not None and record.technician is not None]
        return next((id_ for id_ in named if id_ in self.technicians), None)

    def as_wished(self, placed: Sequence[tuple[Visit, Published | None]]) -> list[Visit]:
        """The visits, each with the technician its site prefers where that one is able and has room after all.

        What is frozen or agreed stays. All of them hold their places while one looks for a better one, so that nobody
        loses theirs.
        """
        visits = [visit for visit, _ in placed]
        open_to_it = [i for i, (visit, old) in enumerate(placed) if self.may_change(visit, old)]
        for _ in range(_ROUNDS):
            left = []
            for index in open_to_it:
                better = self.with_preferred(visits[index])
                if better is None:
                    left.append(index)
                else:
                    visits[index] = better
            if len(left) == len(open_to_it):
                break
            open_to_it = left
            self.full.clear()  # who was relieved has time again
        return visits

    def may_change(self, visit: Visit, old: Published | None) -> bool:
        """True for a visit to come whose site prefers somebody else, who could do it."""
        wish = visit.site.technician
        if (
            wish is None
            or visit.technician is None
            or wish in visit.technicians
            or not visit.is_open
            or visit.unconfirmed
        ):
            return False
        if self.is_frozen(old) or is_agreed(visit):
            return False
        return any(technician.id == wish for technician in self.teams.of(visit, visit.skills)[0])

    def with_preferred(self, visit: Visit) -> Visit | None:
        """The visit with the technician that its site prefers; None where that one has no time."""
        wish, told = self.technicians[visit.site.technician or ""], visit.technicians
        self.release(visit)
        for day in self.days(visit, visit.day):
            crew = self.together.on(visit, wish, day, told)
            if crew is not None:
                return self.book(visit, crew, day)
        self.book(visit, told, visit.day)
        return None

    def first_fit(self, visit: Visit, team: Sequence[Technician], days: Iterable[date], told: Sequence[str]) -> Visit:
        """The visit for the first of ``team`` on the first of ``days`` that is free; else for the others, or nobody."""
        tried, minutes = [], visit.minutes
        for day in days:
            crew = self.together.on(visit, team[0], day, told)
            if crew is not None:
                return self.book(visit, crew, day)
            tried.append(day)
        if not tried:
            return replace(visit, reason="no_workday")
        trade, site = (visit.site.region, visit.skills), (visit.customer.id, visit.site.id)
        alone = visit.people == 1
        hopeful = [
            day
            for day in tried
            if not alone or minutes < self.full.get((*trade, day), sys.maxsize) or (site, day) in self.visited
        ]
        for technician in team[1:]:
            for day in hopeful:
                crew = self.together.on(visit, technician, day, told)
                if crew is not None:
                    return self.book(visit, crew, day)
        if alone:
            self.full.update(((*trade, day), minutes) for day in hopeful)
        return self.together.lacking(visit)

    def book(self, visit: Visit, crew: Sequence[str], day: date) -> Visit:
        for technician, part in zip(crew, visit.parts, strict=False):
            self.busy.take(technician, visit, day, part.minutes)
        self.visited.add(((visit.customer.id, visit.site.id), day))
        placed = visit.assigned(crew, day)
        # What is overdue has no window of its own any more: it is told for the day on which there is time.
        return replace(placed, window=DateRange.inclusive(day, day)) if is_overdue(visit) else placed

    def with_sites(self, visit: Visit) -> Visit:
        """The visit with the number of sites to which whoever leads it goes on that day."""
        sites = self.busy.sites(visit.technician, visit.day) if visit.technician and visit.channel == "onsite" else 1
        return replace(visit, sites=sites) if sites > 1 else visit

    def release(self, visit: Visit) -> None:
        """Whoever goes has the time back."""
        for technician, part in zip(visit.technicians, visit.parts, strict=False):
            self.busy.release(technician, visit, visit.day, part.minutes)

    def suits(self, visit: Visit, day: date, *, agreed: bool) -> bool:
        """True for a working day on which the visit may lie, and for any such day that was agreed."""
        return day in span_of(visit) and (agreed or self.workdays_in(visit.site.region).is_workday(day))

    def days(self, visit: Visit, wanted: date) -> Iterator[date]:
        """The days that suit the visit: the wanted one, then the best first; for what is overdue, the first that come."""
        span = span_of(visit)
        if self.suits(visit, wanted, agreed=False):
            yield wanted
        wishes = [span.start] if is_overdue(visit) else [o.due.day for o in visit.occurrences if o.due is not None]
        yield from (day for day in outward(self.workdays_in(visit.site.region), span, wishes) if day != wanted)
