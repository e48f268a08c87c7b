"""Tables on a terminal: columns beside each other, what has no room there under its row, and else each row as lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.text import Text

from generator.faces.fitting import folded, tears, widths
from generator.faces.screen import Screen

_RULE = "─"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Texts in rows and columns, a style for each row; which columns are never broken, and which stand at the right.

    ``headings`` are empty where there are none; between columns are ``gap`` blanks. Columns that are ``under`` have lines
    of their own below their row where they would be broken beside the others, after their heading and a ``colon``.
    """

    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...]
    styles: tuple[str, ...]
    whole: frozenset[int] = frozenset()
    right: frozenset[int] = frozenset()
    under: frozenset[int] = frozenset()
    gap: int = 1
    colon: str = ": "

    def laid(self, room: int) -> tuple[list[int], list[int] | None]:
        """Which columns stand beside each other, and how wide each is; None where the room is too small to tear nothing."""
        every = list(range(len(self.rows[0])))
        given = self._widths(every, room)
        squeezed = [at for at in self.under if given is None or given[at] < max(cell_len(row[at]) for row in self.rows)]
        if not squeezed:
            return every, given
        beside = [at for at in every if at not in self.under]
        return beside, self._widths(beside, room)

    def unfolded(self) -> int:
        """How wide it is with no cell on more than one line."""
        every = range(len(self.rows[0]))
        return sum(max(map(cell_len, self._column(at))) for at in every) + self.gap * (len(every) - 1)

    def is_torn(self, room: int) -> bool:
        """Whether a word is broken, or each row has to be lines of its own."""
        beside, given = self.laid(room)
        return given is None or any(tears(self._column(at), width) for at, width in zip(beside, given, strict=True))

    def _widths(self, beside: Sequence[int], room: int) -> list[int] | None:
        whole = {place for place, at in enumerate(beside) if at in self.whole}
        return widths([self._column(at) for at in beside], room - self.gap * (len(beside) - 1), whole)

    def _column(self, at: int) -> list[str]:
        return [self.headings[at] if self.headings else "", *(row[at] for row in self.rows)]


def print_grid(screen: Screen, grid: Grid) -> None:
    """A table no wider than the screen; where something would be torn in it, each row as lines of its own."""
    beside, given = grid.laid(screen.width)
    if given is None:
        _print_blocks(screen, grid)
        return
    if grid.headings:
        style = "bold" if screen.is_terminal else ""
        for line in _lines(grid, grid.headings, beside, given, at_bottom=True):
            screen.print(Text(line, style=style), folds=False)
        screen.print(_RULE * (sum(given) + grid.gap * (len(given) - 1)), folds=False, style=style)
    under = [at for at in range(len(grid.rows[0])) if at not in beside]
    for row, style in zip(grid.rows, grid.styles, strict=True):
        lines = [*_lines(grid, row, beside, given), *_below(grid, row, under, screen.width)]
        screen.print(Text("\n".join(lines), style=style), folds=False)


def _lines(
    grid: Grid, row: Sequence[str], beside: Sequence[int], given: Sequence[int], *, at_bottom: bool = False
) -> Iterator[str]:
    """The lines of a row, each cell folded to the width of its column."""
    cells = [folded(row[at], width) for at, width in zip(beside, given, strict=True)]
    height = max(map(len, cells))
    if at_bottom:
        cells = [[""] * (height - len(cell)) + cell for cell in cells]
    for parts in zip_longest(*cells, fillvalue=""):
        blanks = [" " * (width - cell_len(part)) for part, width in zip(parts, given, strict=True)]
        padded = [
            f"{blank}{part}" if at in grid.right else f"{part}{blank}"
            for at, part, blank in zip(beside, parts, blanks, strict=True)
        ]
        yield (" " * grid.gap).join(padded).rstrip()


def _below(grid: Grid, row: Sequence[str], under: Sequence[int], room: int) -> Iterator[str]:
    """What stands under a row, on one line where it has room there."""
    told = [f"{grid.headings[at]}{grid.colon}{row[at]}" if grid.headings else row[at] for at in under if row[at]]
    if told and cell_len(line := f"  {'  '.join(told)}") <= room:
        yield line
        return
    for text in told:
        yield from (f"  {part}" for part in folded(text, room - 2, hang=2))


def _print_blocks(screen: Screen, grid: Grid) -> None:
    for row, style in zip(grid.rows, grid.styles, strict=True):
        for index, cell in enumerate(row):
            heading = f"{grid.headings[index]} " if grid.headings else ""
            for line in folded(heading + cell, screen.width, hang=2) if cell else ():
                screen.print(Text(line, style=style), folds=False)
        screen.print()
