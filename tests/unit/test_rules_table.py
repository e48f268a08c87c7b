"""The table of rules for staff: its YAML is run as it stands there, and its dates are those that come out, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from support.company import PROJECT
from support.engine import World, customer, day, read, task, visits_of, world

from generator.due.occurrences import occurrences
from generator.model.calendars import OffDays, WorkYears, work_calendar
from generator.text.yaml import parse

LANGUAGES = ("zh", "en")
_BLOCK = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
CHECK = "window/check"


class Row(NamedTuple):
    """A row: what stands in its files, by their names, and the dates that it tells."""

    files: Mapping[str, str]
    dates: list[str]


def rows(language: str) -> dict[str, Row]:
    """The rows of a table by the ids of their headings."""
    text = (PROJECT / f"docs/rules.{language}.md").read_text("utf-8")
    found = {}
    for part in re.split(r"(?m)^## ", text)[1:]:
        heading, _, rest = part.partition("\n")
        (told,) = re.findall(r"(?m)^→ (.*)$", rest)
        found[re.findall(r"\{#([\w-]+)\}", heading)[0]] = Row(dict(_BLOCK.findall(rest)), _DAY.findall(told))
    return found


ROWS = rows("en")


def test_both_languages_tell_the_same_rules_and_dates() -> None:
    """Only the words around them differ."""
    assert rows("zh") == ROWS
    assert list(ROWS) == [
        "weekdays", "first-monday", "days-of-month", "six-weeks", "calendar-month", "season", "after-service", "reading",
        "covers", "follow-up", "regional-holiday", "own-interval", "without",
    ]  # fmt: skip


def _read(text: str) -> Any:
    data, faults = parse(text)
    assert not faults
    return data


def dates_of(files: Mapping[str, str]) -> list[str]:
    """What the engine makes of a row for a window accepted on 2026-03-02, up to a year later."""
    data = {name: _read(text) for name, text in files.items()}
    tasks = {name.removeprefix("definitions/maintenance/").removesuffix(".yaml"): name for name in files}
    tasks = {id_: name for id_, name in tasks.items() if name.startswith("definitions/maintenance/")}
    defined = []
    for id_, name in tasks.items():
        schedule = re.search(r"(?ms)^schedule:(.*?)(?=^\S|\Z)", files[name])
        assert schedule is not None
        more = files[name].replace(schedule[0], "")
        defined.append(task(re.sub(r"(?m)^  ", "", schedule[1].strip("\n")).strip(), id_, more=more))
    for other in {"window/service", "window/replace"} - set(tasks):
        defined.append(task("{anchor: acceptance, threshold: 5 years}", other))
    assets = next((value["assets"] for name, value in data.items() if name.startswith("schedules/customers/")), None)
    given = files.get("schedules/customers/c-1.yaml", "")
    own = re.sub(r"(?ms)^assets:\n\s+- ", "", given).strip() if assets else "{id: w, name: 窗, product: window}"
    done = next((files[name] for name in files if name.startswith("schedules/records/")), "records:\n")
    known = world(
        *defined,
        customers=[customer(milestones="acceptance: 2026-03-02", assets=own)],
        done=re.sub(r"(?m)^  ", "", done.replace("records:\n", "")),
    )
    if any("workdays-" in name for name in files):
        return days_in_a_region(data, known)
    as_of = max([record.date for _, record in known.schedules.records], default=day("2026-03-02"))
    if any("covers:" in text for text in files.values()):
        return [str(visit.day) for visit in visits_of(known, as_of, "2027-04-01")]
    found = occurrences(*known, as_of, day("2027-03-31"), [known.definitions.tasks[CHECK]])
    told = [one.due for one in found if one.due is not None and not one.expected]
    if "period:" in files[tasks[CHECK]] or "raised_by:" in files[tasks[CHECK]]:
        return [str(each) for due in told for each in (due.nominal, due.window.start, due.window.last)]
    return [str(due.nominal) for due in told]


def days_in_a_region(data: Mapping[str, Any], known: World) -> list[str]:
    """When the work is due where the row's region is, in the year of its days off too."""
    ((name, text),) = ((name, given) for name, given in data.items() if "workdays-" in name)
    (region,) = data["definitions/company.yaml"]["regions"].values()
    assert name == f"definitions/calendars/workdays-{region['workdays']}.yaml"
    off = read(OffDays, json.dumps(text))
    files = {
        text["extends"]: WorkYears(name=text["extends"], file="", years={}),
        region["workdays"]: WorkYears(
            name=region["workdays"], file=name, years={}, extends=off.extends, every_year=off.every_year
        ),
    }
    there = replace(known.definitions, regional={"shanghai": work_calendar(region["workdays"], files)})
    found = occurrences(there, known.schedules, day("2026-03-02"), day("2027-12-31"), [there.tasks[CHECK]])
    return [str(one.due.day) for one in found if one.due is not None]


@pytest.mark.parametrize("id_", list(ROWS))
def test_a_row_of_the_table_gives_the_dates_that_it_tells(id_: str) -> None:
    """All of those it tells are the first ones that come out; a row that tells none has none."""
    row = ROWS[id_]
    found = dates_of(row.files)
    assert found[: len(row.dates)] == row.dates
    assert bool(found) == bool(row.dates)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_takes_few_lines(language: str) -> None:
    """Five lines of YAML or so, the rule and what goes with it."""
    for row in rows(language).values():
        assert all(len(text.splitlines()) <= 6 for text in row.files.values())
