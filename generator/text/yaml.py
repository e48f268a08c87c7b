"""YAML text to plain data, and a path of keys to its line and column.

Staff write YAML by hand, so the text is read more strictly than YAML allows and less cleverly: scalars are those of
YAML 1.2's core schema (``on``, ``no``, ``0123``, ``10:30`` and dates stay text), and duplicate keys, anchors, aliases,
tags and second documents are refused. The parser's events are walked without recursion, so depth is no danger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from generator.text.data import Data
from generator.text.pairs import Pairs
from generator.text.pasted import without_marks
from generator.text.positions import Keys, Marks, Position, position_of

# Any: types-PyYAML knows no loader whose events are told apart; what comes of it is typed in ``_build``.
_Parser: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 40
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}  # type: ignore[dict-item]
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")

FaultCode = Literal[
    "yaml_empty", "yaml_tab", "yaml_control", "yaml_quote", "yaml_indent", "yaml_colon", "yaml_bracket", "yaml_syntax",
    "yaml_duplicate", "yaml_alias", "yaml_tag", "yaml_documents", "yaml_deep", "yaml_key",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a text that is not acceptable YAML, before its meaning is looked at."""

    code: FaultCode
    position: Position
    found: str = ""


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    value: dict[str, Data] | list[Data]
    keys: Keys
    key: str | None = None
    key_position: Position | None = None


def parse(text: str) -> tuple[Data, list[Fault]]:
    """The plain data in ``text`` and what is wrong with it; with any fault the data may be partial."""
    data, faults, _ = _read(text)
    return data, faults


def syntax_fault(text: str) -> Fault | None:
    """What makes ``text`` no YAML at all, for a file that others read, by rules of their own."""
    if unprintable := _UNPRINTABLE.search(text):
        return Fault("yaml_control", position_of(text, unprintable.start()), f"U+{ord(unprintable[0]):04X}")
    try:
        for _ in yaml.parse(text, _Parser):
            pass
    except yaml.MarkedYAMLError as error:
        return _syntax_fault(text, error)
    except yaml.YAMLError:
        return Fault("yaml_syntax", Position(1, 1))
    return None


def locate(text: str, keys: Keys, *, at_key: bool = False) -> tuple[Keys, Position]:
    """Line and column of the value at ``keys`` (of its key, with ``at_key``), or of its nearest ancestor in ``text``.

    Also the keys themselves without the list steps that the text does not have: a lone item may stand for a list.
    """
    marks = _marks(text)
    written: Keys = ()
    for key in keys:
        if not isinstance(key, int) or (*written, key) in marks.values:
            written = (*written, key)
    if at_key and written in marks.keys:
        return written, marks.keys[written]
    ancestor = written
    while ancestor and ancestor not in marks.values:
        ancestor = ancestor[:-1]
    return written, marks.values.get(ancestor, Position(1, 1))


@lru_cache(maxsize=4)
def _marks(text: str) -> Marks:
    return _read(text, with_marks=True)[2]


def _read(text: str, *, with_marks: bool = False, pairs: Pairs | None = None) -> tuple[Data, list[Fault], Marks]:
    marks = Marks({}, {})
    if unprintable := _UNPRINTABLE.search(text):
        return (
            None,
            [Fault("yaml_control", position_of(text, unprintable.start()), f"U+{ord(unprintable[0]):04X}")],
            marks,
        )
    faults: list[Fault] = []
    try:
        data = _build(text, faults, marks if with_marks else None, pairs)
    except yaml.MarkedYAMLError as error:
        if pairs is None and (joined := Pairs.refused(text, error)) is not None:
            data, faults, marks = _read(joined.text, with_marks=with_marks, pairs=joined)
            return data, [replace(f, position=joined.moved(f.position)) for f in faults], joined.moved_marks(marks)
        return None, [*faults, _syntax_fault(text, error)], marks
    except yaml.YAMLError:
        return None, [*faults, Fault("yaml_syntax", Position(1, 1))], marks
    if data is None and not faults:
        faults.append(Fault("yaml_empty", Position(1, 1)))
    return data, faults, marks


def _build(text: str, faults: list[Fault], marks: Marks | None, pairs: Pairs | None) -> Data:
    parser = _Parser(text)
    root: Data = None
    stack: list[_Open] = []
    documents = 0
    try:
        while parser.check_event():
            event = parser.get_event()
            kind = type(event)
            value: Data
            if kind is ScalarEvent:
                event.value = without_marks(event.value)
                value = _scalar(event)
                if pairs is not None and event.style != '"' and isinstance(value, str):
                    value = pairs.as_written(value)
            elif kind is MappingStartEvent:
                value = {}
            elif kind is SequenceStartEvent:
                value = []
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                stack.pop()
                continue
            elif kind is AliasEvent:
                faults.append(Fault("yaml_alias", _start(event), event.anchor))
                value = None
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    if documents == 2:
                        faults.append(Fault("yaml_documents", _start(event)))
                        break
                continue
            if kind is not AliasEvent:
                if event.anchor is not None:
                    faults.append(Fault("yaml_alias", _start(event), event.anchor))
                if event.tag is not None:
                    faults.append(Fault("yaml_tag", _start(event), event.tag))

            keys: Keys = ()
            if stack:
                parent = stack[-1]
                if isinstance(parent.value, list):
                    keys = (*parent.keys, len(parent.value))
                    parent.value.append(value)
                elif parent.key is None:
                    if kind is ScalarEvent:
                        parent.key = event.value
                    else:
                        faults.append(Fault("yaml_key", _start(event)))
                        parent.key = "?"
                    if parent.key in parent.value:
                        faults.append(Fault("yaml_duplicate", _start(event), parent.key))
                    parent.key_position = _start(event)
                    if kind in (ScalarEvent, AliasEvent):
                        continue
                    keys = (*parent.keys, parent.key)  # a mapping as a key: walk it, and drop it
                else:
                    keys = (*parent.keys, parent.key)
                    parent.value[parent.key] = value
                    if marks is not None and parent.key_position is not None:
                        marks.keys[keys] = parent.key_position
                    parent.key = None
            else:
                root = value
            if marks is not None:
                marks.values[keys] = _start(event)
            if isinstance(value, dict | list):
                if len(stack) == MAX_DEPTH:
                    faults.append(Fault("yaml_deep", _start(event)))
                    break
                stack.append(_Open(value, keys))
    finally:
        parser.dispose()
    return root


def _scalar(event: ScalarEvent) -> Data:
    text: str = event.value
    if not event.implicit[0]:  # quoted, or a block: text as it stands
        return text
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INT.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    return text


def _start(event: yaml.Event) -> Position:
    mark = event.start_mark
    assert mark is not None  # only events made by hand have none
    return Position(mark.line + 1, mark.column + 1)


# libyaml's complaint, by a word in it, and what we call it. Anything else is a syntax fault.
_COMPLAINTS: tuple[tuple[str, FaultCode], ...] = (
    ("cannot start any token", "yaml_quote"),
    ("while scanning a quoted scalar", "yaml_quote"),
    ("unexpected end of stream", "yaml_quote"),
    ("unknown escape", "yaml_quote"),
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


def _syntax_fault(text: str, error: yaml.MarkedYAMLError) -> Fault:
    mark = error.problem_mark or error.context_mark
    if error.context == "while scanning a quoted scalar" and error.problem == "found unexpected end of stream":
        mark = error.context_mark  # the quote that was never closed, rather than the end of the file
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    lines = text.splitlines()
    line = lines[position.line - 1] if position.line <= len(lines) else ""
    if "\t" in line[: position.column] or (line[: len(line) - len(line.lstrip())].find("\t") >= 0):
        return Fault("yaml_tab", Position(position.line, line.index("\t") + 1))
    said = f"{error.context or ''} {error.problem or ''}"
    code: FaultCode = next((code for words, code in _COMPLAINTS if words in said), "yaml_syntax")
    return Fault(code, position)
