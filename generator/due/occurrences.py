"""Tasks × assets × records to occurrences: what falls due where, and how it stands.

An occurrence is one cycle of one task on one asset. Records close cycles, move them or fix an appointment.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from generator.due.along import covered_by, done_along, larger_than
from generator.due.applied import Items
from generator.due.duedates import DueDates
from generator.due.fixed import fixed
from generator.due.floating import floating
from generator.due.followups import days_followed, follow_ups
from generator.due.items import Item, Occurrence
from generator.due.milestones import Grounds
from generator.due.readings import readings_of
from generator.due.recorded import OWN, Recorded
from generator.due.resolve import resolve
from generator.due.service import Served, changes_of
from generator.due.settle import concerns
from generator.due.standing import Outlook
from generator.due.terms import Terms
from generator.model.company import Company
from generator.model.definitions import Definitions
from generator.model.records import DoneBefore, Record
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.tasks import Revisions, Task


class Cycles:
    """Occurrences with a nominal date before ``end``, as they stand on ``as_of``: of everybody, or of some at a time.

    Of ``tasks`` alone, where they are given. Records after ``as_of`` are not known yet. All history is given, from each
    item's first cycle on; with ``ever_served`` also the cycles before, between and after what is served. Of a floating rule
    no more than ``expected`` cycles follow the open one, where that is not negative.
    """

    def __init__(
        self,
        definitions: Definitions,
        as_of: date,
        end: date,
        tasks: Iterable[Task] | None = None,
        *,
        ever_served: bool = False,
        expected: int = -1,
    ) -> None:
        chosen = tuple(definitions.tasks.values() if tasks is None else tasks)
        self._definitions, self._as_of, self._ever_served = definitions, as_of, ever_served
        self._visits = frozenset(
            task.id for task in chain(definitions.tasks.values(), chosen) if task.channel == "onsite"
        )
        self._items = Items(definitions, chosen)
        self._outlooks = _outlooks(definitions, as_of, end, expected)
        self._larger = larger_than(covered_by(definitions.tasks))

    def of(
        self,
        schedules: Schedules,
        of: Container[str] | None = None,
        only: Container[str] | None = None,
        *,
        own: bool = True,
    ) -> list[Occurrence]:
        """Those of all customers, or ``of`` these by id, by item and cycle; then, with ``own``, the company's own work.

        ``only`` of these tasks, by id, where they are named.
        """
        recorded = Recorded(schedules, self._as_of, self._visits, of)
        return self._listed(self._items.of(schedules, of, only, own=own), recorded)

    def _listed(self, items: Iterable[tuple[Item, Revisions, Grounds]], recorded: Recorded) -> list[Occurrence]:
        listed: list[Occurrence] = []
        for item, revisions, grounds in items:
            if self._ever_served:
                item = replace(item, served=Served(made=item.served.made))
            place = (item.customer.id, item.site.id) if item.customer and item.site else OWN
            named = recorded.of_task(place, item.task.id)
            along = [record for id_ in self._larger.get(item.task.id, ()) for record in recorded.of_task(place, id_)]
            of_item = _history(item, [record for record in named if concerns(record, item)], done_along(item, along))
            outlook = self._outlooks.get(item.region, self._outlooks[None])
            if revisions[0][1].is_follow_up:
                days = days_followed(item, revisions, recorded, place, self._larger)
                listed += follow_ups(item, revisions, days, of_item, outlook)
            else:
                of_site = recorded.of_site(place)
                listed += _of_rule(self._definitions, item, revisions, grounds, of_item, of_site, outlook)
        return listed


def occurrences(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    end: date,
    tasks: Iterable[Task] | None = None,
    *,
    of: Container[str] | None = None,
    ever_served: bool = False,
    expected: int = -1,
) -> list[Occurrence]:
    """The ``Cycles`` of all customers, or ``of`` these by id, and of the company's own work, by item and cycle."""
    return Cycles(definitions, as_of, end, tasks, ever_served=ever_served, expected=expected).of(schedules, of)


def _outlooks(definitions: Definitions, as_of: date, end: date, expected: int) -> Mapping[str | None, Outlook]:
    """By region, and for what is of none, what one looks by: regions of one working calendar share their due dates."""
    regions = (None, *definitions.company.regions)
    by_calendar = {
        id(calendar): Outlook(DueDates(calendar), as_of, end, expected)
        for calendar in map(definitions.workdays_in, regions)
    }
    return {region: by_calendar[id(definitions.workdays_in(region))] for region in regions}


def _history(item: Item, records: Sequence[Record], along: Sequence[Record]) -> Sequence[Record]:
    """The item's records that speak of what stands there today, with what was done along with larger work and before us."""
    known = [record for record in records if record.date >= item.served.made]
    if along:
        known += [record for record in along if record.date >= item.served.made]
        known.sort(key=lambda record: record.date)
    before = _done_before(item)
    return known if before is None else sorted([before, *known], key=lambda record: record.date)


def _done_before(item: Item) -> DoneBefore | None:
    """What an item's asset, or else its site, says of when this was done last before we came."""
    task = item.task.id
    for place in (item.asset, item.site):
        if place is not None and item.customer is not None and item.site is not None and task in place.last_done:
            return DoneBefore(
                record="completed",
                date=place.last_done[task],
                customer=item.customer.id,
                site=item.site.id,
                asset=item.asset.id if place is item.asset and item.asset is not None else None,
                task=task,
            )
    return None


def _steps(company: Company, item: Item, revisions: Revisions) -> Iterator[tuple[int, int, Rule, date | None]]:
    """The revisions of a rule: number, place and first day of each, and again for every new value of its condition."""
    starts = [None, *(rule.effective_from for _, rule in revisions[1:])]
    for number, ((index, rule), since) in enumerate(zip(revisions, starts, strict=True), 1):
        yield number, index, rule, since
        following = starts[number] if number < len(starts) else None
        for day in changes_of(company, next(iter(rule.interval_by or {}), None), item.customer, item.site, item.asset):
            if (since or date.min) < day < (following or date.max):
                yield number, index, rule, day


def _of_rule(
    definitions: Definitions,
    item: Item,
    revisions: Revisions,
    grounds: Grounds,
    records: Sequence[Record],
    of_site: Sequence[Record],
    outlook: Outlook,
) -> Iterable[Occurrence]:
    """The occurrences of an item whose rule has dates of its own, or is raised by readings at its site."""
    terms: list[Terms] = []
    waiting: list[Occurrence] = []
    for number, index, rule, since in _steps(definitions.company, item, revisions):
        resolved = resolve(definitions, item, grounds, rule, index=index, revision=number, since=since)
        if isinstance(resolved, Terms):
            terms.append(resolved)
        elif resolved is not None:  # what was before this revision stays; what it would bring waits
            waiting.append(Occurrence(item, None, "waiting", waiting_for=resolved))
            outlook = replace(outlook, end=min(outlook.end, since or date.min))
            break
    basis = revisions[-1][1].basis
    if not terms:
        return waiting
    if any(rule.raised_by is not None for _, rule in revisions):
        readings = readings_of(item, terms, of_site)
        return chain(waiting, floating(item, terms, records, outlook, keeps_grid=False, readings=readings))
    if basis == "fixed":
        return chain(waiting, fixed(item, tuple(terms), records, outlook))
    return chain(waiting, floating(item, terms, records, outlook, keeps_grid=basis == "window"))
