"""What the import says of a table's rows: what is wrong, what lacks, what was taken for something else, row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rich.text import Text

from generator.desk.adding import ADDABLE
from generator.desk.cells import BadCell, Vocabulary
from generator.desk.formerids import FormerIds
from generator.desk.importing import RowProblem, same_rows
from generator.desk.soundrows import ResultT, Sound
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.rowsaid import InTable
from generator.text.problems import did_you_mean, first_of
from generator.text.words import Words

_FEW = 3  # of so many rows each is told by itself; where they follow each other, as one run
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
    rows: dict[tuple[str, str], set[int]] = defaultdict(set)
    for bad in sound.problems:
        if bad not in lacking:
            rows[bad.column, message_of(session, bad.problem)].add(bad.row)
    for row, problem, column in sound.told:
        level = "" if problem.level == "error" else f"{words[problem.level]}{words['colon']}"
        rows[column, f"{level}{problem.message(words)}"].add(row)
    lines = [
        (each[0], in_table.position(column), _of_rows(each, column, message, in_table))
        for (column, message), of_one in rows.items()
        for each in _told_apart(sorted(of_one))
    ]
    for *_, line in sorted(lines):
        session.err.print(Text(line))
    return sound.bad


def _told_apart(rows: Sequence[int]) -> list[Sequence[int]]:
    """The rows of which one thing is told: a line each, but one line for many."""
    return [rows] if len(rows) > _FEW else [[row] for row in rows]


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
        said = words.say(
            "import_no_column", found=words.listed(headings), n=len(numbers), rows=_numbers(numbers, words)
        )
        session.err.print(Text(said))


def _of_rows(rows: Sequence[int], column: str, message: str, in_table: InTable) -> str:
    words = in_table.words
    if not column:
        return words.say("import_row", rows=_numbers(rows, words), message=message)
    heading = in_table.heading(column)
    return words.say("import_cell", rows=_numbers(rows, words), column=heading, message=message)


def _numbers(rows: Sequence[int], words: Words) -> str:
    """``rows 2–8 and 12``: the numbers of rows, three or more that follow each other as one."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    told = [
        part for run in runs for part in ([f"{run[0]}–{run[-1]}"] if len(run) >= _FEW else [f"{row}" for row in run])
    ]
    key = "import_rows" if len(told) <= SEVERAL else "import_rows_more"
    return words.say(key, rows=words.listed(told[:SEVERAL]), n=len(rows))


def message_of(session: Session, problem: BadCell) -> str:
    """What is wrong with what somebody wrote of something that the company defines, or as a day."""
    words = session.words
    hint = did_you_mean(problem.values.get("nearest"), words)
    code = problem.code
    if code == "unknown" and not problem.choices:
        code = "unknown_begin" if problem.values.get("kind") in ADDABLE else "unknown_none"
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
