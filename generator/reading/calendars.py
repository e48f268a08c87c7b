"""Checks of the calendar of days off: every day of a year's notice is that year's, and days are made up for at weekends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dates.intervals import add
from generator.model.company import Holiday, WorkYear
from generator.model.definitions import Definitions
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

_LONGEST = 16  # days; no block of days off in China is as long, so a longer one has a slip in it
_DECEMBER = 12
_SATURDAY = 5


def calendars_are_plausible(definitions: Definitions) -> Problems:
    """Blocks run forwards, lie in their year and are no longer than holidays are; make-up days are weekend days."""
    for year, given in definitions.years.items():
        place = definitions.places["year", year]
        for keys, code, params in (*_blocks(int(year), given), *_days(int(year), given)):
            yield Problem(code=code, file=place.file, keys=(*place.keys, *keys), params=params)


_Found = tuple[Keys, str, dict[str, object]]


def _blocks(year: int, given: WorkYear) -> Iterator[_Found]:
    for index, holiday in enumerate(given.holidays):
        keys: Keys = ("holidays", index)
        if holiday.to < holiday.from_:
            yield (*keys, "to"), "holiday_backwards", {}
        elif year not in (holiday.from_.year, holiday.to.year):
            yield keys, "day_of_another_year", {"found": holiday.from_, "year": year}
        elif _is_long(holiday):
            yield (*keys, "to"), "holiday_long", {"found": holiday.to, "other": holiday.from_}


def _days(year: int, given: WorkYear) -> Iterator[_Found]:
    for index, day in enumerate(given.statutory):
        if day.year != year:
            yield ("statutory", index), "day_of_another_year", {"found": day, "year": year}
    for index, day in enumerate(given.make_up):
        keys: Keys = ("make_up", index)
        if day.year != year and not _is_december_before(day, year):  # for the New Year people work in December
            yield keys, "day_of_another_year", {"found": day, "year": year}
        elif any(holiday.from_ <= day <= holiday.to for holiday in given.holidays if not _is_long(holiday)):
            yield keys, "make_up_is_off", {"found": day}
        elif day.weekday() < _SATURDAY:
            yield keys, "make_up_is_worked", {"found": day}


def _is_long(holiday: Holiday) -> bool:
    return (holiday.to - holiday.from_).days >= _LONGEST


def _is_december_before(day: date, year: int) -> bool:
    return day.year == year - 1 and day.month == _DECEMBER


def years_by_law(definitions: Definitions, as_of: date) -> Problems:
    """A note of the years that calendars show, or that lie between others, and have no days off: those by law count."""
    shown = definitions.company.feeds.customer
    ends = [add(as_of, shown.back * -1) or as_of, add(as_of, shown.ahead) or as_of]
    known = [day.year for day in ends] + [int(year) for year in definitions.years]
    missing = [str(year) for year in range(min(known), max(known) + 1) if str(year) not in definitions.years]
    if missing and ("year", "") not in definitions.broken:
        params = {"choices": missing}
        yield Problem(code="years_by_law", file="definitions/calendars/workdays-cn.yaml", params=params, level="note")
