"""The parser's events to plain data. They are walked without recursion, so depth is no danger."""

from __future__ import annotations

import re
from dataclasses import dataclass

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingStartEvent,
    ScalarEvent,
)

from generator.text.data import Data
from generator.text.faults import PARSER, Fault, FaultCode
from generator.text.pairs import Pairs
from generator.text.pasted import without_marks
from generator.text.positions import Keys, Marks, Position
from generator.text.slips import cut_off, is_wide_list

MAX_DEPTH = 40
_INT = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,3})?\Z")
_CONSTANTS = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_CONSTANTS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}  # type: ignore[dict-item]


def built(text: str, faults: list[Fault], marks: Marks | None, pairs: Pairs | None) -> Data:
    """The plain data in ``text``; adds to ``faults`` and, where they are asked for, to ``marks``. Raises yaml.YAMLError."""
    lines = text.splitlines() if " #" in text else []
    parser, builder = PARSER(text), _Builder(faults, marks, pairs, lines)
    try:
        while parser.check_event() and builder.takes(parser.get_event()):
            pass
    finally:
        parser.dispose()
    return builder.root


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come yet."""

    value: dict[str, Data] | list[Data]
    keys: Keys
    key: str | None = None
    key_position: Position | None = None


class _Builder:
    """Puts each event's value where it belongs, in what is still open."""

    def __init__(self, faults: list[Fault], marks: Marks | None, pairs: Pairs | None, lines: list[str]) -> None:
        self.root: Data = None
        self._faults, self._marks, self._pairs, self._lines = faults, marks, pairs, lines
        self._stack: list[_Open] = []
        self._documents = 0

    def takes(self, event: yaml.Event) -> bool:
        """False where the rest is not to be looked at."""
        value: Data
        if isinstance(event, ScalarEvent):
            event.value = without_marks(event.value)
            value = self._scalar(event)
            if event.implicit[0] and not event.value.isascii() and is_wide_list(event.value):
                self._complain("yaml_wide_sign", event, event.value[0])
            if self._lines and event.implicit[0] and event.value:
                self._look_behind(event)
        elif isinstance(event, CollectionStartEvent):
            value = {} if isinstance(event, MappingStartEvent) else []
        elif isinstance(event, CollectionEndEvent):
            self._stack.pop()
            return True
        elif isinstance(event, AliasEvent):
            self._complain("yaml_alias", event, str(event.anchor))
            return self._place(None, event)
        else:
            return self._is_first(event)
        if event.anchor is not None:
            self._complain("yaml_alias", event, event.anchor)
        if event.tag is not None:
            self._complain("yaml_tag", event, event.tag)
        return self._place(value, event)

    def _scalar(self, event: ScalarEvent) -> Data:
        value = _scalar(event)
        if self._pairs is not None and event.style != '"' and isinstance(value, str):
            return self._pairs.as_written(value)
        return value

    def _look_behind(self, event: ScalarEvent) -> None:
        """Complain where a plain text ends at a ``#`` that was most likely part of it."""
        end = event.end_mark
        if end is None or end.line >= len(self._lines):
            return
        rest = cut_off(event.value, self._lines[end.line][end.column :])
        if rest is not None:
            self._faults.append(Fault("yaml_cut", Position(end.line + 1, end.column + 2), rest))

    def _is_first(self, event: yaml.Event) -> bool:
        """Whether nothing but one document is there."""
        self._documents += isinstance(event, DocumentStartEvent)
        if self._documents < 2:
            return True
        self._complain("yaml_documents", event)
        return False

    def _place(self, value: Data, event: yaml.Event) -> bool:
        keys = self._keys_of(value, event)
        if keys is None:
            return True
        if self._marks is not None:
            self._marks.values[keys] = _start(event)
        if isinstance(value, dict | list):
            if len(self._stack) == MAX_DEPTH:
                self._complain("yaml_deep", event)
                return False
            self._stack.append(_Open(value, keys))
        return True

    def _keys_of(self, value: Data, event: yaml.Event) -> Keys | None:
        """The keys of ``value``, which is put there; None where it is itself a key."""
        if not self._stack:
            self.root = value
            return ()
        parent = self._stack[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
            return (*parent.keys, len(parent.value) - 1)
        if parent.key is None:
            return self._key(parent, parent.value, event)
        keys = (*parent.keys, parent.key)
        parent.value[parent.key] = value
        if self._marks is not None and parent.key_position is not None:
            self._marks.keys[keys] = parent.key_position
        parent.key = None
        return keys

    def _key(self, parent: _Open, mapping: dict[str, Data], event: yaml.Event) -> Keys | None:
        """A mapping as a key is walked, and dropped."""
        if isinstance(event, ScalarEvent):
            parent.key = event.value
        else:
            self._complain("yaml_key", event)
            parent.key = "?"
        if parent.key in mapping:
            self._complain("yaml_duplicate", event, parent.key)
        parent.key_position = _start(event)
        return None if isinstance(event, ScalarEvent | AliasEvent) else (*parent.keys, parent.key)

    def _complain(self, code: FaultCode, event: yaml.Event, found: str = "") -> None:
        self._faults.append(Fault(code, _start(event), found))


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
