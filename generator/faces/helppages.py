"""How help is laid out: by the columns that characters take, of which a Chinese one has two, with each language's colon."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click
from rich.cells import cell_len

from generator.faces.fitting import folded
from generator.text.language import Language

# What click adds behind the help of an option: its default, its range, that it is needed.
_ADDED = re.compile(r"(。?) {2}\[([^\[\]]*)\]\Z")


class HelpPage(click.HelpFormatter):
    """Usage, texts and lists as click has them; lines end where they may, and nothing that is typed is torn."""

    usage, colon = "Usage:", ":"
    language: Language = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage; behind a Chinese colon stands no blank."""
        begins = f"{prefix or self.usage}{'' if self.language == 'zh' else ' '}{prog} "
        lines = folded(
            f"{begins}{args}".rstrip(), self.width, hang=min(cell_len(begins), self.width // 2), longest=None
        )
        self.write("".join(f"{line}\n" for line in lines))

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
            first, *others = self._lines(" ".join(self._marked(told).split()), self.current_indent + at)
            beside = f"{'':>{self.current_indent}}{name}"
            if cell_len(name) > at - col_spacing:
                self.write(f"{beside}\n{first}\n")
            else:
                self.write(f"{beside}{' ' * (at - cell_len(name))}{first.lstrip()}\n".rstrip() + "\n")
            self.write("".join(f"{line}\n" for line in others))

    def _marked(self, told: str) -> str:
        """What an option is for, in Chinese with what click adds in full-width brackets before the full stop."""
        added = _ADDED.search(told) if self.language == "zh" else None
        if added is None:
            return told
        return f"{told[: added.start()]}（{added[2].replace('; ', '；')}）{added[1]}"

    def _lines(self, text: str, indent: int) -> list[str]:
        return [f"{' ' * indent}{line}" for line in folded(text, max(self.width - indent, 10), longest=None)]
