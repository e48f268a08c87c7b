"""The command by which customers and records come in as a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

import click
from rich.text import Text

from generator.desk.adding import TEAM, team_file
from generator.desk.cells import BadCell, Vocabulary
from generator.desk.columns import Columns
from generator.desk.comeback import Gone
from generator.desk.customerfiles import Outcome, customers_in, outcome
from generator.desk.edits import Edit
from generator.desk.formerids import FormerIds
from generator.desk.importing import Imported, RowProblem, cells_of, imported, same_rows
from generator.desk.recordrows import RecordRows, record_rows
from generator.desk.soundrows import Pass, ResultT, Sound, sound_rows
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.headings import read_columns, read_table
from generator.faces.options import as_of_option, current_day, with_session
from generator.faces.rowsaid import InTable
from generator.faces.values import Named
from generator.formats.tables import Table
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import edit_alone
from generator.publishing.schemas import follow_ids
from generator.reading.files import text_of
from generator.reading.packaged import packaged
from generator.text.located import Stopped
from generator.text.problems import first_of

_TEAM = "templates/new/technicians.yaml"
_SEVERAL = 8
ENDINGS = (".csv", ".xlsx")
KINDS = Named({"customers": ("thing_customer",), "records": ("thing_record",)})


@click.command("import")
@with_session
@as_of_option
@click.argument("listed", type=KINDS)
@click.argument("table_file")
@click.option("--mapping", "mapping_file", default=None)
@click.option("--partly", is_flag=True)
@click.option("--displace", is_flag=True)
@click.option("--anyway", is_flag=True)
@click.option("--dry-run", is_flag=True)
def import_command(
    session: Session,
    as_of: date | None,
    listed: str,
    table_file: str,
    mapping_file: str | None,
    partly: bool,
    displace: bool,
    anyway: bool,
    dry_run: bool,
) -> None:
    """Take customers or records in from a table of CSV or Excel; the same table again changes nothing."""
    today = as_of or current_day(session.root)
    read = partial(_customers if listed == "customers" else partial(_records, displace=displace), anyway=anyway)

    def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], str]:
        table = read_table(session, table_file)
        columns = read_columns(session, table, listed, mapping_file, definitions)
        edits, counts = read(session, table, columns, definitions, schedules, today, partly)
        if edits and listed == "customers" and TEAM not in schedules.texts:
            edits.append(team_file(text_of(packaged(_TEAM), _TEAM), definitions, today))
        if not edits and not counts["bad"]:
            return [], session.words["import_same"]
        left_out.append(counts["bad"])
        return [] if dry_run else edits, session.words.say(
            f"import_{listed}_{'would' if dry_run else 'kept'}", **counts
        )

    left_out: list[int] = []
    try:
        _, said = edit_alone(session.root, edited, f"aftercare import --root {session.root}")
        follow_ids(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    session.out.print(Text(said))
    if any(left_out):  # what was asked for was done in part
        session.err.print(Text(session.words.say("import_left_out", n=left_out[-1])))
        raise SystemExit(1)


def _customers(
    session: Session,
    table: Table,
    columns: Columns,
    definitions: Definitions,
    schedules: Schedules,
    today: date,
    partly: bool,
    *,
    anyway: bool,
) -> tuple[list[Edit], dict[str, int]]:
    """What the rows that are sound change."""
    vocabulary = Vocabulary.of(definitions, schedules)
    gone = Gone.of(schedules)
    gone = gone if anyway else gone.in_rows(cells_of(table, columns, vocabulary))

    in_table, former = InTable(session.words, definitions, table, columns), FormerIds.of(definitions, schedules)

    def taken(rows: Table) -> Pass[tuple[Imported, Outcome]]:
        result = imported(rows, columns, vocabulary, customers_in(schedules), gone, former)
        made = outcome(result, definitions, schedules, today, anyway=anyway)
        here = in_table.with_new(result, made)
        cells = [replace(bad, problem=here.of_cell(bad.problem)) for bad in result.problems]
        return (result, made), cells, [said._replace(problem=here.of_customer(said.problem)) for said in made.problems]

    sound = sound_rows(table, taken)
    result, made = sound.result
    in_table = in_table.with_new(result, made)
    _tell_of_former(session, former)
    for row, id_ in result.likely_twice:
        code = "import_likely_twice_here" if id_ in in_table.new else "import_likely_twice"
        heading = in_table.heading("customer_id")
        session.err.print(Text(session.words.say(code, row=row, found=in_table.whom(id_), heading=heading)))
    _tell_of_same(session, in_table, vocabulary, "customers", sound.bad)
    for id_, (row, gone_ids) in result.perhaps_back.items():
        found = first_of(gone_ids, session.words, _SEVERAL)
        said = session.words.say("import_perhaps_back", row=row, found=found, id=id_)
        session.err.print(Text(said))
    told = _tell(session, sound, in_table)
    _stop_or_go_on(session, told, len({row.number for row in table.rows} - told), partly)
    same = len(result.customers) - len(made.new) - len(made.added_to)
    return list(made.edits), {"bad": len(told), "new": len(made.new), "added": len(made.added_to), "same": same}


def _records(
    session: Session,
    table: Table,
    columns: Columns,
    definitions: Definitions,
    schedules: Schedules,
    today: date,
    partly: bool,
    *,
    displace: bool,
    anyway: bool,
) -> tuple[list[Edit], dict[str, int]]:
    in_table, former = InTable(session.words, definitions, table, columns), FormerIds.of(definitions, schedules)

    def taken(rows: Table) -> Pass[RecordRows]:
        result = record_rows(
            rows, columns, definitions, schedules, today, former=former, displace=displace, anyway=anyway
        )
        told = [in_table.of_record(row, problem, result) for row, problem in result.told]
        return result, result.problems, told

    sound = sound_rows(table, taken)
    result = sound.result
    _tell_of_former(session, former)
    _tell_of_same(session, in_table, Vocabulary.of(definitions, schedules), "records", sound.bad)
    told = _tell(session, sound, in_table)
    _stop_or_go_on(session, told, len({row.number for row in table.rows} - told), partly)
    return list(result.edits.values()), {"bad": len(told), "new": result.new, "same": result.same}


def _tell_of_former(session: Session, former: FormerIds) -> None:
    """Say, once each, what the table calls by an id that it had before."""
    for row, found, now in sorted(former.told.values()):
        session.err.print(Text(session.words.say("import_former", row=row, found=found, now=now)))


def _tell_of_same(session: Session, in_table: InTable, vocabulary: Vocabulary, listed: str, bad: set[int]) -> None:
    """Say which rows were taken for one, as they say wholly the same; what is wrong with a row is told without it."""
    headings = {column: in_table.heading(column) for column in ("asset_id", "quantity")}
    for row, first in same_rows(in_table.table, in_table.columns, vocabulary):
        if not {row, first} & bad:
            said = session.words.say(f"import_same_{listed}", row=row, other=first, **headings)
            session.err.print(Text(said))


def _tell(session: Session, sound: Sound[ResultT], in_table: InTable) -> set[int]:
    """Say what is wrong, a column that lacks once and all else row by row; the rows that cannot be taken."""
    words = session.words
    lacking = [
        bad for bad in sound.problems if bad.problem.code == "missing" and bad.column not in in_table.columns.ours
    ]
    _tell_lacking(session, lacking, in_table)
    lines = [
        (bad.row, in_table.position(bad.column), _said(session, bad, in_table))
        for bad in sound.problems
        if bad not in lacking
    ]
    for row, problem, column in sound.told:
        level = "" if problem.level == "error" else f"{words[problem.level]}{words['colon']}"
        message = f"{level}{problem.message(words)}"
        lines.append((row, in_table.position(column), _of_row(row, column, message, in_table)))
    for *_, line in sorted(set(lines)):
        session.err.print(Text(line))
    return sound.bad


def _tell_lacking(session: Session, lacking: Sequence[RowProblem], in_table: InTable) -> None:
    """Say which columns the table does not have, those that the same rows need as one."""
    words = session.words
    rows: dict[str, set[int]] = defaultdict(set)
    for bad in lacking:
        rows[bad.column].add(bad.row)
    alike: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for column, of_column in rows.items():
        alike[tuple(sorted(of_column))].append(in_table.heading(column))
    for numbers, headings in alike.items():
        shown = first_of([str(number) for number in numbers], words, _SEVERAL)
        said = words.say("import_no_column", found=words.listed(headings), n=len(numbers), rows=shown)
        session.err.print(Text(said))


def _said(session: Session, bad: RowProblem, in_table: InTable) -> str:
    return _of_row(bad.row, bad.column, message_of(session, bad.problem), in_table)


def _of_row(row: int, column: str, message: str, in_table: InTable) -> str:
    words = in_table.words
    if not column:
        return words.say("import_row", row=row, message=message)
    return words.say("import_cell", row=row, column=in_table.heading(column), message=message)


def message_of(session: Session, problem: BadCell) -> str:
    """What is wrong with what somebody wrote of something that the company defines, or as a day."""
    words = session.words
    near = problem.values.get("nearest")
    hint = words.say("did_you_mean", nearest=near) if near else ""
    code = f"{problem.code}_none" if problem.code == "unknown" and not problem.choices else problem.code
    return words.say(
        f"table_problem_{code}",
        **{**problem.values, "hint": hint, "choices": first_of(problem.choices, words, _SEVERAL)},
    )


def _stop_or_go_on(session: Session, bad: set[int], good: int, partly: bool) -> None:
    if not bad:
        return
    session.err.print(Text(session.words.say("import_bad", n=len(bad))))
    if not partly:
        if good:
            session.err.print(Text(session.words.say("import_good", n=good)))
        refuse(session, "nothing_written")
