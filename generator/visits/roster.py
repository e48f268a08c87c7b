"""Visits to technicians: by skill, region and the site's wish, within days off and daily capacity, and stable.

A visit that was published with a day and a technician keeps both while they still fit; inside the freeze period it keeps
them before anything else is placed, and beyond it until the technician whom the site prefers has room. Who is named in an
appointment goes, whatever else is known: that is told by ``check``, and nobody is replaced without a word. What cannot be
placed stays on its day without a technician, with the reason.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.visits.busy import Busy
from generator.visits.conditions import Apart
from generator.visits.cover import Days
from generator.visits.requests import Place, Placed, Request
from generator.visits.sitedays import SiteCalendars, best_days
from generator.visits.swaps import away_on
from generator.visits.teams import Teams
from generator.visits.together import Need, Together
from generator.visits.visit import Published

# A region, whether somebody has to go there and by night, and the skills of each of the people of a visit.
_Trade = tuple[str, bool, bool, tuple[frozenset[str], ...]]


class Roster:
    """Who is busy on which day."""

    def __init__(self, definitions: Definitions, schedules: Schedules, as_of: date) -> None:
        self.teams = Teams(schedules.technicians)
        self.calendars = SiteCalendars(definitions.workdays_in)
        self.customers = schedules.customers
        self.days_at: dict[Place, Days] = {}
        self.ahead = DateRange(as_of, date.max)
        self.freeze = DateRange(as_of, add(as_of, definitions.company.planning.freeze) or as_of)
        self.busy = Busy(definitions.company.planning.travel)
        self.together = Together(self.teams, self.busy)
        # How long a visit is that was found to fit nobody, by where and what it is, and by day.
        self.full: dict[_Trade, dict[date, Sequence[int]]] = defaultdict(dict)
        # What is done at each site on which day: other work may have to be apart from it.
        self.tasks = definitions.tasks
        self.apart: dict[Place, Apart] = defaultdict(Apart)
        self.visited: set[int] = set()
        self.technicians = schedules.technicians
        self.backlog = definitions.company.planning.backlog
        self._away: dict[tuple[date, tuple[str, ...]], bool] = {}

    def is_frozen(self, old: Published | None) -> bool:
        """True for a visit that was published with a technician and a day that is close."""
        return old is not None and old.technician is not None and old.day in self.freeze

    def is_kept(self, old: Published | None) -> bool:
        """True for a visit that was published with a technician and a day to come."""
        return old is not None and old.technician is not None and old.day in self.ahead

    def is_away(self, old: Published | None) -> bool:
        """True where somebody for whom a visit was told is not there on its day."""
        if old is None:
            return False
        key = old.day, old.technicians
        if key not in self._away:
            self._away[key] = bool(away_on(self.technicians, old))
        return self._away[key]

    def place(self, request: Request, *, anew: bool = False) -> Placed:
        """A visit with who goes and when; ``anew`` on any of its days, though it is frozen."""
        visit, old = Placed(request, request.day, request.window), request.old
        needs = self.together.needs(visit)
        team = needs[0].team
        if request.unconfirmed:
            return self.as_told(visit, team)
        agreed, stays, told = visit.is_agreed, False, old.technicians if old is not None else ()
        named = self.named(visit) if agreed else None
        if named is not None:
            return self.as_agreed(visit, needs, named, told)
        if old is not None and self.suits(visit, old.day, agreed=agreed):
            visit, stays = visit._replace(day=old.day), self.is_frozen(old) and not anew
            team = _first(old.technician, team)
        if agreed:
            team = [technician for technician in team if not self.busy.is_taken(technician, request)]
        if not team or (not agreed and request.outlasts_the_site):
            return self.together.lacking(visit)
        if stays and self.is_away(old):  # a colleague on that day, else another day
            swapped = self.first_fit(visit, needs, team, [visit.day], told)
            if not swapped.reason:
                return swapped
            stays = False
        days = [visit.day] if stays or agreed else self.days(visit)
        return self.first_fit(visit, needs, team, days, told)

    def as_told(self, visit: Placed, team: Sequence[Technician]) -> Placed:
        """A visit whose day has passed, with whom it was told for."""
        old = visit.of.old
        told = old.technicians if old is not None else tuple(technician.id for technician in team[:1])
        named = self.named(visit)
        went = (named, *(id_ for id_ in told[1:] if id_ != named)) if named is not None else told
        return visit._replace(crew=went) if went else self.together.lacking(visit)

    def as_agreed(self, visit: Placed, needs: Sequence[Need], named: str, told: Sequence[str]) -> Placed:
        """A visit with the technician that was agreed on, whatever else is known, and with whoever goes along."""
        crew = self.together.along(visit.of, needs, named, visit.day, told)
        placed = self.book(visit, needs, crew or (named,), visit.day)
        return placed if crew is not None else self.together.lacking(placed)

    def named(self, visit: Placed) -> str | None:
        """Who goes by what was agreed for the visit's day."""
        named = (id_ for day, id_ in visit.of.fixed if day == visit.day and id_ is not None)
        return next((id_ for id_ in named if id_ in self.technicians), None)

    def first_fit(
        self,
        visit: Placed,
        needs: Sequence[Need],
        team: Sequence[Technician],
        days: Iterable[date],
        told: Sequence[str],
    ) -> Placed:
        """The visit for the first of ``team`` on the first of ``days`` that is free; else for the others, or nobody."""
        request, tried, hopeful = visit.of, [], []
        skills = tuple([need.part.skills for need in needs])
        full = self.full[request.region, request.is_onsite, request.at_night, skills]
        for day in days:
            tried.append(day)
            if day in full and self.is_full(request, full[day], needs, day):
                continue
            crew = self.together.on(request, needs, team[0], day, told)
            if crew is not None:
                return self.book(visit, needs, crew, day)
            hopeful.append(day)
        if not tried:
            return visit._replace(reason="no_workday")
        for technician in team[1:]:
            for day in hopeful:
                crew = self.together.on(request, needs, technician, day, told)
                if crew is not None:
                    return self.book(visit, needs, crew, day)
        if request.slot is None:  # whoever is elsewhere at that time may have another
            minutes = tuple([need.part.minutes for need in needs])
            full.update(dict.fromkeys(hopeful, minutes))
        if not any(technician.minutes_on(day) for technician in team for day in tried):
            return visit._replace(reason="nobody_there")
        return self.together.lacking(visit)

    def is_full(self, request: Request, known: Sequence[int], needs: Sequence[Need], day: date) -> bool:
        """True where a visit of so many minutes, no longer than this one, was found to fit nobody on ``day``.

        Loads only grow. Where somebody goes already there is no way to it: what fits nowhere else may fit there.
        """
        if any(need.part.minutes < minutes for need, minutes in zip(needs, known, strict=True)):
            return False
        return hash((request.place, day)) not in self.visited

    def book(self, visit: Placed, needs: Sequence[Need], crew: Sequence[str], day: date) -> Placed:
        """The visit for ``crew`` on ``day``, which has so much less time now."""
        request = visit.of
        for technician, need in zip(crew, needs, strict=False):
            self.busy.take(technician, request, day, need.part.minutes)
        self.visited.add(hash((request.place, day)))
        if request.tasks:
            self.apart[request.place].add(self.tasks_of(request), day)
        # What is overdue has no window of its own any more: it is told for the day on which there is time.
        window = DateRange.inclusive(day, day) if request.overdue else visit.window
        return Placed(request, day, window, tuple(crew))

    def tasks_of(self, request: Request) -> list[Task]:
        """The tasks of a visit of which some do not go with every other."""
        return [self.tasks[id_] for id_ in request.tasks if id_ in self.tasks]

    def release(self, visit: Placed, needs: Sequence[Need]) -> None:
        """Whoever goes has the time back."""
        for technician, need in zip(visit.crew, needs, strict=False):
            self.busy.release(technician, visit.of, visit.day, need.part.minutes)

    def calendar(self, request: Request) -> Days:
        """The days on which one can come to the site."""
        days = self.days_at.get(request.place)
        if days is None:
            customer, name = request.place
            site = next(site for site in self.customers[customer].sites if site.id == name)
            days = self.days_at[request.place] = self.calendars.of(site)
        return days

    def span(self, visit: Placed) -> DateRange:
        """The days on which a visit may lie: its window, or for what is overdue the next ones that suit the rest of it.

        What is overdue goes out on the first day that somebody has time, within the backlog and before its next time comes.
        """
        if not visit.of.overdue or visit.is_agreed:
            return visit.window
        return DateRange(visit.day, min(add(visit.day, self.backlog) or date.max, visit.of.latest))

    def suits(self, visit: Placed, day: date, *, agreed: bool) -> bool:
        """True for a day of the visit's on which one can come to the site, and for any of them that was agreed."""
        return day in self.span(visit) and (agreed or self.calendar(visit.of).is_workday(day))

    def days(self, visit: Placed) -> Iterator[date]:
        """The days that suit the visit: its own, then the best first; for what is overdue, as they come.

        Its own comes last where other work of that day at the site is to be apart from it.
        """
        request, span, wanted = visit.of, self.span(visit), visit.day
        calendar = self.calendar(request)
        wishes = [span.start] if request.overdue else request.wishes
        apart, tasks = self.apart[request.place] if request.tasks else None, self.tasks_of(request)
        suits, is_apart = wanted in span and calendar.is_workday(wanted), apart is None or apart.allows(tasks, wanted)
        if suits and is_apart:
            yield wanted
        for day in best_days(calendar, span, wishes):
            if day != wanted and (apart is None or apart.allows(tasks, day)):
                yield day
        if suits and not is_apart:
            yield wanted


def _first(told: str | None, team: Sequence[Technician]) -> Sequence[Technician]:
    """``team`` with whom it was ``told`` for before the others, who stay in their order."""
    for place, technician in enumerate(team):
        if technician.id == told:
            return [technician, *team[:place], *team[place + 1 :]] if place else team
    return team
