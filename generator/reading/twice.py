"""What stands twice in a list is most likely meant to be something else the second time."""

from __future__ import annotations

from collections.abc import Iterator

from generator.text.data import Data
from generator.text.positions import Keys
from generator.text.problems import Problem


def listed_twice(data: Data, file: str, keys: Keys = ()) -> Iterator[Problem]:
    """A warning for each word or number that a list of such holds again; tables and texts may say a thing twice."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from listed_twice(value, file, (*keys, key))
        return
    if not isinstance(data, list):
        return
    seen: set[str | float] = set()
    for index, item in enumerate(data):
        if isinstance(item, dict | list):
            yield from listed_twice(item, file, (*keys, index))
        elif item is not None and item in seen:
            yield Problem(code="listed_twice", file=file, keys=(*keys, index), params={"found": item}, level="warning")
        elif item is not None:
            seen.add(item)
