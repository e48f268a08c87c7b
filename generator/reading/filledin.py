"""A check that tells what is marked as to be filled in: what `new` could not know, and put something in its place."""

from __future__ import annotations

import re
from itertools import chain

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.contacts import COMPANY
from generator.text.positions import position_of
from generator.text.problems import Problem, Problems

_MARK = re.compile(r"#[ \t]*(?:待填|to be filled in)(?!\w)")


def marked_is_filled_in(definitions: Definitions, schedules: Schedules) -> Problems:
    """One warning for each such remark; of the company's own numbers and addresses the values themselves are looked at."""
    for file, text in chain(definitions.texts.items(), schedules.texts.items()):
        if file != COMPANY and file.endswith((".yaml", ".yml")):
            for mark in _MARK.finditer(text) if "#" in text else ():
                at = position_of(text, mark.start())
                yield Problem(code="to_be_filled_in", file=file, position=at, level="warning")
