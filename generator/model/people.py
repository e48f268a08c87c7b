"""Who is served, with which assets, and by whom. Private: nothing of it reaches the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field

from generator.model.anchors import MilestoneName
from generator.model.capacity import Capacity
from generator.model.definition import Defined, as_list
from generator.model.hours import Visiting, Weekday
from generator.model.rules import OwnRule
from generator.model.service import (
    Contract,
    DatedReference,
    Formerly,
    LastDone,
    Stretch,
    Tenure,
)
from generator.text.days import Day, MilestoneDay
from generator.text.language import Language
from generator.text.scalars import Amount, Count, Id, Reference, Text

GONE = "-"  # what stands where whoever asked to be forgotten had an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Defined):
    """The customer's recorded consent to a calendar of their own (PIPL articles 6 and 25), until it was ``withdrawn``."""

    given: Day
    withdrawn: Day | None = None

    def holds_on(self, day: date) -> bool:
        """True from the day on which it was given to the one before it was withdrawn."""
        return self.given <= day < (self.withdrawn or date.max)


Digests = Annotated[tuple[Text, ...], BeforeValidator(as_list)]
Consents = Annotated[tuple[Consent, ...], BeforeValidator(as_list)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact(Defined):
    """Whom to call; private, and on no customer's feed."""

    name: Text
    phone: Text | None = None


Milestones = Mapping[MilestoneName, MilestoneDay]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset(Defined):
    """One product at one site; its milestones override the site's.

    ``last_done`` tells what was done before we came, by task; ``rules`` what is scheduled otherwise for it than the task
    says, and ``without`` the tasks that it does not get.
    """

    id: Id
    name: Text
    product: Reference
    quantity: Amount = 1
    traffic: DatedReference | None = None
    setting: DatedReference | None = None
    milestones: Milestones | None = None
    formerly: Formerly = ()
    service: Tenure = Tenure()
    paused: tuple[Stretch, ...] = ()
    last_done: LastDone = field(default_factory=dict)
    rules: Mapping[Reference, OwnRule] = field(default_factory=dict)
    without: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Defined):
    """A place with assets; ``technician`` is the one it prefers, ``exposure`` overrides its region's.

    One that has no name is called by its address: a customer's page tells by it which of their places is meant, and a title
    in a calendar where one goes, for the customer's own name says neither.
    Nobody comes while it is ``closed``, nor outside ``visiting``; on ``preferred_weekdays`` wherever that is possible.
    """

    id: Id
    name: Text = ""
    region: Reference
    address: Text
    technician: Reference | None = None
    exposure: DatedReference | None = None
    visiting: Visiting = Visiting()
    closed: tuple[Stretch, ...] = ()
    preferred_weekdays: tuple[Weekday, ...] = ()
    milestones: Milestones | None = None
    formerly: Formerly = ()
    service: Tenure = Tenure()
    paused: tuple[Stretch, ...] = ()
    last_done: LastDone = field(default_factory=dict)
    assets: tuple[Asset, ...]

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Defined):
    """Someone who is served: by a ``plan`` of the company's or a ``contract`` of their own, else with all that applies.

    They read in ``locale``, in the company's first where they say none. ``other_than`` names customers of the same name
    with whom they share a telephone or an address and who are somebody else. ``former_digests`` is what ``forget`` leaves
    of ids that told who they were.
    """

    id: str
    name: Text
    locale: Language | None = None
    tier: DatedReference
    formerly: Formerly = ()
    other_than: tuple[Reference, ...] = ()
    service: Tenure = Tenure()
    paused: tuple[Stretch, ...] = ()
    contract: Contract | None = None
    plan: Reference | None = None
    consent: Consents = ()
    feed_revision: Count = 1
    contact: Contact | None = None
    sites: Annotated[tuple[Site, ...], Field(min_length=1)]
    former_digests: Digests = ()

    @property
    def is_forgotten(self) -> bool:
        """True for one of whom nothing but ids and dates is left."""
        return self.name == self.id and all(site.address == GONE for site in self.sites)

    def consents_on(self, day: date) -> bool:
        """Whether a consent to a calendar holds on ``day``."""
        return any(consent.holds_on(day) for consent in self.consent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Technician(Defined):
    """Someone who serves: what they can do, where, and how long a day.

    ``employed`` and ``away`` say when they are there at all; ``days_off`` is the older way to say the latter. ``trained``
    tells by course when they took it last.
    """

    id: Id
    name: Text
    locale: Language | None = None
    skills: Annotated[tuple[Reference, ...], Field(min_length=1)]
    regions: Annotated[tuple[Reference, ...], Field(min_length=1)]
    capacity: Capacity
    days_off: tuple[Day, ...] = ()
    employed: Tenure = Tenure()
    away: tuple[Stretch, ...] = ()
    trained: Mapping[Reference, Day] = field(default_factory=dict)
    feed_revision: Count = 1

    def is_away(self, day: date) -> bool:
        """True on a day off, and in an absence."""
        return day in self.days_off or any(day in stretch for stretch in self.away)

    def minutes_on(self, day: date) -> int:
        """How long they work on ``day``; 0 where they are away, not employed, or off on its weekday."""
        if not self.employed.holds_on(day) or self.is_away(day):
            return 0
        return self.capacity.on(day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Technicians(Defined):
    """The file of technicians."""

    technicians: tuple[Technician, ...]
