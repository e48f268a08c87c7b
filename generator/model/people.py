"""Who is served, with which assets, and by whom. Private: nothing of it reaches the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.model.anchors import MilestoneName
from generator.model.definition import Defined
from generator.text.language import Language
from generator.text.scalars import Amount, Count, Day, Id, MilestoneDay, Minutes, Reference, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Defined):
    """The customer's recorded consent to a calendar of their own (PIPL articles 6 and 25)."""

    given: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Defined):
    """Whom to call; private, and on no customer's feed."""

    name: Text
    phone: Text | None = None


Milestones = Mapping[MilestoneName, MilestoneDay]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Defined):
    """One product at one site; its milestones override the site's."""

    id: Id
    name: Text
    product: Reference
    quantity: Amount = 1
    traffic: Reference | None = None
    setting: Reference | None = None
    milestones: Milestones | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Defined):
    """A place with assets; ``technician`` is the one it prefers, ``exposure`` overrides its region's."""

    id: Id
    name: Text
    region: Reference
    address: Text
    technician: Reference | None = None
    exposure: Reference | None = None
    milestones: Milestones | None = None
    assets: tuple[Asset, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Defined):
    """Someone who is served."""

    id: str
    name: Text
    locale: Language = "zh"
    tier: Reference
    consent: Consent | None = None
    feed_revision: Count = 1
    contact: Contact | None = None
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Technician(Defined):
    """Someone who serves: what they can do, where, and how many minutes a day."""

    id: Id
    name: Text
    locale: Language = "zh"
    skills: Annotated[tuple[Reference, ...], Field(min_length=1)]
    regions: Annotated[tuple[Reference, ...], Field(min_length=1)]
    capacity: Minutes
    days_off: tuple[Day, ...] = ()
    feed_revision: Count = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Technicians(Defined):
    """The file of technicians."""

    technicians: tuple[Technician, ...]
