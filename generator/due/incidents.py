"""Incidents as what falls due: each is one cycle for every time that somebody has to come or to call, until it is done.

The first one is due from the report to the end of its promise; where somebody was there and could not finish, the next is
due from the day after, and as long again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from generator.dates.intervals import ONE_DAY, Interval, add
from generator.dates.ranges import DateRange
from generator.due.items import Item, Occurrence, Status
from generator.due.promised import Deadline, deadline_of
from generator.due.terms import NOTHING, DueDate, Terms
from generator.model.anchors import FixedDate
from generator.model.cases import Case, cases
from generator.model.definition import LocalText, Statement
from generator.model.definitions import Definitions
from generator.model.handbook import Fault
from generator.model.people import Asset, Customer, Site
from generator.model.products import Promise
from generator.model.records import Record
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.tasks import Effort, Task, WorkTime

# Before the number of an incident, where others have the id of a task.
INCIDENT = "incident/"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTask(Task):
    """What is done for an incident, as a task. ``deadline`` is the end of its promise, ``guide`` the page that helps."""

    case: Case
    promise: Promise | None = None
    deadline: Deadline | None = None
    guide: tuple[str, str] = ("", "")


@dataclass(slots=True)
class _Turn:
    """One time that somebody has to come: from which day on, until when, and how it ended."""

    nominal: date
    closed: Record | None = None
    agreed: Record | None = None


def incident_cycles(definitions: Definitions, schedules: Schedules, as_of: date) -> list[Occurrence]:
    """What incidents bring, as known on ``as_of``, by the moment of the report; nobody goes to strangers."""
    if not any(record.record == "incident" for _, record in schedules.records):
        return []
    places = {
        (customer.id, site.id): (customer, site) for customer in schedules.customers.values() for site in customer.sites
    }
    skills = skills_asked(definitions)
    listed = []
    for case in cases(schedules, as_of):
        customer, site = places.get((case.customer, case.site), (None, None))
        if customer is None or site is None:
            continue
        task = incident_task(case, site, definitions, skills)
        item = Item(customer, site, _asset(case, site), task, "main")
        until = served_until(customer, site, item.asset)
        known = [turn for turn in _turns(case, as_of) if not _was_a_word(case, turn)]
        turns = [turn for turn in known if not _is_over(turn, until, as_of)]
        listed += [_cycle(item, task, number, turn, definitions, as_of) for number, turn in enumerate(turns, 1)]
    return listed


def _was_a_word(case: Case, turn: _Turn) -> bool:
    """True for what was answered when it was asked: nobody had to call back."""
    return case.needs == "phone" and turn.closed is not None and turn.closed.date == turn.nominal


def served_until(customer: Customer, site: Site, asset: Asset | None) -> date:
    """The last day on which somebody comes there; the last of all days where the service has no end."""
    spans = (customer.service, site.service, *(() if asset is None else (asset.service,)))
    return min(span.until or date.max for span in spans)


def _is_over(turn: _Turn, until: date, as_of: date) -> bool:
    """True where nobody comes any more: the service has ended, or ends before the day that was agreed."""
    agreed = turn.agreed.at.date() if turn.agreed is not None and turn.agreed.at is not None else date.min
    return turn.closed is None and until < max(turn.nominal, agreed, as_of)


def _asset(case: Case, site: Site) -> Asset | None:
    """The asset that the first record names: what is found out later gives the visit no other name."""
    named = case.records[0].asset
    return next((asset for asset in site.assets if asset.id == named), None)


def _turns(case: Case, as_of: date) -> Iterator[_Turn]:
    """The times that somebody has or had to come, in their order; at most the last one is open.

    Whoever came on ``as_of`` may still be at work: until that day is over, or a step says how it went, it is no visit made,
    and no further one is due.
    """
    there = _who_is_there(case, as_of)
    turn: _Turn | None = _Turn(case.received.date())
    last = turn.nominal - ONE_DAY if turn is not None else date.min
    arrived: date | None = None
    for record in case.records:
        told = record.incident
        assert told is not None, "a case is made of records of incidents"
        if told.reopened is not None and turn is None:
            turn = _Turn(max(told.reopened, last + ONE_DAY))
        if told.agreed is not None and turn is not None:
            turn.agreed = replace(record, record="appointment", at=told.agreed)
        if told.arrived is not None:
            here = turn or _Turn(max(told.arrived.date(), last + ONE_DAY))
            if record is there:
                turn = here
                turn.agreed = replace(record, record="appointment", at=told.arrived)
                continue
            here.closed, arrived, last = _done(record, told.arrived), told.arrived.date(), here.nominal
            yield here
            turn = _Turn(max(arrived, last) + ONE_DAY)
        if told.done is not None and turn is not None:
            if told.done.date() != arrived:  # else it was finished on the visit that was told already
                turn.closed = _done(record, told.done)
                last = turn.nominal
                yield turn
            turn = None
    if turn is not None:
        yield turn


def _who_is_there(case: Case, as_of: date) -> Record | None:
    """The record of who came for ``case`` on ``as_of`` and has not finished."""
    stages = [record for record in case.records if (told := record.incident) and (told.arrived or told.reopened)]
    told = stages[-1].incident if stages and case.is_open else None
    return stages[-1] if told is not None and told.arrived is not None and told.arrived.date() == as_of else None


def _done(record: Record, moment: datetime) -> Record:
    return replace(record, record="completed", date=moment.date())


def _cycle(
    item: Item, task: IncidentTask, number: int, turn: _Turn, definitions: Definitions, as_of: date
) -> Occurrence:
    last = _last_day(item, task, number, turn.nominal, definitions)
    if item.customer is not None and item.site is not None and turn.closed is None:
        last = min(last, served_until(item.customer, item.site, item.asset))
    terms = Terms(0, turn.nominal, FixedDate(turn.nominal), NOTHING, None)
    window = DateRange.inclusive(turn.nominal, last)
    due = DueDate(number, number, terms, turn.nominal, turn.nominal, window, turn.nominal)
    agreed = turn.agreed
    if agreed is not None and agreed.minutes is None:
        agreed = replace(agreed, minutes=item.minutes)
    status: Status = "done" if turn.closed else "overdue" if last < as_of else "due"
    return Occurrence(item, due, status, closed=turn.closed, override=agreed)


def _last_day(item: Item, task: IncidentTask, number: int, nominal: date, definitions: Definitions) -> date:
    """The last day of the promise, for a further visit counted anew; without one as long as a backlog may take."""
    if task.promise is None or task.deadline is None:
        return add(nominal, definitions.company.planning.backlog) or date.max
    if number == 1:
        return task.deadline.last_day
    again = datetime(nominal.year, nominal.month, nominal.day)
    return max(
        task.deadline.last_day,
        deadline_of(task.promise, again, definitions.workdays_in(item.region), definitions.company.zone).last_day,
    )


def incident_task(
    case: Case, site: Site, definitions: Definitions, skills: Mapping[str, tuple[str, ...]]
) -> IncidentTask:
    """What is done for ``case`` at ``site``, as a task; ``skills`` are those that its product asks for."""
    told = case.told
    promise = definitions.promises.get(told.promise or "")
    fault = definitions.entries.get("fault", {}).get(told.fault or "")
    name, guide = _called(case, definitions)
    said = (Statement(zh=told.says, en=told.says),) if told.says is not None else ()
    minutes = next((record.minutes for record in reversed(case.records) if record.minutes), None)
    return IncidentTask(
        id=f"{INCIDENT}{case.id}",
        name=name,
        summary=promise.summary if promise is not None else name,
        channel="phone" if case.needs == "phone" else "onsite",
        urgency="safety" if isinstance(fault, Fault) and fault.urgency == "now" else "usual",
        schedule=(Rule(grade="P", merge=False, interval=Interval(months=1)),),
        work=Effort(
            skills=skills.get(case.product or "", ()),
            duration=WorkTime(fixed=minutes or definitions.company.incidents.duration),
            grade="P",
        ),
        prepare=promise.meanwhile if promise is not None else (),
        steps=said,
        passes=(),
        case=case,
        promise=promise,
        deadline=deadline_of(promise, case.received, definitions.workdays_in(site.region), definitions.company.zone)
        if promise
        else None,
        guide=guide,
    )


def _called(case: Case, definitions: Definitions) -> tuple[LocalText, tuple[str, str]]:
    """What an incident is called, and the kind and id of the page that helps: its fault, promise or product."""
    named = (("fault", case.told.fault), ("promise", case.told.promise), ("product", case.product))
    for kind, id_ in named:
        definition = definitions.linked(kind).get(id_ or "")
        if definition is not None:
            return definition.name, (kind, definition.id)
    return LocalText(zh=case.id, en=case.id), ("", "")


def skills_asked(definitions: Definitions) -> Mapping[str, tuple[str, ...]]:
    """By product: what most of its visits take, for whoever can do those can see to it."""
    asked = {
        id_: Counter(task.work.skills for task in definitions.tasks_of(id_) if task.channel == "onsite")
        for id_ in definitions.products
    }
    return {id_: min(counts, key=lambda skills: (-counts[skills], skills)) for id_, counts in asked.items() if counts}
