"""How help is laid out: by the columns that characters take, of which a Chinese one has two, with each language's colon."""

from __future__ import annotations

from collections.abc import Iterable

import click
from rich.cells import cell_len

from generator.faces.fitting import folded


class HelpPage(click.HelpFormatter):
    """Usage, texts and lists as click has them; lines end where they may, and nothing that is typed is torn."""

    colon = ":"

    def write_heading(self, heading: str) -> None:
        """A heading over a list."""
        self.write(f"{'':>{self.current_indent}}{heading}{self.colon}\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, a blank line between them."""
        told = (
            self._lines(" ".join(paragraph.split()), self.current_indent)
            for paragraph in text.split("\n\n")
            if paragraph.strip()
        )
        self.write("\n\n".join("\n".join(lines) for lines in told) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names at the left, each with what it is for beside it."""
        listed = list(rows)
        at = min(max((cell_len(name) for name, _ in listed), default=0), col_max) + col_spacing
        for name, told in listed:
            first, *others = self._lines(" ".join(told.split()), self.current_indent + at)
            beside = f"{'':>{self.current_indent}}{name}"
            if cell_len(name) > at - col_spacing:
                self.write(f"{beside}\n{first}\n")
            else:
                self.write(f"{beside}{' ' * (at - cell_len(name))}{first.lstrip()}\n".rstrip() + "\n")
            self.write("".join(f"{line}\n" for line in others))

    def _lines(self, text: str, indent: int) -> list[str]:
        return [f"{' ' * indent}{line}" for line in folded(text, max(self.width - indent, 10), longest=None)]
