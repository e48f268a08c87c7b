"""The terminal: what is printed there never steers it, and its lines end where they may."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.faces.fitting import folded, widths
from generator.text.printed import printed


class Screen(Console):
    """Where something is printed: what texts and file names hold is shown, and never steers the terminal."""

    # Any: rich's own ``print`` takes whatever it can show, and its options are handed on as they come.
    def print(self, *objects: Any, folds: bool = True, **how: Any) -> None:
        """As rich does; texts without what would steer a terminal, and on one in lines that fit where it ``folds``.

        What is to be copied as it is folds nowhere, nor does anything that is read by a program.
        """
        width = self.width if folds and self.is_terminal else None
        super().print(*(_shown(thing, width) for thing in objects), **how)


def _shown(thing: object, width: int | None) -> object:
    if isinstance(thing, Text):
        return Text(_fitted(printed(thing.plain, keep="\n\t"), width), style=thing.style)
    return _fitted(printed(thing, keep="\n\t"), width) if isinstance(thing, str) else thing


def _fitted(text: str, width: int | None) -> str:
    """Each line over as many as it takes, the later ones a little to the right; nothing that is copied whole is torn."""
    if width is None:
        return text
    lines = text.split("\n")
    return "\n".join(part for line in lines for part in folded(line, width, hang=_indent(line) + 2, longest=None))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Texts in rows and columns, a style for each row; which columns are never broken, and which stand at the right.

    ``headings`` are empty where there are none; between columns are ``gap`` blanks.
    """

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...]
    styles: tuple[str, ...]
    whole: frozenset[int] = frozenset()
    right: frozenset[int] = frozenset()
    gap: int = 1

    def widths(self, room: int) -> list[int] | None:
        """How wide each column is; None where the room is too small to tear nothing."""
        headings = self.headings or ("",) * len(self.rows[0])
        columns = [[headings[index], *(row[index] for row in self.rows)] for index in range(len(headings))]
        return widths(columns, room - self.gap * (len(headings) - 1), self.whole)


def print_grid(screen: Screen, grid: Grid) -> None:
    """A table no wider than the screen; where something would be torn in it, each row as lines of its own."""
    given = grid.widths(screen.width)
    if given is None:
        _print_blocks(screen, grid)
        return
    padding = (0, grid.gap - 1, 0, 0)
    has_headings = bool(grid.headings)
    table = Table(box=box.SIMPLE_HEAD, padding=padding, pad_edge=False, show_edge=False, show_header=has_headings)
    for index, width in enumerate(given):
        heading = "\n".join(folded(grid.headings[index], width)) if grid.headings else ""
        justify: Literal["left", "right"] = "right" if index in grid.right else "left"
        table.add_column(Text(heading), width=width, no_wrap=True, justify=justify, overflow="crop")
    for row, style in zip(grid.rows, grid.styles, strict=True):
        cells = ["\n".join(folded(cell, width)) for cell, width in zip(row, given, strict=True)]
        table.add_row(*map(Text, cells), style=style)
    screen.print(table, soft_wrap=False)


def _print_blocks(screen: Screen, grid: Grid) -> None:
    for row, style in zip(grid.rows, grid.styles, strict=True):
        for index, cell in enumerate(row):
            heading = f"{grid.headings[index]} " if grid.headings else ""
            for line in folded(heading + cell, screen.width, hang=2) if cell else ():
                screen.print(Text(line, style=style), folds=False)
        screen.print()
