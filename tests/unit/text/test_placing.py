"""Of many warnings with one cause those that are shown have their place; the others are counted."""

from __future__ import annotations

from generator.text.located import place
from generator.text.positions import Position
from generator.text.problems import Problem

TEXT = "records:\n" + "".join(f"  - task: t-{n}\n" for n in range(5))
FILES = [f"schedules/records/2026-{month:02}.yaml" for month in range(1, 10)]
TEXTS = dict.fromkeys(FILES, TEXT)


def warning(file: str, index: int, code: str = "record_without_effect") -> Problem:
    """A warning about one record of a file."""
    return Problem(code=code, file=file, keys=("records", index), level="warning")


def test_the_first_of_each_cause_stand_where_they_stand() -> None:
    """In whatever order they come, the first three are those of the whole list, and their number is the same."""
    problems = [warning(file, index) for file in reversed(FILES) for index in (4, 2, 0)]
    problems += [
        warning(FILES[-1], 1, "cycle_by_number"),
        Problem(code="missing_key", file=FILES[-1], keys=("records", 3)),
    ]
    every, some = place(problems, TEXTS), place(problems, TEXTS, first=3)
    assert len(some) == len(every)
    assert some[:3] == every[:3]
    for code in ("cycle_by_number", "missing_key"):
        assert [entry for entry in some if entry.problem.code == code] == [
            entry for entry in every if entry.problem.code == code
        ]


def test_a_text_is_taken_into_lines_once() -> None:
    """However much is wrong in it: for each problem anew, a file of many took hours."""

    class Counting(str):
        __slots__ = ("times",)

        def splitlines(self, keepends: bool = False) -> list[str]:
            self.times: int = getattr(self, "times", 0) + 1
            return super().splitlines(keepends)

    text = Counting(TEXT)
    place([Problem(code="missing_key", file=FILES[0], position=Position(n, 1)) for n in range(1, 6)], {FILES[0]: text})
    assert text.times == 1
