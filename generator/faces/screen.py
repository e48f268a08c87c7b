"""The terminal: what is printed there never steers it, and its lines end where they may."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.text import Text

from generator.faces.fitting import folded
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
