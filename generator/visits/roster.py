"""Visits to technicians: by skill, region and the site's wish, within days off and daily capacity, and stable.

A visit that was published with a day and a technician keeps both while they still fit; inside the freeze period it keeps
them before anything else is placed, and beyond it until the technician whom the site prefers has room. Who is named in an
appointment goes, whatever else is known: that is told by ``check``, and nobody is replaced without a word. What cannot be
placed stays on its day without a technician, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.visits.busy import Busy
from generator.visits.conditions import Apart, choosy, lasts_too_long
from generator.visits.sitedays import SiteCalendars, best_days
from generator.visits.spans import is_agreed, is_overdue, span_of
from generator.visits.swaps import away_on
from generator.visits.teams import Teams
from generator.visits.together import Need, Together
from generator.visits.visit import Published, Visit

# A region, and the skills of each of the people of a visit.
_Trade = tuple[str, tuple[frozenset[str], ...]]


class Roster:
    """Who is busy on which day."""

    def __init__(self, definitions: Definitions, schedules: Schedules, as_of: date) -> None:
        self.teams = Teams(schedules.technicians)
        self.calendars = SiteCalendars(definitions.workdays_in)
        self.ahead = DateRange(as_of, date.max)
        self.freeze = DateRange(as_of, add(as_of, definitions.company.planning.freeze) or as_of)
        self.busy = Busy(definitions.company.planning)
        self.together = Together(self.teams, self.busy)
        # How long a visit is that was found to fit nobody, by region and skills, and by day.
        self.full: dict[_Trade, dict[date, list[int]]] = defaultdict(dict)
        self.choosy = choosy(definitions.tasks.values())
        # What is done at each site on which day: other work may have to be apart from it.
        self.apart: dict[int, Apart] = defaultdict(Apart)
        self.visited: set[int] = set()
        self.technicians = schedules.technicians
        self.backlog = definitions.company.planning.backlog

    def is_frozen(self, old: Published | None) -> bool:
        """True for a visit that was published with a technician and a day that is close."""
        return old is not None and old.technician is not None and old.day in self.freeze

    def is_kept(self, old: Published | None) -> bool:
        """True for a visit that was published with a technician and a day to come."""
        return old is not None and old.technician is not None and old.day in self.ahead

    def is_away(self, old: Published | None) -> bool:
        """True where somebody for whom a visit was told is not there on its day."""
        return old is not None and bool(away_on(self.technicians, old))

    def place(self, visit: Visit, old: Published | None, *, anew: bool = False) -> Visit:
        """An open visit with who goes and when; ``anew`` on any of its days, though it is frozen."""
        needs = self.together.needs(visit)
        team = needs[0].team
        if visit.unconfirmed:
            return self.as_told(visit, team, old)
        agreed, wanted, stays, told = is_agreed(visit), visit.day, False, old.technicians if old is not None else ()
        named = self.named(visit) if agreed else None
        if named is not None:
            return self.as_agreed(visit, needs, named, told)
        if old is not None and self.suits(visit, old.day, agreed=agreed):
            wanted, stays = old.day, self.is_frozen(old) and not anew
            team = sorted(team, key=lambda technician: technician.id != old.technician)
        if agreed:
            team = [technician for technician in team if not self.busy.is_taken(technician, visit)]
        visit = replace(visit, day=wanted) if wanted != visit.day else visit
        if not team or (not agreed and lasts_too_long(visit)):
            return self.together.lacking(visit)
        if stays and self.is_away(old):  # a colleague on that day, else another day
            swapped = self.first_fit(visit, needs, team, [wanted], told)
            if not swapped.reason:
                return swapped
            stays = False
        days = [wanted] if stays or agreed else self.days(visit, wanted)
        return self.first_fit(visit, needs, team, days, told)

    def as_told(self, visit: Visit, team: Sequence[Technician], old: Published | None) -> Visit:
        """A visit whose day has passed, with whom it was told for."""
        told = old.technicians if old is not None else tuple(technician.id for technician in team[:1])
        named = self.named(visit)
        went = (named, *(id_ for id_ in told[1:] if id_ != named)) if named is not None else told
        return replace(visit, technician=went[0], others=went[1:]) if went else self.together.lacking(visit)

    def as_agreed(self, visit: Visit, needs: Sequence[Need], named: str, told: Sequence[str]) -> Visit:
        """A visit with the technician that was agreed on, whatever else is known, and with whoever goes along."""
        crew = self.together.along(visit, needs, named, visit.day, told)
        placed = self.book(visit, needs, crew or (named,), visit.day)
        return placed if crew is not None else self.together.lacking(placed)

    def named(self, visit: Visit) -> str | None:
        """Who goes by what was agreed for the visit's day."""
        records = [o.override for o in visit.occurrences if fixed_day(o.override) == visit.day]
        named = [record.technician for record in records if record is not None and record.technician is not None]
        return next((id_ for id_ in named if id_ in self.technicians), None)

    def first_fit(
        self,
        visit: Visit,
        needs: Sequence[Need],
        team: Sequence[Technician],
        days: Iterable[date],
        told: Sequence[str],
    ) -> Visit:
        """The visit for the first of ``team`` on the first of ``days`` that is free; else for the others, or nobody."""
        tried, hopeful = False, []
        full = self.full[visit.site.region, tuple([need.part.skills for need in needs])]
        for day in days:
            tried = True
            if day in full and self.is_full(visit, full[day], needs, day):
                continue
            crew = self.together.on(visit, needs, team[0], day, told)
            if crew is not None:
                return self.book(visit, needs, crew, day)
            hopeful.append(day)
        if not tried:
            return replace(visit, reason="no_workday")
        for technician in team[1:]:
            for day in hopeful:
                crew = self.together.on(visit, needs, technician, day, told)
                if crew is not None:
                    return self.book(visit, needs, crew, day)
        minutes = [need.part.minutes for need in needs]
        full.update(dict.fromkeys(hopeful, minutes))
        if hopeful and not any(technician.minutes_on(day) for technician in team for day in hopeful):
            return replace(visit, reason="nobody_there")
        return self.together.lacking(visit)

    def is_full(self, visit: Visit, known: Sequence[int], needs: Sequence[Need], day: date) -> bool:
        """True where a visit of so many minutes, no longer than this one, was found to fit nobody on ``day``.

        Loads only grow. Where somebody goes already there is no way to it: what fits nowhere else may fit there.
        """
        if any(need.part.minutes < minutes for need, minutes in zip(needs, known, strict=True)):
            return False
        return hash((id(visit.site), day)) not in self.visited

    def book(self, visit: Visit, needs: Sequence[Need], crew: Sequence[str], day: date) -> Visit:
        """The visit for ``crew`` on ``day``, which has so much less time now."""
        for technician, need in zip(crew, needs, strict=False):
            self.busy.take(technician, visit, day, need.part.minutes)
        self.visited.add(hash((id(visit.site), day)))
        if self.is_choosy(visit):
            self.apart[id(visit.site)].add(visit.occurrences, day)
        placed = visit.assigned(crew, day)
        # What is overdue has no window of its own any more: it is told for the day on which there is time.
        return replace(placed, window=DateRange.inclusive(day, day)) if is_overdue(visit) else placed

    def is_choosy(self, visit: Visit) -> bool:
        """True where some of its work may have to be apart from other work."""
        return any(occurrence.item.task.id in self.choosy for occurrence in visit.occurrences) if self.choosy else False

    def with_sites(self, visit: Visit) -> Visit:
        """The visit with the number of sites to which whoever leads it goes on that day."""
        sites = self.busy.sites(visit.technician, visit.day) if visit.technician and visit.channel == "onsite" else 1
        return visit.assigned(visit.technicians, visit.day, sites) if sites > 1 and not visit.reason else visit

    def release(self, visit: Visit, needs: Sequence[Need]) -> None:
        """Whoever goes has the time back."""
        for technician, need in zip(visit.technicians, needs, strict=False):
            self.busy.release(technician, visit, visit.day, need.part.minutes)

    def suits(self, visit: Visit, day: date, *, agreed: bool) -> bool:
        """True for a day of the visit's on which one can come to the site, and for any of them that was agreed."""
        return day in span_of(visit, self.backlog) and (agreed or self.calendars.of(visit.site).is_workday(day))

    def days(self, visit: Visit, wanted: date) -> Iterator[date]:
        """The days that suit the visit: the wanted one, then the best first; for what is overdue, the first that come."""
        span = span_of(visit, self.backlog)
        calendar = self.calendars.of(visit.site)
        if wanted in span and calendar.is_workday(wanted):
            yield wanted
        wishes = [span.start] if is_overdue(visit) else [o.due.day for o in visit.occurrences if o.due is not None]
        apart = self.apart[id(visit.site)] if self.is_choosy(visit) else None
        for day in best_days(calendar, span, wishes):
            if day != wanted and (apart is None or apart.allows(visit.occurrences, day)):
                yield day
