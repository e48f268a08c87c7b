"""What has to be taken along: materials and tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.private.reader import Reader
from generator.telling.amounts import counted, unit_of
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
    language = reader.language
    sums: dict[tuple[str, str], float] = {}
    for visit in visits:
        for item, quantity, unit in visit.materials:
            of_item = item.of(language), unit_of(1, unit.of(language), language)
            sums[of_item] = sums.get(of_item, 0) + quantity
    return tuple(Material(item, counted(round(quantity, 2), unit, language)) for (item, unit), quantity in sums.items())
