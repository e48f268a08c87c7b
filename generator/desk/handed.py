"""A file that was handed on from the field, as it comes: attached, downloaded, or pasted into a mail."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from generator.model.handedon import FORMAT, HandedOn
from generator.reading.schema import validate
from generator.text.located import Stopped
from generator.text.positions import Keys
from generator.text.problems import Level, Problem
from generator.text.yaml import parse

_ENDS = re.compile(r"\r\n?|\n")
_BEGIN = re.compile(r"([> \t\xa0]*)---[ \t]*\Z")
_INDENT = re.compile(r"[ \xa0]+")


@dataclass(frozen=True, slots=True)
class Handed:
    """A file by its name, its ``text`` without what a mail put about it, and what it says."""

    file: str
    text: str
    content: HandedOn

    def problem(self, code: str, keys: Keys, params: Mapping[str, object], level: Level = "error") -> Problem:
        """A problem at ``keys`` of the file; its line, which tells of a customer, is not shown."""
        return Problem(code=code, file=self.file, keys=keys, params=params, level=level, unquoted=True)


def read_handed(text: str, file: str) -> Handed:
    """What ``file`` hands on. Raises Stopped with what is wrong in it, the cause alone where all else follows from it."""
    own = _unwrapped(text)
    data, faults = parse(own)
    if not own.strip() or (not faults and not (isinstance(data, dict) and "aftercare" in data)):
        raise Stopped([Problem(code="handed_foreign", file=file, unquoted=True)], {file: own})
    if faults:
        problems = [Problem(code=f.code, file=file, position=f.position, params={"found": f.found}) for f in faults]
        raise Stopped([_unquoted(problem) for problem in problems], {file: own})
    assert isinstance(data, dict), "anything else was told"
    if data["aftercare"] != FORMAT:
        params = {"found": data["aftercare"], "known": FORMAT}
        problem = Problem(code="handed_version", file=file, keys=("aftercare",), params=params, unquoted=True)
        raise Stopped([problem], {file: own})
    content, problems = validate(HandedOn, data, file)
    if content is None:
        raise Stopped([_unquoted(problem) for problem in problems], {file: own})
    return Handed(file, own, content)


def _unquoted(problem: Problem) -> Problem:
    """The problem without its line, which tells of a customer."""
    return replace(problem, unquoted=True)


def _unwrapped(text: str) -> str:
    """What stands between the lines ``---`` and ``...``, on the lines where it stood, without a mail's marks of quotation.

    A text that has no such line is meant as it is.
    """
    lines = _ENDS.split(text)
    begin = next((index for index, line in enumerate(lines) if _BEGIN.match(line)), None)
    if begin is None:
        return text
    marks = _BEGIN.match(lines[begin])
    quoted = marks[1] if marks is not None else ""
    own = [""] * (begin + 1)
    for line in lines[begin + 1 :]:
        said = line.removeprefix(quoted) if line.startswith(quoted) else line.removeprefix(quoted.rstrip())
        if said.rstrip() == "...":
            break
        indent = _INDENT.match(said)  # programs for mail make blanks at a line's beginning unbreakable
        own.append(" " * len(indent[0]) + said[len(indent[0]) :] if indent is not None else said)
    return "\n".join(own) + "\n"
