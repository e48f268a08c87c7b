"""A table that somebody hands in, and which of our columns its headings mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.text import Text

from generator.desk.columns import (
    CUSTOMER_COLUMNS,
    RECORD_COLUMNS,
    Columns,
    columns_of,
    folded,
    heading_of,
    named,
    twice,
)
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.formats.encodings import NotATable
from generator.formats.tables import Table, table_of
from generator.model.definitions import Definitions
from generator.reading.files import bytes_given, text_given
from generator.reading.words import own_words
from generator.text.pasted import without_marks
from generator.text.problems import alike, did_you_mean, first_of
from generator.text.yaml import parse

_WORKBOOK = (b"PK", b"\xd0\xcf\x11\xe0")  # of today, and an old one, of which is told what to do
_SEVERAL = 12  # rows, columns or cells that are named
# What every row has to say, as far as its columns are concerned.
_NEEDED = {"customers": ("name", "tier", "region", "address", "product"), "records": ("date", "task")}


def read_table(session: Session, file: str) -> Table:
    """The table in a file; a file that is none ends the run, and how it is written is said."""
    content = bytes_given(file)
    try:
        table = table_of(content)
    except NotATable as error:
        is_no_workbook = file.lower().endswith(".xlsx") and not content.startswith(_WORKBOOK)
        code = "no_workbook" if is_no_workbook else error.code
        refuse(session, f"table_refused_{code}", row=error.row, found=error.found)
    table = _without_marks(session, table)
    if table.encoding:
        session.err.print(Text(session.words.say("import_encoding", file=file, found=table.encoding)))
    if table.unread:
        others = session.words.listed(table.unread)
        session.err.print(Text(session.words.say("import_sheets", file=file, sheet=table.sheet, others=others)))
    _tell_of_layout(session, table, file)
    if table.is_open:
        session.err.print(Text(session.words.say("import_open", file=file)))
    return table


def _tell_of_layout(session: Session, table: Table, file: str) -> None:
    """Say what a sheet hides, which is not read, and how its joined cells were."""
    for code, found in (
        ("import_hidden_rows", tuple(map(str, table.hidden_rows))),
        ("import_hidden_columns", table.hidden_columns),
        ("import_joined", table.joined),
    ):
        if found:
            listed = first_of(found, session.words, _SEVERAL)
            session.err.print(Text(session.words.say(code, file=file, found=listed)))


def _without_marks(session: Session, table: Table) -> Table:
    """The table without marks that nobody sees; each cell that held some is told, for a name would be another."""
    rows = []
    for row in table.rows:
        for heading, cell in zip(table.headings, row.cells, strict=True):
            plain = _seen(cell)
            if plain != cell:
                found = f"U+{ord(next(mark for mark in cell if mark not in plain)):04X}"
                said = session.words.say("import_marks", row=row.number, column=heading, found=found)
                session.err.print(Text(said))
        rows.append(replace(row, cells=tuple(map(_seen, row.cells))))
    return replace(table, headings=tuple(map(_seen, table.headings)), rows=tuple(rows))


def _seen(cell: str) -> str:
    """A cell without what nobody sees; where a line may be broken is nothing that a table says."""
    return without_marks(cell).replace("\u200b", "")


def read_columns(
    session: Session, table: Table, listed: str, mapping_file: str | None, definitions: Definitions
) -> Columns:
    """The columns of ours; who names none that is needed, or one twice, is told."""
    words = session.words
    known = CUSTOMER_COLUMNS if listed == "customers" else RECORD_COLUMNS
    mapping = _mapping(session, mapping_file, table, known, definitions) if mapping_file else {}
    columns = columns_of(table, known, mapping, own_words().words, definitions)
    lacking = [name for name in _NEEDED[listed] if name not in columns.ours and "customer_id" not in columns.ours]
    other, of_other = ("records", RECORD_COLUMNS) if listed == "customers" else ("customers", CUSTOMER_COLUMNS)
    theirs = columns_of(table, of_other, {}, own_words().words, definitions)
    if lacking and len(theirs.unknown) < len(columns.unknown):
        refuse(session, f"table_refused_of_{other}")
    for heading, near in columns.unknown:
        hint = did_you_mean(near, words)
        session.err.print(Text(words.say("import_unknown", found=heading, hint=hint)))
    again = twice(columns)
    if again is not None:
        refuse(session, "table_refused_columns_twice", found=heading_of(again, words, definitions))
    if lacking and not any(columns.ours):  # it is another table; else each row is looked at, and all told at once
        found = words.listed(heading_of(name, words, definitions) for name in lacking)
        refuse(session, "table_refused_no_columns", found=found)
    return columns


def _mapping(
    session: Session, file: str, table: Table, known: Sequence[str], definitions: Definitions
) -> Mapping[str, str]:
    """What a file of headings says of each: a column of ours, by its key or by a name that tables may give it."""
    data, faults = parse(text_given(file))
    if faults or not isinstance(data, dict):
        refuse(session, "table_refused_mapping", found=file)
    words = session.words
    called = named(known, own_words().words, definitions)
    columns, wrong = {}, []
    for heading, said in data.items():
        column = called.get(folded(str(said)))
        if column is None:
            near = alike(folded(str(said)), called)
            hint = did_you_mean(near, words)
            choices = words.listed(heading_of(name, words, definitions) for name in known)
            how = {"file": file, "heading": heading, "found": said, "hint": hint, "choices": choices}
            wrong.append(words.say("table_refused_mapping_column", **how))
            continue
        if folded(heading) not in map(folded, table.headings):
            session.err.print(Text(words.say("import_mapping_idle", file=file, heading=heading)))
        columns[heading] = column
    if wrong:
        session.err.print(Text("\n".join(wrong)))
        raise SystemExit(1)
    return columns
