"""Models as YAML has them: the keys of each, and everything inside a definition with the keys that lead there."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import ClassVar, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from generator.text.memory import Same
from generator.text.positions import Key, Keys


@cache
def yaml_keys(model: type) -> Mapping[str, object]:
    """Key in YAML → type, for each field of ``model``."""
    keys = {}
    for name, hint in _hints(model).items():
        aliases = [data.alias for data in getattr(hint, "__metadata__", ()) if isinstance(data, FieldInfo)]
        keys[next((alias for alias in aliases if alias), name)] = hint
    return keys


@cache
def aliases(model: type) -> Mapping[str, str]:
    """Field → key in YAML, for the fields of ``model`` that are written otherwise, such as ``from_``."""
    return {name: key for name, key in zip(_hints(model), yaml_keys(model), strict=True) if name != key}


def _hints(model: type) -> Mapping[str, object]:
    """The type of each field; what belongs to the class is none."""
    hints = get_type_hints(model, include_extras=True)
    return {name: hint for name, hint in hints.items() if get_origin(hint) is not ClassVar}


def walk(whole: object, keys: Keys = ()) -> Sequence[tuple[Keys, object]]:
    """Every dataclass inside ``whole``, itself included, with the keys that lead to it in YAML.

    Many ask for the same definition, one after the other, so it is gone through once.
    """
    return _walked(Same(whole), keys)


@lru_cache(maxsize=20_000)
def _walked(whole: Same[object], keys: Keys) -> Sequence[tuple[Keys, object]]:
    parts: list[tuple[Keys, object]] = []
    _gather(whole.it, keys, parts)
    return parts


def _gather(value: object, keys: Keys, parts: list[tuple[Keys, object]]) -> None:
    """Add what ``walk`` finds in ``value``: texts are many and looked at often, so a type is looked at once."""
    fields = _fields_of(type(value))  # type: ignore[arg-type]
    if fields is None:
        return
    inside: Iterable[tuple[Key, object]]
    if isinstance(value, tuple):
        inside = enumerate(value)
    elif isinstance(value, Mapping):
        inside = value.items()
    else:
        parts.append((keys, value))
        inside = ((key, getattr(value, name)) for name, key in fields)
    for key, part in inside:
        if _fields_of(type(part)) is not None:  # type: ignore[arg-type]
            _gather(part, (*keys, key), parts)


@cache
def _fields_of(model: type) -> tuple[tuple[str, str], ...] | None:
    """The fields of a dataclass with their keys in YAML; none of what holds others; None of what has nothing inside."""
    if dataclasses.is_dataclass(model):
        names = aliases(model)
        return tuple((field.name, names.get(field.name, field.name)) for field in dataclasses.fields(model))
    return () if issubclass(model, tuple | Mapping) else None
