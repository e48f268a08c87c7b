"""What functions gave last, for whoever asks again and again: the same of the same is not made once more.

Whatever is remembered depends on nothing but what is named beside it, so a build with a memory gives what one without it
gives. It holds no more than was asked for between the last two turns.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar, cast

T = TypeVar("T")


class Memory:
    """Remembers by name what was made, and of what."""

    def __init__(self) -> None:
        self._before: dict[Hashable, tuple[object, object]] = {}
        self._now: dict[Hashable, tuple[object, object]] = {}

    def of(self, name: Hashable, made_of: object, make: Callable[[], T]) -> T:
        """What ``make`` gives: what was made under ``name`` last, where that was of an equal ``made_of``.

        What is given is shared, so nobody changes it. Nothing is remembered of a ``make`` that raises.
        """
        last = self._now.get(name) or self._before.get(name)
        if last is None or last[0] != made_of:
            last = made_of, make()
        self._now[name] = last
        return cast(T, last[1])

    def turn(self) -> None:
        """Forget what nobody asked for since the turn before this."""
        self._before, self._now = self._now, {}


class Forgetful(Memory):
    """Remembers nothing, for whoever asks once."""

    def of(self, name: Hashable, made_of: object, make: Callable[[], T]) -> T:
        """What ``make`` gives."""
        return make()


class Same(Generic[T]):
    """Something that is only the same as itself, to be a key: it need not be compared, nor be told in a number."""

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it
