"""Pages that nobody has looked at for a year: what was true then may be so no more."""

from __future__ import annotations

from datetime import date

from generator.dates.intervals import Interval, add
from generator.model.definition import Definition
from generator.model.definitions import Definitions, paged
from generator.text.problems import Problem, Problems

_YEAR = Interval(months=12)
_SHOWN = 5


def reviewed_too_long_ago(definition: Definition, as_of: date) -> bool:
    """Whether somebody last looked at it more than a year before ``as_of``."""
    last = add(as_of, _YEAR * -1) or date.min
    return definition.reviewed is not None and definition.reviewed < last


def reviews_are_recent(definitions: Definitions, as_of: date) -> Problems:
    """A note of all pages whose ``reviewed`` is more than a year before ``as_of``, the oldest named."""
    old = sorted(
        (definition.reviewed or date.min, definitions.places[kind, id_].file)
        for kind, id_, definition in paged(definitions)
        if reviewed_too_long_ago(definition, as_of)
    )
    if old:
        choices = [f"{file} ({reviewed})" for reviewed, file in old[:_SHOWN]]
        yield Problem(code="reviews_old", file=old[0][1], params={"n": len(old), "choices": choices}, level="note")
