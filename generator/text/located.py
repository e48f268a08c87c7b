"""A problem with its place in the text: line, column and caret."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.text.positions import Position
from generator.text.printed import printed
from generator.text.problems import Problem, path_of
from generator.text.words import Words
from generator.text.yaml import locate

_PRIVATE = "schedules/"
# What many other problems follow from is told first.
_CAUSES = frozenset({"unread_folder", "wrong_ending"})


class Stopped(Exception):
    """The build stopped with problems before anything was written."""

    def __init__(self, problems: Sequence[Problem], texts: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
        self.texts = dict(texts or {})

    def located(self) -> list[Located]:
        """The problems with their places, ready to print."""
        return place(self.problems, self.texts)


@dataclass(frozen=True, slots=True)
class Located:
    """A problem with its place in the text, ready to be sorted and printed."""

    problem: Problem
    position: Position
    line: str | None

    @property
    def is_private(self) -> bool:
        """Whether the file's lines tell of customers and staff."""
        return self.problem.file.startswith(_PRIVATE)

    def heading(self, words: Words) -> str:
        """``file:line:column: path: message``; the place is left out where the file itself is the problem."""
        problem = self.problem
        has_place = self.line is not None or problem.position is not None
        parts = [f"{problem.file}:{self.position.line}:{self.position.column}" if has_place else problem.file]
        if problem.level != "error":
            parts.append(words[problem.level])
        if problem.keys:
            parts.append(path_of(problem.keys))
        return printed(": ".join([*parts, problem.message(words)]))

    def caret(self) -> str | None:
        """The line of YAML with a caret under the place, wide characters counted as two."""
        if self.problem.unquoted or not self.line or not self.line.strip():
            return None
        before = printed(self.line[: self.position.column - 1], keep="\t")
        pad = "".join("\t" if c == "\t" else "  " if unicodedata.east_asian_width(c) in "WF" else " " for c in before)
        line = printed(self.line.rstrip(), keep="\t")
        return f"    {line}\n    {pad}^"

    def as_json(self, words: Words) -> dict[str, str | int]:
        """The same for programs: file, line, column, path, code, level, message."""
        return {
            "file": self.problem.file,
            "line": self.position.line,
            "column": self.position.column,
            "path": path_of(self.problem.keys),
            "code": self.problem.code,
            "level": self.problem.level,
            "message": self.problem.message(words),
        }


def place(problems: Iterable[Problem], texts: Mapping[str, str]) -> list[Located]:
    """The problems with line and column, sorted by file and position, each once."""
    located = {}
    for problem in problems:
        text = texts.get(problem.file)
        if problem.position is not None:
            position = problem.position
        elif text is not None:
            keys, position = locate(text, problem.keys, at_key=problem.at_key)
            problem = replace(problem, keys=keys)
        else:
            position = Position(1, 1)
        lines = text.splitlines() if text is not None else []
        line = lines[position.line - 1] if 0 < position.line <= len(lines) else "" if text is not None else None
        entry = Located(problem, position, line)
        said = problem.code, repr(sorted(problem.params.items()))
        located[(problem.file, position.line, position.column, path_of(problem.keys), *said)] = entry
    return [located[key] for key in sorted(located, key=lambda key: (located[key].problem.code not in _CAUSES, *key))]
