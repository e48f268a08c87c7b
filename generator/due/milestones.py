"""The days that rules and warranties count from, and the warranties' ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.dates.intervals import add
from generator.model.definition import MilestoneName
from generator.model.people import Asset, Site
from generator.model.products import Product, Warranty


@dataclass(frozen=True, slots=True)
class WarrantyState:
    """A warranty of one asset. ``start`` and ``end``, its last day, are None while its milestone is not known."""

    warranty: Warranty
    start: date | None
    end: date | None

    def is_running(self, as_of: date) -> bool:
        """True from its first day to its last, both in."""
        return self.start is not None and self.end is not None and self.start <= as_of <= self.end


def warranties(product: Product, site: Site, asset: Asset) -> list[WarrantyState]:
    """The warranties of the asset's ``product``, counted from the asset's own milestones, else the site's."""
    states = []
    for warranty in product.warranty:
        start = _milestone(site, asset, warranty.anchor)
        states.append(WarrantyState(warranty, start, add(start, warranty.period) if start else None))
    return states


def _milestone(site: Site, asset: Asset, name: MilestoneName) -> date | None:
    own, of_site = asset.milestones or {}, site.milestones or {}
    return own[name] if name in own else of_site.get(name)


def day_of(
    milestones: Mapping[MilestoneName, date | None] | None, name: str, otherwise: date | None = None
) -> date | None:
    """The day of a milestone; None while it is pending; ``otherwise`` where it is not mentioned."""
    return next((day for given, day in (milestones or {}).items() if given == name), otherwise)
