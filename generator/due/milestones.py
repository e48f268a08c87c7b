"""The days that rules and warranties count from, and the days on which warranties end.

Milestones stand at a site and at its assets. Whoever needs a day of them asks here: the schedule, pages, promises, checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.dates.intervals import add
from generator.model.anchors import MILESTONES, Anchor, FixedDate, Milestone, MilestoneName, SeasonStart, WarrantyEnd
from generator.model.people import Asset, Site
from generator.model.products import Product, Warranty

# The day of each milestone that is mentioned; None while it is pending.
Days = Mapping[MilestoneName, date | None]


def milestones(site: Site, asset: Asset) -> Days:
    """The milestones that hold for an asset: its own before its site's, pending ones too."""
    return {**(site.milestones or {}), **(asset.milestones or {})}


def milestones_of_whole(site: Site, assets: Iterable[Asset]) -> Days:
    """The milestones that hold for a site as a whole: its own, else the earliest of these ``assets``."""
    own = [asset.milestones for asset in assets if asset.milestones]
    days = dict(site.milestones or {})
    for name in MILESTONES:
        if days.get(name) is None:
            known = [day for day in (given.get(name) for given in own) if day is not None]
            days[name] = min(known, default=None)
    return days


@dataclass(frozen=True, slots=True)
class WarrantyState:
    """A warranty with its days. ``start`` and ``end``, its last day, are None while its milestone is not known."""

    warranty: Warranty
    start: date | None
    end: date | None

    def is_running(self, as_of: date) -> bool:
        """True from its first day to its last, both in."""
        return self.start is not None and self.end is not None and self.start <= as_of <= self.end


def warranty_state(warranty: Warranty, days: Days) -> WarrantyState:
    """A warranty as it counts from these milestones."""
    start = days.get(warranty.anchor)
    return WarrantyState(warranty, start, add(start, warranty.period) if start is not None else None)


def warranties(product: Product, site: Site, asset: Asset) -> list[WarrantyState]:
    """The warranties of the asset's ``product``, counted from the asset's own milestones, else the site's."""
    days = milestones(site, asset)
    return [warranty_state(warranty, days) for warranty in product.warranty]


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an item's rules count from: the milestones that hold for it, and the warranties of what it serves."""

    days: Days
    warranties: Sequence[Warranty] = ()

    def day_of(self, anchor: Anchor) -> date | None:
        """The day of ``anchor``, the earliest where several warranties have that id; None while it is not known.

        Seasons count from the first day that is known of what is served.
        """
        match anchor:
            case FixedDate(day):
                return day
            case Milestone(name):
                return self.days.get(name)
            case WarrantyEnd(id_):
                meant = [warranty for warranty in self.warranties if warranty.id == id_]
                ends = [warranty_state(warranty, self.days).end for warranty in meant]
                return min((end for end in ends if end is not None), default=None)
            case SeasonStart():
                return min((day for day in self.days.values() if day is not None), default=None)
            case _:
                return None


NO_GROUNDS = Grounds({})


def grounds_of_asset(products: Mapping[str, Product], site: Site, asset: Asset) -> Grounds:
    """What the rules of an asset's own tasks count from."""
    product = products.get(asset.product)
    return Grounds(milestones(site, asset), product.warranty if product is not None else ())


def grounds_of_site(products: Mapping[str, Product], site: Site, served: Sequence[Asset]) -> Grounds:
    """What the rules of a task of the whole site count from, where it serves these assets."""
    sold = [products[asset.product] for asset in served if asset.product in products]
    return Grounds(milestones_of_whole(site, served), [warranty for product in sold for warranty in product.warranty])


def milestone_behind(anchor: Anchor, product: Product | None) -> MilestoneName | None:
    """The milestone that must be known for ``anchor``; for the end of a warranty the one that the warranty counts from."""
    match anchor:
        case Milestone(name):
            return name
        case WarrantyEnd(id_) if product is not None:
            return next((warranty.anchor for warranty in product.warranty if warranty.id == id_), None)
        case _:
            return None
