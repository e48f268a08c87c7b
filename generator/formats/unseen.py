"""What a sheet of Excel hides, and what stands in it once for several cells: told to whoever hands it in, never guessed.

What nobody sees is not read, as with a hidden sheet: whoever filters a list means what is left of it, and importing the
same table once more, all of it shown, adds what was left out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

# What stands in a sheet's XML wherever there is anything of the kind, and mostly is not.
_MARKS = (b"hidden=", b"<mergeCell")

Cells = tuple[str, ...]


class Joined(NamedTuple):
    """Cells that are one: what Excel calls them, their first and last row (from 1), and their first column (from 0)."""

    name: str
    first: int
    last: int
    column: int


@dataclass(frozen=True, slots=True)
class Layout:
    """The hidden ``rows`` of a sheet (from 1), its hidden ``columns`` (from 0), and its joined cells."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    joined: tuple[Joined, ...] = ()


def layout_of(content: bytes, title: str) -> Layout:
    """How the sheet ``title`` of a workbook is laid out. Raises what reading a broken workbook raises."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = (parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
        if not any(mark in sheet for sheet in sheets for mark in _MARKS):
            return Layout()  # it is read three times as fast without
    from openpyxl import load_workbook  # takes long to read, and no other command needs it

    sheet = load_workbook(io.BytesIO(content))[title]
    widths = [width for width in sheet.column_dimensions.values() if width.hidden]
    return Layout(
        rows=frozenset(number for number, height in sheet.row_dimensions.items() if height.hidden),
        columns=frozenset(column - 1 for width in widths for column in range(width.min or 1, (width.max or 0) + 1)),
        joined=tuple(
            Joined(area.coord, area.min_row, area.max_row, area.min_col - 1)
            for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col))
        ),
    )


def spread(rows: Sequence[Cells], joined: Sequence[Joined]) -> list[Cells]:
    """The rows with what stands in joined cells in each row that they take, in the first of their columns."""
    whole = [list(cells) for cells in rows]
    for area in joined:
        for cells in whole[area.first : area.last]:
            cells[area.column : area.column + 1] = whole[area.first - 1][area.column : area.column + 1]
    return [tuple(cells) for cells in whole]
