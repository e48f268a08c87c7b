"""What things were called before: their ``formerly``, by which records and published events follow them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.model.definition import Definition
from generator.model.forgotten import digest_of, nameless_of
from generator.model.people import Customer
from generator.model.records import Record

SitePath = tuple[str, str]
AssetPath = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Renames:
    """From old ids to today's. Sites and assets go by their path from the customer, with today's customer and site.

    ``forgotten`` are by their digests customers' ids of which nothing else is left.
    """

    customers: Mapping[str, str]
    sites: Mapping[SitePath, SitePath]
    assets: Mapping[AssetPath, AssetPath]
    products: Mapping[str, str]
    tasks: Mapping[str, str]
    forgotten: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any((self.customers, self.sites, self.assets, self.products, self.tasks, self.forgotten))

    def customer(self, id_: str) -> str:
        """What a customer of an old record or event is called today."""
        return self.customers.get(id_) or (self.forgotten.get(digest_of(id_), id_) if self.forgotten else id_)

    def site(self, customer: str, site: str) -> SitePath:
        """Where a site of an old record or event stands today."""
        owner = self.customer(customer)
        return self.sites.get((owner, site), (owner, site))

    def asset(self, customer: str, site: str, asset: str) -> AssetPath:
        """Where an asset of an old record or event stands today."""
        at = (*self.site(customer, site), asset)
        return self.assets.get(at, at)

    def task(self, task: str) -> str:
        """What a task is called today."""
        return self.tasks.get(task, task)

    def key(self, key: str) -> str:
        """``customer|site|asset|task`` of an item, or with more behind it of one of its cycles, as it is written today."""
        parts = key.split("|")
        if len(parts) < 4:
            return key
        customer, site, asset, task, *rest = parts
        id_, colon, rule = task.partition(":")
        at = (*self.site(customer, site), asset) if asset == "*" else self.asset(customer, site, asset)
        return "|".join((*at, f"{self.task(id_)}{colon}{rule}", *rest))

    def record(self, record: Record) -> Record:
        """A record with today's ids; the same one where nothing of it was renamed."""
        of = record.of
        named = record.asset if record.asset is not None or of is None else of.asset
        if named is not None:
            customer, site, asset = self.asset(record.customer, record.site, named)
        else:
            (customer, site), asset = self.site(record.customer, record.site), ""
        if of is not None:
            task = None if of.task is None else self.task(of.task)
            of = replace(of, task=task, asset=asset if of.asset is not None else None)
        changed = replace(
            record,
            customer=customer,
            site=site,
            asset=asset if record.asset is not None else None,
            task=None if record.task is None else self.task(record.task),
            tasks=tuple(map(self.task, record.tasks)),
            of=of,
        )
        return record if changed == record else changed


def renames_of(
    customers: Iterable[Customer], products: Mapping[str, Definition], tasks: Mapping[str, Definition]
) -> Renames:
    """What customers with their sites and assets, products and tasks were called before."""
    served = tuple(customers)
    ids = {customer.id for customer in served}
    owners = {old: customer.id for customer in served for old in customer.formerly if old not in ids}
    names = Renames(owners, {}, {}, renamed(products), renamed(tasks), nameless_of(served).digests)
    sites = {
        (owners.get(path[0], path[0]), path[1]): (customer.id, site.id)
        for customer in served
        for site in customer.sites
        for path in _paths(site.formerly, 2)
    }
    names = replace(names, sites=sites)
    assets = {
        (*names.site(path[0], path[1]), path[2]): (customer.id, site.id, asset.id)
        for customer in served
        for site in customer.sites
        for asset in site.assets
        for path in _paths(asset.formerly, 3)
    }
    return replace(names, assets=assets)


def renamed(things: Mapping[str, object]) -> dict[str, str]:
    """From old ids to today's, of things by id; of what is no definition, none."""
    return {
        old: id_
        for id_, thing in things.items()
        if isinstance(thing, Definition)
        for old in thing.formerly
        if old not in things
    }


def _paths(formerly: Iterable[str], steps: int) -> list[list[str]]:
    """The old paths that have so many steps; others are told by a check."""
    return [path for path in (old.split("/") for old in formerly) if len(path) == steps]


def first_id(customer: Customer) -> str:
    """The oldest id of a customer, on which the address of the calendar rests: the first one under ``formerly``."""
    return customer.formerly[0] if customer.formerly else customer.id
