"""What was handed on of an incident, as a step of it: told of one that is known, and only while it is open."""

from __future__ import annotations

from collections.abc import Mapping

from generator.desk.edits import Value
from generator.desk.handed import Handed
from generator.desk.incidents import Step
from generator.due.incidents import INCIDENT
from generator.model.cases import cases
from generator.model.handedon import DoneForIncident, DoneWork, VisitReport
from generator.model.schedules import Schedules
from generator.text.positions import Keys
from generator.text.problems import Problems, alike


def is_incident(work: DoneWork) -> bool:
    """Whether it was done for an incident: then it is a step of that, and no cycle's end."""
    return work.task.startswith(INCIDENT)


def number_of(work: DoneWork) -> str:
    """The incident's number."""
    return work.task.removeprefix(INCIDENT)


def hours_of(work: DoneWork) -> DoneForIncident:
    """What the work tells of its incident alone; nothing is recorded where that has no hour."""
    return work.incident or DoneForIncident()


def doubts_of_step(handed: Handed, work: DoneWork, schedules: Schedules, at: Keys) -> Problems:
    """An incident that nobody reported, or whose report was taken back; one that is done has an hour, and no other."""
    number, known = number_of(work), [case.id for case in cases(schedules)]
    if number not in known:
        was_known = any(record.incident is not None and record.incident.id == number for _, record in schedules.records)
        code = "handed_incident_void" if was_known else "handed_incident_unknown"
        yield handed.problem(code, (*at, "task"), {"found": number, "nearest": alike(number, known)})
    if work.done != (hours_of(work).done is not None):
        yield handed.problem("handed_hours", (*at, "done"), {"found": number})


def step_of(report: VisitReport, work: DoneWork, asset: str | None, *, first: bool) -> Step:
    """The step that ``work`` tells, on the day of its last hour; what is of the whole visit stands in its ``first``."""
    hours = hours_of(work)
    moments = [moment for moment in (hours.arrived, hours.done) if moment is not None]
    told: dict[str, Value | None] = {
        "arrived": f"{hours.arrived:%Y-%m-%d %H:%M}" if hours.arrived is not None else None,
        "done": f"{hours.done:%Y-%m-%d %H:%M}" if hours.done is not None else None,
        "cause": hours.cause,
        "photos": list(report.photos) or None if first else None,
        "cost": {"amount": _whole(hours.cost.amount), "by": hours.cost.by} if hours.cost is not None else None,
    }
    notes: dict[str, Value | None] = {
        "findings": _on_one_line(work.findings),
        "told": _on_one_line(work.told),
        "reason": None if work.done else _on_one_line(work.reason),
        "measurements": written(work.measurements) or None,
        "materials": written(work.materials) or None,
        "signed": report.signed if first else None,
        "signature": report.signature if first else None,
    }
    return Step(
        id=number_of(work),
        on=max([report.date, *(moment.date() for moment in moments)]),
        told={name: value for name, value in told.items() if value is not None},
        asset=asset,
        technician=report.technician,
        notes={name: value for name, value in notes.items() if value is not None},
    )


def written(amounts: Mapping[str, float]) -> dict[str, Value]:
    """Whole numbers without a point."""
    return {name: _whole(value) for name, value in amounts.items()}


def _whole(value: float) -> int | float:
    return int(value) if float(value).is_integer() else float(value)


def _on_one_line(text: str | None) -> str | None:
    return " ".join(text.split()) if text else None
