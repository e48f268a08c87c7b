"""A definition with some of its parts changed, wherever they stand in it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
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
    fields = _fields_of(type(part))  # type: ignore[arg-type]
    if fields is not None:
        new = {}
        for name, key in fields:
            value = getattr(part, name)
            made = changed(value, change, (*keys, key))
            if made is not value:
                new[name] = made
        return dataclasses.replace(part, **new) if new else part  # type: ignore[type-var]
    if isinstance(part, tuple) and not hasattr(part, "_fields"):
        several = tuple(changed(value, change, (*keys, index)) for index, value in enumerate(part))
        return several if any(new is not old for new, old in zip(several, part, strict=True)) else part  # type: ignore[return-value]
    if isinstance(part, Mapping):
        by_key = {key: changed(value, change, (*keys, key)) for key, value in part.items()}
        return by_key if any(by_key[key] is not part[key] for key in part) else part  # type: ignore[return-value]
    return part


@cache
def _fields_of(model: type) -> tuple[tuple[str, str], ...] | None:
    """The fields that a dataclass is made from, with their keys in YAML; None of what is none."""
    if not dataclasses.is_dataclass(model):
        return None
    names = aliases(model)
    return tuple((field.name, names.get(field.name, field.name)) for field in dataclasses.fields(model) if field.init)
