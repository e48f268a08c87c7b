"""The visits that come, as their customer reads them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.definition import Channel
from generator.private.agreed import Standing, agreed_time, standing_of
from generator.private.once import once
from generator.private.otherdays import OtherDays, offered
from generator.private.reader import Reader
from generator.private.texts import Texts, standing_words
from generator.private.work import Work, reference_of, work_of
from generator.telling.amounts import minutes_words
from generator.telling.days import month_words, spoken_day, until_words, weekday_words
from generator.visits.visit import Visit

# So many visits are told in full; the page's head names so many tasks.
_IN_FULL, _NAMED = 3, 3


@dataclass(frozen=True, slots=True)
class VisitLine:
    """When a visit is and what for. ``time`` is empty unless it was agreed, ``site`` unless the customer has several."""

    day: date
    spoken: str
    month: str
    weekday: str
    until: str
    time: str
    channel: Channel
    names: str
    site: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class VisitTask:
    """One task of a visit, with the public page that tells how it is done."""

    name: str
    assets: str
    summary: str
    guide: str


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A visit in full: ``prepare`` is what the customer does before, ``hint`` how certain its day is.

    ``other`` offers other days; ``once`` is the address of a calendar file of this visit alone, empty where it is past.
    """

    line: VisitLine
    tasks: tuple[VisitTask, ...]
    prepare: tuple[str, ...]
    hint: str
    minutes: str
    state: Standing
    other: OtherDays | None
    reference: str
    once: str


@dataclass(frozen=True, slots=True)
class Hero:
    """The next visit as the page's head tells it, with the first of its tasks."""

    line: VisitLine
    names: str


def hero_of(coming: Sequence[Visit], reader: Reader, *, several: bool) -> Hero | None:
    """The next time that somebody comes, else whatever comes next."""
    coming = [visit for visit in coming if not visit.unconfirmed]
    visit = next((visit for visit in coming if visit.channel == "onsite"), coming[0] if coming else None)
    if visit is None:
        return None
    names = reader.all(work.task.name for work in work_of(visit))
    more = reader.words["my_and_more"] if len(names) > _NAMED else ""
    return Hero(visit_line(visit, reader, several=several), reader.words.listed(names[:_NAMED]) + more)


def visit_line(visit: Visit, reader: Reader, *, several: bool) -> VisitLine:
    """A visit in one line."""
    day = visit.day
    return VisitLine(
        day=day,
        spoken=spoken_day(day, reader.words, reader.as_of),
        month=month_words(day, reader.words),
        weekday=weekday_words(day, reader.words),
        until=until_words(day, reader.words, reader.as_of),
        time=agreed_time(visit),
        channel=visit.channel,
        names=reader.words.listed(reader.all(work.task.name for work in work_of(visit))),
        site=visit.site.name if several else "",
        provisional=reader.is_provisional(visit),
    )


def visit_card(visit: Visit, texts: Texts, reader: Reader, *, several: bool) -> VisitCard:
    """A visit in full."""
    work = work_of(visit)
    own = visit.channel in ("onsite", "customer")  # what precedes a call or a notice is staff's own work
    return VisitCard(
        line=visit_line(visit, reader, several=several),
        tasks=tuple(_task(part, reader) for part in work),
        prepare=reader.all(line for part in work for line in part.task.prepare) if own else (),
        hint=reader.words.listed(_hints(visit, reader), by="sentence_gap"),
        minutes=minutes_words(visit.minutes, reader.words) if visit.channel in ("onsite", "phone") else "",
        state=standing_of(visit),
        other=offered(visit, reader),
        reference=reference_of(visit),
        once=once(visit, texts, reader) if visit.day >= reader.as_of else "",
    )


def in_full(coming: Sequence[Visit]) -> list[Visit]:
    """The next visits that have something new to tell, then what is not yet confirmed.

    What customers do themselves every month is told once.
    """
    told: set[str] = set()
    chosen: list[Visit] = []
    for visit in coming:
        tasks = {occurrence.item.task.id for occurrence in visit.occurrences}
        if not visit.unconfirmed and (visit.channel == "onsite" or not tasks <= told):
            chosen.append(visit)
            told |= tasks
        if len(chosen) == _IN_FULL:
            break
    return chosen + [visit for visit in coming if visit.unconfirmed]


def _task(work: Work, reader: Reader) -> VisitTask:
    task = work.task
    return VisitTask(
        name=task.name.of(reader.language),
        assets=reader.words.listed(work.assets),
        summary=task.summary.of(reader.language),
        guide=reader.guide(task),
    )


def _hints(visit: Visit, reader: Reader) -> Iterator[str]:
    """How it stands, in which window a planned one may be arranged, and that its year's holidays are not official."""
    words, window = reader.words, visit.window
    yield standing_words(visit, reader)
    if visit.channel == "onsite" and standing_of(visit) == "planned" and window.start != window.last:
        yield words.say("my_window", window=reader.span(window))
    if reader.is_provisional(visit):
        yield words["feed_provisional"]
