"""How one date came about, a sentence for each step: the reckoning, the records, how it stands, the visit."""

from __future__ import annotations

from datetime import date

from generator.dates.seasons import forth
from generator.due.items import Occurrence
from generator.due.terms import DueDate
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.telling import reckoning
from generator.telling.amounts import minutes_words
from generator.telling.crews import reason_words
from generator.telling.days import day_words
from generator.telling.hours import visiting_words
from generator.telling.rules import anchor_words
from generator.text.words import Words
from generator.visits.swaps import away_on
from generator.visits.visit import Visit


def explain(
    occurrence: Occurrence, visit: Visit | None, definitions: Definitions, schedules: Schedules, words: Words
) -> list[str]:
    """Each step from the anchor to the planned day, a sentence each, in the order of evaluation."""
    due = occurrence.due
    if due is None:
        assert occurrence.waiting_for is not None, "what has no date waits for one"
        return [words.say("explain_waiting", name=anchor_words(occurrence.waiting_for, words))]
    sentences = [
        reckoning.revision(due, words),
        reckoning.nominal(due, definitions, words),
        reckoning.lifted(due, words),
        reckoning.clamp(due, words),
        reckoning.season(due, definitions, words),
        reckoning.end(due, words),
        reckoning.latest(due, definitions, words),
        reckoning.adjusted(occurrence, due, definitions, words),
        words.say("explain_window", start=due.window.start, last=due.window.last),
        _override(occurrence, words),
        _closed(occurrence, words),
        _status(occurrence, due, words),
        _expiry(occurrence, due, words),
        *(_visit(occurrence, due, visit, definitions, schedules, words) if visit is not None else ()),
        _reliance(occurrence, due, visit, definitions, words),
    ]
    return [sentence for sentence in sentences if sentence]


def _override(occurrence: Occurrence, words: Words) -> str:
    record, day = occurrence.override, fixed_day(occurrence.override)
    if record is None or day is None:
        return ""
    if record.at is not None:
        return words.say("explain_agreed", date=record.date, at=f"{record.at:%Y-%m-%d %H:%M}")
    return words.say("explain_rescheduled", date=record.date, day=day)


def _closed(occurrence: Occurrence, words: Words) -> str:
    record = occurrence.closed
    if record is None:
        return ""
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


def _visit(
    occurrence: Occurrence,
    due: DueDate,
    visit: Visit,
    definitions: Definitions,
    schedules: Schedules,
    words: Words,
) -> list[str]:
    """What else is done on the visit, when it is planned, and for whom."""
    if occurrence.closed is not None:
        return []
    sentences = []
    task = occurrence.item.task
    names = sorted({o.item.task.name.of(words.language) for o in visit.occurrences if o.item.task is not task})
    if names:
        sentences.append(words.say("explain_shared", tasks=words.listed(names)))
    visiting = visiting_words(visit.site.visiting, words) if visit.channel == "onsite" else ""
    if visiting:
        sentences.append(words.say("explain_visiting", hours=visiting))
    if visit.day != due.day:
        sentences.append(words.say("explain_planned", day=day_words(visit.day, words)))
    if visit.technician:
        sentences.append(_together(visit, schedules, words))
        key = "explain_assigned_preferred" if visit.site.technician == visit.technician else "explain_assigned"
        sentences.append(words.say(key, name=_name(visit.technician, schedules)))
        sentences.append(_travel(visit, definitions, words))
    sentences.append(_swapped(visit, schedules, words))
    if visit.reason:
        key = "explain_short" if visit.technician else "explain_unassigned"
        sentences.append(words.say(key, reason=reason_words(visit, words)))
    if visit.unconfirmed:
        sentences.append(_unconfirmed(visit, definitions, words))
    return sentences


def _together(visit: Visit, schedules: Schedules, words: Words) -> str:
    """Who goes along, and how long each of them is there; nothing of one who goes alone."""
    if not visit.others:
        return ""
    names = [
        words.say("explain_there", name=_name(id_, schedules), time=minutes_words(part.minutes, words))
        for id_, part in zip(visit.technicians, visit.parts, strict=False)
    ]
    return words.say("explain_together", people=visit.people, names=words.listed(names))


def _swapped(visit: Visit, schedules: Schedules, words: Words) -> str:
    """For whom it was told, and what becomes of it as they are away; nothing where everybody is there."""
    old = visit.swapped
    if old is None:
        return ""
    names = words.listed(_name(id_, schedules) for id_ in away_on(schedules.technicians, old))
    key = "explain_swap_open" if visit.reason else "explain_swap_person" if visit.day == old.day else "explain_swap_day"
    return words.say(key, name=names, day=day_words(old.day, words))


def _travel(visit: Visit, definitions: Definitions, words: Words) -> str:
    """The way between the sites of that day; nothing where there is one site, or no way is counted."""
    if visit.sites == 1:
        return ""
    travel = minutes_words(definitions.company.planning.travel, words)
    return words.say("explain_travel", sites=visit.sites, travel=travel)


def _name(id_: str, schedules: Schedules) -> str:
    technician = schedules.technicians.get(id_)
    return technician.name if technician is not None else id_


def _unconfirmed(visit: Visit, definitions: Definitions, words: Words) -> str:
    """That nothing is recorded of a day that has passed, and at what pace the visit moves on."""
    if visit.appointment is not None:
        return words.say("explain_unconfirmed_agreed", day=day_words(visit.day, words))
    until = definitions.workdays_in(visit.site.region).add_workdays(visit.day, definitions.company.planning.unconfirmed)
    return words.say("explain_unconfirmed", day=day_words(visit.day, words), until=day_words(until, words))


def _reliance(occurrence: Occurrence, due: DueDate, visit: Visit | None, definitions: Definitions, words: Words) -> str:
    """A date that rests on a year whose holidays are not official says so."""
    depends = due.terms.adjust != "none" or (visit is not None and visit.channel in ATTENDED)
    days: list[date] = [due.day, visit.day] if visit is not None else [due.day]
    calendar = definitions.workdays_in(occurrence.item.region)
    years = sorted({day.year for day in days if calendar.awaits_notice(day.year)})
    if not depends or not years:
        return ""
    return words.say("explain_provisional", years=", ".join(map(str, years)))
