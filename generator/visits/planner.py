"""Occurrences of one site to the fewest visits, each on the best day, with the same identity from build to build.

Windows that share a working day can share a visit. The fewest visits that serve every window are found by the greedy
interval point cover: take the window that closes first, visit on its last working day, serve all that are open then. The
visit is then put on the working day, common to its windows, that lies closest to the days on which its work is due.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.model.definition import Channel
from generator.model.definitions import Definitions
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.visits.cover import at_a_time, common, cover, in_a_day, nearest_day
from generator.visits.crews import Crews
from generator.visits.identity import uids_of
from generator.visits.visit import Draft, Published, Visit


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
        if occurrence.closed is not None and occurrence.closed.date < since:
            continue
        if item.customer and item.site and occurrence.status not in ("waiting", "missed"):
            by_site[item.customer.id, item.site.id].append(occurrence)
    planner = _Planner(definitions, schedules, as_of)
    drafts = [draft for key in sorted(by_site) for draft in planner.site(by_site[key])]
    uids = uids_of(drafts, published, definitions.company.uid_domain)
    return sorted(map(_visit, uids, drafts), key=lambda visit: (visit.day, visit.uid))


class _Planner:
    """Plans one site after the other."""

    def __init__(self, definitions: Definitions, schedules: Schedules, as_of: date) -> None:
        self.workdays = definitions.workdays
        self.as_of = as_of
        self.crews = Crews(schedules.technicians)

    def site(self, occurrences: Sequence[Occurrence]) -> Iterable[Draft]:
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
            yield Draft(members, day, DateRange.inclusive(day, day))
        for pairs in groups.values():
            group = [occurrence for occurrence, _ in pairs]
            windows, capacity = self._apart(pairs), self.crews.capacity(group[0])
            free = group[0].item.task.channel in ("customer", "notice")
            for shared in cover(windows):
                for part in (part for one in at_a_time(shared, group) for part in in_a_day(one, group, capacity)):
                    together = [group[index] for index in part]
                    window = common([windows[index] for index in part])
                    day = nearest_day(self.workdays, window, [self._wish(o) for o in together], any_day=free)
                    yield Draft(together, day, window)

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
