"""Checks that tell where marks which nobody sees were pasted along, which are left out, and quotes that YAML has not."""

from __future__ import annotations

import re
from itertools import chain

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.pasted import marks_in
from generator.text.positions import position_of
from generator.text.problems import Problem, Problems

# A whole value between the quotes that Chinese and word processors set, which YAML takes for a part of the text, and what
# stands before one; quotes are seldom, so they are looked for first.
_QUOTED = re.compile(r"[“‘][^“”‘’\n]*[”’](?=\s*(?:[,}\]]|$|\s#))", re.MULTILINE)
_BEFORE = re.compile(r"(?:[^\n]*(?:[:\[{,]\s+|[\[{])|\s*-\s+)\Z")


def no_quotes_of_print(definitions: Definitions, schedules: Schedules) -> Problems:
    """One warning a file, at the first value that stands between printed quotes."""
    for file, text in chain(definitions.texts.items(), schedules.texts.items()):
        quoted = next((value for value in _QUOTED.finditer(text) if _is_whole(text, value.start())), None)
        if quoted is not None:
            params = {"quoted": quoted[0], "plain": quoted[0][1:-1]}
            at = position_of(text, quoted.start())
            yield Problem(code="printed_quotes", file=file, position=at, params=params, level="warning", unquoted=True)


def _is_whole(text: str, start: int) -> bool:
    """Whether a value begins at ``start``, behind a key, a comma, a bracket or the stroke of a list."""
    end = start
    while end and text[end - 1].isspace():
        end -= 1
    return _BEFORE.match(text, text.rfind("\n", 0, end) + 1, start) is not None


def nothing_unseen_was_pasted(definitions: Definitions, schedules: Schedules) -> Problems:
    """One warning a file, at the first such mark."""
    for file, text in chain(definitions.texts.items(), schedules.texts.items()):
        if marks := marks_in(text):
            params = {"found": f"U+{ord(text[marks[0]]):04X}", "n": len(marks)}
            at = position_of(text, marks[0])
            yield Problem(code="pasted_marks", file=file, position=at, params=params, level="warning", unquoted=True)
