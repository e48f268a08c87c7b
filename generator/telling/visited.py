"""When a visit is planned and for whom, in words: what the site asks, who goes, the way, and who steps in."""

from __future__ import annotations

from collections.abc import Iterator

from generator.due.items import Occurrence
from generator.due.terms import DueDate
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.telling.amounts import interval_words, minutes_words
from generator.telling.crews import reason_words
from generator.telling.days import day_words
from generator.telling.hours import condition_words, visiting_words, weekdays_words
from generator.telling.rules import task_name
from generator.text.words import Words
from generator.visits.swaps import away_on
from generator.visits.visit import Visit


def visited(
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
    sentences = [_shared(occurrence, visit, definitions, words)]
    sentences += _asked(occurrence, visit, words)
    if occurrence.status == "overdue" and visit.appointment is None and occurrence.covered_by is None:
        backlog = interval_words(definitions.company.planning.backlog, words)
        sentences.append(words.say(f"explain_backlog_{occurrence.item.task.urgency}", backlog=backlog))
    if visit.day != due.day:
        sentences.append(words.say("explain_planned", day=day_words(visit.day, words)))
    sentences += _assigned(visit, definitions, schedules, words)
    sentences.append(_swapped(visit, schedules, words))
    if visit.reason:
        key = "explain_short" if visit.technician else "explain_unassigned"
        sentences.append(words.say(key, reason=reason_words(visit, words)))
    if visit.unconfirmed:
        sentences.append(_unconfirmed(visit, definitions, words))
    return sentences


def _shared(occurrence: Occurrence, visit: Visit, definitions: Definitions, words: Words) -> str:
    """With what it shares the visit, or what does it as well; nothing of what is visited by itself."""
    if occurrence.covered_by is not None:
        if occurrence.covered_by.startswith(f"{occurrence.item.key}|"):
            return words["explain_next_time"]
        larger = occurrence.covered_by.split("|")[3].partition(":")[0]
        return words.say("explain_covered", name=task_name(larger, definitions, words))
    task = occurrence.item.task
    names = sorted({o.item.task.name.of(words.language) for o in visit.occurrences if o.item.task is not task})
    return words.say("explain_shared", tasks=words.listed(names)) if names else ""


def _asked(occurrence: Occurrence, visit: Visit, words: Words) -> Iterator[str]:
    """What the site and the work ask of the day and the hour."""
    if visit.channel != "onsite":
        return
    visiting, preferred = (
        visiting_words(visit.site.visiting, words),
        weekdays_words(visit.site.preferred_weekdays, words),
    )
    if visiting:
        yield words.say("explain_visiting", hours=visiting)
    if preferred:
        yield words.say("explain_preferred", weekdays=preferred)
    conditions = condition_words([occurrence.item.task], words)
    if conditions:
        yield words.say("explain_conditions", conditions=words.listed(conditions, by="semicolon"))


def _assigned(visit: Visit, definitions: Definitions, schedules: Schedules, words: Words) -> Iterator[str]:
    """Who goes, with whom, and the way there; nothing of a visit that nobody is found for."""
    if not visit.technician:
        return
    yield _together(visit, schedules, words)
    key = "explain_assigned_preferred" if visit.site.technician == visit.technician else "explain_assigned"
    yield words.say(key, name=_name(visit.technician, schedules))
    yield _travel(visit, definitions, words)


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
