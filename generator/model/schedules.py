"""Who is served, by whom, and what was done. Private: the site does not know this type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.allowed import Allowed
from generator.model.company import Company
from generator.model.definition import Condition, Placed
from generator.model.history import Entry, Group, History
from generator.model.people import Asset, Customer, Site, Technician
from generator.model.records import Record
from generator.model.service import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedules:
    """The company's customers, technicians and records. Mappings go by id and are sorted by it; records by their dates.

    ``allowed`` are common words that are somebody's name as well.

    ``places``, ``broken`` and ``texts`` are as those of the definitions.
    """

    customers: Mapping[str, Customer] = field(default_factory=dict)
    technicians: Mapping[str, Technician] = field(default_factory=dict)
    records: Sequence[tuple[Placed, Record]] = ()
    allowed: tuple[Allowed, ...] = ()
    places: Mapping[tuple[str, str], Placed] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


def by_customer(schedules: Schedules) -> Mapping[str, Schedules]:
    """By id each customer alone with their records; last, under "", the company's own records, of nobody.

    Everybody's technicians are the same; where anything stands is told by the records alone.
    """
    return {
        id_: Schedules(
            customers={id_: schedules.customers[id_]} if id_ else {}, technicians=schedules.technicians, records=told
        )
        for id_, told in _records_of((*schedules.customers, ""), schedules.records).items()
    }


def _records_of(ids: Iterable[str], records: Sequence[tuple[Placed, Record]]) -> Mapping[str, Sequence[Entry]]:
    """The records of each of ``ids``, in their order."""
    if isinstance(records, History):
        return {id_: records.groups.get(id_, ()) for id_ in ids}
    by_customer: dict[str, list[Entry]] = {id_: [] for id_ in ids}
    for entry in records:
        if entry[1].customer in by_customer:
            by_customer[entry[1].customer].append(entry)
    return {id_: tuple(told) for id_, told in by_customer.items()}


def places_of(records: Sequence[Entry], numbers: Mapping[str, Sequence[int]]) -> Iterator[Placed]:
    """Where those records of each customer stand that have these ``numbers`` among theirs."""
    for id_, told in _records_of(numbers, records).items():
        if isinstance(told, Group):
            yield from told.places(numbers[id_])
        else:
            yield from (told[number][0] for number in numbers[id_])


def beside_plain(schedules: Schedules) -> Sequence[Entry]:
    """The records, without those of customers who have none but of work that was done."""
    records = schedules.records
    if not isinstance(records, History):
        return records
    return records.only(lambda id_: id_ not in schedules.customers or not records.groups[id_].plain)


def condition_of(
    company: Company, condition: Condition, customer: Customer, site: Site, asset: Asset | None
) -> Dated | None:
    """What ``condition`` is for an asset (for the whole site where that is None), in its time; None where it has none."""
    if condition == "tier":
        return customer.tier
    if condition == "exposure":
        region = company.regions.get(site.region)
        return site.exposure or (Dated.always(region.exposure) if region and region.exposure else None)
    if asset is None:
        return None
    return asset.traffic if condition == "traffic" else asset.setting


def agreed_tasks(company: Company, customer: Customer) -> frozenset[str] | None:
    """The ids of the tasks that were agreed with a customer; None where all that apply were."""
    if customer.contract is not None:
        return frozenset(customer.contract.tasks)
    plan = company.plans.get(customer.plan) if customer.plan is not None else None
    return frozenset(plan.tasks) if plan is not None else None
