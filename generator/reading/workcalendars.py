"""The files of days off, ``workdays-NAME.yaml``, and the working calendars made of them: the company's, each region's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.dates.lawful import law_of
from generator.dates.workdays import WorkCalendar
from generator.model.calendars import YEAR, OffDays, WorkYear, WorkYears, lineage, work_calendar
from generator.model.company import Company
from generator.model.definition import LocalText, Placed
from generator.model.definitions import Definitions
from generator.reading.files import names_in
from generator.reading.reader import Reader
from generator.reading.schema import validate
from generator.text.data import Data
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike

FOLDER = "definitions/calendars"
_COMPANY = "definitions/company.yaml"
_NAMED = re.compile(r"workdays-([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml\Z")
_EXTENDS = "extends"
_CHINA = "cn"


def file_of(calendar: str) -> str:
    """The file of a calendar's days off."""
    return f"{FOLDER}/workdays-{calendar}.yaml"


def read_calendars(reader: Reader, company: Company | None) -> dict[str, WorkYears]:
    """The files of days off by the calendar's name. China's own is missed where it is needed and is not there."""
    try:
        names = [match[1] for name in names_in(reader.root / FOLDER) if (match := _NAMED.match(name))]
    except OSError:  # it is told where a file of the folder is missed
        names = []
    wanted = {company.work_calendar} if company is not None else set()
    return {name: _read(reader, name) for name in sorted({*names, *(wanted & {_CHINA})})}


def _read(reader: Reader, name: str) -> WorkYears:
    file = file_of(name)
    data = reader.data(file)
    if data is not None and not isinstance(data, dict):
        reader.complain("expected_mapping", file)
    if not isinstance(data, dict):
        reader.broken.add(("year", ""))
        return WorkYears(name=name, file=file, years={})
    head, problems = validate(OffDays, {key: data[key] for key in sorted(data) if not YEAR.fullmatch(key)}, file)
    reader.problems += map(_year_meant, problems)
    if head is None:
        reader.broken.add(("year", ""))
        head = OffDays()
    years: dict[str, WorkYear] = {}
    for key, value in sorted(data.items()):
        if YEAR.fullmatch(key):
            reader.places["year", f"{name} {key}"] = Placed(file, (key,))
            if (year := _year(reader, file, key, value)) is not None:
                years[key] = year
    return WorkYears(name=name, file=file, years=years, extends=head.extends, every_year=head.every_year)


def _year_meant(problem: Problem) -> Problem:
    """``problem``, but of an unknown key the year that it may hold: what a file has most of are years."""
    if problem.code != "unknown_key":
        return problem
    digits = re.sub(r"\D", "", str(problem.params["found"]))
    meant = digits if YEAR.fullmatch(digits) else problem.params["nearest"]
    return replace(problem, params={**problem.params, "nearest": meant, "there": ()})


def _year(reader: Reader, file: str, key: str, value: Data) -> WorkYear | None:
    valid, problems = validate(WorkYear, value, file, at=(key,))
    reader.problems += problems
    if valid is None:
        reader.broken.add(("year", key))
    return valid


@dataclass(frozen=True, slots=True)
class Made:
    """The company's working calendar, and that of each region."""

    own: WorkCalendar[LocalText]
    regional: Mapping[str, WorkCalendar[LocalText]]


def made_of(files: Mapping[str, WorkYears], company: Company) -> Made:
    """The calendars that the company and its regions name, each made once."""
    names = {id_: region.workdays or company.work_calendar for id_, region in company.regions.items()}
    made = {name: work_calendar(name, files) for name in {company.work_calendar, *names.values()}}
    return Made(made[company.work_calendar], {id_: made[name] for id_, name in names.items()})


def calendars_exist(definitions: Definitions) -> Problems:
    """The company and its regions name calendars that there are, and so do the files; none extends itself."""
    if ("company", "") not in definitions.broken:
        for keys, name in _named(definitions):
            yield from _known(definitions.calendars, name, _COMPANY, keys)
    for name, of_file in definitions.calendars.items():
        if of_file.extends is None:
            continue
        yield from _known(definitions.calendars, of_file.extends, of_file.file, (_EXTENDS,))
        *_, last = names = lineage(name, definitions.calendars)
        if last in definitions.calendars and definitions.calendars[last].extends == name:
            params = {"found": " → ".join([*names, name])}
            yield Problem(code="extends_itself", file=of_file.file, keys=(_EXTENDS,), params=params)


def _named(definitions: Definitions) -> Iterator[tuple[Keys, str]]:
    company = definitions.company
    if company.workdays is not None:
        yield ("workdays",), company.workdays
    elif company.work_calendar != _CHINA:
        yield ("country",), company.work_calendar
    for id_, region in company.regions.items():
        if region.workdays is not None:
            yield ("regions", id_, "workdays"), region.workdays


def _known(files: Mapping[str, WorkYears], name: str, file: str, keys: Keys) -> Problems:
    if name not in files and law_of(name) is None:
        params = {"found": name, "file": file_of(name), "nearest": alike(name, files)}
        yield Problem(code="unknown_calendar", file=file, keys=keys, params=params)
