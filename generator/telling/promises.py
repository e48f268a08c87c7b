"""By when a promise must be kept, in words: the latest time, and how it was reckoned (see ``due/promised.py``)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.due.milestones import warranties
from generator.due.promised import Deadline, deadline_of
from generator.model.definition import LocalText
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.products import Promise
from generator.telling.amounts import limit_words
from generator.telling.days import day_words
from generator.text.words import Words


def deadline(
    promise: Promise, reported: datetime, definitions: Definitions, customer: Customer | None = None
) -> Deadline:
    """The latest time to keep ``promise`` after a report at ``reported`` (local time), by the customer's calendar."""
    return deadline_of(promise, reported, _workdays(definitions, customer), definitions.company.zone)


def _workdays(definitions: Definitions, customer: Customer | None) -> WorkCalendar[LocalText]:
    """The working calendar where a customer is, at the first of several places; the company's for nobody in particular."""
    return definitions.workdays_in(customer.sites[0].region if customer is not None else None)


def reasoning(
    promise: Promise,
    deadline: Deadline,
    customer: Customer | None,
    definitions: Definitions,
    words: Words,
    *,
    has_hour: bool = True,
) -> list[str]:
    """How the deadline came about, a sentence each; with a customer, what it owns and whether a warranty still runs.

    Where nobody said at which hour it was reported, ``has_hour`` is false, and where that makes a difference it is told.
    """
    response, language = promise.response, words.language
    sentences = [
        words.say(
            "deadline_promise",
            name=promise.name.of(language),
            start=response.from_.of(language),
            limit=limit_words(response.within, words),
            action=response.action.of(language),
        ),
        _reported(promise, deadline, words, has_hour=has_hour),
        *_counting(promise, deadline, _workdays(definitions, customer), words),
        words.say("deadline_latest", at=deadline.words()),
        words.say("deadline_zone", zone=definitions.company.zone),
    ]
    if customer is not None:
        sentences += _warranties(promise, customer, deadline.reported.date(), definitions, words)
    return sentences


def _reported(promise: Promise, deadline: Deadline, words: Words, *, has_hour: bool) -> str:
    """When it was reported; the hour, where nobody said it, only as what it was reckoned from."""
    if has_hour:
        return words.say("deadline_reported", at=f"{deadline.reported:%Y-%m-%d %H:%M}")
    key = "deadline_reported_from" if promise.response.within.unit == "hours" else "deadline_reported"
    return words.say(key, at=f"{deadline.reported:%Y-%m-%d}")


def _counting(promise: Promise, deadline: Deadline, workdays: WorkCalendar[LocalText], words: Words) -> Iterator[str]:
    within = promise.response.within
    if within.unit == "hours":
        yield words["deadline_clock"]
        return
    yield words["deadline_first_day"]
    if within.unit == "days":
        promised = deadline.reported.date() + timedelta(days=within.amount)
        if promised != deadline.last_day:
            yield _after_rest(promised, workdays, words)
        yield from _forecast(DateRange.inclusive(promised, deadline.last_day), workdays, words)
        return
    days = DateRange.inclusive(deadline.reported.date() + ONE_DAY, deadline.last_day)
    yield from _days_off(days, workdays, words)
    yield from _forecast(days, workdays, words)


def _days_off(days: DateRange, workdays: WorkCalendar[LocalText], words: Words) -> Iterator[str]:
    """Which of ``days`` count though one would not think so, and which do not."""
    named: dict[str, list[date]] = {}
    for day in days:
        holiday = workdays.holiday(day)
        if holiday is not None:
            named.setdefault(holiday.of(words.language), []).append(day)
        elif workdays.is_make_up(day):
            yield words.say("deadline_make_up", day=day_words(day, words))
    for name, off in named.items():
        yield words.say("deadline_holiday", name=name, first=off[0], last=off[-1])
    weekends = (day for day in days if day.weekday() in workdays.weekend and workdays.holiday(day) is None)
    if any(not workdays.is_workday(day) for day in weekends):
        yield words["deadline_weekends"]


def _after_rest(promised: date, workdays: WorkCalendar[LocalText], words: Words) -> str:
    """Rest days inside a period of calendar days count; one at its end moves the end (Civil Code article 203)."""
    holiday, day = workdays.holiday(promised), day_words(promised, words)
    if holiday is None:
        return words.say("deadline_ends_in_rest", day=day)
    return words.say("deadline_ends_in_holiday", day=day, holiday=holiday.of(words.language))


def _forecast(days: DateRange, workdays: WorkCalendar[LocalText], words: Words) -> Iterator[str]:
    """An answer that rests on a year whose holidays are not official says so."""
    years = sorted({day.year for day in days if workdays.awaits_notice(day.year)})
    if years:
        yield words.say("deadline_forecast", years=words.listed(map(str, years)))


def _warranties(
    promise: Promise, customer: Customer, day: date, definitions: Definitions, words: Words
) -> Iterator[str]:
    owned = [(site, asset) for site in customer.sites for asset in site.assets if asset.product in promise.products]
    for site, asset in owned:
        for state in warranties(definitions.products[asset.product], site, asset):
            if state.end is None:
                continue
            key = "deadline_warranty_runs" if day <= state.end else "deadline_warranty_ended"
            yield words.say(key, asset=asset.name, name=state.warranty.name.of(words.language), end=state.end)
    if promise.products and not owned:
        yield words.say("deadline_no_product", customer=customer.name)
