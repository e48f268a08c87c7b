"""The sources that a page cites, numbered in the order in which they come up."""

from __future__ import annotations

from collections.abc import Sequence

from generator.model.definition import Grade


class Citations:
    """The sources that one page cites, numbered in the order of their first mention."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self.grades: set[Grade] = set()

    def cite(self, grade: Grade | None, sources: Sequence[str]) -> list[int]:
        if grade is not None:
            self.grades.add(grade)
        return [self.numbers.setdefault(source, len(self.numbers) + 1) for source in sources]
