"""Whose a row's record is, where and of which task: ids and names of a table to what the company has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from generator.desk.cells import BadCell, Vocabulary
from generator.desk.formerids import FormerIds
from generator.desk.names import Called, Roll, places_meant
from generator.model.people import Asset, Customer, Site
from generator.text.data import Data

PlaceT = TypeVar("PlaceT", Site, Asset)


def task_of(text: str, vocabulary: Vocabulary, owner: Customer | None) -> Data:
    """The task that a cell names; of several of one name that which the customer has. Raises BadCell."""
    try:
        return vocabulary.value("task", text)
    except BadCell as problem:
        there = {asset.product for site in owner.sites for asset in site.assets} if owner is not None else set[str]()
        ids = problem.values.get("ids")
        theirs = [
            str(id_)
            for id_ in (ids if isinstance(ids, tuple) else ())
            if not there.isdisjoint(vocabulary.products.get(id_, ()))
        ]
        if problem.code == "several" and len(theirs) == 1:
            return theirs[0]
        raise


def place_of(
    given: Mapping[str, Data],
    owners: Roll,
    customers: Mapping[str, Customer],
    former: FormerIds,
    row: int,
) -> dict[str, Data]:
    """Customer, site and asset of a row by their ids, which are today's. Raises BadCell."""
    if "customer" not in given:
        return {}
    asked = former.customer(str(given["customer"]), row)
    fits = owners.meant(asked)
    if len(fits) != 1:
        choices = [owner.shown for owner in fits[:8]]
        raise BadCell("several" if fits else "nobody", choices, column="customer", found=asked, n=len(fits))
    owner, said = fits[0].id, given.get("site")
    if said is not None:
        owner, said = former.site(owner, str(said), row)
    site = _chosen(customers[owner].sites, said, "place")
    if site is None:
        raise BadCell("which_site", _listed(customers[owner].sites), column="place")
    if "asset" not in given:
        return {"customer": owner, "site": site.id}
    owner, at, piece = former.asset((owner, site.id), str(given["asset"]), row)
    moved = _chosen(customers[owner].sites, at, "place")
    asset = _chosen(moved.assets if moved is not None else (), piece, "piece")
    assert asset is not None, "one is asked for"
    return {"customer": owner, "site": at, "asset": asset.id}


def _chosen(places: Sequence[PlaceT], asked: Data, column: str) -> PlaceT | None:
    """The place of that id or name, or of a part of a name; the only one where none is asked for."""
    if asked is None:
        return places[0] if len(places) == 1 else None
    fits = places_meant(str(asked), places)
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise BadCell("several", _listed(fits), column=column, found=asked, n=len(fits))
    raise BadCell("unknown", _listed(places), column=column, found=asked)


def _listed(places: Sequence[PlaceT]) -> list[str]:
    return [Called(place.id, (place.name,)).shown for place in places]
