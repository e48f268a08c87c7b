"""What is handed on from the field: the small text file that a technician's page writes of what was done on a visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from generator.model.definition import Defined
from generator.model.incidents import Cost
from generator.model.records import Strokes
from generator.text.days import Day, Moment
from generator.text.scalars import Flag, Number, Reference, Text

FORMAT = "report/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneForIncident(Defined):
    """What is told of an incident alone, by the names of its records: ``done`` where it is dealt with."""

    arrived: Moment | None = None
    done: Moment | None = None
    cause: Reference | None = None
    cost: Cost | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneWork(Defined):
    """One task at one place: ``due`` is its cycle's nominal date, ``form`` the state of the task that the page showed.

    ``not_passed`` and ``not_seen`` are those of its passes that did not hold, or that nobody could look at. Work that is
    not ``done`` says why. Where the task is an ``incident/NUMBER``, the hours and what it cost stand in ``incident``.
    """

    task: Reference
    asset: Reference | None = None
    rule: Reference | None = None
    due: Day
    form: Text | None = None
    done: Flag
    reason: Text | None = None
    not_passed: tuple[Text, ...] = ()
    not_seen: tuple[Text, ...] = ()
    measurements: Mapping[Text, Number] = field(default_factory=dict)
    materials: Mapping[Text, Number] = field(default_factory=dict)
    findings: Text | None = None
    told: Text | None = None
    incident: DoneForIncident | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport(Defined):
    """What was done on one visit: ``visit`` is its UID, ``signed`` by whom, with the ``signature`` as it was drawn."""

    kind: Literal["visit"]
    visit: Text
    customer: Reference
    site: Reference
    technician: Reference
    date: Day
    work: Annotated[tuple[DoneWork, ...], Field(min_length=1)]
    photos: tuple[Text, ...] = ()
    signed: Text | None = None
    signature: Strokes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOn(Defined):
    """The whole file: the ``company`` by the domain of its calendars, and the day of which the ``page`` was.

    Reports of other kinds than visits are told apart by their ``kind``.
    """

    aftercare: Literal["report/1"]
    company: Text
    page: Day
    reports: Annotated[tuple[VisitReport, ...], Field(min_length=1)]
