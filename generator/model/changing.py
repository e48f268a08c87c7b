"""A definition with some of its parts changed, wherever they stand in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import TypeVar

from generator.model.walking import aliases
from generator.text.positions import Keys

T = TypeVar("T")
# A part and the keys that lead to it, to what stands in its place: itself where nothing changes.
Change = Callable[[object, Keys], object]


def changed(part: T, change: Change, keys: Keys = ()) -> T:
    """``part`` with each part of it changed; the same one where nothing was."""
    now = change(part, keys)
    if now is not part:
        return now  # type: ignore[return-value]
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        names = aliases(type(part))
        given = {field.name: getattr(part, field.name) for field in dataclasses.fields(part) if field.init}
        made = {name: changed(value, change, (*keys, names.get(name, name))) for name, value in given.items()}
        new = {name: value for name, value in made.items() if value is not given[name]}
        return dataclasses.replace(part, **new) if new else part
    if isinstance(part, tuple) and not hasattr(part, "_fields"):
        several = tuple(changed(value, change, (*keys, index)) for index, value in enumerate(part))
        return several if any(new is not old for new, old in zip(several, part, strict=True)) else part  # type: ignore[return-value]
    if isinstance(part, Mapping):
        by_key = {key: changed(value, change, (*keys, key)) for key, value in part.items()}
        return by_key if any(by_key[key] is not part[key] for key in part) else part  # type: ignore[return-value]
    return part
