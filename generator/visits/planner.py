"""Occurrences of one site to the fewest visits, each on the best day, with the same identity from build to build.

Windows that share a working day can share a visit, if somebody can do all of the work in a day and none of it is to be
apart; ``grouping`` finds the fewest. A visit is then put on the day, common to its windows, that lies closest to the days
on which its work is due. What was published stays together on its day while that suits; only the rest is dealt out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from operator import itemgetter

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence, Status
from generator.model.definition import ATTENDED
from generator.model.people import Technician
from generator.model.records import DoneAlong, fixed_day
from generator.visits.conditions import Apart
from generator.visits.cover import at_a_time, common
from generator.visits.crews import Crews
from generator.visits.done import visits_made
from generator.visits.ground import Ground
from generator.visits.grouping import Grouping
from generator.visits.holding import hold, join
from generator.visits.identity import Names, uids_of
from generator.visits.kept import Kept
from generator.visits.openings import Openings
from generator.visits.sequence import in_order
from generator.visits.sitedays import best_day, best_days
from generator.visits.visit import Draft, Published, Visit

# A customer and one of their sites.
_Place = tuple[str, str]

# What nobody goes to: its day is not known, has passed for good, or lies where no service is.
_NOT_VISITED: frozenset[Status] = frozenset({"waiting", "missed", "paused", "ended"})


class Planner:
    """Visits as of a day, customer by customer; technicians are not assigned yet."""

    def __init__(self, ground: Ground, technicians: Mapping[str, Technician], *, since: date = date.min) -> None:
        self._ground, self._since = ground, since
        self._names = Names(ground.definitions.company.uid_domain)
        self._crews = Crews(technicians, ground.as_of)

    def visits(
        self,
        occurrences: Iterable[Occurrence],
        published: Sequence[Published] = (),
        kept: Kept | None = None,
        taken: frozenset[str] = frozenset(),
    ) -> list[Visit]:
        """Visits for all open and closed occurrences of one customer or several.

        No open visit lies before the day, unless nobody goes there or it is not yet confirmed; what was closed before
        ``since`` is left out, but for what was ``published``, which is ``kept``. A visit keeps the UID of the published one
        with which it shares an occurrence; a new one has none that is ``taken``.
        """
        ground = self._ground
        if kept is None:
            kept = Kept(published, ground.definitions.workdays_in, ground.as_of, ground.planning.unconfirmed)
        told = {id_ for old in published for id_ in old.occurrences} if self._since > date.min else set()
        by_site: dict[_Place, list[Occurrence]] = defaultdict(list)
        for occurrence in occurrences:
            customer, site = occurrence.item.customer, occurrence.item.site
            if customer and site and self._is_visited(occurrence, told):
                by_site[customer.id, site.id].append(occurrence)
        drafts = [
            draft
            for _, of_site in sorted(by_site.items(), key=itemgetter(0))
            for draft in _drafts(of_site, ground.openings[of_site[0].item.region], self._crews, kept)
        ]
        uids = uids_of(drafts, _without_riders(drafts, published), self._names, taken)
        return list(map(_visit, uids, drafts))

    def _is_visited(self, occurrence: Occurrence, told: Container[str]) -> bool:
        """False for that to which nobody goes, which larger work does, and what was closed too long ago."""
        if occurrence.status in _NOT_VISITED or occurrence.covered_by is not None:
            return False
        record = occurrence.closed
        if record is None:
            return True
        if record.date < self._since and (not told or occurrence.id not in told):
            return False
        return record.date >= occurrence.item.served.floor and not isinstance(record, DoneAlong)


def _without_riders(drafts: Iterable[Draft], published: Sequence[Published]) -> Sequence[Published]:
    """``published`` without the forecasts that go along with firm work now: it is that which gives a visit its name."""
    told = {id_ for old in published for id_ in old.occurrences}
    riders: set[str] = set()
    for draft in drafts if told else ():
        expected = {occurrence.id for occurrence in draft.occurrences if occurrence.expected}
        if expected and any(not occurrence.expected and occurrence.id in told for occurrence in draft.occurrences):
            riders |= expected
    if not riders:
        return published
    return [replace(old, occurrences=tuple(id_ for id_ in old.occurrences if id_ not in riders)) for old in published]


def _drafts(occurrences: Sequence[Occurrence], openings: Openings, crews: Crews, kept: Kept) -> Iterator[Draft]:
    """The visits of one site: those that were, those whose day has passed, and those to come."""
    still_open = [occurrence for occurrence in occurrences if occurrence.closed is None]
    closed = ((occurrence, occurrence.closed) for occurrence in occurrences if occurrence.closed is not None)
    for day, members in visits_made(closed, kept):
        yield Draft(members, day, DateRange.inclusive(day, day))
    passed = kept.unconfirmed(still_open)
    for (_, day), members in passed.items():
        yield Draft(members, day, DateRange.inclusive(day, day), unconfirmed=True)
    waiting = {occurrence.id for members in passed.values() for occurrence in members}
    ahead = [occurrence for occurrence in still_open if occurrence.id not in waiting] if waiting else still_open
    for pairs in _sharing(ahead, openings):
        yield from _to_come(pairs, openings, crews, kept)


def _sharing(occurrences: Iterable[Occurrence], openings: Openings) -> Iterable[list[tuple[Occurrence, DateRange]]]:
    """The occurrences that may share visits, with their openings: those of one channel, and each that goes alone."""
    together: dict[tuple[str, ...], list[tuple[Occurrence, DateRange]]] = defaultdict(list)
    for occurrence in occurrences:
        channel = occurrence.item.task.channel
        opening = openings.of(occurrence)
        merges = openings.merges(occurrence, opening)
        key = (channel,) if merges else (channel, occurrence.id)
        together[key].append((occurrence, opening))
    return together.values()


def _to_come(
    pairs: Sequence[tuple[Occurrence, DateRange]], openings: Openings, crews: Crews, kept: Kept
) -> Iterator[Draft]:
    """What was published, and the fewest visits for the rest; each occurrence comes with its opening."""
    group = [occurrence for occurrence, _ in pairs]
    days = kept.as_told(group, openings.apart(pairs, kept.day_to_come))
    any_day = group[0].item.task.channel not in ATTENDED
    grouping = Grouping(group, days, crews)
    held, free, lapsed = hold(group, days, openings, kept)
    # What was given up joins nothing that was published, and neither does what only comes into view with the days, so
    # that no other visit changes by it.
    news = {index for index in free if kept.is_news(group[index], days[index])}
    rest = sorted([*join(held, sorted(news), grouping, openings), *(set(free) - news), *lapsed])
    told = [
        (part, None if any_day else visit.day)
        for visit in held
        for agreed in at_a_time(visit.members, group)
        for part in grouping.split(agreed)
    ]
    taken = Apart()
    for part, day in [*told, *((members, None) for members in grouping.fewest(rest))]:
        members = [group[index] for index in part]
        window = common([days[index] for index in part])
        wishes = [openings.wish(occurrence) for occurrence in members]
        calendar = openings.days(members[0])
        best = day or best_day(calendar, window, wishes, any_day=any_day)
        tasks = [occurrence.item.task for occurrence in members]
        if day is None and not taken.allows(tasks, best):
            others = (other for other in best_days(calendar, window, wishes) if taken.allows(tasks, other))
            best = next(others, best)
        taken.add(tasks, best)
        yield Draft(members, best, window)


def _visit(uid: str, draft: Draft) -> Visit:
    members = in_order(draft.occurrences) if len(draft.occurrences) > 1 else draft.occurrences
    item = members[0].item
    assert item.customer is not None, "only customers' occurrences are planned"
    assert item.site is not None, "only customers' occurrences are planned"
    overrides = [o.override for o in members if o.override is not None and o.override.at is not None]
    agreed = [record for record in overrides if fixed_day(record) == draft.day]
    named = (one.closed.technician for one in members if one.closed is not None and one.closed.technician)
    done_by = tuple(dict.fromkeys(named)) if item.task.channel in ATTENDED else ()
    return Visit(
        uid=uid,
        customer=item.customer,
        site=item.site,
        channel=item.task.channel,
        occurrences=tuple(members),
        day=draft.day,
        window=draft.window,
        technician=done_by[0] if done_by else None,
        others=done_by[1:],
        appointment=agreed[-1] if agreed else None,
        unconfirmed=draft.unconfirmed,
    )
