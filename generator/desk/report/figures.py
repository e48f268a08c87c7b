"""The rates by which the service is measured, each with what fell short; the metrics' pages tell how each is reckoned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.dates.ranges import DateRange
from generator.desk.report.gaps import gaps_of
from generator.desk.report.known import SCORES, Known
from generator.due.items import Occurrence
from generator.model.cases import Case
from generator.model.definition import ATTENDED, Placed
from generator.model.incidents import FIGURES, SATISFIED, FigureName
from generator.model.records import DoneAlong, DoneBefore, Record

Unit = Literal["percent", "score", "money"]


@dataclass(frozen=True, slots=True)
class Behind:
    """What fell short: an incident by its number, or work by customer, task and day; where that is recorded."""

    id: str
    place: Placed | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """``part`` of ``whole``: as a share, as a mean, or as a sum of so many."""

    name: FigureName
    part: float
    whole: int
    behind: tuple[Behind, ...] = ()
    unit: Unit = "percent"

    @property
    def value(self) -> float | None:
        """In per cent, in points or in money; None where there was nothing to reckon from."""
        if self.unit == "money":
            return self.part
        if not self.whole:
            return None
        return self.part / self.whole * (100 if self.unit == "percent" else 1)


def figures(known: Known, days: DateRange) -> list[Figure]:
    """Every figure of ``days``."""
    return [_RECKONED[name](known, days) for name in FIGURES]


def _cases(found: Iterable[Case]) -> tuple[Behind, ...]:
    return tuple(Behind(case.id, case.place) for case in found)


def _complaints(known: Known, days: DateRange) -> Figure:
    """Complaints received, of all services done: visits recorded, and complaints and repairs dealt with."""
    complaints = [case for case in known.received(days) if case.told.kind == "complaint"]
    return Figure("complaint_rate", len(complaints), len(_services(known, days)), _cases(complaints))


def _services(known: Known, days: DateRange) -> set[tuple[str, str, date]]:
    """Each site and day on which we did something there: several tasks of one visit are one service."""
    tasks = known.definitions.tasks
    visited = {
        (record.customer, record.site, record.date)
        for _, record in known.completed(days)
        for id_ in (record.task, *record.tasks)
        if id_ is not None and id_ in tasks and tasks[id_].channel == "onsite"
    }
    dealt_with = {
        (case.customer, case.site, case.told.done.date())
        for case in known.cases
        if case.told.kind != "enquiry" and case.told.done is not None and case.told.done.date() in days
    }
    return visited | dealt_with


def _omissions(known: Known, days: DateRange) -> Figure:
    """Incidents received of which a stage was left out, of all received."""
    received = known.received(days)
    left_out = [case for case in received if gaps_of(case, known)]
    return Figure("omission_rate", len(left_out), len(received), _cases(left_out))


def _asked(known: Known, days: DateRange) -> list[tuple[Behind, tuple[float, ...]]]:
    """The services of which customers were asked on ``days``, with the scores that they gave."""
    asked: list[tuple[Behind, tuple[float, ...]]] = []
    for place, record in known.completed(days):
        given = record.measurements or {}
        scores = tuple(given[name] for name in SCORES if name in given)
        if scores:
            asked.append((Behind(f"{record.customer} {record.date}", place), scores))
    for case in known.cases:
        step = next((r for r in reversed(case.records) if r.incident and r.incident.satisfaction), None)
        told = case.told.satisfaction
        if step is not None and step.date in days and told is not None and told.scores:
            asked.append((Behind(case.id, case.place), tuple(map(float, told.scores))))
    return asked


def _dissatisfied(known: Known, days: DateRange) -> Figure:
    """Services with a score below four, of those of which somebody was asked."""
    asked = _asked(known, days)
    unhappy = tuple(behind for behind, scores in asked if min(scores) < SATISFIED)
    return Figure("dissatisfaction_rate", len(unhappy), len(asked), unhappy)


def _satisfaction(known: Known, days: DateRange) -> Figure:
    """The mean of all scores that were given."""
    scores = [score for _, given in _asked(known, days) for score in given]
    return Figure("satisfaction", sum(scores), len(scores), unit="score")


def _promises(known: Known, days: DateRange) -> Figure:
    """Promises kept in time, of those whose time ran out on ``days``."""
    due, late = 0, []
    for case in known.cases:
        deadline, promise = known.deadline(case), known.definitions.promises.get(case.told.promise or "")
        if deadline is None or promise is None or deadline.last_day not in days or deadline.latest > known.now:
            continue
        due += 1
        arrived = case.arrivals[0].at if case.arrivals and promise.response.met_by == "arrived" else None
        met = arrived or case.first_done
        if met is None or not deadline.is_kept_by(met):
            late.append(case)
    return Figure("promises_kept", due - len(late), due, _cases(late))


def _on_time(known: Known, days: DateRange) -> Figure:
    """Arrivals within the grace of the agreed time, of those for which a time had been agreed."""
    grace = timedelta(minutes=known.definitions.company.incidents.grace)
    agreed = [
        (Behind(case.id, case.place), arrival.at, arrival.agreed)
        for case in known.cases
        for arrival in case.arrivals
        if arrival.agreed is not None and arrival.at.date() in days
    ]
    for cycle in known.cycles:
        done, override = cycle.closed, cycle.override
        if done is None or done.arrived is None or override is None or override.at is None or done.date not in days:
            continue
        agreed.append((_work(cycle), done.arrived, override.at))
    late = tuple(dict.fromkeys(behind for behind, arrived, at in agreed if abs(arrived - at) > grace))
    return Figure("on_time", len(agreed) - len(late), len(agreed), late)


def _work(cycle: Occurrence) -> Behind:
    item, due = cycle.item, cycle.due
    return Behind(
        " ".join(filter(None, (item.customer.id if item.customer else "", item.task.id, str(due and due.nominal))))
    )


def _in_window(known: Known, days: DateRange) -> Figure:
    """Visits and calls done before their time was over, of those done on ``days`` or whose time was over then."""
    done, late = 0, []
    for cycle in known.cycles:
        item = cycle.item
        if item.customer is None or item.task.channel not in ATTENDED or cycle.due is None or cycle.covered_by:
            continue
        if cycle.closed is not None:
            if (
                isinstance(cycle.closed, DoneAlong | DoneBefore)
                or cycle.closed.record != "completed"
                or cycle.closed.date not in days
            ):
                continue
            is_late = cycle.closed.date > cycle.deadline
        elif cycle.status in ("overdue", "missed") and cycle.deadline in days:
            is_late = True
        else:
            continue
        done += 1
        if is_late:
            late.append(_work(cycle))
    return Figure("in_window", done - len(late), done, tuple(late))


def _first_time(known: Known, days: DateRange) -> Figure:
    """Repairs that took one visit and did not come back, of those done on ``days`` for which somebody came."""
    repaired = [
        case
        for case in known.cases
        if case.told.kind == "repair"
        and case.arrivals
        and case.first_done is not None
        and case.first_done.date() in days
    ]
    again = [case for case in repaired if len(case.arrivals) > 1 or case.times_reopened]
    return Figure("first_time_fix", len(repaired) - len(again), len(repaired), _cases(again))


def _repeats(known: Known, days: DateRange) -> Figure:
    """Incidents that came back, of those that came back or were rechecked on ``days``."""
    back = [case for case in known.cases if _stepped(case, days, lambda record: _told(record, "reopened"))]
    rechecked = [case for case in known.cases if _stepped(case, days, lambda record: _told(record, "rechecked"))]
    looked_at = {case.id for case in (*back, *rechecked)}
    return Figure("repeat_rate", len(back), len(looked_at), _cases(back))


def _told(record: Record, name: Literal["reopened", "rechecked"]) -> date | None:
    told = record.incident
    return None if told is None else told.reopened if name == "reopened" else told.rechecked


def _stepped(case: Case, days: DateRange, day_of: Callable[[Record], date | None]) -> bool:
    return any(day_of(record) in days for record in case.records)


def _warranty(known: Known, days: DateRange) -> Figure:
    """What we bore on ``days`` for incidents whose warranty ran when they were reported."""
    borne: dict[str, float] = {}
    for case in known.cases:
        if known.is_under_warranty(case):
            costs = [
                cost
                for record in case.records
                if record.date in days and record.incident
                for cost in record.incident.cost
            ]
            if amount := sum(cost.amount for cost in costs if cost.by == "company"):
                borne[case.id] = amount
    behind = tuple(Behind(case.id, case.place) for case in known.cases if case.id in borne)
    return Figure("warranty_cost", sum(borne.values()), len(borne), behind, "money")


_RECKONED: Mapping[FigureName, Callable[[Known, DateRange], Figure]] = {
    "complaint_rate": _complaints,
    "omission_rate": _omissions,
    "dissatisfaction_rate": _dissatisfied,
    "satisfaction": _satisfaction,
    "promises_kept": _promises,
    "on_time": _on_time,
    "in_window": _in_window,
    "first_time_fix": _first_time,
    "repeat_rate": _repeats,
    "warranty_cost": _warranty,
}
