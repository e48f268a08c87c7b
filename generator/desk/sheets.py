"""A list as people and their programs take it: for a terminal, for Excel, for another program."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.text.printed import json_text, printed
from generator.text.words import Words

Cell = str | int | float | date | None

# What a cell begins with that spreadsheets reckon instead of showing it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# By it Excel knows that a file is UTF-8; without it Chinese is read as something else.
_UTF8 = "\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: ``name`` is its key for programs, ``column_NAME`` in words its heading, or that of another ``heading``.

    ``whole`` is never broken over lines, as a date; ``wide`` needs a wide terminal, ``file`` is for files alone;
    ``joins`` stands behind what the column before it says where the terminal is narrow, as a time behind its day;
    ``under`` has a line of its own below the row where it has no room beside the others.
    """

    name: str
    whole: bool = False
    wide: bool = False
    file: bool = False
    joins: bool = False
    under: bool = False
    right: bool = False
    heading: str = ""

    def said(self, words: Words) -> str:
        """Its heading."""
        return words[f"column_{self.heading or self.name}"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Columns, rows, and how each row stands (a name such as ``overdue``; empty where nothing is to be seen at once)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    standing: tuple[str, ...] = ()

    def for_width(self, width: int, beside: Collection[Column] = ()) -> Sheet:
        """What a terminal so many columns wide shows: no column for files and no empty one.

        Where it is narrow, of those that are wide only what has room ``beside`` the others.
        """
        filled = self.filled()
        kept = [
            index
            for index, column in enumerate(self.columns)
            if column in filled and not column.file and (width >= _WIDE or not column.wide or column in beside)
        ]
        return self._of(kept) if width >= _WIDE else self._of(kept)._joined()

    def filled(self) -> list[Column]:
        """The columns in which something stands."""
        return [
            column
            for index, column in enumerate(self.columns)
            if any(row[index] not in ("", None) for row in self.rows)
        ]

    def without(self, column: Column) -> Sheet:
        """The same without one column."""
        return self._of([index for index, own in enumerate(self.columns) if own is not column])

    def _of(self, kept: Sequence[int]) -> Sheet:
        rows = tuple(tuple(row[index] for index in kept) for row in self.rows)
        return Sheet(columns=tuple(self.columns[index] for index in kept), rows=rows, standing=self.standing)

    def _joined(self) -> Sheet:
        """The same, each column that joins behind the text of the one before it."""
        sheet = self
        for column in [column for column in self.columns[1:] if column.joins]:
            at = sheet.columns.index(column)
            rows = tuple(
                (*row[: at - 1], " ".join(filter(None, map(shown, row[at - 1 : at + 1]))), *row[at:])
                for row in sheet.rows
            )
            first = replace(sheet.columns[at - 1], whole=False)
            columns = (*sheet.columns[: at - 1], first, *sheet.columns[at:])
            sheet = Sheet(columns=columns, rows=rows, standing=sheet.standing).without(column)
        return sheet

    def as_json(self) -> str:
        """The rows as a JSON array, dates in ISO 8601."""
        names = [column.name for column in self.columns]
        return json_text([dict(zip(names, row, strict=True)) for row in self.rows])

    def as_csv(self, words: Words) -> str:
        """The rows as CSV for Excel, headed in the reader's language; no cell is a formula, and none steers a terminal."""
        text = io.StringIO()
        table = csv.writer(text, lineterminator="\n")
        table.writerow([column.said(words) for column in self.columns])
        table.writerows([in_table(cell) for cell in row] for row in self.rows)
        return _UTF8 + text.getvalue()


_WIDE = 110


def in_table(cell: Cell) -> Cell:
    """A cell of a CSV: a text that a spreadsheet would reckon is marked as text."""
    if not isinstance(cell, str):
        return number(cell) if isinstance(cell, float) else cell
    text = printed(cell)
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def shown(cell: Cell) -> str:
    """A cell of a terminal's table."""
    return "" if cell is None else number(cell) if isinstance(cell, float) else printed(str(cell))


def number(value: float) -> str:
    """A number as people write it: ``10`` and not ``10.0``, ``1234567.5`` and not ``1.23457e+06``."""
    return f"{value:.4f}".rstrip("0").rstrip(".")


def joined(parts: Sequence[str]) -> str:
    """Ids as one cell."""
    return ", ".join(parts)
