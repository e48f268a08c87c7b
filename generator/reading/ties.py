"""What a text takes from a rule, a promise or a warranty: ``{interval}``, ``{every}``, ``{within}`` and ``{warranty:…}``
become words as it is read.

In a task's own texts they are those of its rule, in a promise's those of its limit, beside ``task`` or ``promise`` those
of that one; anywhere else the text names it: ``{every:window/bolt-check}``, ``{within:glass}``. A warranty is always named,
with its product: ``{warranty:window/general}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from generator.model.changing import changed
from generator.model.definition import Definition, LocalText, Placed, Statement
from generator.model.definitions import SEARCH, Definitions
from generator.model.products import Promise
from generator.model.tasks import Task, intervals_of
from generator.telling.amounts import every_words, interval_words, limit_words
from generator.text.language import Language
from generator.text.memory import Forgetful, Memory, Same
from generator.text.positions import Keys
from generator.text.problems import Problem
from generator.text.words import Book

T = TypeVar("T")
D = TypeVar("D", bound=Definition)
_FORGETFUL = Forgetful()
_FIGURE = re.compile(r"\d")
_TIE = re.compile(r"\{(interval|every|within|warranty)(?::([a-z0-9/_-]+))?\}")

_OPEN = {"within": "within_open", "warranty": "warranty_open"}


def tied(definitions: Definitions, book: Book, memory: Memory = _FORGETFUL) -> tuple[Definitions, list[Problem]]:
    """The definitions with their texts as readers have them, and a problem where a tie leads nowhere."""
    if not any(_TIE.search(text) for text in definitions.texts.values()):
        return definitions, []
    told_of = (definitions.tasks, definitions.promises, definitions.products, book)
    problems: list[Problem] = []

    def each(kind: str, entries: Mapping[str, T]) -> dict[str, T]:
        return {id_: said(kind, id_, definition) for id_, definition in entries.items()}

    def said(kind: str, id_: str, definition: T) -> T:
        place = definitions.places[kind, id_] if kind != "search" else Placed(SEARCH)
        ties = _Ties(definitions, book)
        upon = (Same(definition), place, told_of)
        in_words, more = memory.of(("tied", kind, id_), upon, lambda: (ties.whole(definition, place), ties.problems))
        problems.extend(more)
        return in_words

    now = replace(
        definitions,
        products=each("product", definitions.products),
        tasks=each("task", definitions.tasks),
        promises=each("promise", definitions.promises),
        entries={kind: each(kind, entries) for kind, entries in definitions.entries.items()},
        terms=each("term", definitions.terms),
        search=said("search", "", definitions.search),
    )
    return now, problems


class _Ties:
    def __init__(self, definitions: Definitions, book: Book) -> None:
        self.definitions, self.book = definitions, book
        self.problems: list[Problem] = []

    def whole(self, definition: T, place: Placed) -> T:
        """``definition`` with its texts in words; the same one where nothing is tied."""
        text = self.definitions.texts.get(place.file, "")
        if not _TIE.search(text) and "\\" not in text:  # behind which YAML may write a brace as a number
            return definition
        own = definition.id if isinstance(definition, Task | Promise) else None
        kind = "task" if isinstance(definition, Task) else "promise"

        def in_words(part: object, keys: Keys) -> object:
            if not isinstance(part, LocalText) or not _TIE.search(f"{part.zh} {part.en}"):
                return part
            beside = self._beside(part)
            task = beside.get("task", own if kind == "task" else None)
            promise = beside.get("promise", own if kind == "promise" else None)
            said = replace(
                part,
                zh=self._said(part.zh, "zh", task, promise, place.file, keys),
                en=self._said(part.en, "en", task, promise, place.file, keys),
            )
            return self._graded(said, task, promise) if isinstance(said, Statement) else said

        return changed(definition, in_words, place.keys)

    def _graded(self, said: Statement, task: str | None, promise: str | None) -> Statement:
        """A figure stands on what its rule, or its promise, stands on, where the sentence does not say otherwise."""
        if said.grade is not None or not _FIGURE.search(f"{said.zh} {said.en}"):
            return said
        known, promised = self.definitions.tasks.get(task or ""), self.definitions.promises.get(promise or "")
        bases = [*(known.current_rules[:1] if known is not None else ()), *([promised.response] if promised else ())]
        return replace(said, grade=bases[0].grade, source=bases[0].source) if bases else said

    @staticmethod
    def _beside(part: LocalText) -> dict[str, str]:
        if not isinstance(part, Statement):
            return {}
        named = {"task": part.task, "promise": part.promise}
        return {kind: link.id for kind, link in named.items() if link is not None}

    def _said(
        self, text: str | None, language: Language, task: str | None, promise: str | None, file: str, keys: Keys
    ) -> str | None:
        if text is None:
            return None

        def words_of(tie: re.Match[str]) -> str:
            said = self._words(tie[1], tie[2] or (promise if tie[1] == "within" else task), language)
            if said is None:
                code = _OPEN.get(tie[1], "interval_open")
                problem = Problem(code=code, file=file, keys=(*keys, language), params={"found": tie[0]})
                self.problems.append(problem)
                return tie[0]
            is_first = language == "en" and not text[: tie.start()].strip()
            return said[:1].upper() + said[1:] if is_first else said

        return _TIE.sub(words_of, text)

    def _words(self, what: str, id_: str | None, language: Language) -> str | None:
        """A tie in words; None where it leads nowhere or the rule has not just one interval."""
        words = self.book[language]
        if what == "within":
            promise = _called(id_, self.definitions.promises)
            return limit_words(promise.response.within, words) if promise is not None else None
        if what == "warranty":
            product, _, warranty_id = (id_ or "").partition("/")
            known = _called(product, self.definitions.products)
            periods = [each.period for each in known.warranty if each.id == warranty_id] if known is not None else []
            return interval_words(periods[0], words) if periods else None
        task = _called(id_, self.definitions.tasks)
        if task is None or len(intervals_of(task)) != 1:
            return None
        (interval,) = intervals_of(task)
        return every_words(interval, words) if what == "every" else interval_words(interval, words)


def _called(id_: str | None, definitions: Mapping[str, D]) -> D | None:
    """What is called so, or was formerly."""
    known = definitions.get(id_ or "")
    return known or next((each for each in definitions.values() if id_ in each.formerly), None)
