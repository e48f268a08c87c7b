"""A new address for a feed: its revision raised in the customer's YAML, everything else in the file left as it is."""

from __future__ import annotations

from generator.source import locate, parse


class NotRotatable(Exception):
    """The file is written in a way in which the revision cannot be raised by itself."""


def rotate(text: str) -> tuple[str, int]:
    """The YAML of a customer with ``feed_revision`` raised by one, and the new revision.

    Comments, order and spacing stay. Raises NotRotatable where the file is not an ordinary block of keys.
    """
    data, faults = parse(text)
    if faults or not isinstance(data, dict):
        raise NotRotatable
    old = data.get("feed_revision", 1)
    if not isinstance(old, int):
        raise NotRotatable
    new = old + 1
    if "feed_revision" in data:
        _, position = locate(text, ("feed_revision",))
        lines = text.split("\n")
        line = lines[position.line - 1]
        start = position.column - 1
        if not line[start:].startswith(str(old)):
            raise NotRotatable
        lines[position.line - 1] = f"{line[:start]}{new}{line[start + len(str(old)) :]}"
        changed = "\n".join(lines)
    else:
        newline = "\r\n" if "\r\n" in text else "\n"
        ending = "" if text.endswith("\n") else newline
        changed = f"{text}{ending}feed_revision: {new}{newline}"
    if parse(changed) != ({**data, "feed_revision": new}, []):
        raise NotRotatable
    return changed, new
