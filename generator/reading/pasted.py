"""Checks that tell where marks which nobody sees were pasted along, which are left out, and quotes that YAML has not."""

from __future__ import annotations

import re

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.pasted import marks_in
from generator.text.positions import position_of
from generator.text.problems import Problem, Problems

# A whole value between the quotes that Chinese and word processors set, which YAML takes for a part of the text.
_QUOTED = re.compile(r"(?:[:\[{,]\s+|^\s*-\s+|[\[{]\s*)([“‘][^“”‘’\n]*[”’])(?=\s*(?:[,}\]]|$|\s#))", re.MULTILINE)


def no_quotes_of_print(definitions: Definitions, schedules: Schedules) -> Problems:
    """One warning a file, at the first value that stands between printed quotes."""
    for file, text in {**definitions.texts, **schedules.texts}.items():
        quoted = _QUOTED.search(text)
        if quoted is not None:
            params = {"quoted": quoted[1], "plain": quoted[1][1:-1]}
            at = position_of(text, quoted.start(1))
            yield Problem(code="printed_quotes", file=file, position=at, params=params, level="warning", unquoted=True)


def nothing_unseen_was_pasted(definitions: Definitions, schedules: Schedules) -> Problems:
    """One warning a file, at the first such mark."""
    for file, text in {**definitions.texts, **schedules.texts}.items():
        if marks := marks_in(text):
            params = {"found": f"U+{ord(text[marks[0]]):04X}", "n": len(marks)}
            at = position_of(text, marks[0])
            yield Problem(code="pasted_marks", file=file, position=at, params=params, level="warning", unquoted=True)
