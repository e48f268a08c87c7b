"""Keys of older versions written anew in a YAML text; comments, order and spacing stay."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from generator.text.positions import Keys, line_starts
from generator.text.yaml import locate, parse

_DATE = re.compile(r"""(["']?)(\d{4}-\d{2}-\d{2})\1""")
_NUMBER = re.compile(r"\d+")


class NotRewritable(Exception):
    """The text is written in a way in which the keys cannot be changed by themselves."""


def rewritten(text: str, cycles: Mapping[Keys, date], days_off: list[Keys]) -> str:
    """``text`` with ``due`` and a date for each ``cycle`` at these keys, and ``away`` for each list of ``days_off``.

    Raises NotRewritable where the result would not read as meant.
    """
    data, faults = parse(text)
    if faults:
        raise NotRewritable
    edits: list[tuple[int, int, str]] = []
    for keys, due in cycles.items():
        edits += [_key(text, keys, "cycle", "due"), _value(text, keys, _NUMBER, partial(_said, due))]
        _renamed(_at(data, keys[:-1]), "cycle", "due", str(due))
    for keys in days_off:
        days = [str(day) for day in _at(data, keys)]
        edits.append(_key(text, keys, "days_off", "away"))
        edits += [_value(text, (*keys, n), _DATE, _stretch) for n in range(len(days))]
        _renamed(_at(data, keys[:-1]), "days_off", "away", [{"from": day, "to": day} for day in days])
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    if parse(text) != (data, []):
        raise NotRewritable
    return text


def _said(due: date, _: re.Match[str]) -> str:
    return str(due)


def _stretch(day: re.Match[str]) -> str:
    return f"{{from: {day[2]}, to: {day[2]}}}"


def _renamed(mapping: dict[str, object], old: str, new: str, value: object) -> None:
    if new in mapping:
        raise NotRewritable
    mapping.pop(old)
    mapping[new] = value


def _at(data: Any, keys: Keys) -> Any:  # Any: what a file may hold at any depth
    for key in keys:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError) as error:
            raise NotRewritable from error
    return data


def _offset(text: str, keys: Keys, *, at_key: bool) -> int:
    _, position = locate(text, keys, at_key=at_key)
    return line_starts(text)[position.line - 1] + position.column - 1


def _key(text: str, keys: Keys, old: str, new: str) -> tuple[int, int, str]:
    start = _offset(text, keys, at_key=True)
    if not text.startswith(old, start):
        raise NotRewritable
    return start, start + len(old), new


def _value(
    text: str, keys: Keys, pattern: re.Pattern[str], told: Callable[[re.Match[str]], str]
) -> tuple[int, int, str]:
    start = _offset(text, keys, at_key=False)
    value = pattern.match(text, start)
    if value is None:
        raise NotRewritable
    return start, value.end(), told(value)
