"""A new address for a feed: its holder's revision raised in the YAML, everything else in the file left as it is."""

from __future__ import annotations

from generator.text.data import Data, inside
from generator.text.positions import Keys
from generator.text.yaml import locate, parse

_KEY = "feed_revision"


class NotRotatable(Exception):
    """The file is written in a way in which the revision cannot be raised by itself."""


def rotate(text: str, keys: Keys = ()) -> tuple[str, int]:
    """The YAML with the ``feed_revision`` of the mapping at ``keys`` raised by one, and the new revision.

    Comments, order and spacing stay. Raises NotRotatable where that mapping is written in an unusual way.
    """
    data, faults = parse(text)
    holder = _at(data, keys)
    if faults or not isinstance(holder, dict):
        raise NotRotatable
    old = holder.get(_KEY, 1)
    if not isinstance(old, int):
        raise NotRotatable
    new = old + 1
    if _KEY in holder:
        changed = _replaced(text, keys, str(old), str(new))
    elif not keys:
        newline = "\r\n" if "\r\n" in text else "\n"
        ending = "" if text.endswith("\n") else newline
        changed = f"{text}{ending}{_KEY}: {new}{newline}"
    else:
        changed = _inserted(text, keys, f"{_KEY}: {new}")
    holder[_KEY] = new
    if parse(changed) != (data, []):
        raise NotRotatable
    return changed, new


def _at(data: Data, keys: Keys) -> Data:
    for key in keys:
        try:
            data = inside(data, key)
        except LookupError as error:
            raise NotRotatable from error
    return data


def _replaced(text: str, keys: Keys, old: str, new: str) -> str:
    lines, line, start = _place(text, (*keys, _KEY))
    if not lines[line][start:].startswith(old):
        raise NotRotatable
    lines[line] = f"{lines[line][:start]}{new}{lines[line][start + len(old) :]}"
    return "\n".join(lines)


def _inserted(text: str, keys: Keys, entry: str) -> str:
    """The text with ``entry`` behind the id of a mapping in block style, before the closing brace of one in flow style."""
    lines, line, start = _place(text, keys)
    if lines[line][start : start + 1] == "{":
        offset = sum(len(before) + 1 for before in lines[:line]) + start
        end = _closing(text, offset)
        inside = text[offset:end].rstrip()
        comma = "" if inside.endswith((",", "{")) else ","
        return f"{text[:offset]}{inside}{comma} {entry}{text[offset + len(inside) :]}"
    _, line, _ = _place(text, (*keys, "id"))
    end_of_line = "\r" if lines[line].endswith("\r") else ""
    lines.insert(line + 1, f"{' ' * start}{entry}{end_of_line}")
    return "\n".join(lines)


def _place(text: str, keys: Keys) -> tuple[list[str], int, int]:
    lines = text.split("\n")
    _, position = locate(text, keys)
    if position.line > len(lines):
        raise NotRotatable
    return lines, position.line - 1, position.column - 1


def _closing(text: str, start: int) -> int:
    """Where the brace at ``start`` is closed; quoted text is passed over."""
    depth, quote = 0, ""
    for index in range(start, len(text)):
        character = text[index]
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character in "{[":
            depth += 1
        elif character in "}]":
            depth -= 1
            if depth == 0:
                return index
    raise NotRotatable
