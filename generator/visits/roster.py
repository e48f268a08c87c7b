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
from datetime import date, timedelta

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.text.problems import Problem
from generator.visits.busy import Busy
from generator.visits.cover import outward
from generator.visits.teams import Teams
from generator.visits.visit import Published, Reason, Visit

# What is overdue goes out on the first day that somebody has time, within so many days.
_CATCH_UP = timedelta(days=14)
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
        self.workdays_in = definitions.workdays_in
        self.ahead = DateRange(as_of, date.max)
        self.freeze = DateRange(as_of, add(as_of, definitions.company.planning.freeze) or as_of)
        self.busy = Busy()
        # So long a job fits nobody with these skills in this region on this day any more; loads only grow.
        self.full: dict[tuple[str, frozenset[str], date], int] = {}
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
        elif visit.appointment is not None or _is_agreed(visit):
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
        team, reason = self.teams.of(visit)
        if visit.unconfirmed:
            told = old.technician if old is not None else next((technician.id for technician in team), None)
            went = self.named(visit) or told
            return replace(visit, technician=went, reason="" if went else reason or _too_much(team, visit.minutes))
        agreed, wanted, stays = _is_agreed(visit), visit.day, False
        named = self.named(visit) if agreed else None
        if named is not None:
            return self.book(visit, self.technicians[named], wanted, visit.minutes)
        if not team:
            return replace(visit, reason=reason)
        if old is not None and self.suits(visit, old.day, agreed=agreed):
            wanted, stays = old.day, self.is_frozen(old)
            team = sorted(team, key=lambda technician: technician.id != old.technician)
        if agreed:
            team = [technician for technician in team if not self.busy.is_taken(technician, visit)]
        if not team:
            return replace(visit, reason="no_capacity")
        days = [wanted] if stays or agreed else self.days(visit, wanted)
        return self.first_fit(replace(visit, day=wanted) if wanted != visit.day else visit, team, days, visit.minutes)

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
        if wish is None or visit.technician in (None, wish) or not visit.is_open or visit.unconfirmed:
            return False
        if self.is_frozen(old) or _is_agreed(visit):
            return False
        return any(technician.id == wish for technician in self.teams.of(visit)[0])

    def with_preferred(self, visit: Visit) -> Visit | None:
        """The visit with the technician that its site prefers; None where that one has no time."""
        assert visit.technician is not None, "somebody goes already"
        wish, minutes = self.technicians[visit.site.technician or ""], visit.minutes
        day = next((day for day in self.days(visit, visit.day) if self.busy.is_free(wish, day, minutes)), None)
        if day is None:
            return None
        self.busy.release(visit.technician, visit.day, minutes)
        return self.book(visit, wish, day, minutes)

    def first_fit(self, visit: Visit, team: Sequence[Technician], days: Iterable[date], minutes: int) -> Visit:
        """The visit for the first of ``team`` on the first of ``days`` that is free; else for the others, or nobody."""
        tried = []
        for day in days:
            if self.busy.is_free(team[0], day, minutes):
                return self.book(visit, team[0], day, minutes)
            tried.append(day)
        if not tried:
            return replace(visit, reason="no_workday")
        trade = visit.site.region, visit.skills
        hopeful = [day for day in tried if minutes < self.full.get((*trade, day), sys.maxsize)]
        for technician in team[1:]:
            for day in hopeful:
                if self.busy.is_free(technician, day, minutes):
                    return self.book(visit, technician, day, minutes)
        self.full.update(((*trade, day), minutes) for day in hopeful)
        return replace(visit, reason=_too_much(team, minutes))

    def book(self, visit: Visit, technician: Technician, day: date, minutes: int) -> Visit:
        self.busy.take(technician.id, visit, day, minutes)
        placed = visit.assigned(technician.id, day)
        # What is overdue has no window of its own any more: it is told for the day on which there is time.
        return replace(placed, window=DateRange.inclusive(day, day)) if _is_overdue(visit) else placed

    def suits(self, visit: Visit, day: date, *, agreed: bool) -> bool:
        """True for a working day on which the visit may lie, and for any such day that was agreed."""
        return day in _span(visit) and (agreed or self.workdays_in(visit.site.region).is_workday(day))

    def days(self, visit: Visit, wanted: date) -> Iterator[date]:
        """The days that suit the visit: the wanted one, then the best first; for what is overdue, the first that come."""
        span = _span(visit)
        if self.suits(visit, wanted, agreed=False):
            yield wanted
        wishes = [span.start] if _is_overdue(visit) else [o.due.day for o in visit.occurrences if o.due is not None]
        yield from (day for day in outward(self.workdays_in(visit.site.region), span, wishes) if day != wanted)


def _too_much(team: Iterable[Technician], minutes: int) -> Reason:
    """Why nobody of ``team`` has time: the day of each is too short for the work, or taken."""
    return "too_long" if all(minutes > technician.capacity.longest for technician in team) else "no_capacity"


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
