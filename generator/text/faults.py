"""What makes a text no acceptable YAML, before its meaning is looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import yaml

from generator.text.positions import Position, position_of
from generator.text.slips import SIGNS, cause_before, conflict

# Any: types-PyYAML knows no loader whose events are told apart; what comes of it is typed where it is built.
PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

FaultCode = Literal[
    "yaml_empty", "yaml_tab", "yaml_control", "yaml_quote", "yaml_indent", "yaml_colon", "yaml_bracket", "yaml_syntax",
    "yaml_duplicate", "yaml_alias", "yaml_tag", "yaml_documents", "yaml_deep", "yaml_key", "yaml_conflict",
    "yaml_wide_colon", "yaml_tight_colon", "yaml_wide_sign", "yaml_cut", "yaml_sign",
    "yaml_wide_blank", "yaml_tight_dash", "yaml_equals", "yaml_bare_tie", "yaml_open", "yaml_closed", "yaml_remarks",
    "yaml_inner_quote", "yaml_inner_colon", "yaml_escape",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a text that is not acceptable YAML, before its meaning is looked at."""

    code: FaultCode
    position: Position
    found: str = ""


def unprintable(text: str) -> Fault | None:
    """The first character that no text of YAML may hold."""
    character = _UNPRINTABLE.search(text)
    if character is None:
        return None
    return Fault("yaml_control", position_of(text, character.start()), f"U+{ord(character[0]):04X}")


def in_conflict(text: str) -> Fault | None:
    """The first mark of a merge that nobody settled."""
    slip = conflict(text)
    return Fault(_known(slip[0]), slip[1], slip[2]) if slip is not None else None


def _known(code: str) -> FaultCode:
    return next(known for known in get_args(FaultCode) if known == code)


def syntax_fault(text: str) -> Fault | None:
    """What makes ``text`` no YAML at all, for a file that others read, by rules of their own."""
    if fault := unprintable(text) or in_conflict(text):
        return fault
    try:
        for _ in yaml.parse(text, PARSER):
            pass
    except yaml.MarkedYAMLError as error:
        return fault_of(text, error)
    except yaml.YAMLError:
        return Fault("yaml_syntax", Position(1, 1))
    return None


# Its complaints of a backslash in double quotes that means nothing there, or lacks the number behind it.
_ESCAPES = ("unknown escape", "hexdecimal number")
# libyaml's complaint, by a word in it, and what we call it. Anything else is a syntax fault.
_COMPLAINTS: tuple[tuple[str, FaultCode], ...] = (
    ("cannot start any token", "yaml_quote"),
    ("while scanning a quoted scalar", "yaml_quote"),
    ("unexpected end of stream", "yaml_quote"),
    ("mapping values are not allowed", "yaml_colon"),
    ("could not find expected ':'", "yaml_colon"),
    ("expected ',' or", "yaml_bracket"),
    ("did not find expected node content", "yaml_bracket"),
    ("did not find expected key", "yaml_indent"),
    ("did not find expected '-' indicator", "yaml_indent"),
    ("block sequence entries are not allowed", "yaml_indent"),
    ("undefined tag handle", "yaml_tag"),
    ("undefined alias", "yaml_alias"),
)


def fault_of(text: str, error: yaml.MarkedYAMLError) -> Fault:
    """What the parser complains of in ``text``, in our terms."""
    mark = error.problem_mark or error.context_mark
    if error.context == "while scanning a quoted scalar" and error.problem == "found unexpected end of stream":
        # the quote that was never closed, rather than the end of the file
        mark = error.context_mark
        if mark is not None:
            return Fault("yaml_open", Position(mark.line + 1, mark.column + 1), _at(text, mark))
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    lines = text.splitlines()
    if mark is not None and error.problem is not None and any(words in error.problem for words in _ESCAPES):
        start = lines[mark.line].rfind("\\", 0, mark.column + 1)
        return Fault("yaml_escape", Position(mark.line + 1, start + 1), lines[mark.line][start : start + 2])
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    if "\t" in line[: position.column] or (line[: len(line) - len(line.lstrip())].find("\t") >= 0):
        return Fault("yaml_tab", Position(position.line, line.index("\t") + 1))
    quote = _quote(text, position)
    if quote is not None:
        return quote
    sign = _sign(text, error)
    if sign is not None:
        return sign
    slip = cause_before(text, position)
    if slip is not None:
        return Fault(_known(slip[0]), slip[1], slip[2])
    said = f"{error.context or ''} {error.problem or ''}"
    code: FaultCode = next((code for words, code in _COMPLAINTS if words in said), "yaml_syntax")
    return _bracket(lines, code, position, error) or Fault(code, position)


def _at(text: str, mark: yaml.Mark) -> str:
    """The character at a mark."""
    return text.splitlines()[mark.line][mark.column : mark.column + 1]


def _quote(text: str, stopped: Position) -> Fault | None:
    """A quote that lacks its other half: the next one of its kind, lines below, closes it, and what follows is no YAML."""
    tokens = yaml.scan(text, PARSER)
    lines = text.splitlines()
    try:
        for token in tokens:
            if not isinstance(token, yaml.ScalarToken) or token.style not in ("'", '"'):
                continue
            start, end = token.start_mark, token.end_mark
            behind = lines[end.line][end.column : end.column + 1] if end.line < len(lines) else ""
            if start.line < end.line and end.line + 1 <= stopped.line and behind not in ("", " ", ",", "]", "}", ":"):
                return Fault("yaml_open", Position(start.line + 1, start.column + 1), token.style)
    except yaml.YAMLError:
        pass  # it was told already, and what stands before it is all that is looked at
    return None


def _bracket(lines: Sequence[str], code: FaultCode, position: Position, error: yaml.MarkedYAMLError) -> Fault | None:
    """A bracket that is opened and never closed, which reading notices a line or more behind it; or one too many."""
    opened = error.context_mark
    if code == "yaml_bracket" and opened is not None and opened.line + 1 < position.line:
        line = lines[opened.line] if opened.line < len(lines) else ""
        return Fault("yaml_open", Position(opened.line + 1, opened.column + 1), line[opened.column : opened.column + 1])
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    found = line[position.column - 1 : position.column]
    return Fault("yaml_closed", position, found) if code == "yaml_indent" and found in ("}", "]") else None


def _sign(text: str, error: yaml.MarkedYAMLError) -> Fault | None:
    """A text that begins with a sign of YAML's own."""
    mark = error.context_mark if "while scanning a" in (error.context or "") else error.problem_mark
    scans = (
        "scanning an alias",
        "scanning an anchor",
        "scanning a tag",
        "scanning a directive",
        "scanning a block scalar",
    )
    said = f"{error.context or ''} {error.problem or ''}"
    if mark is None or not any(words in said for words in (*scans, "cannot start any token")):
        return None
    line = text.splitlines()[mark.line] if mark.line < len(text.splitlines()) else ""
    found = line[mark.column : mark.column + 1]
    is_sign = found and found in SIGNS and mark.column > 0  # what begins a line is no value
    return Fault("yaml_sign", Position(mark.line + 1, mark.column + 1), found) if is_sign else None
