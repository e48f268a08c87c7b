"""Checks of the calendar of days off: every day of a year's notice is that year's, and days are made up for at weekends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dates.intervals import add
from generator.dates.lawful import law_of
from generator.model.calendars import Holiday, WorkYear, lineage
from generator.model.definitions import Definitions
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

_LONGEST = 16  # days; no block of days off in China is as long, so a longer one has a slip in it
_DECEMBER = 12
_SATURDAY = 5


def calendars_are_plausible(definitions: Definitions) -> Problems:
    """Blocks run forwards, lie in their year and are no longer than holidays are; make-up days are weekend days."""
    for of_file in definitions.calendars.values():
        for index, holiday in enumerate(of_file.every_year):
            if (holiday.lunar is None) == (holiday.month_day is None):
                yield Problem(code="yearly_one_day", file=of_file.file, keys=("every_year", index))
        for year, given in of_file.years.items():
            for keys, code, params in (*_blocks(int(year), given), *_days(int(year), given)):
                yield Problem(code=code, file=of_file.file, keys=(year, *keys), params=params)


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
    """A note of the years that calendars show, or that lie between others, and have no days off: those by law count.

    None of a file that says what is off every year.
    """
    shown = definitions.company.feeds.customer
    ends = [add(as_of, shown.back * -1) or as_of, add(as_of, shown.ahead) or as_of]
    for of_file in definitions.calendars.values():
        law = law_of(lineage(of_file.name, definitions.calendars)[-1])
        if (law is not None and law.is_final) or of_file.every_year or ("year", "") in definitions.broken:
            continue
        known = [day.year for day in ends] + [int(year) for year in of_file.years]
        missing = [str(year) for year in range(min(known), max(known) + 1) if str(year) not in of_file.years]
        if missing:
            yield Problem(code="years_by_law", file=of_file.file, params={"choices": missing}, level="note")
