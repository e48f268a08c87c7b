"""Files written alike throughout: indentation, blanks at the ends of lines, lists that run over; remarks stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.desk.edits import Edit
from generator.text.problems import Problem
from generator.text.written import NotWritable, tidied
from generator.text.yaml import parse


@dataclass(frozen=True, slots=True)
class Tidied:
    """What is written anew, and the files that cannot be: they stay as they are. ``problems`` are those of no YAML."""

    edits: tuple[Edit, ...]
    left: tuple[str, ...]
    problems: tuple[Problem, ...]


def tidied_files(texts: Mapping[str, str]) -> Tidied:
    """Each of ``texts``, by file, as it is to be; those that are so already are left out."""
    edits: list[Edit] = []
    left: list[str] = []
    problems: list[Problem] = []
    for file, text in sorted(texts.items()):
        try:
            tidy = tidied(text)
        except NotWritable:
            _, faults = parse(text)
            problems += [
                Problem(code=fault.code, file=file, position=fault.position, params={"found": fault.found})
                for fault in faults
            ]
            left += [] if faults else [file]
            continue
        if tidy != text:
            edits.append(Edit(file, tidy))
    return Tidied(tuple(edits), tuple(left), tuple(problems))
