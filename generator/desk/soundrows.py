"""Rows of a table that are sound together: a row may rest on another one that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from generator.desk.importing import RowProblem
from generator.formats.tables import Table
from generator.text.problems import Problem

ResultT = TypeVar("ResultT")


class Told(NamedTuple):
    """What ``check`` would say of what a row comes to; of which of our columns, where it is one's fault."""

    row: int
    problem: Problem
    column: str = ""


# What taking rows comes to, and what is wrong with cells and with rows.
Pass: TypeAlias = tuple[ResultT, Sequence[RowProblem], Sequence[Told]]


@dataclass(slots=True)
class Sound(Generic[ResultT]):
    """What the rows come to that are sound together, and what was said of the others before they were left out."""

    result: ResultT
    problems: list[RowProblem]
    told: list[Told]

    @property
    def bad(self) -> set[int]:
        """The rows that cannot be taken."""
        return {bad.row for bad in self.problems} | {said.row for said in self.told if said.problem.level == "error"}


def sound_rows(table: Table, taken: Callable[[Table], Pass[ResultT]]) -> Sound[ResultT]:
    """Leave rows out until the rest is sound: a row may rest on another one that is wrong."""
    result, problems, told = taken(table)
    sound = Sound(result, list(problems), list(told))
    left = len(table.rows)
    while left > (left := len(rest := [row for row in table.rows if row.number not in sound.bad])):
        sound.result, problems, told = taken(Table(table.headings, tuple(rest)))
        sound.problems += problems
        sound.told += told
    return sound
