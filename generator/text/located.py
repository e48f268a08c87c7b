"""A problem with its place in the text: line, column and caret."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from generator.text.positions import Position
from generator.text.printed import printed
from generator.text.problems import Problem, path_of
from generator.text.words import Words
from generator.text.yaml import locate

_PRIVATE = "schedules/"
# What many other problems follow from is told first.
_CAUSES = frozenset({"lost_file", "lost_folder", "lost_people", "unread_folder", "wrong_ending"})


class Stopped(Exception):
    """The build stopped with problems before anything was written."""

    def __init__(self, problems: Sequence[Problem], texts: Mapping[str, str] | None = None) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = tuple(problems)
        self.texts: Mapping[str, str] = texts if texts is not None else {}

    def located(self) -> list[Located]:
        """The problems with their places, ready to print."""
        return place(self.problems, self.texts)


_LONGEST_LINE = 200
_INDENT = "    "


def _columns(character: str) -> int:
    """How many columns of a terminal a character takes; a tab as many as it may."""
    return 8 if character == "\t" else 2 if unicodedata.east_asian_width(character) in "WF" else 1


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
        place = f"{problem.file}:{self.position.line}:{self.position.column}" if has_place else problem.file
        level = f"{words[problem.level]}{words['colon']}" if problem.level != "error" else ""
        path = f"{path_of(problem.keys)}: " if problem.keys else ""
        return printed(f"{place}: {level}{path}{problem.message(words)}")

    def caret(self, width: int = 0) -> str | None:
        """The line of YAML with a caret under the place, wide characters counted as two.

        Of a line that is longer than a terminal of ``width`` columns, what stands around the place.
        """
        if self.problem.unquoted or not self.line or not self.line.strip():
            return None
        at = self.position.column - 1
        if width and sum(map(_columns, self.line)) > (room := width - len(_INDENT)):
            return self._around(at, room)
        if len(self.line) > _LONGEST_LINE:  # what stands around the place
            start = max(0, at - _LONGEST_LINE // 2)
            return self._under(self.line[start : start + _LONGEST_LINE], at - start)
        return self._under(self.line, at)

    def _around(self, at: int, room: int) -> str:
        """The place and what stands before and after it, in ``room`` columns of the terminal."""
        assert self.line is not None, "only a line is shown in part"
        start, end = min(at, len(self.line)), min(at + 1, len(self.line))
        taken = sum(map(_columns, self.line[start:end]))
        while taken < room - 1 and (start > 0 or end < len(self.line)):
            before = self.line[start - 1 : start] if start else ""
            after = self.line[end : end + 1]
            # Twice as much before the place as after it: there stands what it belongs to.
            if before and (not after or (at - start) <= 2 * (end - at)):
                start, more = start - 1, before
            else:
                end, more = end + 1, after
            taken += _columns(more)
        return self._under(self.line[start:end], at - start)

    def _under(self, text: str, at: int) -> str:
        before = printed(text[:at], keep="\t")
        pad = "".join("\t" if c == "\t" else " " * _columns(c) for c in before)
        line = printed(text.rstrip(), keep="\t")
        return f"{_INDENT}{line}\n{_INDENT}{pad}^"

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


def cause(problem: Problem) -> str:
    """What is alike: the same kind of problem, and of visits that nobody makes the same reason."""
    return f"{problem.code} {problem.params.get('reason', '')}"


def place(problems: Iterable[Problem], texts: Mapping[str, str], *, first: int | None = None) -> list[Located]:
    """The problems with line and column, sorted by file and position, each once.

    With ``first``, of the warnings and notes of one cause no more than the first so many have their place, and those in
    the files of these: to find it the whole file is read again. The others come after them, to be counted.
    """
    given = list(problems)
    is_shown = _shown(given, first) if first is not None else lambda _: True
    located = {}
    read: dict[str, str] = {}  # once: files of thousands of customers are not held, and most warnings are but counted
    lines_of: dict[str, list[str]] = {}
    for problem in given:
        file, is_known, shown = problem.file, problem.file in texts, is_shown(problem)
        if is_known and shown and file not in read:
            read[file] = texts[file]
            lines_of[file] = read[file].splitlines()
        if problem.position is not None:
            position = problem.position
        elif is_known and shown:
            keys, position = locate(read[file], problem.keys, at_key=problem.at_key)
            problem = replace(problem, keys=keys)
        else:
            position = Position(1, 1)
        lines = lines_of[file] if is_known and shown else []
        line = lines[position.line - 1] if 0 < position.line <= len(lines) else "" if is_known else None
        entry = Located(problem, position, line)
        said = problem.code, repr(sorted(problem.params.items()))
        located[(problem.file, position.line, position.column, path_of(problem.keys), *said)] = entry
    return [located[key] for key in sorted(located, key=lambda key: (located[key].problem.code not in _CAUSES, *key))]


def _shown(problems: Iterable[Problem], first: int) -> Callable[[Problem], bool]:
    """Whether a problem may be among those that are shown: of ``first`` warnings of a cause, by the order of files."""
    files: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.level != "error":
            files[cause(problem)].append(problem.file)
    # What says the same at the same place is one problem, so more are looked at than are shown.
    last = {alike: sorted(of_cause)[: 2 * first + 1][-1] for alike, of_cause in files.items()}
    return lambda problem: problem.level == "error" or problem.file <= last[cause(problem)]
