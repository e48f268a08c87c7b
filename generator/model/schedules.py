"""Who is served, by whom, and what was done. Private: the site does not know this type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.model.allowed import Allowed
from generator.model.company import Company
from generator.model.definition import Condition, Placed
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
    records: tuple[tuple[Placed, Record], ...] = ()
    allowed: tuple[Allowed, ...] = ()
    places: Mapping[tuple[str, str], Placed] = field(default_factory=dict)
    broken: frozenset[tuple[str, str]] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


def by_customer(schedules: Schedules) -> Mapping[str, Schedules]:
    """By id each customer alone with their records; last, under "", the company's own records, of nobody.

    Everybody's technicians are the same; where anything stands is told by the records alone.
    """
    records: dict[str, list[tuple[Placed, Record]]] = {id_: [] for id_ in (*schedules.customers, "")}
    for placed, record in schedules.records:
        if record.customer in records:
            records[record.customer].append((placed, record))
    return {
        id_: Schedules(
            customers={id_: schedules.customers[id_]} if id_ else {},
            technicians=schedules.technicians,
            records=tuple(told),
        )
        for id_, told in records.items()
    }


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
