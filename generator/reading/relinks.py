"""Links to definitions that were renamed lead to them under today's id, with a warning that names it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TypeVar

from generator.model.changing import changed
from generator.model.definition import Placed
from generator.model.definitions import Definitions, paged
from generator.model.links import Link
from generator.text.positions import Keys
from generator.text.problems import Problem

T = TypeVar("T")


def relinked(definitions: Definitions) -> tuple[Definitions, list[Problem]]:
    """The definitions with every link by today's id, and a warning for each that was by an old one."""
    former = {
        Link(kind, old): Link(kind, id_)
        for kind, id_, definition in paged(definitions)
        for old in definition.formerly
        if old not in definitions.linked(kind)
    }
    if not former:
        return definitions, []
    linker = _Linker(former)

    def each(kind: str, entries: Mapping[str, T]) -> dict[str, T]:
        return {id_: linker.whole(definition, definitions.places[kind, id_]) for id_, definition in entries.items()}

    changed = dataclasses.replace(
        definitions,
        company=linker.whole(definitions.company, Placed("definitions/company.yaml")),
        products=each("product", definitions.products),
        tasks=each("task", definitions.tasks),
        promises=each("promise", definitions.promises),
        entries={kind: each(kind, entries) for kind, entries in definitions.entries.items()},
        terms=each("term", definitions.terms),
        search=linker.whole(definitions.search, Placed("definitions/search.yaml")),
        handbook=each("item", definitions.handbook),
    )
    return changed, linker.problems


class _Linker:
    """Rewrites links, and notes which."""

    def __init__(self, former: Mapping[Link, Link]) -> None:
        self.former = former
        self.problems: list[Problem] = []

    def whole(self, definition: T, place: Placed) -> T:
        """``definition`` with today's links; the same one where nothing changed."""

        def today(part: object, keys: Keys) -> object:
            now = self.former.get(part) if isinstance(part, Link) else None
            if now is None or not isinstance(part, Link):
                return part
            params = {"kind": part.kind, "found": part.id, "now": now.id}
            self.problems.append(Problem(code="former_id", file=place.file, keys=keys, params=params, level="warning"))
            return now

        return changed(definition, today, place.keys)
