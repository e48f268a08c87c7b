"""Lists on a terminal: never wider than it, names broken over lines, numbers never; and as files for other programs."""

from __future__ import annotations

import sys

import click
from rich.text import Text

from generator.desk.sheets import Column, Sheet, shown
from generator.faces.console import Session
from generator.faces.grids import Grid, print_grid
from generator.text.words import Words

format_option = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", show_default=False
)

_STYLES = {
    **dict.fromkeys(("overdue", "unconfirmed", "over"), "red"),
    **dict.fromkeys(("done", "skipped"), "dim"),
    "missed": "dim red",
    "due": "yellow",
}


def print_sheet(session: Session, sheet: Sheet, format_: str, title: str, nothing: str = "") -> None:
    """Print a list as asked; an empty one says so where people read it, in the words ``nothing`` where it has its own."""
    if format_ == "json":
        print(sheet.as_json())
    elif format_ == "csv":  # in UTF-8 whatever the terminal speaks: it says so itself
        sys.stdout.buffer.write(sheet.as_csv(session.words).encode("utf-8"))
    elif not sheet.rows:
        session.out.print(
            session.words.say("none_of", title=title, nothing=nothing or session.words["nothing_matches"]), markup=False
        )
    else:
        _print_table(session, sheet, title)


def _print_table(session: Session, sheet: Sheet, title: str) -> None:
    session.out.print(Text(title, style="bold" if session.out.is_terminal else ""))
    narrow = _with_what_has_room(session, sheet)
    grid = _grid(session.words, narrow)
    for column in [column for column in narrow.columns if column.wide and not column.under]:
        if grid.is_torn(session.out.width):
            narrow = narrow.without(column)
            grid = _grid(session.words, narrow)
    print_grid(session.out, grid)
    left_out = [column.said(session.words) for column in sheet.filled() if column.wide and column not in narrow.columns]
    if left_out:
        said = session.words.say("columns_left_out", columns=session.words.listed(left_out))
        session.err.print(Text(said))


def _with_what_has_room(session: Session, sheet: Sheet) -> Sheet:
    """What a terminal shows, on a narrow one of the wide columns those for which no other has to be folded.

    The last of them come first: whom to call and until when tells more than how long or since when.
    """
    width, beside = session.out.width, set[Column]()
    narrow = sheet.for_width(width)
    for column in reversed([column for column in sheet.filled() if column.wide and not column.file]):
        more = sheet.for_width(width, beside | {column})
        if column not in narrow.columns and _grid(session.words, more).unfolded() <= width:
            beside, narrow = beside | {column}, more
    return narrow


def _grid(words: Words, sheet: Sheet) -> Grid:
    standing: tuple[str, ...] = sheet.standing or ("",) * len(sheet.rows)
    return Grid(
        headings=tuple(column.said(words) for column in sheet.columns),
        rows=tuple(tuple(shown(cell) for cell in row) for row in sheet.rows),
        styles=tuple(_STYLES.get(stands, "") for stands in standing),
        whole=frozenset(index for index, column in enumerate(sheet.columns) if column.whole),
        right=frozenset(index for index, column in enumerate(sheet.columns) if column.right),
        under=frozenset(index for index, column in enumerate(sheet.columns) if column.under),
        colon=words["colon"],
    )
