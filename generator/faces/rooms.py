"""Commands that are read when they are asked for: who wants one does not wait for MkDocs, Excel and all the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from importlib import import_module

import click


class Rooms(MutableMapping[str, click.Command]):
    """Commands by name, each read from its room of ``generator.faces`` at its first use."""

    def __init__(self, rooms: Mapping[str, Iterable[str]]) -> None:
        self._room = {name: room for room, names in rooms.items() for name in names}
        self._read: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name not in self._read:
            room = import_module(f"generator.faces.{self._room[name]}")
            self._read[name] = getattr(room, f"{name}_command")
        return self._read[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._room[name], self._read[name] = "", command

    def __delitem__(self, name: str) -> None:
        del self._room[name]
        self._read.pop(name, None)

    def __iter__(self) -> Iterator[str]:
        return iter(self._room)

    def __len__(self) -> int:
        return len(self._room)

    def __contains__(self, name: object) -> bool:
        return name in self._room
