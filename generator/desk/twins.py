"""Records of the same work: what was handed on once is there already when the same file, or another's, comes again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from generator.desk.edits import Value, as_read
from generator.desk.fieldwork import Place
from generator.desk.handedsteps import hours_of, number_of
from generator.model.handedon import DoneForIncident, DoneWork, VisitReport
from generator.model.incidents import Incident
from generator.model.records import Record
from generator.model.voids import taken_back
from generator.reading.schema import validate

# What else a record says, its place and its turn, is how it was found.
_COMPARED = (
    "date", "technician", "findings", "told", "reason", "photos", "signed", "signature", "measurements", "materials",
)  # fmt: skip
# A record, and whether it was taken back.
Twin = tuple[Record, bool]


def with_gone(kept: Sequence[Record], added: Iterable[Record]) -> list[Twin]:
    """What is recorded and what is about to be, each with whether it was taken back."""
    gone = set(taken_back(kept).void.values())
    return [*((record, index in gone) for index, record in enumerate(kept)), *((record, False) for record in added)]


def twin_of(there: Iterable[Twin], report: VisitReport, work: DoneWork, place: Place) -> Twin | None:
    """The record of the same work; one that stands before one that does not."""
    others = {other.due for other in report.work if (other.task, other.asset) == (work.task, work.asset)} - {work.due}
    asset = place.asset.id if place.asset is not None else None
    fits = [
        (record, is_gone)
        for record, is_gone in there
        if record.record == "completed"
        and (record.customer, record.site, record.asset) == (place.customer.id, place.site.id, asset)
        and place.task.id in (record.task, *record.tasks)
        and record.rule in (None, work.rule)
        and (record.due == work.due or (record.date == report.date and record.due not in others))
    ]
    return min(fits, key=lambda fit: fit[1], default=None)


def twin_of_step(there: Iterable[Twin], report: VisitReport, work: DoneWork) -> Twin | None:
    """The record of the same step: of the same hour, or of the same day where somebody went along and tells it too."""
    hours = hours_of(work)
    fits = [
        (record, is_gone)
        for record, is_gone in there
        if record.incident is not None
        and record.incident.id == number_of(work)
        and _is_same(record, record.incident, report, hours)
    ]
    return min(fits, key=lambda fit: fit[1], default=None)


def _is_same(record: Record, told: Incident, report: VisitReport, hours: DoneForIncident) -> bool:
    if hours.arrived is not None and told.arrived is not None:
        is_along = record.technician not in (None, report.technician)
        return told.arrived == hours.arrived or (is_along and told.arrived.date() == hours.arrived.date())
    return hours.done is not None and told.done == hours.done


def differing(record: Record, entry: Mapping[str, Value]) -> list[str]:
    """The keys in which a record that stands there says something else than ``entry``."""
    meant, _ = validate(Record, as_read(entry), "")
    assert meant is not None, "what was handed on was read before"
    names = [name for name in _COMPARED if (getattr(record, name) or None) != (getattr(meant, name) or None)]
    if record.incident is None or meant.incident is None:
        return names
    said, told = record.incident, meant.incident
    return names + [
        f"incident.{key.name}" for key in fields(Incident) if getattr(said, key.name) != getattr(told, key.name)
    ]
