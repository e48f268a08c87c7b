"""What was done, put off, agreed or reported: the records of work and of incidents, a file for each month."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from generator.model.definition import Defined
from generator.model.incidents import Incident
from generator.text.days import Day, Moment
from generator.text.scalars import Count, Number, Reference, Text, from_text, pattern

_MINUTES_OF_A_DAY = 24 * 60

_STROKES = re.compile(r"M\d{1,4} \d{1,4}(?:[Ml -]?-?\d{1,4})*\Z")
_MOST_STROKES = 20_000


def _read_strokes(text: str) -> str:
    if len(text) > _MOST_STROKES or not _STROKES.match(text):
        raise ValueError(text)
    return text


# What was drawn on the glass, as the path of a picture 300 wide and 100 high.
Strokes = Annotated[
    str, PlainValidator(from_text("bad_strokes", _read_strokes)), pattern("M20 40l6-9", r"^M\d[\dMl -]*$")
]

RecordKind = Literal["completed", "skipped", "moved", "appointment", "void", "incident"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided(Defined):
    """Which record is taken back: the one with this kind, day, task, asset and cycle (``due``), of this incident."""

    record: RecordKind
    date: Day
    task: Reference | None = None
    asset: Reference | None = None
    due: Day | None = None
    incident: Reference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Defined):
    """What was done, moved, skipped or agreed. ``date`` is the day it was done or decided.

    ``due`` names the cycle that it concerns by its nominal date; ``cycle``, its number, is the older way. Without a
    customer it tells of the company's own work. ``void`` takes back the record that ``of`` describes. ``incident`` tells
    a step of what a customer reported. ``findings`` and ``reason`` are for staff alone; ``told`` is what the customer's
    page says of it. ``arrived`` is when somebody was there, where a time had been agreed. ``photos`` are the names
    of pictures that were taken; ``signed`` says by whom it was accepted, ``signature`` is what they drew.
    """

    record: RecordKind
    date: Day
    customer: Reference = ""
    site: Reference = ""
    asset: Reference | None = None
    task: Reference | None = None
    tasks: tuple[Reference, ...] = ()
    rule: Reference | None = None
    due: Day | None = None
    cycle: Count | None = None
    technician: Reference | None = None
    findings: Text | None = None
    told: Text | None = None
    measurements: Mapping[Text, Number] | None = None
    materials: Mapping[Text, Number] | None = None
    photos: tuple[Text, ...] = ()
    signed: Text | None = None
    signature: Strokes | None = None
    reason: Text | None = None
    to: Day | None = None
    at: Moment | None = None
    minutes: Annotated[Count, Field(le=_MINUTES_OF_A_DAY)] | None = None
    arrived: Moment | None = None
    of: Voided | None = None
    incident: Incident | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneAlong(Record):
    """A completion of work that a larger task did as well: ``by`` is the record of that."""

    by: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneBefore(Record):
    """A completion from before we came, which no record tells of but the customer's file: of its site, or of its asset."""


def written(record: Record | None) -> Record | None:
    """The record that somebody wrote, of one that tells what was done along with it."""
    return record.by if isinstance(record, DoneAlong) else record


@dataclass(frozen=True, slots=True, kw_only=True)
class Records(Defined):
    """One month's file of records."""

    records: tuple[Record, ...]


def keys_of_incidents() -> tuple[str, ...]:
    """The keys in which a record of an incident holds what is known of it, those below ``incident`` by their paths."""
    own = ("date", "customer", "site", "asset", "technician", "findings", "told", "materials", "signed", "signature")
    return (*own, *(f"incident.{key.name}" for key in fields(Incident)))


def fixed_day(record: Record | None) -> date | None:
    """The day that a record of ``moved`` or ``appointment`` fixes."""
    if record is None:
        return None
    return record.at.date() if record.at is not None else record.to
