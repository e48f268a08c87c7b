"""What was agreed and still holds: records of an appointment or a move that no later one closed, replaced or took back.

The time that was agreed for an open incident is an appointment as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from generator.due.incidents import incident_task, skills_asked
from generator.due.items import Item
from generator.model.cases import cases
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Customer, Site
from generator.model.records import Record, fixed_day
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.reading.history import standing_records
from generator.text.positions import Keys
from generator.text.problems import Problem


@dataclass(frozen=True, slots=True)
class Agreed:
    """A record that fixes a day, for whom, and for which of its tasks it still holds."""

    place: Placed
    record: Record
    customer: Customer
    site: Site
    tasks: tuple[Task, ...]

    @property
    def day(self) -> date:
        """The day that it fixes."""
        day = fixed_day(self.record)
        assert day is not None, "what was agreed has a day"
        return day

    @property
    def work(self) -> int:
        """How many minutes its tasks take."""
        return sum(item.minutes for task in self.tasks for item in self._items(task))

    @property
    def is_of_incident(self) -> bool:
        """Whether it was agreed for an incident, and not for work that falls due."""
        return self.record.incident is not None

    @property
    def hours(self) -> tuple[datetime, datetime] | None:
        """From when until when somebody is there, where a time was agreed."""
        if self.record.at is None:
            return None
        return self.record.at, self.record.at + timedelta(minutes=self.record.minutes or self.work)

    def _items(self, task: Task) -> Iterator[Item]:
        if task.scope == "site" or self.is_of_incident:
            yield Item(self.customer, self.site, None, task, "main")
            return
        for asset in self.site.assets:
            if self.record.asset in (None, asset.id) and asset.product in task.products:
                yield Item(self.customer, self.site, asset, task, "main")


# What agrees on a day.
_AGREEING = ("moved", "appointment")


def what_holds(definitions: Definitions, schedules: Schedules) -> list[Agreed]:
    """What was agreed and holds, in the order of the records; what names something unknown is told elsewhere."""
    by_site: dict[tuple[str, str], list[tuple[Placed, Record]]] = {
        (record.customer, record.site): [] for _, record in schedules.records if record.record in _AGREEING
    }
    for place, record in standing_records(schedules) if by_site else ():
        if (record.customer, record.site) in by_site:
            by_site[record.customer, record.site].append((place, record))
    agreed = []
    for (customer_id, site_id), records in by_site.items():
        customer = schedules.customers.get(customer_id)
        site = next((site for site in customer.sites if site.id == site_id), None) if customer is not None else None
        if customer is None or site is None:
            continue
        for index, (place, record) in enumerate(records):
            if record.record not in _AGREEING or fixed_day(record) is None:
                continue
            left = _left(record, [later for _, later in records[index + 1 :]])
            tasks = tuple(definitions.tasks[id_] for id_ in left if id_ in definitions.tasks)
            if tasks:
                agreed.append(Agreed(place, record, customer, site, tasks))
    return [*agreed, *_for_incidents(definitions, schedules)]


def _for_incidents(definitions: Definitions, schedules: Schedules) -> Iterator[Agreed]:
    """What was agreed for incidents for which nobody has come since, as appointments, at the step that agreed on it."""
    told = tuple(entry for entry in schedules.records if entry[1].record in _TELLING_OF_INCIDENTS)
    if not any(_agrees(record) for _, record in told):
        return
    awaited = [
        case for case in cases(replace(schedules, records=told)) if case.is_open and case.told.agreed is not None
    ]
    skills = skills_asked(definitions) if awaited else {}
    for case in awaited:
        customer = schedules.customers.get(case.customer)
        site = next((site for site in customer.sites if site.id == case.site), None) if customer is not None else None
        if customer is None or site is None:
            continue
        steps = [step for step in zip(case.places, case.records, strict=True) if _agrees(step[1])]
        place, record = steps[-1]
        visit = replace(record, record="appointment", at=case.told.agreed)
        yield Agreed(place, visit, customer, site, (incident_task(case, site, definitions, skills),))


# All that tells of incidents: whoever asks for these alone need not look through the rest.
_TELLING_OF_INCIDENTS = ("incident", "void")


def _agrees(record: Record) -> bool:
    return record.incident is not None and record.incident.agreed is not None


def _left(record: Record, later: Sequence[Record]) -> list[str]:
    """The tasks of ``record`` of which nothing was written since."""
    if any(_takes_back(other, record) for other in later):
        return []
    over = {task for other in later if _is_of_same(other, record) for task in _tasks(other)}
    return [task for task in _tasks(record) if task not in over]


def _tasks(record: Record) -> tuple[str, ...]:
    return (record.task,) if record.task else record.tasks


def _is_of_same(other: Record, record: Record) -> bool:
    """True where both may speak of one cycle."""
    if other.record == "void":
        return False
    pairs = (
        (other.asset, record.asset),
        (other.rule, record.rule),
        (other.due, record.due),
        (other.cycle, record.cycle),
    )
    return all(mine is None or yours is None or mine == yours for mine, yours in pairs)


def _takes_back(other: Record, record: Record) -> bool:
    of = other.of
    if other.record != "void" or of is None or (of.record, of.date) != (record.record, record.date):
        return False
    return of.task in (None, *_tasks(record)) and of.asset in (None, record.asset)


def told(visit: Agreed, code: str, params: dict[str, object], key: str = "") -> Problem:
    """A warning of what was agreed, at its day or at ``key``."""
    own: Keys = ("incident", "agreed") if visit.is_of_incident else ("at" if visit.record.at is not None else "to",)
    at: Keys = (*visit.place.keys, *((key,) if key else own))
    return Problem(code=code, file=visit.place.file, keys=at, params=params, level="warning")
