"""What the import says of a table's rows: what is wrong, what lacks, what was taken for something else, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.text import Text

from generator.desk.cells import BadCell, Vocabulary
from generator.desk.formerids import FormerIds
from generator.desk.importing import RowProblem, same_rows
from generator.desk.soundrows import ResultT, Sound
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.rowsaid import InTable
from generator.text.problems import first_of

SEVERAL = 8  # of many rows, ids or choices so many are told


def tell_of_former(session: Session, former: FormerIds) -> None:
    """Say, once each, what the table calls by an id that it had before."""
    for row, found, now in sorted(former.told.values()):
        session.err.print(Text(session.words.say("import_former", row=row, found=found, now=now)))


def tell_of_same(session: Session, in_table: InTable, vocabulary: Vocabulary, listed: str, bad: set[int]) -> None:
    """Say which rows were taken for one, as they say wholly the same; what is wrong with a row is told without it."""
    headings = {column: in_table.heading(column) for column in ("asset_id", "quantity")}
    for row, first in same_rows(in_table.table, in_table.columns, vocabulary):
        if not {row, first} & bad:
            said = session.words.say(f"import_same_{listed}", row=row, other=first, **headings)
            session.err.print(Text(said))


def tell_of_bad(session: Session, sound: Sound[ResultT], in_table: InTable) -> set[int]:
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
        shown = first_of([str(number) for number in numbers], words, SEVERAL)
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
        **{**problem.values, "hint": hint, "choices": first_of(problem.choices, words, SEVERAL)},
    )


def stop_or_go_on(session: Session, bad: set[int], good: int, partly: bool) -> None:
    """End with what is wrong, unless the rows that are sound are wanted all the same."""
    if not bad:
        return
    session.err.print(Text(session.words.say("import_bad", n=len(bad))))
    if not partly:
        if good:
            session.err.print(Text(session.words.say("import_good", n=good)))
        refuse(session, "nothing_written")
