"""What has to be taken along: materials and tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.model.definition import LocalText
from generator.private.reader import Reader
from generator.telling.amounts import counted
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class Material:
    """How much of something, with its unit."""

    item: str
    quantity: str


@dataclass(frozen=True, slots=True)
class Load:
    """What some visits use up together, and the tools that they need, joined."""

    materials: tuple[Material, ...]
    tools: str


def load_of(visits: Sequence[Visit], reader: Reader) -> Load:
    """What has to be taken along for all of the visits."""
    tools = reader.all(tool for visit in visits for tool in visit.tools)
    return Load(materials_of(visits, reader), reader.words.listed(tools))


def materials_of(visits: Iterable[Visit], reader: Reader) -> tuple[Material, ...]:
    """What the visits use up together."""
    sums: dict[tuple[LocalText, LocalText], float] = {}
    for visit in visits:
        for item, quantity, unit in visit.materials:
            sums[item, unit] = sums.get((item, unit), 0) + quantity
    return tuple(
        Material(item.of(reader.language), counted(round(quantity, 2), unit.of(reader.language), reader.language))
        for (item, unit), quantity in sums.items()
    )
