"""An edit of a company's files: what a file is to hold, found to read as meant before anybody writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import yaml

from generator.text.data import Data
from generator.text.yaml import locate, parse

_EMPTY_LIST = re.compile(r"^(\w+):[ \t]*\[[ \t]*\][ \t]*(#.*)?$", re.MULTILINE)

Value = str | int | float | date | datetime | list[str] | Mapping[str, "Value"]


@dataclass(frozen=True, slots=True)
class Edit:
    """``text`` is what ``file``, a path below the root, is to hold; ``told`` the lines that are new in it."""

    file: str
    text: str
    told: str = ""
    line: int = 1


class NotEditable(Exception):
    """The file is written in a way in which nothing can be added by itself."""


def appended(text: str | None, file: str, entry: Mapping[str, Value]) -> Edit:
    """The month's file of records with ``entry`` at its end; comments, order and spacing stay.

    ``text`` is None where there is no such file yet. Raises NotEditable where the result would not read as meant.
    """
    return all_appended(text, file, [entry])


def all_appended(text: str | None, file: str, entries: Sequence[Mapping[str, Value]]) -> Edit:
    """The same with several ``entries``, one behind the other."""
    return entered(text, file, "records", "".join(map(as_entry, entries)), *map(as_read, entries))


def entered(text: str | None, file: str, key: str, entry: str, *meant: Data) -> Edit:
    """``file`` with ``entry``, which is to be read as is ``meant``, at the end of its list ``key``; all else as it stands.

    ``entry`` are as many entries as are ``meant``.
    ``text`` is None where there is no such file yet. Raises NotEditable where the result would not read as meant.
    """
    newline = "\r\n" if text is not None and "\r\n" in text else "\n"
    before, dash = (f"{key}:\n", "  ") if text is None else _open_ended(text, newline, key)
    told = "".join(f"{dash}{line}" for line in entry.splitlines(keepends=True))
    changed = f"{before}{told.replace(chr(10), newline)}"
    data, faults = parse(changed)
    if faults or not isinstance(data, dict) or data.get(key) != [*_listed(text, key), *meant]:
        raise NotEditable
    return Edit(file, changed, told.rstrip("\n"), before.count("\n") + 1)


def as_entry(entry: Mapping[str, Value]) -> str:
    """One entry of a list in YAML, a key on each line."""
    lines = [f"{key}: {_scalar(value)}" for key, value in entry.items()]
    return "".join(f"{'  ' if index else '- '}{line}\n" for index, line in enumerate(lines))


def _open_ended(text: str, newline: str, key: str) -> tuple[str, str]:
    """The text up to where an entry may follow, and how far its dash stands from the left."""
    count = len(_listed(text, key))
    if not count:
        text = _EMPTY_LIST.sub(lambda empty: f"{key}:" if empty[1] == key else empty[0], text)
    if not text.endswith("\n"):
        text += newline
    if not count:
        return text, "  "
    _, position = locate(text, (key, count - 1))
    line = text.splitlines()[position.line - 1][: position.column - 1]
    if line.strip() != "-":
        raise NotEditable
    return text, line.partition("-")[0]


def _listed(text: str | None, key: str) -> list[Data]:
    if text is None:
        return []
    data, faults = parse(text)
    listed = data.get(key) if isinstance(data, dict) else None
    if faults or not isinstance(listed, list):
        raise NotEditable
    return list(listed)


def count_listed(text: str | None, key: str) -> int:
    """How many entries the list ``key`` of a file has. Raises NotEditable."""
    return len(_listed(text, key))


def _scalar(value: Value) -> str:
    """A value on one line, quoted where YAML would read it as something else."""
    if isinstance(value, datetime):
        return f'"{value:%Y-%m-%d %H:%M}"'
    dumped = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=True, width=10_000)
    return dumped.removesuffix("...\n").strip()


def as_read(value: Value) -> Data:
    """The value as it is read back: days are text until the model reads them."""
    if isinstance(value, Mapping):
        return {key: as_read(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_read(inner) for inner in value]
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return str(value) if isinstance(value, date) else value
