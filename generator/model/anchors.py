"""What a rule counts from: a milestone, the end of a warranty, each service that was done, or a plain date.

YAML says it as text; here it becomes a type, so that nobody downstream takes text apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import PlainValidator

from generator.text.problems import nearest
from generator.text.scalars import fail, is_day, pattern, read_day

MilestoneName = Literal["contract_start", "installed", "acceptance", "move_in"]

# In the order in which they come about.
MILESTONES: tuple[MilestoneName, ...] = get_args(MilestoneName)

# The warranty that is meant where none is named.
_GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day in the life of an asset, by its name."""

    name: MilestoneName

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class WarrantyEnd:
    """The last day of the warranty with the id ``warranty``."""

    warranty: str = _GENERAL
    name: ClassVar[str] = "warranty_end"

    def __str__(self) -> str:
        return self.name if self.warranty == _GENERAL else f"{self.name}:{self.warranty}"


@dataclass(frozen=True, slots=True)
class ServiceDone:
    """Each day on which a service at the customer's was completed: a follow-up counts from it."""

    name: ClassVar[str] = "service_done"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A date, the same for everybody."""

    day: date

    def __str__(self) -> str:
        return str(self.day)


ACCEPTANCE = Milestone("acceptance")

_NAMED: Mapping[str, Milestone | ServiceDone] = {
    **{name: Milestone(name) for name in MILESTONES},
    ServiceDone.name: ServiceDone(),
}

_CHOICES = (*MILESTONES, WarrantyEnd.name, f"{WarrantyEnd.name}:leakage", ServiceDone.name)


def _read_anchor(value: object) -> Milestone | WarrantyEnd | ServiceDone | FixedDate:
    if isinstance(value, str):
        if value in _NAMED:
            return _NAMED[value]
        name, _, warranty = value.partition(":")
        if name == WarrantyEnd.name:
            return WarrantyEnd(warranty or _GENERAL)
        if is_day(value):
            return FixedDate(read_day(value))
    raise fail("bad_anchor", value, choices=_CHOICES, nearest=nearest(str(value), _CHOICES))


# As text it is what YAML says.
Anchor = Annotated[
    Milestone | WarrantyEnd | ServiceDone | FixedDate,
    PlainValidator(_read_anchor),
    pattern("acceptance", rf"^({'|'.join(MILESTONES)}|{WarrantyEnd.name}(:.+)?|{ServiceDone.name}|\d{{4}}-.+)$"),
]
