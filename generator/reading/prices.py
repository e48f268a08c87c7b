"""Checks of price lists: every line has an id of its own, and what tasks, faults and promises refer to is there."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.definitions import Definitions
from generator.model.handbook import Fault
from generator.model.prices import Price, PriceList
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, unknown


def prices_are_told_apart(definitions: Definitions) -> Problems:
    """No two lines of any price list share an id."""
    first: dict[str, str] = {}
    for file, keys, price in _lines(definitions):
        if price.id in first:
            yield Problem(code="duplicate_id", file=file, keys=(*keys, "id"), params={"found": price.id})
        first.setdefault(price.id, file)


def prices_are_known(definitions: Definitions) -> Problems:
    """What is referred to as a price is a line of a list.

    Lists that cannot be read are told of by themselves, and so are two lines of one id: one is meant to be another.
    """
    lines = [price.id for _, _, price in _lines(definitions)]
    known = set(lines)
    if len(known) < len(lines) or any(kind == "prices" for kind, _ in definitions.broken):
        return
    for kind, id_, named in _named(definitions):
        for index, price in enumerate(named):
            if price not in known:
                file = definitions.places[kind, id_].file
                yield unknown("price", price, known, file, ("prices", index))


def _lines(definitions: Definitions) -> Iterator[tuple[str, Keys, Price]]:
    for id_, entry in definitions.entries.get("prices", {}).items():
        if isinstance(entry, PriceList):
            place = definitions.places["prices", id_]
            yield from ((place.file, ("prices", index), price) for index, price in enumerate(entry.prices))


def _named(definitions: Definitions) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Who refers to prices: by kind and id, and to which."""
    yield from (("task", id_, task.prices) for id_, task in definitions.tasks.items())
    yield from (("promise", id_, promise.prices) for id_, promise in definitions.promises.items())
    for id_, fault in definitions.entries.get("fault", {}).items():
        if isinstance(fault, Fault):
            yield "fault", id_, fault.prices
