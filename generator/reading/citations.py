"""Checks that a figure carries its grade, and a grade its source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.model.definition import Placed, Statement
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.walking import walk
from generator.reading.references import refer
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

_DIGIT = re.compile(r"\d")


def statements_cite_sources(definitions: Definitions) -> Problems:
    """A figure carries its grade, a grade its source, and the source exists."""
    for kind, entries in _public(definitions):
        for id_, definition in entries.items():
            place = definitions.places.get((kind, id_)) or Placed(f"definitions/{_FILES[kind]}")
            for keys, part in walk(definition):
                yield from _cite(definitions, place.file, place.keys + keys, part)


def _cite(definitions: Definitions, file: str, keys: Keys, part: object) -> Problems:
    grade, sources = getattr(part, "grade", None), getattr(part, "source", None)
    if isinstance(part, Statement) and grade is None and _DIGIT.search((part.zh or "") + (part.en or "")):
        yield Problem(code="figure_without_grade", file=file, keys=keys)
    if not isinstance(sources, tuple):
        return
    if grade is not None and grade != "G" and not sources:
        at = (*keys, "grade")
        yield Problem(code="grade_without_source", file=file, keys=at, params={"found": grade})
    for index, source in enumerate(sources):
        yield from refer(definitions, "source", source, file, (*keys, "source", index))


_FILES = {"company": "company.yaml", "seasons": "calendars/seasons.yaml"}


def _public(definitions: Definitions) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Every definition that pages are made from, the staff's included, by kind and id."""
    yield "company", {"": definitions.company}
    yield "seasons", {"": definitions.seasons}
    for kind in KINDS:
        yield kind, definitions.linked(kind)
    yield "source", definitions.works
    yield "item", definitions.handbook
