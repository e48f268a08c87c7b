"""A check that tells where marks which nobody sees were pasted along; they are left out."""

from __future__ import annotations

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.pasted import marks_in
from generator.text.positions import position_of
from generator.text.problems import Problem, Problems


def nothing_unseen_was_pasted(definitions: Definitions, schedules: Schedules) -> Problems:
    """One warning a file, at the first such mark."""
    for file, text in {**definitions.texts, **schedules.texts}.items():
        if marks := marks_in(text):
            params = {"found": f"U+{ord(text[marks[0]]):04X}", "n": len(marks)}
            at = position_of(text, marks[0])
            yield Problem(code="pasted_marks", file=file, position=at, params=params, level="warning", unquoted=True)
