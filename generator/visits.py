"""Occurrences of one site to the fewest visits, each on the best day, with the same identity from build to build.

Windows that share a working day can share a visit. The fewest visits that serve every window are found by the greedy
interval point cover: take the window that closes first, visit on its last working day, serve all that are open then. The
visit is then put on the working day, common to its windows, that lies closest to the days on which its work is due.
"""

from __future__ import annotations

import sys
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from generator.catalogue import Catalogue
from generator.intervals import ONE_DAY, DateRange
from generator.model import Channel, Customer, LocalText, Record, Site
from generator.schedule import OPEN, Occurrence, fixed_day
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
        return _union(tuple(occurrence.item.task.work.skills for occurrence in self.occurrences))

    @property
    def minutes(self) -> int:
        """How long it keeps one technician busy: what was agreed, else the sum of its tasks' times."""
        work = sum(occurrence.item.minutes for occurrence in self.occurrences)
        agreed = self.appointment.minutes if self.appointment is not None else None
        return agreed if agreed is not None and len(self.occurrences) == 1 else max(work, agreed or 0)

    def assigned(self, technician: str, day: date) -> Visit:
        """The visit with who goes, and when."""
        return Visit(
            uid=self.uid,
            customer=self.customer,
            site=self.site,
            channel=self.channel,
            occurrences=self.occurrences,
            day=day,
            window=self.window,
            technician=technician,
            appointment=self.appointment,
        )

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


@cache
def _union(skills: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset(chain.from_iterable(skills))


@dataclass(frozen=True, slots=True)
class Published:
    """A visit as it was published last: what keeps its identity, and where the planner leaves it."""

    uid: str
    occurrences: tuple[str, ...]
    day: date
    technician: str | None


def plan_visits(
    catalogue: Catalogue,
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
        if occurrence.closed is not None and occurrence.closed.date < since:
            continue
        if item.customer and item.site and occurrence.status not in ("waiting", "missed"):
            by_site[item.customer.id, item.site.id].append(occurrence)
    planner = _Planner(catalogue, as_of)
    drafts = [draft for key in sorted(by_site) for draft in planner.site(by_site[key])]
    uids = _uids(drafts, published, catalogue.company.uid_domain)
    return sorted(map(_visit, uids, drafts), key=lambda visit: (visit.day, visit.uid))


class _Draft(NamedTuple):
    """A visit that has no name yet."""

    occurrences: Sequence[Occurrence]
    day: date
    window: DateRange


class _Planner:
    """Plans one site after the other."""

    def __init__(self, catalogue: Catalogue, as_of: date) -> None:
        self.workdays = catalogue.workdays
        self.as_of = as_of
        self.crews = _Crews(catalogue)

    def site(self, occurrences: Sequence[Occurrence]) -> Iterable[_Draft]:
        done: dict[tuple[object, ...], list[Occurrence]] = defaultdict(list)
        groups: dict[tuple[object, ...], list[tuple[Occurrence, DateRange]]] = defaultdict(list)
        for occurrence in occurrences:
            channel = occurrence.item.task.channel
            if occurrence.closed is not None:
                done[channel, occurrence.closed.date, occurrence.closed.record].append(occurrence)
                continue
            window = self._window(occurrence)
            merges = self._merges(occurrence, window)
            key = (channel, self.crews.of(occurrence)) if merges else (channel, "", occurrence.id)
            groups[key].append((occurrence, window))
        for members in done.values():
            day = members[0].closed.date if members[0].closed else self.as_of
            yield _Draft(members, day, DateRange.inclusive(day, day))
        for pairs in groups.values():
            group = [occurrence for occurrence, _ in pairs]
            windows, capacity = self._apart(pairs), self.crews.capacity(group[0])
            free = group[0].item.task.channel in ("customer", "notice")
            for shared in cover(windows):
                for part in (part for one in _at_a_time(shared, group) for part in _in_a_day(one, group, capacity)):
                    together = [group[index] for index in part]
                    window = common([windows[index] for index in part])
                    day = nearest_day(self.workdays, window, [self._wish(o) for o in together], any_day=free)
                    yield _Draft(together, day, window)

    def _merges(self, occurrence: Occurrence, window: DateRange) -> bool:
        """Whether the occurrence may share a visit: its rule allows it, and its window has a day on which one goes."""
        task = occurrence.item.task
        if not task.schedule[occurrence.due.terms.rule if occurrence.due else 0].merge:
            return False
        if task.channel in ("customer", "notice") or self._is_agreed(occurrence):
            return True
        return self.workdays.following(window.start) <= window.last

    def _wish(self, occurrence: Occurrence) -> date:
        """The day on which the occurrence would best be visited."""
        assert occurrence.due is not None, "an occurrence that waits is not planned"
        return occurrence.window.start if self._is_agreed(occurrence) else occurrence.due.day

    def _apart(self, pairs: Sequence[tuple[Occurrence, DateRange]]) -> list[DateRange]:
        """The days for each occurrence; two cycles of one item never share a day, for nobody does the same work twice."""
        windows: list[DateRange] = []
        last: dict[tuple[str, str, str], int] = {}
        for index, (occurrence, window) in enumerate(pairs):  # cycles of one item come in order
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

        What is overdue is visited on the first working day there is. What customers do themselves, and notices, stay
        where they are. A day that was agreed need not be a working day; once it has passed, the rule's window holds.
        """
        assert occurrence.due is not None, "an occurrence that waits is not planned"
        channel = occurrence.item.task.channel
        if self._is_agreed(occurrence):
            return occurrence.window
        window = occurrence.due.window
        if channel in ("customer", "notice"):  # nobody goes: it stays on its day, done or not
            return window
        if window.end <= self.as_of:
            day = self.workdays.following(self.as_of)
            return DateRange.inclusive(day, day)
        if window.start < self.as_of:
            window = DateRange(self.as_of, window.end)
        return self._trim(window, channel)

    def _is_agreed(self, occurrence: Occurrence) -> bool:
        """True where a record fixed a day that has not passed."""
        day = fixed_day(occurrence.override)
        return day is not None and day >= self.as_of

    def _trim(self, window: DateRange, channel: Channel) -> DateRange:
        """From the first to the last working day of ``window``; all of it where there is none, or none is needed."""
        if channel in ("customer", "notice"):
            return window
        first, last = self.workdays.following(window.start), self.workdays.preceding(window.last)
        if first > last or (first == window.start and last == window.last):
            return window
        return DateRange.inclusive(first, last)


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


def _at_a_time(members: Sequence[int], group: Sequence[Occurrence]) -> list[list[int]]:
    """``members`` by the time that was agreed for them; what has none goes with the first."""
    times = {index: group[index].override for index in members}
    moments = sorted({record.at for record in times.values() if record is not None and record.at is not None})
    if len(moments) < 2:
        return [list(members)]
    parts: list[list[int]] = [[] for _ in moments]
    for index in members:
        record = times[index]
        parts[moments.index(record.at) if record is not None and record.at is not None else 0].append(index)
    return parts


def _in_a_day(members: Sequence[int], group: Sequence[Occurrence], capacity: int) -> list[list[int]]:
    """``members`` in the parts that fit into one technician's day: the longest first, each where it fits first."""
    if len(members) == 1 or sum(group[index].item.minutes for index in members) <= capacity:
        return [list(members)]
    parts: list[list[int]] = []
    free: list[int] = []
    for index in sorted(members, key=lambda index: (-group[index].item.minutes, group[index].id)):
        minutes = group[index].item.minutes
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
    if len(windows) == 1:
        return windows[0]
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


def outward(workdays: WorkCalendar, window: DateRange, wishes: Sequence[date]) -> Iterator[date]:
    """The working days in ``window`` by their summed distance to ``wishes``, the earlier of equals first."""
    left = nearest_day(workdays, window, wishes)
    right = workdays.following(left + ONE_DAY)
    left = workdays.preceding(left)
    while left in window or right in window:
        if right not in window or (left in window and distance(left, wishes) <= distance(right, wishes)):
            yield left
            left = workdays.preceding(left - ONE_DAY)
        else:
            yield right
            right = workdays.following(right + ONE_DAY)


def _visit(uid: str, draft: _Draft) -> Visit:
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


# -------------------------------------------------------------------------------------------------------- who can go


class _Crews:
    """Which tasks of a region one technician can do together: work that nobody can do alone is not merged."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._skills: dict[tuple[str, str | None], list[tuple[str, frozenset[str]]]] = {}
        self._trades: dict[tuple[str, str | None, tuple[str, ...]], str] = {}
        self._capacities: dict[tuple[str, tuple[str, ...]], int] = {}

    def of(self, occurrence: Occurrence) -> str:
        """The technician in whose trade the occurrence falls: the first in order who has its skills; empty for nobody."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None or not needed:
            return ""
        key = (site.region, site.technician, needed)
        if key not in self._trades:
            nobody = "-".join(sorted(needed))
            self._trades[key] = next((id_ for id_, skills in self._team(site) if skills.issuperset(needed)), nobody)
        return self._trades[key]

    def capacity(self, occurrence: Occurrence) -> int:
        """The longest day, in minutes, of those who can do the occurrence; no limit where nobody can."""
        site, needed = occurrence.item.site, occurrence.item.task.work.skills
        if site is None:
            return sys.maxsize
        if (site.region, needed) not in self._capacities:
            able = [id_ for id_, skills in self._team(site) if skills.issuperset(needed)]
            longest = max((self.catalogue.technicians[id_].capacity for id_ in able), default=sys.maxsize)
            self._capacities[site.region, needed] = longest
        return self._capacities[site.region, needed]

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


def _uids(drafts: Sequence[_Draft], published: Sequence[Published], domain: str) -> list[str]:
    """The UID of each draft.

    Each published visit hands its UID to the visit that shares most occurrences with it (the one with the earliest window
    of equals); the others are named after the occurrence whose window closes first.
    """
    uids: dict[int, str] = {}
    taken: set[str] = set()
    for _, rank, index in sorted(_claims(drafts, published)):
        uid = published[rank].uid
        if index not in uids and uid not in taken:
            uids[index] = uid
            taken.add(uid)
    for index, draft in enumerate(drafts):
        if index not in uids:
            several = len(draft.occurrences) > 1
            seed = (min(draft.occurrences, key=_closes_first) if several else draft.occurrences[0]).id
            uid = new_uid(seed, domain)
            while uid in taken:  # its name lives on with the other part of a visit that was split
                seed += "|split"
                uid = new_uid(seed, domain)
            taken.add(uid)
            uids[index] = uid
    return [uids[index] for index in range(len(drafts))]


def _claims(drafts: Sequence[_Draft], published: Sequence[Published]) -> Iterator[tuple[int, int, int]]:
    """(minus how many occurrences they share, published visit, draft) for each that share one."""
    if not published:
        return
    holders = {o.id: index for index, draft in enumerate(drafts) for o in draft.occurrences}
    for rank, old in enumerate(published):
        shared: dict[int, int] = defaultdict(int)
        for id_ in old.occurrences:
            if id_ in holders:
                shared[holders[id_]] += 1
        yield from ((-count, rank, index) for index, count in shared.items())


def _closes_first(occurrence: Occurrence) -> tuple[date, str]:
    assert occurrence.due is not None, "an occurrence that waits is not planned"
    return occurrence.due.window.end, occurrence.id
