"""From when until when somebody or something is served, what is agreed, and what changes with time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainValidator, WithJsonSchema

from generator.model.definition import Defined, LocalText, as_list
from generator.text.days import Day, is_day, read_day
from generator.text.scalars import Id, IdPath, Reference, Text, fail


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Defined):
    """From when until when something is served or somebody employed, both days in it; open where an end is not given."""

    from_: Annotated[Day | None, Field(alias="from")] = None
    until: Day | None = None

    def holds_on(self, day: date) -> bool:
        """True from its first day to its last."""
        return (self.from_ or date.min) <= day <= (self.until or date.max)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch(Defined):
    """Days on which nothing happens, both ends in it: a pause of the service, or somebody's absence."""

    from_: Annotated[Day, Field(alias="from")]
    to: Day
    reason: Text | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.from_ <= day <= self.to


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Defined):
    """The tasks that were agreed, by id."""

    tasks: Annotated[tuple[Reference, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan(Defined):
    """What the company sells as one: a name, and the tasks that are in it."""

    name: LocalText
    tasks: Annotated[tuple[Reference, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class Dated:
    """A value that changes: each with the day from which it holds, oldest first. The first one held before it, too."""

    steps: tuple[tuple[date, str], ...]

    @classmethod
    def always(cls, value: str) -> Dated:
        """A value that never changes."""
        return cls(((date.min, value),))

    def on(self, day: date) -> str:
        """The value that holds on ``day``."""
        return next((value for since, value in reversed(self.steps) if since <= day), self.steps[0][1])

    @property
    def changes(self) -> tuple[date, ...]:
        """The days on which another value begins to hold."""
        return tuple(since for since, _ in self.steps[1:])

    def placed(self) -> Iterator[tuple[tuple[str, ...], str]]:
        """Each value, with the keys that lead to it in YAML."""
        for since, value in self.steps:
            yield (() if since == date.min else (str(since),)), value


def _read_dated(value: object) -> Dated:
    if isinstance(value, str):
        return Dated.always(value)
    if not isinstance(value, dict) or not value:
        raise fail("bad_dated", value)
    steps = []
    for day, held in value.items():
        if not isinstance(day, str) or not is_day(day) or not isinstance(held, str):
            raise fail("bad_dated", {day: held})
        try:
            steps.append((read_day(day), held))
        except ValueError as error:
            raise fail("bad_date", day) from error
    return Dated(tuple(sorted(steps)))


DatedReference = Annotated[
    Dated,
    PlainValidator(_read_dated),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}]}),
]


# Ids that it had before, the oldest first: a site's or asset's as a path from its customer, as in c-001/villa/floor.
Formerly = Annotated[tuple[IdPath, ...], BeforeValidator(as_list)]
LastDone = Mapping[Reference, Day]
Plans = Mapping[Id, ServicePlan]
