"""Checks of what tasks use up: a store keeps one thing under one name, in every language."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.definition import LocalText
from generator.model.definitions import Definitions
from generator.text.language import LANGUAGES, Language
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems


def materials_are_told_apart(definitions: Definitions) -> Problems:
    """A warning where two materials are called the same in one language and not in the other: lists would mix them up."""
    first: dict[tuple[Language, str], LocalText] = {}
    for file, keys, item in _materials(definitions):
        for language in item.said_in():
            name = item.of(language)
            other = first.setdefault((language, name.casefold()), item)
            unlike = [each for each in LANGUAGES if each != language and _differ(item, other, each)]
            if unlike:
                params = {"found": name, "choices": [other.of(unlike[0]), item.of(unlike[0])]}
                yield Problem(code="material_names", file=file, keys=(*keys, language), params=params, level="warning")


def _differ(item: LocalText, other: LocalText, language: Language) -> bool:
    both_say = language in item.said_in() and language in other.said_in()
    return both_say and item.of(language).casefold() != other.of(language).casefold()


def _materials(definitions: Definitions) -> Iterator[tuple[str, Keys, LocalText]]:
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        yield from ((file, ("materials", n, "item"), material.item) for n, material in enumerate(task.materials))
