"""The four "none left out": each incident is recorded, dealt with, rechecked and fed back; what lacks is a gap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.dates.intervals import ONE_DAY, add
from generator.desk.report.known import Known
from generator.model.cases import Case

Stage = Literal["recorded", "handled", "rechecked", "fed_back"]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stage of an incident that was left out, and the day by which it should have been."""

    case: Case
    stage: Stage
    since: date


def gaps_of(case: Case, known: Known) -> list[Gap]:
    """What was left out of an incident, as known.

    It is recorded by the next working day, and dealt with while its promise runs (without one while a backlog may take);
    what is done is rechecked and fed back within ``incidents.close``. What is still in time is no gap, nor is what an
    enquiry needs not: who was answered needs no recheck and has heard the answer.
    """
    return [
        Gap(case, stage, since)
        for stage, since, is_there in _stages(case, known)
        if not is_there and since < known.as_of
    ]


def _stages(case: Case, known: Known) -> list[tuple[Stage, date, bool]]:
    """Each stage with the last day for it, and whether it is there; of what was recorded late, that it was."""
    told = case.told
    next_day = known.workdays_after(case.received.date(), 1, case)
    stages: list[tuple[Stage, date, bool]] = [
        ("recorded", next_day, case.records[0].date <= next_day),
        ("handled", _handled_by(case, known), told.done is not None),
    ]
    if told.kind == "enquiry" or told.done is None:
        return stages
    close = known.workdays_after(told.done.date(), known.definitions.company.incidents.close, case)
    return [*stages, ("rechecked", close, told.rechecked is not None), ("fed_back", close, told.fed_back is not None)]


def _handled_by(case: Case, known: Known) -> date:
    """The last day on which it is in time; what somebody came for in time may take as long again."""
    deadline = known.deadline(case)
    start = case.arrivals[-1].at.date() + ONE_DAY if case.arrivals else case.received.date()
    backlog = add(start, known.definitions.company.planning.backlog) or date.max
    return backlog if deadline is None or case.arrivals else deadline.last_day
