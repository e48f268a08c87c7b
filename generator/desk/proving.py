"""A record that is about to be written, held to all that ``check`` would say of it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.reading.ahead import Told, nothing_told
from generator.reading.checks import check
from generator.reading.effect import check_on
from generator.reading.history import standing_records
from generator.reading.schema import validate
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.yaml import parse

# Warnings that are history in an old record, and mistakes in one that is only just being written.
_REFUSED = frozenset(
    {
        "agreed_left",
        "agreed_not_begun",
        "done_by_left",
        "done_by_not_begun",
        "incident_unknown",
        "not_a_choice",
        "record_in_future",
        "record_measurement",
        "record_needs_rule",
        "record_not_yet",
        "record_not_theirs",
        "record_of_company",
        "record_unfit",
        "record_unknown_asset",
        "record_unknown_site",
        "record_unknown_task",
        "record_unknown_technician",
    }
)

_NOBODY = "agreed_nobody_free"
# What a calendar, a site, somebody's days or the company's hours speak against: a slip of the day, the hour or the person,
# unless it was agreed nevertheless.
_UNLESS_AGREED = frozenset(
    {
        "agreed_away",
        "agreed_closed",
        _NOBODY,
        "agreed_not_visiting",
        "agreed_on_day_off",
        "agreed_on_holiday",
        "agreed_outside_hours",
        "agreed_outside_visiting",
        "agreed_twice",
    }
)

_UNKNOWN = "record_unknown_"

# What concerns no cycle: harmless in history, and a slip of the day in a record that is new.
WITHOUT_EFFECT = frozenset({"record_without_effect", "record_repeats", "record_again"})
# What is said of a record that stands there, and of one that would.
NOT_YET = {"record_repeats": "record_again", "record_unfit": "record_not_theirs"}


def looked_at(
    edit: Edit, definitions: Definitions, schedules: Schedules, as_of: date, before: Told = nothing_told
) -> list[Problem]:
    """What to warn of in the last record of the edited file, beside what was published ``before``.

    Raises Stopped for what is wrong with it, Refused where the same stands there already.
    """
    record, place = last_of(edit)
    twin = next((placed.file for placed, other in standing_records(schedules) if other == record), None)
    if twin is not None:
        raise Refused("twice", file=twin)
    after = with_records(schedules, [(place, record)], {edit.file: edit.text})
    told = [problem for problem in said_of(definitions, after, as_of, before) if is_about(problem, place)]
    if any(map(refuses, told)):
        against = [problem for problem in told if problem.code not in WITHOUT_EFFECT]  # what follows from a slip
        raise Stopped([_as_new(problem, record, definitions, after) for problem in against or told], after.texts)
    return told


def _as_new(problem: Problem, record: Record, definitions: Definitions, schedules: Schedules) -> Problem:
    """What refuses a record that nobody wrote yet: what it names and there is not is no history, so others are told."""
    if problem.code == "record_measurement":
        task = definitions.tasks[str(problem.params["task"])]
        there = tuple(task.measurements)
        code = "new_measurement" if there else "new_measurement_none"
        file = definitions.places["task", task.id].file
        return replace(problem, code=code, params={**problem.params, "there": there, "where": file}, level="error")
    kind = str(problem.params.get("kind") or problem.code.removeprefix(_UNKNOWN))
    if problem.code != "incident_unknown" and not problem.code.startswith(_UNKNOWN):
        return replace(problem, level="error")
    there = tuple(_there(kind, record, definitions, schedules))
    params = {"kind": kind, "found": problem.params["found"], "nearest": problem.params.get("nearest"), "there": there}
    return replace(problem, code="new_unknown" if there else "new_unknown_none", params=params, level="error")


def _there(kind: str, record: Record, definitions: Definitions, schedules: Schedules) -> Iterable[str]:
    """What there is of a kind, where the record says that it was."""
    owner = schedules.customers.get(record.customer)
    sites = owner.sites if owner is not None else ()
    known: Mapping[str, Iterable[str]] = {
        "site": [f"{site.id} {site.name}" for site in sites],
        "asset": [f"{asset.id} {asset.name}" for site in sites if site.id == record.site for asset in site.assets],
        "technician": [f"{id_} {person.name}" for id_, person in schedules.technicians.items()],
        "customer": schedules.customers,
        "cause": definitions.company.incidents.causes,
    }
    named = definitions.linked(kind).items()
    return (
        known[kind] if kind in known else [f"{id_} {one.name.of(definitions.company.locales[0])}" for id_, one in named]
    )


def with_records(schedules: Schedules, records: Sequence[tuple[Placed, Record]], texts: Mapping[str, str]) -> Schedules:
    """The schedules once ``records`` are among them, and files hold ``texts``."""
    known = tuple(sorted([*schedules.records, *records], key=lambda entry: entry[1].date))
    return replace(schedules, records=known, texts={**schedules.texts, **texts})


def said_of(definitions: Definitions, after: Schedules, as_of: date, before: Told = nothing_told) -> list[Problem]:
    """All that ``check`` says of the company on ``as_of``."""
    return check_on(definitions, after, check(definitions, after), as_of, before)


def is_about(problem: Problem, place: Placed) -> bool:
    """Whether a problem concerns the record at ``place``."""
    return problem.file == place.file and problem.keys[:2] == place.keys


def is_out_of_hours(problem: Problem) -> bool:
    """Whether nobody goes out or is let in then, or who was named is away: written only where that was agreed."""
    return problem.code in _UNLESS_AGREED


def unless_agreed(problem: Problem) -> Problem:
    """What is only a warning once it is agreed, as what refuses it, with how it is recorded nevertheless."""
    return replace(problem, level="error", params={**problem.params, "unless": "anyway"})


def out_of_hours(told: Sequence[Problem]) -> list[Problem]:
    """What is said of a new record, where it is not written unless that was agreed; else nothing."""
    against = {problem.code for problem in told if is_out_of_hours(problem)}
    if not against:
        return []
    if against > {_NOBODY}:  # which follows from the others
        told = [problem for problem in told if problem.code != _NOBODY]
    return [unless_agreed(problem) if is_out_of_hours(problem) else problem for problem in told]


def refuses(problem: Problem) -> bool:
    """Whether a record of which this is said is not written."""
    return problem.level == "error" or problem.code in _REFUSED


def last_of(edit: Edit) -> tuple[Record, Placed]:
    """The record that an edit added at the end of its file, and where it stands. Raises Stopped where it is none."""
    data, _ = parse(edit.text)
    entries = data["records"] if isinstance(data, dict) else None
    assert isinstance(entries, list), "the edit was read before"
    at = ("records", len(entries) - 1)
    record, problems = validate(Record, entries[-1], edit.file, at=at)
    if record is None:
        raise Stopped(problems, {edit.file: edit.text})
    return record, Placed(edit.file, at)
