"""Occurrences of one site to the fewest visits, each on the best day, with the same identity from build to build.

Windows that share a working day can share a visit. The fewest visits that serve every window are found by the greedy
interval point cover: take the window that closes first, visit on its last working day, serve all that are open then. The
visit is then put on the working day, common to its windows, that lies closest to the days on which its work is due.
"""

from __future__ import annotations

import sys
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.catalogue import Catalogue
from generator.intervals import DateRange
from generator.model import Channel, Customer, LocalText, Record, Site
from generator.schedule import OPEN, Occurrence
from generator.workdays import WorkCalendar

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "visits.aftercare")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One trip (or call, or notice) to one site, for one or more occurrences.

    ``window`` holds the days that suit all of them. ``reason`` says why nobody is assigned; it is empty where somebody is,
    and where nobody is needed. ``appointment`` is the record that agreed a time.
    """

    uid: str
    customer: Customer
    site: Site
    channel: Channel
    occurrences: tuple[Occurrence, ...]
    day: date
    window: DateRange
    technician: str | None = None
    reason: str = ""
    appointment: Record | None = None

    @property
    def is_open(self) -> bool:
        """True while its work is still to be done."""
        return any(occurrence.status in OPEN for occurrence in self.occurrences)

    @property
    def skills(self) -> frozenset[str]:
        """Every skill that its tasks ask for."""
        return frozenset(skill for o in self.occurrences for skill in o.item.task.work.skills)

    @property
    def minutes(self) -> int:
        """How long it keeps one technician busy: what was agreed, else the sum of its tasks' times."""
        if self.appointment is not None and self.appointment.minutes is not None:
            return self.appointment.minutes
        return sum(minutes_of(occurrence) for occurrence in self.occurrences)

    @property
    def tools(self) -> tuple[LocalText, ...]:
        """Each tool once, in the order of the tasks."""
        return tuple(dict.fromkeys(tool for o in self.occurrences for tool in o.item.task.tools))

    @property
    def materials(self) -> tuple[tuple[LocalText, float, LocalText], ...]:
        """(item, quantity, unit), summed over its tasks."""
        sums: dict[tuple[LocalText, LocalText], float] = {}
        for occurrence in self.occurrences:
            for material in occurrence.item.task.materials:
                units = occurrence.item.asset.quantity if material.per == "unit" and occurrence.item.asset else 1
                key = (material.item, material.unit)
                sums[key] = sums.get(key, 0) + material.quantity * units
        return tuple((item, quantity, unit) for (item, unit), quantity in sums.items())


@dataclass(frozen=True, slots=True)
class Published:
    """A visit as it was published last: what keeps its identity, and where the planner leaves it."""

    uid: str
    occurrences: tuple[str, ...]
    day: date
    technician: str | None


def minutes_of(occurrence: Occurrence) -> int:
    """Working minutes of one occurrence, shared by the people the task needs."""
    work, asset = occurrence.item.task.work, occurrence.item.asset
    minutes = work.duration.fixed + (work.duration.per_unit or 0) * (asset.quantity if asset else 1)
    return round(minutes / work.people)


def plan_visits(
    catalogue: Catalogue, occurrences: Iterable[Occurrence], as_of: date, published: Sequence[Published] = ()
) -> list[Visit]:
    """Visits for all open and closed occurrences of customers, by day and UID; technicians are not assigned yet.

    No open visit lies before ``as_of``. A visit keeps the UID of the published one with which it shares an occurrence.
    """
    by_site: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        item = occurrence.item
        if item.customer and item.site and occurrence.status not in ("waiting", "missed"):
            by_site[item.customer.id, item.site.id].append(occurrence)
    planner = _Planner(catalogue, as_of)
    visits = [visit for key in sorted(by_site) for visit in planner.site(by_site[key])]
    return sorted(_identify(visits, published, catalogue.company.uid_domain), key=lambda visit: (visit.day, visit.uid))


class _Planner:
    """Plans one site after the other."""

    def __init__(self, catalogue: Catalogue, as_of: date) -> None:
        self.workdays = catalogue.workdays
        self.as_of = as_of
        self.crews = _Crews(catalogue)

    def site(self, occurrences: Sequence[Occurrence]) -> Iterable[Visit]:
        groups: dict[tuple[object, ...], list[Occurrence]] = defaultdict(list)
        for occurrence in occurrences:
            task = occurrence.item.task
            if occurrence.closed is not None:
                groups["closed", task.channel, occurrence.closed.date, occurrence.closed.record].append(occurrence)
            elif not task.schedule[occurrence.due.terms.rule if occurrence.due else 0].merge:
                groups["alone", task.channel, occurrence.id].append(occurrence)
            else:
                groups["open", task.channel, self.crews.of(occurrence)].append(occurrence)
        for key, group in groups.items():
            first = group[0].item
            assert first.customer is not None, "only customers' occurrences are planned"
            assert first.site is not None, "only customers' occurrences are planned"
            if key[0] == "closed":
                day = group[0].closed.date if group[0].closed else self.as_of
                yield _visit(first.customer, first.site, group, day, DateRange.inclusive(day, day))
                continue
            windows = self._windows(group)
            for members in cover(windows):
                for part in _in_a_day(members, group, self.crews.capacity(group[0])):
                    together = [group[index] for index in part]
                    window = common([windows[index] for index in part])
                    free = first.task.channel in ("customer", "notice")
                    day = nearest_day(self.workdays, window, [_wish(o) for o in together], any_day=free)
                    yield _visit(first.customer, first.site, together, day, window)

    def _windows(self, group: Sequence[Occurrence]) -> list[DateRange]:
        """The days for each occurrence; two cycles of one item never share a day, for nobody does the same work twice."""
        windows: list[DateRange] = []
        last: dict[tuple[str, str, str], int] = {}
        for index, occurrence in enumerate(group):  # cycles of one item come in order
            window = self._window(occurrence)
            item = occurrence.item
            before = last.get(key := (item.task.id, item.rule, item.asset.id if item.asset else ""))
            if before is not None and window.overlaps(windows[before]):
                if windows[before].end < window.end:
                    window = self._trim(DateRange(windows[before].end, window.end), item.task.channel)
                elif windows[before].start < window.start:
                    windows[before] = self._trim(DateRange(windows[before].start, window.start), item.task.channel)
            last[key] = index
            windows.append(window)
        return windows

    def _window(self, occurrence: Occurrence) -> DateRange:
        """The days on which ``occurrence`` can still be visited, from its first to its last working day.

        What is overdue is visited on the first working day there is. A day that was agreed need not be a working day, and
        neither need the days of what customers do themselves.
        """
        window, channel = occurrence.window, occurrence.item.task.channel
        if occurrence.override is not None and window.start >= self.as_of:
            return window
        free = channel in ("customer", "notice")
        start = max(window.start, self.as_of)
        if start >= window.end:
            day = self.as_of if free else self.workdays.following(self.as_of)
            return DateRange.inclusive(day, day)
        return self._trim(DateRange(start, window.end), channel)

    def _trim(self, window: DateRange, channel: Channel) -> DateRange:
        """From the first to the last working day of ``window``; all of it where there is none, or none is needed."""
        if channel in ("customer", "notice"):
            return window
        first, last = self.workdays.following(window.start), self.workdays.preceding(window.last)
        return DateRange.inclusive(first, last) if first <= last else window


def cover(windows: Sequence[DateRange]) -> list[list[int]]:
    """The windows, by index, in the fewest groups that each share a day (interval point cover, optimal).

    The windows must end on days that are good for a visit. Groups come in order of their days.
    """
    order = sorted(range(len(windows)), key=lambda index: (windows[index].end, windows[index].start, index))
    groups: list[list[int]] = []
    point: date | None = None
    for index in order:
        if point is None or windows[index].start > point:
            groups.append([])
            point = windows[index].last
        groups[-1].append(index)
    return [sorted(group) for group in groups]


def _in_a_day(members: Sequence[int], group: Sequence[Occurrence], capacity: int) -> list[list[int]]:
    """``members`` in the parts that fit into one technician's day: the longest first, each where it fits first."""
    if sum(minutes_of(group[index]) for index in members) <= capacity:
        return [list(members)]
    parts: list[list[int]] = []
    free: list[int] = []
    for index in sorted(members, key=lambda index: (-minutes_of(group[index]), group[index].id)):
        minutes = minutes_of(group[index])
        place = next((number for number, left in enumerate(free) if minutes <= left), None)
        if place is None:
            parts.append([])
            free.append(capacity)
            place = len(parts) - 1
        parts[place].append(index)
        free[place] -= minutes
    return [sorted(part) for part in parts]


def common(windows: Sequence[DateRange]) -> DateRange:
    """The days that lie in all windows."""
    return DateRange(max(window.start for window in windows), min(window.end for window in windows))


def nearest_day(workdays: WorkCalendar, window: DateRange, wishes: Sequence[date], *, any_day: bool = False) -> date:
    """The working day in ``window`` with the least sum of distances to ``wishes``, the earlier of equals.

    Any day will do with ``any_day``, and where the window has no working day. The sum is least at the median wish and
    grows on either side, so only the working days next to it need a look.
    """
    median = sorted(wishes)[(len(wishes) - 1) // 2]
    best = min(max(median, window.start), window.last)
    if any_day or workdays.is_workday(best):
        return best
    near = [day for day in (workdays.preceding(best), workdays.following(best)) if day in window]
    return min(near, key=lambda day: (distance(day, wishes), day), default=best)


def distance(day: date, wishes: Sequence[date]) -> int:
    """The sum of the days between ``day`` and each wish."""
    return sum(abs((day - wish).days) for wish in wishes)


def by_distance(days: Sequence[date], wishes: Sequence[date]) -> list[date]:
    """``days`` by their summed distance to ``wishes``, then by date."""
    return sorted(days, key=lambda day: (distance(day, wishes), day))


def _wish(occurrence: Occurrence) -> date:
    """The day on which ``occurrence`` would best be visited."""
    assert occurrence.due is not None, "an occurrence that waits is not planned"
    return occurrence.window.start if occurrence.override is not None else occurrence.due.day


def _visit(customer: Customer, site: Site, group: Sequence[Occurrence], day: date, window: DateRange) -> Visit:
    members = tuple(sorted(group, key=lambda occurrence: occurrence.id))
    agreed = [o.override for o in members if o.override is not None and o.override.at is not None]
    return Visit(
        uid="",
        customer=customer,
        site=site,
        channel=members[0].item.task.channel,
        occurrences=members,
        day=day,
        window=window,
        appointment=agreed[-1] if agreed else None,
    )


# -------------------------------------------------------------------------------------------------------- who can go


class _Crews:
    """Which tasks of a region one technician can do together: work that nobody can do alone is not merged."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._skills: dict[tuple[str, str | None], list[tuple[str, frozenset[str]]]] = {}

    def of(self, occurrence: Occurrence) -> str:
        """The technician in whose trade the occurrence falls: the first in order who has its skills; empty for nobody."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None or not needed:
            return ""
        return next((id_ for id_, skills in self._team(site) if skills.issuperset(needed)), "-".join(sorted(needed)))

    def capacity(self, occurrence: Occurrence) -> int:
        """The longest day, in minutes, of those who can do the occurrence; no limit where nobody can."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        able = [id_ for id_, skills in self._team(site) if skills.issuperset(needed)] if site else []
        return max((self.catalogue.technicians[id_].capacity for id_ in able), default=sys.maxsize)

    def _team(self, site: Site) -> list[tuple[str, frozenset[str]]]:
        key = (site.region, site.technician)
        found = self._skills.get(key)
        if found is None:
            serving = [t for t in self.catalogue.technicians.values() if site.region in t.regions]
            serving.sort(key=lambda t: (t.id != site.technician, -len(t.skills), t.id))
            found = self._skills[key] = [(t.id, frozenset(t.skills)) for t in serving]
        return found


# --------------------------------------------------------------------------------------------------------- identity


def new_uid(occurrence_id: str, domain: str) -> str:
    """The UID of a visit that is published for the first time."""
    return f"{uuid.uuid5(_NAMESPACE, occurrence_id)}@{domain}"


def _identify(visits: Sequence[Visit], published: Sequence[Published], domain: str) -> list[Visit]:
    """The visits with their UIDs.

    Each published visit hands its UID to the visit that shares most occurrences with it (the one with the earliest window
    of equals); the others are named after the occurrence whose window closes first.
    """
    holders: dict[str, int] = {o.id: index for index, visit in enumerate(visits) for o in visit.occurrences}
    claims: list[tuple[int, int, int]] = []
    for rank, old in enumerate(published):
        shared: dict[int, int] = defaultdict(int)
        for id_ in old.occurrences:
            if id_ in holders:
                shared[holders[id_]] += 1
        claims += [(-count, rank, index) for index, count in shared.items()]
    uids: dict[int, str] = {}
    taken: set[str] = set()
    for _, rank, index in sorted(claims):
        uid = published[rank].uid
        if index not in uids and uid not in taken:
            uids[index] = uid
            taken.add(uid)
    identified = []
    for index, visit in enumerate(visits):
        uid = uids.get(index, "")
        if not uid:
            seed = min(visit.occurrences, key=_closes_first).id
            uid = new_uid(seed, domain)
            while uid in taken:  # its name lives on with the other part of a visit that was split
                seed += "|split"
                uid = new_uid(seed, domain)
            taken.add(uid)
        identified.append(replace(visit, uid=uid))
    return identified


def _closes_first(occurrence: Occurrence) -> tuple[date, str]:
    assert occurrence.due is not None, "an occurrence that waits is not planned"
    return occurrence.due.window.end, occurrence.id
