"""Whoever holds what files say already, so that it need not be read: publishing does, and everything else holds nothing."""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
T_contra = TypeVar("T_contra", contravariant=True)
H_co = TypeVar("H_co", covariant=True)


class Holding(Protocol[T_contra, H_co]):
    """Whoever may hold what is in a file already; where that ``lasts``, the text is read again if somebody asks for it."""

    @property
    def lasts(self) -> bool:
        """Whether what is held need not be read again by anybody who goes on with it."""
        ...

    def of(self, file: str, text: str) -> H_co | None:
        """What is held of ``file``, in which ``text`` stands."""
        ...

    def made(self, file: str, text: str, value: T_contra, *, sound: bool) -> H_co:
        """What there is of the ``value`` that was read there; it is ``sound`` where there is nothing to be told of it."""
        ...


class AsRead(Generic[T]):
    """Nothing is held, and what was read is as it is."""

    lasts = False

    def of(self, file: str, text: str) -> T | None:
        """Nothing."""

    def made(self, file: str, text: str, value: T, *, sound: bool) -> T:
        """The ``value``."""
        return value
