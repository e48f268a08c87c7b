"""YAML text to plain data, and a path of keys to its line and column.

Staff write YAML by hand, so the text is read more strictly than YAML allows and less cleverly: scalars are those of
YAML 1.2's core schema (``on``, ``no``, ``0123``, ``10:30`` and dates stay text), and duplicate keys, anchors, aliases,
tags and second documents are refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import yaml

from generator.text.building import built
from generator.text.data import Data
from generator.text.faults import Fault, fault_of, in_conflict, unprintable
from generator.text.pairs import Pairs
from generator.text.positions import Keys, Marks, Position

# What reads a text: its plain data, and what is wrong with it.
Parse = Callable[[str], tuple[Data, list[Fault]]]


def parse(text: str) -> tuple[Data, list[Fault]]:
    """The plain data in ``text`` and what is wrong with it; with any fault the data may be partial."""
    data, faults, _ = _read(text)
    return data, faults


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
    if fault := unprintable(text) or in_conflict(text):
        return None, [fault], marks
    faults: list[Fault] = []
    try:
        data = built(text, faults, marks if with_marks else None, pairs)
    except yaml.MarkedYAMLError as error:
        if pairs is None and (joined := Pairs.refused(text, error)) is not None:
            data, faults, marks = _read(joined.text, with_marks=with_marks, pairs=joined)
            return data, [replace(f, position=joined.moved(f.position)) for f in faults], joined.moved_marks(marks)
        return None, [*faults, fault_of(text, error)], marks
    except yaml.YAMLError:
        return None, [*faults, Fault("yaml_syntax", Position(1, 1))], marks
    if data is None and not faults:
        has_remarks = any(line.lstrip().startswith("#") for line in text.splitlines())
        faults.append(Fault("yaml_remarks" if has_remarks else "yaml_empty", Position(1, 1)))
    return data, faults, marks
