"""What stands twice in a list is most likely meant to be something else the second time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.text.data import Data, Plain
from generator.text.positions import Keys
from generator.text.problems import Problem

_HOLDING = frozenset({dict, list})


def listed_twice(data: Data, file: str, keys: Keys = ()) -> Iterator[Problem]:
    """A warning for each word or number that a list of such holds again; tables and texts may say a thing twice."""
    if isinstance(data, Plain):
        return
    if isinstance(data, dict):
        inner: Iterable[tuple[str | int, Data]] = data.items()
    elif isinstance(data, list):
        yield from _again(data, file, keys)
        inner = enumerate(data)
    else:
        return
    for key, value in inner:
        if isinstance(value, list) or (isinstance(value, dict) and _holds_more(value)):
            yield from listed_twice(value, file, (*keys, key))


def _holds_more(table: dict[str, Data]) -> bool:
    """Whether a table holds a list or a table: most are rows of words and numbers, and there are many of them."""
    return not _HOLDING.isdisjoint(map(type, table.values()))


def _again(items: list[Data], file: str, keys: Keys) -> Iterator[Problem]:
    seen: set[str | float] = set()
    for index, item in enumerate(items):
        if item is None or isinstance(item, dict | list):
            continue
        if item in seen:
            yield Problem(code="listed_twice", file=file, keys=(*keys, index), params={"found": item}, level="warning")
        seen.add(item)
