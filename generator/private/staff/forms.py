"""The form of a visit on its technician's page: what is ticked and read, from the tasks, with what was read there last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from generator.due.incidents import IncidentTask
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.model.incidents import Payer
from generator.model.records import Record
from generator.model.tasks import Measurement
from generator.model.voids import in_force
from generator.private.reader import Reader
from generator.private.staff.stops import Stop, stop_of
from generator.private.work import reference_of
from generator.telling.asked import form_of
from generator.visits.visit import Visit

# The last value of each measurement, by customer, site, asset (empty for the whole site) and name.
LastReadings = Mapping[tuple[str, str, str, str], tuple[date, float]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is read: ``key`` as records call it, its bounds as numbers or empty, ``last`` what was read before."""

    key: str
    name: str
    unit: str
    least: str
    most: str
    last: str


@dataclass(frozen=True, slots=True)
class Supply:
    """A material: ``item`` as records call it, how much was planned."""

    item: str
    name: str
    planned: str
    unit: str


@dataclass(frozen=True, slots=True)
class AskedOfIncident:
    """What the form of an incident asks besides: ``channel`` tells whether somebody arrives; ids with their names."""

    channel: str
    causes: tuple[tuple[str, str], ...]
    payers: tuple[tuple[str, str], ...]
    currency: str


@dataclass(frozen=True, slots=True)
class FormWork:
    """One piece of work: ``task``, ``asset``, ``rule``, ``due`` and ``form`` are what the office knows it by."""

    task: str
    asset: str
    rule: str
    due: date
    form: str
    name: str
    where: str
    passes: tuple[str, ...]
    readings: tuple[Reading, ...]
    supplies: tuple[Supply, ...]
    incident: AskedOfIncident | None = None


@dataclass(frozen=True, slots=True)
class VisitForm:
    """The form of a visit in ``private/_report.html.j2``, with what the office knows it by."""

    uid: str
    reference: str
    customer: str
    site: str
    technician: str
    stop: Stop
    work: tuple[FormWork, ...]


def has_form(visit: Visit) -> bool:
    """Whether somebody of ours is to tell how a visit went."""
    return visit.is_open and visit.channel in ATTENDED and bool(_asked(visit))


def last_readings(records: Iterable[Record], as_of: date) -> LastReadings:
    """What was read last on ``as_of``; records that were taken back say nothing."""
    last: dict[tuple[str, str, str, str], tuple[date, float]] = {}
    for record in sorted(in_force(records, as_of), key=lambda record: record.date):
        for name, value in (record.measurements or {}).items():
            last[record.customer, record.site, record.asset or "", name] = (record.date, value)
    return last


def forms_of(visits: Sequence[Visit], technician: str, last: LastReadings, reader: Reader) -> tuple[VisitForm, ...]:
    """A form for each of the ``visits`` that has one, the earliest first."""
    telling = [visit for visit in visits if has_form(visit)]
    return tuple(_form(visit, technician, last, reader) for visit in sorted(telling, key=lambda v: (v.day, v.uid)))


def _form(visit: Visit, technician: str, last: LastReadings, reader: Reader) -> VisitForm:
    return VisitForm(
        uid=visit.uid,
        reference=reference_of(visit),
        customer=visit.customer.id,
        site=visit.site.id,
        technician=technician,
        stop=stop_of(visit, reader),
        work=tuple(_work(visit, occurrence, last, reader) for occurrence in _asked(visit)),
    )


def _asked(visit: Visit) -> list[Occurrence]:
    return [occurrence for occurrence in visit.occurrences if occurrence.due is not None]


def _work(visit: Visit, occurrence: Occurrence, last: LastReadings, reader: Reader) -> FormWork:
    item, language = occurrence.item, reader.language
    task, asset = item.task, item.asset
    assert occurrence.due is not None, "what waits is in no visit's form"
    return FormWork(
        task=task.id,
        asset=asset.id if asset is not None else "",
        rule="" if item.rule == "main" else item.rule,
        due=occurrence.due.nominal,
        form=form_of(task),
        name=task.name.of(language),
        where=asset.name if asset is not None else "",
        passes=tuple(line.of(language) for line in task.passes),
        readings=tuple(
            reading_of(key, measurement, visit, asset.id if asset is not None else "", last, reader)
            for key, measurement in task.measurements.items()
        ),
        supplies=tuple(_supplies(occurrence, reader)),
        incident=_of_incident(task, reader) if isinstance(task, IncidentTask) else None,
    )


def _of_incident(task: IncidentTask, reader: Reader) -> AskedOfIncident:
    told = reader.company.incidents
    return AskedOfIncident(
        channel=task.channel,
        causes=tuple((id_, name.of(reader.language)) for id_, name in told.causes.items()),
        payers=tuple((payer, reader.words[f"payer_{payer}"]) for payer in get_args(Payer)),
        currency=reader.currency,
    )


def reading_of(
    key: str, measurement: Measurement, visit: Visit, asset: str, last: LastReadings, reader: Reader
) -> Reading:
    """A measurement at a place, with what was read there last."""
    unit = measurement.unit.of(reader.language) if measurement.unit is not None else ""
    before = last.get((visit.customer.id, visit.site.id, asset, key))
    told = f"{before[1]:g} {unit}".strip() if before is not None else ""
    return Reading(
        key=key,
        name=measurement.name.of(reader.language),
        unit=unit,
        least=f"{measurement.from_:g}" if measurement.from_ is not None else "",
        most=f"{measurement.to:g}" if measurement.to is not None else "",
        last=f"{told} · {before[0]}" if before is not None else "",
    )


def _supplies(occurrence: Occurrence, reader: Reader) -> Iterator[Supply]:
    asset = occurrence.item.asset
    own = reader.company.locales[0]
    for material in occurrence.item.task.materials:
        units = asset.quantity if material.per == "unit" and asset is not None else 1
        yield Supply(
            item=material.item.of(own),
            name=material.item.of(reader.language),
            planned=f"{round(material.quantity * units, 2):g}",
            unit=material.unit.of(reader.language),
        )
