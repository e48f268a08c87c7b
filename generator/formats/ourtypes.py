"""Values of this program's own types, read from bytes: whatever somebody put in their place, nothing else is made of it."""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module

PROTOCOL = 5
# Where types of values are: other modules have types that do something, and have others' at hand.
_WINGS = ("generator.dates.", "generator.text.", "generator.model.", "generator.due.", "generator.visits.")
_ROOMS = frozenset(
    {
        "generator.private.drafts",
        "generator.reading.defined",
        "generator.reading.halfread",
        "generator.publishing.defined",
    }
)
_OTHERS = frozenset({("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta")})
# What reading raises for bytes that are damaged, or are another version's: with bytes that somebody made up, anything.
DAMAGED = (Exception,)


class Reader(pickle.Unpickler):
    """Reads values of this program's own types, and days. Raises any of ``DAMAGED``."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content))

    def find_class(self, module: str, name: str) -> object:
        """A type by its name. Raises UnpicklingError for all that is no value's, or is none of ours."""
        return _type(module, name)


@cache
def _type(module: str, name: str) -> object:
    """What is called so, if it is a type of values. Raises UnpicklingError, and what looking it up raises."""
    if module.startswith(_WINGS) or module in _ROOMS or (module, name) in _OTHERS:
        kind = getattr(import_module(module), name)
        if (module, name) in _OTHERS:
            return kind
        if _is_value(kind) and kind.__module__ == module:
            _look_up_once(kind)
            return kind
    raise pickle.UnpicklingError(f"{module}.{name}")


def _is_value(kind: object) -> bool:
    """Whether values of this type only tell something: such a type has fields, and what it does when it is made is ours."""
    if not isinstance(kind, type):
        return False
    is_named_tuple = issubclass(kind, tuple) and hasattr(kind, "_fields")
    return is_dataclass(kind) or is_named_tuple or issubclass(kind, Enum)


def _look_up_once(kind: type) -> None:
    """Let values of a frozen type know where their fields are.

    Python's own way looks the fields up for each value again, which took longer than all else about it.
    """
    state = getattr(kind, "__setstate__", None)
    if not is_dataclass(kind) or state is None or state.__module__ != "dataclasses":
        return
    names = [field.name for field in fields(kind)]
    put = [getattr(kind, name).__set__ for name in names]

    def of(value: object) -> list[object]:
        return [getattr(value, name) for name in names]

    def into(value: object, told: Sequence[object]) -> None:
        for set_, one in zip(put, told, strict=True):
            set_(value, one)

    setattr(kind, "__getstate__", of)  # noqa: B010
    setattr(kind, "__setstate__", into)  # noqa: B010
