"""Occurrences of one site to the fewest visits, each on the best day, with the same identity from build to build.

Windows that share a working day can share a visit. The fewest visits that serve every window are found by the greedy
interval point cover: take the window that closes first, visit on its last working day, serve all that are open then. The
visit is then put on the working day, common to its windows, that lies closest to the days on which its work is due.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence, Status
from generator.model.definition import ATTENDED, Channel
from generator.model.definitions import Definitions
from generator.model.records import RecordKind, fixed_day
from generator.model.schedules import Schedules
from generator.visits.cover import at_a_time, common, cover, in_a_day, nearest_day
from generator.visits.crews import Crews
from generator.visits.identity import uids_of
from generator.visits.openings import Openings
from generator.visits.visit import Draft, Published, Visit

# What nobody goes to: its day is not known, has passed for good, or lies where no service is.
_NOT_VISITED: frozenset[Status] = frozenset({"waiting", "missed", "paused", "ended"})


def plan_visits(
    definitions: Definitions,
    schedules: Schedules,
    occurrences: Iterable[Occurrence],
    as_of: date,
    published: Sequence[Published] = (),
    *,
    since: date = date.min,
) -> list[Visit]:
    """Visits for all open and closed occurrences of customers, by day and UID; technicians are not assigned yet.

    No open visit lies before ``as_of``, unless nobody goes there; what was closed before ``since`` is left out. A visit
    keeps the UID of the published one with which it shares an occurrence.
    """
    by_site: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        item = occurrence.item
        if occurrence.closed is not None and occurrence.closed.date < max(since, item.served.floor):
            continue
        if item.customer and item.site and occurrence.status not in _NOT_VISITED:
            by_site[item.customer.id, item.site.id].append(occurrence)
    openings, crews = Openings(definitions.workdays, as_of), Crews(schedules.technicians)
    drafts = [draft for key in sorted(by_site) for draft in _drafts(by_site[key], openings, crews)]
    uids = uids_of(drafts, published, definitions.company.uid_domain)
    return sorted(map(_visit, uids, drafts), key=lambda visit: (visit.day, visit.uid))


def _drafts(occurrences: Sequence[Occurrence], openings: Openings, crews: Crews) -> Iterator[Draft]:
    """The visits of one site: those that were, by day, and those to come."""
    done: dict[tuple[Channel, date, RecordKind], list[Occurrence]] = defaultdict(list)
    together: dict[tuple[str, ...], list[tuple[Occurrence, DateRange]]] = defaultdict(list)
    for occurrence in occurrences:
        channel, record = occurrence.item.task.channel, occurrence.closed
        if record is not None:
            done[channel, record.date, record.record].append(occurrence)
            continue
        opening = openings.of(occurrence)
        merges = openings.merges(occurrence, opening)
        key = (channel, crews.of(occurrence)) if merges else (channel, "", occurrence.id)
        together[key].append((occurrence, opening))
    for (_, day, _), members in done.items():
        yield Draft(members, day, DateRange.inclusive(day, day))
    for pairs in together.values():
        yield from _to_come(pairs, openings, crews)


def _to_come(pairs: Sequence[tuple[Occurrence, DateRange]], openings: Openings, crews: Crews) -> Iterator[Draft]:
    """The fewest visits for occurrences that may share one; each comes with its opening."""
    group = [occurrence for occurrence, _ in pairs]
    days, capacity = openings.apart(pairs), crews.capacity(group[0])
    any_day = group[0].item.task.channel not in ATTENDED
    for shared in cover(days):
        for agreed in at_a_time(shared, group):
            for part in in_a_day(agreed, group, capacity):
                members = [group[index] for index in part]
                window = common([days[index] for index in part])
                wishes = [openings.wish(occurrence) for occurrence in members]
                yield Draft(members, nearest_day(openings.workdays, window, wishes, any_day=any_day), window)


def _visit(uid: str, draft: Draft) -> Visit:
    members = draft.occurrences
    if len(members) > 1:
        members = sorted(members, key=lambda occurrence: occurrence.id)
    item = members[0].item
    assert item.customer is not None, "only customers' occurrences are planned"
    assert item.site is not None, "only customers' occurrences are planned"
    overrides = [o.override for o in members if o.override is not None and o.override.at is not None]
    agreed = [record for record in overrides if fixed_day(record) == draft.day]
    return Visit(
        uid=uid,
        customer=item.customer,
        site=item.site,
        channel=item.task.channel,
        occurrences=tuple(members),
        day=draft.day,
        window=draft.window,
        appointment=agreed[-1] if agreed else None,
    )
