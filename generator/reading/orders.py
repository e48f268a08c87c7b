"""Checks that a work order can be carried out as it is written: what it names is brought, and enough people come."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.anchors import Done
from generator.model.definition import Asked, LocalText, Statement
from generator.model.definitions import Definitions
from generator.model.orders import Gear
from generator.model.tasks import Task
from generator.text.language import LANGUAGES, Language
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems


def orders_can_be_carried_out(definitions: Definitions) -> Problems:
    """What steps, safety or pass name is brought; who needs a second person has one; what cures is looked at again."""
    words = definitions.orders
    followed = {task for each in definitions.tasks.values() for task in _followed_by(each)}
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        for gear in words.gear:
            yield from _not_brought(task, gear, file)
        if task.work.people < 2:
            yield from _first_that_says(words.pairs, _said(task), "one_of_two", file)
        yield from _takes_longer(task, file)
        if id_ not in followed and not _followed_by(task):
            yield from _first_that_says(words.cured, _passes(task), "not_followed", file)


_MINUTES = re.compile(r"(\d{1,3})(?:\s?[–-]\s?(\d{1,3}))?\s?(?:分钟|minutes?\b)")


def _takes_longer(task: Task, file: str) -> Problems:
    """At most one problem: where the minutes that the steps tell come to more than a visit of fixed length has."""
    if task.work.duration.per_unit:
        return
    minutes = 0
    for index, step in enumerate(task.steps):
        minutes += max(_told(step.zh), _told(step.en))
        if minutes > task.work.duration.fixed:
            params = {"found": str(minutes), "fixed": str(task.work.duration.fixed)}
            yield Problem(code="steps_longer", file=file, keys=("steps", index), params=params, level="warning")
            return


def _told(text: str | None) -> int:
    """The minutes that a text tells, the longer of a span."""
    return sum(int(last or first) for first, last in _MINUTES.findall(text or ""))


def _followed_by(task: Task) -> tuple[str, ...]:
    """The tasks that ``task`` follows."""
    return tuple(rule.anchor.task for rule in task.schedule if isinstance(rule.anchor, Done))


def _first_that_says(words: Asked, statements: Iterator[tuple[Keys, Statement]], code: str, file: str) -> Problems:
    """At most one problem: where one of ``words`` stands first."""
    for keys, statement in statements:
        word = first_named(statement, words)
        if word is not None:
            yield Problem(code=code, file=file, keys=keys, params={"found": word}, level="warning")
            return


def _not_brought(task: Task, gear: Gear, file: str) -> Problems:
    """At most one problem a piece of gear: where it is named first."""
    if not is_brought(task, gear.brings or gear.named):
        yield from _first_that_says(gear.named, _said(task), "not_brought", file)


def is_brought(task: Task, wanted: Asked) -> bool:
    """True where a tool or a material of ``task`` is called by one of the words."""
    brought = (*task.tools, *(material.item for material in task.materials))
    return any(first_named(item, wanted) is not None for item in brought)


def _said(task: Task) -> Iterator[tuple[Keys, Statement]]:
    for key, statements in (("steps", task.steps), ("safety", task.safety)):
        for index, statement in enumerate(statements):
            yield (key, index), statement
    yield from _passes(task)


def _passes(task: Task) -> Iterator[tuple[Keys, Statement]]:
    for index, statement in enumerate(task.passes):
        yield ("pass", index), statement


def first_named(text: LocalText, words: Asked) -> str | None:
    """The first of ``words`` that stands in ``text``, in the language that both are in."""
    for language in LANGUAGES:
        written = lower(text, language)
        for word in words.of(language):
            if word in written:
                return word
    return None


def lower(text: LocalText, language: Language) -> str:
    """The text in ``language`` in lower case, as words are looked for."""
    written = text.zh if language == "zh" else text.en
    return (written or "").lower()
