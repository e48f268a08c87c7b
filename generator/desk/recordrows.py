"""Rows of a table to records: each as it would be said by itself, all looked at as one, those that stand there left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from generator.desk.cells import BadCell, Vocabulary
from generator.desk.columns import Columns
from generator.desk.cycles import with_wronged
from generator.desk.edits import Edit, NotEditable, Value, all_appended, count_listed
from generator.desk.effects import Effects
from generator.desk.exporting import is_plain, record_cells
from generator.desk.formerids import FormerIds
from generator.desk.importing import RowProblem
from generator.desk.names import Roll, called
from generator.desk.proving import (
    WITHOUT_EFFECT,
    is_out_of_hours,
    refuses,
    said_of,
    unless_agreed,
    with_records,
)
from generator.desk.recordplaces import place_of, task_of
from generator.formats.tables import Row, Table
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import GONE, Customer
from generator.model.records import Record, fixed_day
from generator.model.schedules import Schedules
from generator.reading.history import where_written
from generator.reading.schema import validate
from generator.text.data import Data
from generator.text.problems import Level, Problem

_ORDER = (
    "record", "date", "customer", "site", "asset", "task", "rule", "due", "technician", "to", "at", "minutes",
    "reason", "findings", "told",
)  # fmt: skip


# The columns that say where, and the keys of two of them.
_PLACES = ("customer", "place", "piece")
_KEYS = {"place": "site", "piece": "asset"}
# What is said in free words, of whom who was forgotten is told nothing any more.
_FREE = ("reason", "findings", "told")
COLUMN_OF = {key: column for column, key in _KEYS.items()}


@dataclass(slots=True)
class RecordRows:
    """The edits that a table makes, how many records are new and how many stood there, and what is wrong, by row.

    ``row_at`` leads from where a new record would be written to the row that tells it.
    """

    edits: dict[str, Edit] = field(default_factory=dict)
    new: int = 0
    same: int = 0
    sound: set[int] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)
    told: list[tuple[int, Problem]] = field(default_factory=list)
    row_at: dict[str, int] = field(default_factory=dict)


class _New(NamedTuple):
    """A record that is to be written, as its file has it, and the row that tells it."""

    entry: dict[str, Data]
    record: Record
    row: int


def record_rows(
    table: Table,
    columns: Columns,
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    *,
    former: FormerIds | None = None,
    displace: bool = False,
    anyway: bool = False,
) -> RecordRows:
    """The records that a table tells of, at the end of their months' files; ``former`` notes what it calls as before.

    With ``displace`` they may take cycles from the records that closed them; with ``anyway`` they may agree on a day to
    come on which nobody goes out or is let in.
    """
    result = RecordRows()
    vocabulary = Vocabulary.of(definitions, schedules)
    owners = Roll(called("customer", definitions, schedules, "zh"))
    former = former or FormerIds.of(definitions, schedules)
    gone = {id_ for id_, owner in schedules.customers.items() if owner.is_forgotten}
    known = {_told_by(record) for _, record in schedules.records if is_plain(record)}
    months: dict[str, list[_New]] = defaultdict(list)
    for row in table.rows:
        entry, problems = _entry(row, columns, vocabulary, owners, schedules.customers, former)
        record, more = (None, []) if problems else validate(Record, entry, "", at=())
        result.problems += problems
        result.told += [(row.number, problem) for problem in more]
        if record is None:
            continue
        if _told_by(record) in known:
            result.same += 1
            result.sound.add(row.number)
        elif record.customer in gone and any(getattr(record, key) not in (None, GONE) for key in _FREE):
            problem = BadCell("forgotten", found=record.customer)
            result.problems.append(RowProblem(row.number, "customer", problem))
        else:
            months[f"schedules/records/{record.date:%Y-%m}.yaml"].append(_New(entry, record, row.number))
            known.add(_told_by(record))
    placed: dict[Placed, tuple[Record, int]] = {}
    for file, new in months.items():
        _append(file, new, result, schedules, placed)
    if result.edits:
        _look_at(result, placed, definitions, schedules, as_of, displace=displace, anyway=anyway)
    return result


def _told_by(record: Record) -> tuple[tuple[str, str], ...]:
    """What a row can tell of a record: who signed, or what was photographed, makes it no other one, nor do blanks."""
    return tuple((column, " ".join(cell.split())) for column, cell in record_cells(record).items())


def _entry(
    row: Row,
    columns: Columns,
    vocabulary: Vocabulary,
    owners: Roll,
    customers: Mapping[str, Customer],
    former: FormerIds,
) -> tuple[dict[str, Data], list[RowProblem]]:
    """A row as a record's keys, in the order in which they are written."""
    given: dict[str, Data] = {"record": "completed"}
    problems = []
    cells = columns.cells(row.cells)
    for column, text in cells.items():
        try:
            is_later = column in _PLACES or column == "task"
            given[_KEYS.get(column, column)] = text if is_later else vocabulary.value(column, text)
        except BadCell as problem:
            problems.append(RowProblem(row.number, column, problem))
    for column in ("date", "task"):
        if column not in cells:
            problems.append(RowProblem(row.number, column, BadCell("missing")))
    try:
        given |= place_of(given, owners, customers, former, row.number)
    except BadCell as problem:
        problems.append(RowProblem(row.number, str(problem.values["column"]), problem))
    try:
        if "task" in cells:
            task = former.cell("task", cells["task"], row.number)
            given["task"] = task_of(task, vocabulary, customers.get(str(given.get("customer"))))
    except BadCell as problem:
        problems.append(RowProblem(row.number, "task", problem))
    return {key: given[key] for key in _ORDER if key in given}, problems


def _append(
    file: str, new: Sequence[_New], result: RecordRows, schedules: Schedules, placed: dict[Placed, tuple[Record, int]]
) -> None:
    """Put the records of a month at the end of its file, where that is not written in an unusual way."""
    text = schedules.texts.get(file)
    try:
        edit = all_appended(text, file, [_written(one.entry) for one in new])
    except NotEditable:
        result.told += [(one.row, Problem(code="not_appendable", file=file)) for one in new]
        return
    result.edits[file] = edit
    result.new += len(new)
    result.sound |= {one.row for one in new}
    first = count_listed(text, "records")
    placed |= {Placed(file, ("records", first + index)): (one.record, one.row) for index, one in enumerate(new)}


def _written(entry: Mapping[str, Data]) -> dict[str, Value]:
    """A record's keys as they are written: days without quotes."""
    written: dict[str, Value] = {}
    for key, value in entry.items():
        if isinstance(value, str | int | float):
            written[key] = date.fromisoformat(value) if key in ("date", "due", "to") else value  # type: ignore[arg-type]
    return written


def _look_at(
    result: RecordRows,
    placed: dict[Placed, tuple[Record, int]],
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    *,
    displace: bool,
    anyway: bool,
) -> None:
    """Hold the new records to all that ``check`` would say of them, and to what they do to those that were there."""
    texts = {edit.file: edit.text for edit in result.edits.values()}
    new = {place: record for place, (record, _) in placed.items()}
    after = with_records(schedules, list(new.items()), texts)
    result.row_at |= {where_written(record, after): number for record, number in placed.values()}
    effects = Effects(definitions, schedules, after, new, as_of)
    for problem in with_wronged(said_of(definitions, after, as_of), effects, displace=displace):
        about = Placed(problem.file, problem.keys[:2])
        if about in placed:
            day = fixed_day(placed[about][0])
            if not anyway and is_out_of_hours(problem) and day is not None and day >= as_of:
                problem = unless_agreed(problem)
            is_wrong = refuses(problem) or problem.code in WITHOUT_EFFECT
            level: Level = "error" if is_wrong else problem.level
            result.told.append((placed[about][1], replace(problem, level=level)))
