"""The command by which customers and records come in as a table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

import click
from rich.text import Text

from generator.desk.adding import TEAM, team_file
from generator.desk.cells import Vocabulary
from generator.desk.columns import Columns
from generator.desk.comeback import Gone
from generator.desk.customerfiles import Outcome, customers_in, outcome
from generator.desk.edits import Edit
from generator.desk.formerids import FormerIds
from generator.desk.importing import Imported, cells_of, imported
from generator.desk.recordrows import RecordRows, record_rows
from generator.desk.soundrows import Pass, sound_rows
from generator.faces.console import Session
from generator.faces.headings import read_columns, read_table
from generator.faces.options import as_of_option, current_day, with_session
from generator.faces.rowsaid import InTable
from generator.faces.rowstold import SEVERAL, stop_or_go_on, tell_of_bad, tell_of_former, tell_of_same
from generator.faces.values import Following, Named
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
ENDINGS = (".csv", ".xlsx")
KINDS = Named({"customers": ("thing_customer",), "records": ("thing_record",)})


@click.command("import")
@with_session
@as_of_option
@click.argument("listed", type=KINDS)
@click.argument("table_file", type=Following())
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
    tell_of_former(session, former)
    for row, id_ in result.likely_twice:
        code = "import_likely_twice_here" if id_ in in_table.new else "import_likely_twice"
        heading = in_table.heading("customer_id")
        session.err.print(Text(session.words.say(code, row=row, found=in_table.whom(id_), heading=heading)))
    tell_of_same(session, in_table, vocabulary, "customers", sound.bad)
    for id_, (row, gone_ids) in result.perhaps_back.items():
        found = first_of(gone_ids, session.words, SEVERAL)
        said = session.words.say("import_perhaps_back", row=row, found=found, id=id_)
        session.err.print(Text(said))
    told = tell_of_bad(session, sound, in_table)
    stop_or_go_on(session, told, len({row.number for row in table.rows} - told), partly)
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
    tell_of_former(session, former)
    tell_of_same(session, in_table, Vocabulary.of(definitions, schedules), "records", sound.bad)
    told = tell_of_bad(session, sound, in_table)
    stop_or_go_on(session, told, len({row.number for row in table.rows} - told), partly)
    return list(result.edits.values()), {"bad": len(told), "new": result.new, "same": result.same}
