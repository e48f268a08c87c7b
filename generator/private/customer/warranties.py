"""The customer's assets, and how long the warranties of each run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.dates.intervals import ONE_DAY
from generator.due.milestones import WarrantyState, warranties
from generator.model.people import Asset, Customer, Site
from generator.model.products import Product
from generator.private.reader import Reader
from generator.telling.rules import milestone_words

State = Literal["waiting", "coming", "running", "ended"]


@dataclass(frozen=True, slots=True)
class WarrantyCard:
    """One warranty. ``starts`` names what it counts from; ``left`` is the part to come, in per cent.

    While that day is not known it has no ``end``. ``then`` ends the sentence that tells the last day.
    """

    name: str
    covers: str
    starts: str
    state: State
    end: date | None
    then: str
    left: str


@dataclass(frozen=True, slots=True)
class AssetCard:
    """An asset with the public page of its product."""

    name: str
    product: str
    guide: str
    warranties: tuple[WarrantyCard, ...]


@dataclass(frozen=True, slots=True)
class SiteCard:
    """A site's assets; without a name where the customer has no other."""

    name: str
    assets: tuple[AssetCard, ...]


def sites_of(customer: Customer, products: Mapping[str, Product], reader: Reader) -> tuple[SiteCard, ...]:
    """The customer's sites with what stands in each."""
    several = len(customer.sites) > 1
    return tuple(
        SiteCard(
            name=site.name if several else "",
            assets=tuple(_asset(site, asset, products[asset.product], reader) for asset in site.assets),
        )
        for site in customer.sites
    )


def _asset(site: Site, asset: Asset, product: Product, reader: Reader) -> AssetCard:
    return AssetCard(
        name=asset.name,
        product=product.name.of(reader.language),
        guide=reader.guide(product),
        warranties=tuple(_warranty(state, reader) for state in warranties(product, site, asset)),
    )


def _warranty(state: WarrantyState, reader: Reader) -> WarrantyCard:
    warranty, stands = state.warranty, _state(state, reader.as_of)
    return WarrantyCard(
        name=warranty.name.of(reader.language),
        covers=warranty.covers.of(reader.language),
        starts=milestone_words(warranty.anchor, reader.words),
        state=stands,
        end=state.end,
        then=_then(state, stands, reader),
        left=f"{_left(state, reader.as_of) * 100:.1f}",
    )


def _state(state: WarrantyState, as_of: date) -> State:
    if state.start is None or state.end is None:
        return "waiting"
    if state.is_running(as_of):
        return "running"
    return "ended" if state.end < as_of else "coming"


def _then(state: WarrantyState, stands: State, reader: Reader) -> str:
    """How many days are left of one that runs, when one begins that does not yet."""
    if stands == "running" and state.end is not None:
        return reader.words.say("warranty_left", n=(state.end - reader.as_of).days)
    return reader.words.say("warranty_from", day=state.start) if stands == "coming" else ""


def _left(state: WarrantyState, as_of: date) -> float:
    """The part that is left, from 0 to 1."""
    if state.start is None or state.end is None:
        return 0
    after = state.end + ONE_DAY
    return min(max((after - as_of) / (after - state.start), 0), 1)
