"""What a customer is told before a visit, as a text to paste into WeChat or a short message; and who was not told yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.dates.ranges import DateRange
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.private.agreed import agreed_time, there_since
from generator.private.reader import Reader
from generator.private.texts import standing_words
from generator.private.work import Work, work_of
from generator.telling.amounts import minutes_words
from generator.telling.days import spoken_day
from generator.telling.incidents import task_told
from generator.text.words import Book
from generator.visits.visit import Visit

# By a visit's UID, the day of which its customer was told last.
Told = Mapping[str, date]


@dataclass(frozen=True, slots=True)
class Notice:
    """What one customer is to be told; ``is_told``: of all of it, on these days."""

    customer: Customer
    visits: tuple[Visit, ...]
    text: str
    is_told: bool


def notices(
    visits: Iterable[Visit], as_of: date, days: int, definitions: Definitions, book: Book, told: Told
) -> list[Notice]:
    """A text for each customer with a visit, a call or a reminder within so many days, in their language, by the first day.

    Where some of it was told already, the text is about the rest; what was told for another day says so. What nobody
    can do yet is promised to no one: it is among ``not_promised``.
    """
    by_customer: dict[str, list[Visit]] = defaultdict(list)
    for visit in _ahead(visits, as_of, days):
        if not visit.reason:
            by_customer[visit.customer.id].append(visit)
    return [_notice(mine, as_of, definitions, book, told) for mine in by_customer.values()]


def not_promised(visits: Iterable[Visit], as_of: date, days: int) -> list[Visit]:
    """What is planned within so many days and cannot be told, as not everybody is found whom it takes, by day."""
    return [visit for visit in _ahead(visits, as_of, days) if visit.reason]


def _ahead(visits: Iterable[Visit], as_of: date, days: int) -> Iterator[Visit]:
    """What is to come within so many days, by day and hour."""
    ahead = DateRange.inclusive(as_of, as_of + timedelta(days=days))
    for visit in sorted(visits, key=lambda visit: (visit.day, agreed_time(visit) or "99", visit.uid)):
        is_to_come = visit.is_open and not visit.unconfirmed and there_since(visit) is None
        if is_to_come and visit.day in ahead:
            yield visit


def _notice(mine: Sequence[Visit], as_of: date, definitions: Definitions, book: Book, told: Told) -> Notice:
    customer, company = mine[0].customer, definitions.company
    reader = Reader(book[customer.locale or company.locales[0]], as_of, company, definitions.workdays_in)
    untold = tuple(visit for visit in mine if told.get(visit.uid) != visit.day)
    return Notice(customer, untold or tuple(mine), notice_text(untold or mine, reader, told), not untold)


def notice_text(visits: Sequence[Visit], reader: Reader, told: Told) -> str:
    """The whole message: who writes, what comes when, how to prepare, whom to answer."""
    words, company, customer = reader.words, reader.company, visits[0].customer
    parts = [words.say("notice_hello", name=customer.name, company=company.name.of(reader.language))]
    parts += ["\n".join(_lines(visit, reader, told)) for visit in visits]
    hours = company.hours.of(reader.language)
    parts.append(words.say("notice_answer", hotline=company.hotline, hours=hours))
    return "\n\n".join(parts)


def _lines(visit: Visit, reader: Reader, told: Told) -> Iterator[str]:
    words, work = reader.words, work_of(visit)
    when = spoken_day(visit.day, words, reader.as_of)
    time = agreed_time(visit)
    when = words.say("notice_at", day=when, time=time) if time else when
    yield words.say(f"notice_{visit.channel}", when=when, tasks=words.listed(_task(part, reader) for part in work))
    if visit.uid in told and told[visit.uid] != visit.day:
        yield words.say("notice_moved", day=spoken_day(told[visit.uid], words, reader.as_of))
    if len(visit.customer.sites) > 1:
        yield words.say("notice_place", site=visit.site.name)
    if visit.channel == "onsite":
        yield words.say("notice_takes", time=minutes_words(visit.minutes, words))
    if visit.channel in ("onsite", "customer"):
        prepare = reader.all(line for part in work for line in part.task.prepare)
        if prepare:
            yield words["notice_prepare"]
            yield from (f"· {line}" for line in prepare)
    yield standing_words(visit, reader)


def _task(work: Work, reader: Reader) -> str:
    return task_told(work.task, reader.words, reader.as_of, reader.words.listed(work.assets))
