"""Working calendars: one for each file of days off, each perhaps on top of another, and the law of a country below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, partial
from typing import Annotated, Literal

from pydantic import Field

from generator.dates.lawful import WEEKEND, law_of
from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar, WorkingYear
from generator.model.definition import Defined, LocalText
from generator.text.days import ChineseDay, Day, YearDay
from generator.text.scalars import Text

# The keys of a file of days off that are years.
YEAR = re.compile(r"^[12]\d{3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday(Defined):
    """A block of days off, both ends in it."""

    name: LocalText
    from_: Annotated[Day, Field(alias="from")]
    to: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkYear(Defined):
    """One year's notice of the State Council, or its forecast while the notice is out (``provisional``)."""

    status: Literal["official", "provisional"]
    source: Mapping[Text, Text] | Text | None = None
    statutory: tuple[Day, ...] = ()
    holidays: tuple[Holiday, ...]
    make_up: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyHoliday(Defined):
    """So many ``days`` off from one on that comes each year: by the calendar, or by the Chinese one (``lunar``)."""

    name: LocalText
    month_day: YearDay | None = None
    lunar: ChineseDay | None = None
    days: Annotated[int, Field(ge=1, le=15, strict=True)] = 1

    def days_in(self, year: int) -> Iterator[date]:
        """Those of its days that lie in ``year``."""
        for begun in (year - 1, year):
            first = self.lunar.in_lunar_year(begun) if self.lunar is not None else None
            if self.month_day is not None:
                first = self.month_day.in_year(begun)
            if first is not None:
                yield from (day for day in _from(first, self.days) if day.year == year)


def _from(first: date, count: int) -> DateRange:
    return DateRange(first, first + timedelta(days=count))


@dataclass(frozen=True, slots=True, kw_only=True)
class OffDays(Defined):
    """What a file of days off says beside its years: which calendar it ``extends``, and what is off ``every_year``."""

    extends: Text | None = None
    every_year: tuple[YearlyHoliday, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkYears:
    """What one file of days off holds: its years, on top of those of the calendar that it ``extends``.

    What is off ``every_year`` is so in years that the file does not hold; one that it holds says all of itself.
    """

    name: str
    file: str
    years: Mapping[str, WorkYear]
    extends: str | None = None
    every_year: tuple[YearlyHoliday, ...] = ()


def lineage(name: str, files: Mapping[str, WorkYears]) -> Sequence[str]:
    """The calendars that ``name`` is made of, itself first; it ends where one would come again."""
    names = [name]
    while (below := files[names[-1]].extends if names[-1] in files else None) is not None and below not in names:
        names.append(below)
    return names


def work_calendar(name: str, files: Mapping[str, WorkYears]) -> WorkCalendar[LocalText]:
    """The working calendar ``name``: its file's years on top of those that it extends, and the law of a country below.

    A year is official where it is in each of them, or lies before what one knows of officially.
    """
    names = lineage(name, files)
    known = [files[each] for each in names if each in files]
    law = law_of(names[-1])
    years: dict[int, WorkingYear[LocalText]] = {}
    for number in sorted({int(year) for of_file in known for year in of_file.years}):
        is_official = all(_is_official(of_file, number) for of_file in known if of_file.years)
        for of_file in reversed(known):
            if (given := of_file.years.get(str(number))) is not None:
                years[number] = _on_top(years.get(number), given, "official" if is_official else "provisional")
    days = partial(_by_law, names[-1]) if law is not None else _no_law
    weekend, is_final = (law.weekend, law.is_final) if law is not None else (WEEKEND, False)
    yearly = cache(partial(_yearly, known)) if any(of_file.every_year for of_file in known) else _no_law
    return WorkCalendar(years, days, weekend=weekend, is_final=is_final, yearly=yearly)


def _yearly(known: Sequence[WorkYears], year: int) -> Mapping[date, LocalText]:
    """What is off each year, in ``year``, by the files that do not hold the year itself."""
    holidays = [of_year for of_file in known if str(year) not in of_file.years for of_year in of_file.every_year]
    return {day: holiday.name for holiday in holidays for day in holiday.days_in(year)}


def _is_official(of_file: WorkYears, year: int) -> bool:
    """Whether the file knows ``year`` officially; one without it that knows a later one has nothing to add to it."""
    given = of_file.years.get(str(year))
    if given is not None or of_file.every_year:
        return given is None or given.status == "official"
    return any(int(other) > year and known.status == "official" for other, known in of_file.years.items())


def _on_top(
    below: WorkingYear[LocalText] | None, given: WorkYear, status: Literal["official", "provisional"]
) -> WorkingYear[LocalText]:
    """A year on top of another's: a day off of its own is off even where it was worked to make up for another."""
    own = tuple((holiday.name, DateRange.inclusive(holiday.from_, holiday.to)) for holiday in given.holidays)
    if below is None:
        return WorkingYear(status, own, given.make_up)
    worked = tuple(day for day in below.make_up if not any(day in days for _, days in own))
    return WorkingYear(status, (*below.days_off, *own), (*worked, *given.make_up))


@cache
def _by_law(name: str, year: int) -> Mapping[date, LocalText]:
    law = law_of(name)
    return {day: LocalText(zh=zh, en=en) for day, (zh, en) in law.days(year).items()} if law is not None else {}


def _no_law(_: int) -> Mapping[date, LocalText]:
    return {}
