"""Ids that tell of a person, as ``zhu-ge`` or a street: who is forgotten gets others, which are numbers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from generator.desk.starting import id_of
from generator.model.people import Asset, Customer, Site

_ALIKE = 4  # so many letters in a row, or digits, are no chance
_LIKE = 6
_LEAST = 3  # of fewer nothing is told


@dataclass(frozen=True, slots=True)
class NewIds:
    """What a customer's ids become: their own, and by old id those of sites, and of assets by their site."""

    customer: str
    sites: Mapping[str, str] = field(default_factory=dict)
    assets: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def site(self, id_: str) -> str:
        """The new id of a site; the old one where that tells nothing."""
        return self.sites.get(id_, id_)

    def drops(self, site: str) -> bool:
        """Whether older ids of a site and of what is there go, for records follow the new ones."""
        return site in self.sites

    def asset(self, site: str, id_: str) -> str:
        """The same of an asset, by the old id of its site."""
        return self.assets.get((site, id_), id_)


def new_ids(customer: Customer, taken: Collection[str]) -> NewIds:
    """Other ids for what tells of the customer; ``taken`` are those of all customers, and their former ones."""
    contact = customer.contact
    texts = [customer.name, *([contact.name, contact.phone] if contact is not None else [])]
    texts += [text for site in customer.sites for text in (site.name, site.address)]
    ids = {customer.id, *(site.id for site in customer.sites)}  # who was forgotten is called by their id
    told = [text for text in texts if text is not None and text not in ids]
    own = _next("gone", taken) if any(tells(id_, told) for id_ in (customer.id, *customer.formerly)) else customer.id
    sites: dict[str, str] = {}
    assets: dict[tuple[str, str], str] = {}
    known = {_last(id_) for site in customer.sites for id_ in (site.id, *site.formerly)}
    for site in customer.sites:
        is_telling = any(tells(_last(id_), told) for id_ in (site.id, *site.formerly))
        if is_telling or own != customer.id:
            new = _next("site", known | set(sites.values())) if is_telling else site.id
            sites |= dict.fromkeys((site.id, *map(_last, site.formerly)), new)
        assets |= _assets(site, told, every=own != customer.id or is_telling)
    return NewIds(own, sites, assets)


def _assets(site: Site, told: Iterable[str], *, every: bool) -> dict[tuple[str, str], str]:
    """The new ids of a site's assets: of those that tell something, and of ``every`` one that had another before."""
    made: dict[tuple[str, str], str] = {}
    known = {_last(id_) for asset in site.assets for id_ in (asset.id, *asset.formerly)}
    for asset in site.assets:
        is_telling = any(tells(_last(id_), _names(asset, told)) for id_ in (asset.id, *asset.formerly))
        if is_telling or (every and asset.formerly):
            new = _next("asset", known | set(made.values())) if is_telling else asset.id
            made |= {(site.id, id_): new for id_ in (asset.id, *map(_last, asset.formerly))}
    return made


def _names(asset: Asset, told: Iterable[str]) -> list[str]:
    """What an asset's id may not tell: what it is called may, as its product's name does."""
    return [text for text in told if text != asset.name]


def tells(id_: str, told: Iterable[str]) -> bool:
    """Whether an id says something of what is ``told`` of somebody: letters as they are said, or digits.

    A short number tells only what is that number too: ``c-024`` says nothing of a telephone number with 024 in it.
    """
    letters, digits = re.sub(r"[^a-z]", "", id_), re.sub(r"\D", "", id_)
    numbers = {number for number in re.findall(r"\d+", id_) if len(number) >= _LEAST}
    for text in told:
        said = id_of(text)
        spelt = re.sub(r"[^a-z]", "", said)
        if _shared(letters, spelt, max(_LEAST, min(_ALIKE, len(letters), len(spelt)))):  # all of a shorter text
            return True
        if _shared(digits, re.sub(r"\D", "", said), _LIKE) or not numbers.isdisjoint(re.findall(r"\d+", said)):
            return True
    return False


def _shared(one: str, other: str, length: int) -> bool:
    """Whether so many characters in a row stand in both."""
    return any(one[start : start + length] in other for start in range(len(one) - length + 1))


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _next(name: str, taken: Collection[str]) -> str:
    """``name-1``, or the next number that is free."""
    number = 1
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"
