"""How one date came about, a sentence for each step: the reckoning, the records, how it stands, the visit."""

from __future__ import annotations

from datetime import date

from generator.dates.seasons import forth
from generator.due.incidents import IncidentTask
from generator.due.items import Occurrence
from generator.due.terms import DueDate
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.records import DoneAlong, fixed_day
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.telling import reckoning
from generator.telling.incidents import reported
from generator.telling.rules import anchor_words, task_name
from generator.telling.visited import visited
from generator.text.words import Words
from generator.visits.visit import Visit


def explain(
    occurrence: Occurrence, visit: Visit | None, definitions: Definitions, schedules: Schedules, words: Words
) -> list[str]:
    """Each step from the anchor to the planned day, a sentence each, in the order of evaluation."""
    due = occurrence.due
    if due is None:
        assert occurrence.waiting_for is not None, "what has no date waits for one"
        return [words.say("explain_waiting", name=anchor_words(occurrence.waiting_for, words))]
    task = occurrence.item.task
    sentences = [
        *(reported(task, words) if isinstance(task, IncidentTask) else _reckoned(occurrence, due, definitions, words)),
        _window(task, due, words),
        _override(occurrence, words),
        _closed(occurrence, definitions, words),
        _status(occurrence, due, words),
        _expiry(occurrence, due, words),
        *(visited(occurrence, due, visit, definitions, schedules, words) if visit is not None else ()),
        _reliance(occurrence, due, visit, definitions, words),
    ]
    return [sentence for sentence in sentences if sentence]


def _reckoned(occurrence: Occurrence, due: DueDate, definitions: Definitions, words: Words) -> list[str]:
    """From the anchor to the day on which it is due."""
    return [
        reckoning.revision(due, words),
        reckoning.nominal(due, definitions, words),
        reckoning.lifted(due, words),
        reckoning.clamp(due, words),
        reckoning.season(due, definitions, words),
        reckoning.end(due, words),
        reckoning.latest(due, definitions, words),
        reckoning.adjusted(occurrence, due, definitions, words),
    ]


def _window(task: Task, due: DueDate, words: Words) -> str:
    """From when to when it is in time; of an incident of which nothing was promised, how long it may wait."""
    is_promised = not isinstance(task, IncidentTask) or task.promise is not None
    key = "explain_window" if is_promised else "explain_unpromised"
    return words.say(key, start=due.window.start, last=due.window.last)


def _override(occurrence: Occurrence, words: Words) -> str:
    record, day = occurrence.override, fixed_day(occurrence.override)
    if record is None or day is None:
        return ""
    if record.at is not None and record.incident is not None and record.incident.arrived is not None:
        return words.say("explain_still_there", at=f"{record.at:%Y-%m-%d %H:%M}")
    if record.at is not None:
        return words.say("explain_agreed", date=record.date, at=f"{record.at:%Y-%m-%d %H:%M}")
    return words.say("explain_rescheduled", date=record.date, day=day)


def _closed(occurrence: Occurrence, definitions: Definitions, words: Words) -> str:
    record = occurrence.closed
    if record is None:
        return ""
    if isinstance(record, DoneAlong):
        names = [task_name(id_, definitions, words) for id_ in (record.by.task, *record.by.tasks) if id_ is not None]
        return words.say("explain_done_along", date=record.date, tasks=words.listed(names))
    if record.record == "completed":
        return words.say("explain_done", date=record.date)
    return words.say("explain_skipped", date=record.date, reason=(record.reason or "").rstrip("。. "))


def _status(occurrence: Occurrence, due: DueDate, words: Words) -> str:
    if occurrence.status == "overdue":
        return words.say("explain_overdue", deadline=occurrence.deadline)
    if occurrence.status == "ended":
        return words.say("explain_ended", until=occurrence.item.served.until)
    if occurrence.status == "paused":
        return words["explain_paused"]
    if occurrence.status == "missed":
        return words["explain_missed"]
    if occurrence.expected and due.base_kind != "expected":
        return words["explain_expected"]
    return ""


def _expiry(occurrence: Occurrence, due: DueDate, words: Words) -> str:
    """Until when work that is late is worth doing, where its rule says so."""
    if due.terms.expires is None or occurrence.status not in ("overdue", "missed"):
        return ""
    key = "explain_expires" if occurrence.status == "overdue" else "explain_expired"
    return words.say(key, last=forth(due.window.last, due.terms.expires))


def _reliance(occurrence: Occurrence, due: DueDate, visit: Visit | None, definitions: Definitions, words: Words) -> str:
    """A date that rests on a year whose holidays are not official says so."""
    depends = due.terms.adjust != "none" or (visit is not None and visit.channel in ATTENDED)
    days: list[date] = [due.day, visit.day] if visit is not None else [due.day]
    calendar = definitions.workdays_in(occurrence.item.region)
    years = sorted({day.year for day in days if calendar.awaits_notice(day.year)})
    if not depends or not years:
        return ""
    return words.say("explain_provisional", years=words.listed(map(str, years)))
