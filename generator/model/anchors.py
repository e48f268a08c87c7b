"""What a rule counts from: a milestone, the end of a warranty, each season, each service or task that was done, a date.

YAML says it as text, or as ``{done: TASK}``; here it becomes a type, so that nobody downstream takes text apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.dates.intervals import Interval
from generator.text.days import is_day, read_day
from generator.text.lengths import INTERVAL_PATTERN, read_positive
from generator.text.problems import alike
from generator.text.scalars import fail

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
class SeasonStart:
    """The first day of the rule's season, each time that it comes."""

    name: ClassVar[str] = "season_start"

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Done:
    """Each day on which ``task`` was completed: a follow-up counts from it."""

    task: str
    name: ClassVar[str] = "done"

    def __str__(self) -> str:
        return f"{{done: {self.task}}}"


@dataclass(frozen=True, slots=True)
class FixedDate:
    """A date, the same for everybody."""

    day: date

    def __str__(self) -> str:
        return str(self.day)


ACCEPTANCE = Milestone("acceptance")

_NAMED: Mapping[str, Milestone | ServiceDone | SeasonStart] = {
    **{name: Milestone(name) for name in MILESTONES},
    ServiceDone.name: ServiceDone(),
    SeasonStart.name: SeasonStart(),
}

_CHOICES = (
    *MILESTONES, WarrantyEnd.name, f"{WarrantyEnd.name}:leakage", SeasonStart.name, ServiceDone.name, "{done: TASK}",
)  # fmt: skip


def _read_anchor(value: object) -> Milestone | WarrantyEnd | SeasonStart | ServiceDone | Done | FixedDate:
    if isinstance(value, str):
        if value in _NAMED:
            return _NAMED[value]
        name, _, warranty = value.partition(":")
        if name == WarrantyEnd.name:
            return WarrantyEnd(warranty or _GENERAL)
        if is_day(value):
            return FixedDate(read_day(value))
    if isinstance(value, dict) and list(value) == ["done"] and isinstance(value["done"], str):
        return Done(value["done"])
    raise fail("bad_anchor", value, choices=_CHOICES, nearest=alike(str(value), _CHOICES))


def _read_until(value: object) -> Milestone | WarrantyEnd | FixedDate | Interval:
    if isinstance(value, str) and value not in _NAMED and not value.startswith(WarrantyEnd.name) and not is_day(value):
        try:
            return read_positive(value)
        except PydanticCustomError:  # one that says more than what follows
            raise
        except ValueError:
            raise fail("bad_until", value, choices=_ENDS, nearest=alike(value, _ENDS)) from None
    anchor = _read_anchor(value) if isinstance(value, str) else None
    if isinstance(anchor, Milestone | WarrantyEnd | FixedDate):
        return anchor
    raise fail("bad_until", value, choices=_ENDS, nearest=alike(str(value), _ENDS))


_ENDS = (*MILESTONES, WarrantyEnd.name, f"{WarrantyEnd.name}:leakage")
_DAY = r"\d{4}-.+"

# As text it is what YAML says.
Anchor = Annotated[
    Milestone | WarrantyEnd | SeasonStart | ServiceDone | Done | FixedDate,
    PlainValidator(_read_anchor),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "string",
                    "pattern": rf"^({'|'.join(_NAMED)}|{WarrantyEnd.name}(:.+)?|{_DAY})$",
                    "examples": ["acceptance"],
                },
                {
                    "type": "object",
                    "properties": {"done": {"type": "string"}},
                    "required": ["done"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]

# The day on which a rule ends, or how long after its anchor.
Until = Annotated[
    Milestone | WarrantyEnd | FixedDate | Interval,
    PlainValidator(_read_until),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": rf"^({'|'.join(MILESTONES)}|{WarrantyEnd.name}(:.+)?|{_DAY}|{INTERVAL_PATTERN})$",
            "examples": ["warranty_end", "5 years"],
        }
    ),
]
