"""Checks that a work order can be carried out as it is written: what it names is brought, and enough people come."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.definition import Asked, LocalText, Statement
from generator.model.definitions import Definitions
from generator.model.orders import Gear
from generator.model.tasks import Task
from generator.text.language import LANGUAGES, Language
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems


def orders_can_be_carried_out(definitions: Definitions) -> Problems:
    """Gear that steps, safety or pass name is on the list of tools or materials; who needs a second person has one."""
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        for gear in definitions.orders.gear:
            yield from _not_brought(task, gear, file)
        if task.work.people < 2:
            for keys, statement in _said(task):
                word = _first_named(statement, definitions.orders.pairs)
                if word is not None:
                    yield Problem(code="one_of_two", file=file, keys=keys, params={"found": word}, level="warning")
                    break


def _not_brought(task: Task, gear: Gear, file: str) -> Problems:
    """At most one problem a piece of gear: where it is named first."""
    brought = [*task.tools, *(material.item for material in task.materials)]
    wanted = gear.brings or gear.named
    if any(_first_named(item, wanted) is not None for item in brought):
        return
    for keys, statement in _said(task):
        word = _first_named(statement, gear.named)
        if word is not None:
            yield Problem(code="not_brought", file=file, keys=keys, params={"found": word}, level="warning")
            return


def _said(task: Task) -> Iterator[tuple[Keys, Statement]]:
    for key, statements in (("steps", task.steps), ("safety", task.safety), ("pass", task.passes)):
        for index, statement in enumerate(statements):
            yield (key, index), statement


def _first_named(text: LocalText, words: Asked) -> str | None:
    """The first of ``words`` that stands in ``text``, in the language that both are in."""
    return next((word for language in LANGUAGES for word in words.of(language) if word in _lower(text, language)), None)


def _lower(text: LocalText, language: Language) -> str:
    written = text.zh if language == "zh" else text.en
    return (written or "").lower()
