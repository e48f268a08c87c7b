"""What an edit does to the visits that were planned before it: what comes, moves, goes, and who goes instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from generator.dates.ranges import DateRange
from generator.desk.compared import Touched, names_in, touched
from generator.desk.loads import busy_minutes, capacity_in
from generator.desk.pairing import followed
from generator.model.definitions import Definitions
from generator.model.renames import Renames
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.private.agreed import agreed_time
from generator.visits.plan import Plan, plan
from generator.visits.visit import Published, Visit

Kind = Literal["added", "moved", "cancelled", "reassigned", "unassigned", "changed"]
KINDS: tuple[Kind, ...] = ("cancelled", "moved", "reassigned", "unassigned", "changed", "added")

World = tuple[Definitions, Schedules]


@dataclass(frozen=True, slots=True)
class Change:
    """One visit before and after; the one of the two that there is not is None. ``why`` is what it may come from.

    ``gone`` and ``come`` are the tasks of which it is told, by id: alike but where the work is another. Where nothing about
    it was touched, ``room_for`` are the visits that came to its people's day instead.
    """

    kind: Kind
    before: Visit | None
    after: Visit | None
    why: tuple[Touched, ...]
    gone: Mapping[str, Task] = field(default_factory=dict)
    come: Mapping[str, Task] = field(default_factory=dict)
    room_for: tuple[Visit, ...] = ()

    @property
    def tasks(self) -> Mapping[str, Task]:
        """What it is told of: that which comes, or goes."""
        return {**self.gone, **self.come} if self.kind == "changed" else self.come or self.gone

    @property
    def visit(self) -> Visit:
        """The visit as it is now, or was."""
        visit = self.after or self.before
        assert visit is not None, "a change has a visit"
        return visit

    @property
    def first_day(self) -> date:
        """The earlier of its days: by then people reckon with it."""
        return min(visit.day for visit in (self.before, self.after) if visit is not None)


@dataclass(frozen=True, slots=True)
class Breach:
    """A technician's week that holds more than they work, and did not before; in minutes."""

    technician: str
    week: date
    minutes: int
    capacity: int


@dataclass(frozen=True, slots=True)
class Differences:
    """All that an edit does on ``days``: visits by kind and day, weeks that overflow, and what it touches.

    ``recorded`` are visits that nobody waits for any more, for the edit says how they went: as they were planned, and now.
    """

    changes: tuple[Change, ...]
    recorded: tuple[tuple[Visit, Visit], ...]
    breaches: tuple[Breach, ...]
    touched: tuple[Touched, ...]
    days: DateRange


def differences(before: World, after: World, as_of: date, published: Sequence[Published]) -> Differences:
    """What changes for those who were told of the plan of ``before``, from ``as_of`` on, as far as customers see ahead."""
    old = plan(*before, as_of, published)
    new = plan(*after, as_of, [_as_published(visit) for visit in old.visits])
    ahead = min(world[0].company.feeds.customer.ahead.approximate_days for world in (before, after))
    days = DateRange(as_of, as_of + timedelta(days=round(ahead)))
    changed = touched(before, after)
    changes = sorted(_changes(old, new, days, changed, names_in(after)), key=_order)
    recorded = tuple(sorted(_recorded(old, new), key=lambda pair: (pair[0].day, pair[0].customer.name, pair[0].uid)))
    breaches = tuple(_breaches(before, after, old, new, days))
    return Differences(tuple(changes), recorded, breaches, tuple(changed), days)


def _recorded(old: Plan, new: Plan) -> Iterator[tuple[Visit, Visit]]:
    """The visits that were to come, and of which the new plan knows that they were done or left out."""
    now = {visit.uid: visit for visit in new.visits}
    for visit in old.visits:
        after = now.get(visit.uid)
        if visit.is_open and after is not None and not after.is_open:
            yield visit, after


def _order(change: Change) -> tuple[int, date, str, str]:
    return KINDS.index(change.kind), change.first_day, change.visit.customer.name, change.visit.uid


def _as_published(visit: Visit) -> Published:
    occurrences = tuple(occurrence.id for occurrence in visit.occurrences)
    return Published(visit.uid, occurrences, visit.day, visit.technician, visit.others)


def _changes(old: Plan, new: Plan, days: DateRange, changed: Sequence[Touched], names: Renames) -> Iterator[Change]:
    moves = _Moves.between(old, new, names)
    # Only what was still to come is known: what was done or left out may lie open again, or leave its UID to another.
    known = {visit.uid: visit for visit in old.visits if visit.is_open}
    now = {visit.uid: visit for visit in new.visits}
    for uid, visit in known.items():
        after = now.get(uid)
        if visit.day not in days and (after is None or after.day not in days):
            continue
        if after is None:
            gone = moves.without(visit)
            if gone:
                yield Change("cancelled", visit, None, _why([visit], changed), gone=gone)
        elif after.is_open:
            yield from _of_both(visit, after, moves, _why([visit, after], changed))
    for before, after, tasks in moves.visits:
        for kind in _kinds(before, after) if before.day in days or after.day in days else ():
            yield Change(kind, before, after, _why([before, after], changed), gone=tasks, come=tasks)
    for uid, visit in now.items():
        come = moves.without(visit)
        if uid not in known and come and visit.is_open and visit.day in days:
            yield Change("added", None, visit, _why([visit], changed), come=come)
            if visit.reason:
                yield Change("unassigned", None, visit, _why([visit], changed), come=come)


def _of_both(before: Visit, after: Visit, moves: _Moves, why: tuple[Touched, ...]) -> Iterator[Change]:
    """What became of a visit that is in both plans."""
    was, tasks = moves.tasks_of(before), moves.tasks_of(after)
    for kind in _kinds(before, after):
        yield Change(kind, before, after, why, gone=was, come=tasks)
    gone = {id_: task for id_, task in moves.without(before).items() if id_ not in tasks}
    come = {id_: task for id_, task in moves.without(after).items() if id_ not in was}
    if gone or come:
        yield Change("changed", before, after, why, gone=gone, come=come)


def _kinds(before: Visit, after: Visit) -> Iterator[Kind]:
    """How the same work is done otherwise: at another time, by nobody, by others."""
    if _when(before) != _when(after):
        yield "moved"
    if after.reason and not before.reason:
        yield "unassigned"
    elif before.technicians != after.technicians:
        yield "reassigned"


def _when(visit: Visit) -> tuple[date, str]:
    return visit.day, agreed_time(visit)


@dataclass(frozen=True, slots=True)
class _Moves:
    """What is done on another visit: from which, to which, and the tasks; with the same day and people nothing changes."""

    visits: tuple[tuple[Visit, Visit, dict[str, Task]], ...]
    told: frozenset[tuple[str, str]]
    names: Renames

    @classmethod
    def between(cls, old: Plan, new: Plan, names: Renames) -> _Moves:
        """The moves from one plan to another, in which things are called by other ``names``."""
        visits: dict[tuple[str, str], tuple[Visit, Visit, dict[str, Task]]] = {}
        told: set[tuple[str, str]] = set()
        for was, now in followed(old, new, names):
            uids = was.visit.uid, now.visit.uid
            if uids[0] == uids[1]:
                continue
            task = now.occurrence.item.task
            visits.setdefault(uids, (was.visit, now.visit, {}))[2][task.id] = task
            told |= {(uids[0], was.occurrence.id), (uids[1], now.occurrence.id)}
        return cls(tuple(visits.values()), frozenset(told), names)

    def without(self, visit: Visit) -> dict[str, Task]:
        """The tasks of a visit but for those that came from another or went to one."""
        return self.tasks_of(
            visit, {occurrence.id for occurrence in visit.occurrences if (visit.uid, occurrence.id) in self.told}
        )

    def tasks_of(self, visit: Visit, but: Collection[str] = ()) -> dict[str, Task]:
        """The tasks of a visit by today's id, in their order; ``but`` for those cycles."""
        return {self.names.task(id_): task for id_, task in tasks_of(visit, but).items()}


def tasks_of(visit: Visit, but: Collection[str] = ()) -> dict[str, Task]:
    """The tasks of a visit by id, in their order; ``but`` for those cycles."""
    return {each.item.task.id: each.item.task for each in visit.occurrences if each.id not in but}


def _why(visits: Iterable[Visit], changed: Collection[Touched]) -> tuple[Touched, ...]:
    """Which of what changed a visit has to do with; what concerns all visits where nothing nearer does."""
    near: set[tuple[str, str]] = set()
    for visit in visits:
        near |= {("customer", visit.customer.id), ("record", visit.customer.id)}
        near |= {("technician", id_) for id_ in (*visit.technicians, visit.site.technician or "")}
        for occurrence in visit.occurrences:
            near.add(("task", occurrence.item.task.id))
            if occurrence.item.asset is not None:
                near.add(("product", occurrence.item.asset.product))
    nearby = tuple(thing for thing in changed if (thing.kind, thing.id) in near)
    return nearby or tuple(thing for thing in changed if thing.kind in ("company", "seasons", "year", "technician"))


def _breaches(before: World, after: World, old: Plan, new: Plan, days: DateRange) -> Iterator[Breach]:
    """The weeks that overflow now and did not."""
    monday = days.start - timedelta(days=days.start.weekday())
    was = {(breach.technician, breach.week) for breach in _over(before, old, monday, days.end)}
    for breach in _over(after, new, monday, days.end):
        if (breach.technician, breach.week) not in was:
            yield breach


def _over(world: World, planned: Plan, monday: date, end: date) -> Iterator[Breach]:
    definitions, schedules = world
    while monday < end:
        week = DateRange(monday, monday + timedelta(weeks=1))
        of_week = [visit for visit in planned.visits if visit.day in week and visit.is_open]
        for person in schedules.technicians.values():
            mine = [visit for visit in of_week if person.id in visit.technicians]
            if mine:
                minutes = busy_minutes(mine, person.id, definitions.company.planning.travel)
                capacity = capacity_in(week, person, definitions.workdays_in)
                if minutes > capacity:
                    yield Breach(person.id, monday, minutes, capacity)
        monday = week.end
