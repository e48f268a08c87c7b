"""The command by which customers and records go out as a table."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from generator.desk.cells import Vocabulary
from generator.desk.columns import heading_of
from generator.desk.exporting import Rows, customer_rows, filled_columns, in_words
from generator.desk.exporting import record_rows as exported_records
from generator.faces.asked import company_of, refuse
from generator.faces.console import Session
from generator.faces.imports import ENDINGS, KINDS
from generator.faces.options import replace_option, with_session
from generator.formats.tables import as_csv, as_excel
from generator.model.definitions import Definitions
from generator.publishing.durable import replace as put_in_place
from generator.publishing.revisions import would_be_kept
from generator.publishing.troubles import as_problems
from generator.text.located import Stopped


@click.command("export")
@with_session
@click.argument("listed", type=KINDS)
@click.argument("table_file", required=False)
@replace_option
def export_command(session: Session, listed: str, table_file: str | None, replace: bool) -> None:
    """Write customers or records as a table that an import reads back; without a file, as CSV."""
    if table_file is not None and not table_file.lower().endswith(ENDINGS):
        refuse(session, "table_refused_ending", found=table_file)
    company = company_of(session, date.min)
    definitions, schedules = company.definitions, company.schedules
    if listed == "customers":
        columns, rows, left_out = customer_rows(schedules)
    else:
        columns, rows, left_out = exported_records(schedules, definitions)
    rows = in_words(rows, Vocabulary.of(definitions, schedules), session.words.language)
    content = _as_table(session, columns, rows, definitions, is_excel=str(table_file).lower().endswith(".xlsx"))
    if table_file is not None and not replace and _is_another(session, Path(table_file), content):
        refuse(session, "export_would_replace", file=table_file)
    for why, number in left_out.items():
        if number:
            session.err.print(Text(session.words.say(why, n=number)))
    if table_file is None:
        sys.stdout.buffer.write(content)
        return
    try:
        with as_problems():
            put_in_place(Path(table_file), content)
    except Stopped as stopped:
        session.stop(stopped)
    if would_be_kept(Path(table_file)):
        session.err.print(Text(session.words.say("export_in_git", file=table_file)))
    said = session.words.say("exported", file=table_file, n=len(rows))
    session.out.print(Text(said if rows else session.words.say("exported_empty", file=table_file)))


def _is_another(session: Session, file: Path, content: bytes) -> bool:
    """Whether something else stands in a file already: perhaps what somebody filled in, and has nowhere else."""
    try:
        with as_problems():
            there = file.read_bytes() if file.exists() else content
    except Stopped as stopped:
        session.stop(stopped)
    return there != content


def _as_table(
    session: Session, columns: tuple[str, ...], rows: Rows, definitions: Definitions, *, is_excel: bool
) -> bytes:
    filled = list(filled_columns(columns, rows))
    headings = [heading_of(column, session.words, definitions) for column in filled]
    cells = [[row.get(column, "") for column in filled] for row in rows]
    return as_excel(headings, cells) if is_excel else as_csv(headings, cells)
