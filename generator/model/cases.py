"""The incidents, each put together from the records that tell its steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime

from generator.model.definition import Placed
from generator.model.incidents import Cost, Incident
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.voids import in_force

# What each step adds to; anything else that a later step says takes the place of what was said before.
_ADDED = ("photos", "cost")


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody was there for an incident, by the record that says so."""

    at: datetime
    record: Record
    agreed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One incident as far as it is known: ``told`` is all that its ``records`` say of it, the last word of each.

    ``asset`` is where it is; ``arrivals`` are the times somebody was there, ``first_done`` is when it was done the first
    time, ``times_reopened`` how often it came back.
    """

    told: Incident
    customer: str
    site: str
    asset: str | None
    product: str | None
    records: tuple[Record, ...]
    arrivals: tuple[Arrival, ...] = ()
    first_done: datetime | None = None
    times_reopened: int = 0
    places: tuple[Placed, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """Its number, by which all its records name it."""
        return self.told.id

    @property
    def place(self) -> Placed:
        """Where its first record stands."""
        return self.places[0]

    @property
    def received(self) -> datetime:
        """When it reached us; the beginning of its first record's day where nobody noted the hour."""
        first = self.records[0].date
        return self.told.received or datetime(first.year, first.month, first.day)

    @property
    def is_open(self) -> bool:
        """True until it is dealt with."""
        return self.told.done is None

    @property
    def needs(self) -> str:
        """How it is dealt with: ``phone`` where it says so, and for an enquiry."""
        return self.told.needs or ("phone" if self.told.kind == "enquiry" else "onsite")

    @property
    def costs(self) -> tuple[Cost, ...]:
        """What it cost so far."""
        return self.told.cost


def cases(schedules: Schedules, as_of: date = date.max) -> list[Case]:
    """The incidents that are known on ``as_of``, by the moment at which each was received.

    Records that were taken back tell nothing. What is later corrected counts as corrected.
    """
    place_of = {id(record): place for place, record in schedules.records}
    by_id: dict[str, list[Record]] = {}
    for record in in_force((record for _, record in schedules.records), as_of):
        if record.record == "incident" and record.incident is not None:
            by_id.setdefault(record.incident.id, []).append(record)
    for steps in by_id.values():
        steps.sort(key=lambda step: (step.date, step.incident is None or step.incident.received is None))
    made = [
        replace(case_of(steps, schedules), places=tuple(place_of[id(step)] for step in steps))
        for steps in by_id.values()
    ]
    return sorted(made, key=lambda case: (case.received, case.id))


def case_of(steps: Iterable[Record], schedules: Schedules) -> Case:
    """The incident that ``steps``, its records in their order, tell of."""
    records = tuple(steps)
    told = Incident(id=_incident(records[0]).id)
    arrivals: list[Arrival] = []
    reopened = 0
    first_done = None
    for record in records:
        step = _incident(record)
        if step.reopened is not None:
            told = replace(told, done=None, rechecked=None, fed_back=None, agreed=None)
            reopened += 1
        told = _with(told, step)
        first_done = first_done or step.done
        if step.arrived is not None:
            arrivals.append(Arrival(step.arrived, record, told.agreed))
            told = replace(told, agreed=None)
    asset = next((record.asset for record in reversed(records) if record.asset is not None), None)
    first = records[0]
    product = told.product or _product(schedules, first, asset)
    return Case(told, first.customer, first.site, asset, product, records, tuple(arrivals), first_done, reopened)


def _incident(record: Record) -> Incident:
    assert record.incident is not None, "only records of incidents are put together"
    return record.incident


def _with(told: Incident, step: Incident) -> Incident:
    """What was told with what ``step`` says; photographs and costs are added up."""
    said = {key.name: getattr(step, key.name) for key in fields(Incident) if getattr(step, key.name) not in (None, ())}
    for name in _ADDED:
        said[name] = (*getattr(told, name), *getattr(step, name))
    return replace(told, **said)


def _product(schedules: Schedules, record: Record, asset: str | None) -> str | None:
    customer = schedules.customers.get(record.customer)
    for site in customer.sites if customer is not None else ():
        for here in site.assets if site.id == record.site else ():
            if here.id == asset:
                return here.product
    return None
