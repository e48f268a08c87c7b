"""What YAML and JSON hold, before anybody asks what it means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from generator.text.positions import Key

# Dates are text still: a model says where one belongs.
Data: TypeAlias = "str | int | float | bool | list[Data] | dict[str, Data] | None"


class Plain(dict[str, "Data"]):
    """A mapping that was looked through before: no list in it holds a word or a number twice."""


# The same where it is made, to be handed to a machine.
Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"


def inside(data: Data, key: Key) -> Data:
    """What stands at ``key`` of a mapping or a list. Raises LookupError where nothing does."""
    if isinstance(data, dict) and isinstance(key, str):
        return data[key]
    if isinstance(data, list) and isinstance(key, int):
        return data[key]
    raise LookupError(key)
