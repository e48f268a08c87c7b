"""Lists on a terminal: never wider than it, dates whole, names broken over lines; and as files for other programs."""

from __future__ import annotations

import sys

import click
from rich import box
from rich.table import Table
from rich.text import Text

from generator.desk.sheets import Sheet, shown
from generator.faces.console import Session

format_option = click.option(
    "--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table", show_default=False
)

_STYLES = {
    **dict.fromkeys(("overdue", "unconfirmed", "over"), "red"),
    **dict.fromkeys(("done", "skipped"), "dim"),
    "missed": "dim red",
    "due": "yellow",
}


def print_sheet(session: Session, sheet: Sheet, format_: str, title: str) -> None:
    """Print a list as asked; an empty one says so where people read it."""
    if format_ == "json":
        print(sheet.as_json())
    elif format_ == "csv":  # in UTF-8 whatever the terminal speaks: it says so itself
        sys.stdout.buffer.write(sheet.as_csv(session.words).encode("utf-8"))
    elif not sheet.rows:
        session.out.print(session.words["none_found"], markup=False)
    else:
        _print_table(session, sheet, title)


def _print_table(session: Session, sheet: Sheet, title: str) -> None:
    narrow = sheet.for_width(session.out.width)
    session.out.print(Text(title, style="bold" if session.out.is_terminal else ""))
    table = Table(box=box.SIMPLE_HEAD, padding=0, pad_edge=False, show_edge=False)
    for column in narrow.columns:
        table.add_column(
            Text(session.words[f"column_{column.name}"]),
            no_wrap=column.whole,
            justify="right" if column.right else "left",
            overflow="fold",
        )
    standing: tuple[str, ...] = narrow.standing or ("",) * len(narrow.rows)
    for row, stands in zip(narrow.rows, standing, strict=True):
        table.add_row(*(Text(shown(cell)) for cell in row), style=_STYLES.get(stands, ""))
    session.out.print(table, soft_wrap=False)
