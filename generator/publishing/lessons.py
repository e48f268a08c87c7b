"""What the search has learnt, kept from build to build: learning takes seconds, and mostly there is nothing new."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from generator.publishing.durable import replace
from generator.reading.files import plain_bytes
from generator.site.search.index import Lesson
from generator.site.search.learnt import Learnt
from generator.text.memory import Forgetful, Memory

FOLDER = ".cache/learnt"
_FORGETFUL = Forgetful()


class Lessons:
    """What was learnt last for each edition of a root. It can be lost: then it is learnt again.

    In a ``hurry``, what was learnt from other words will do: somebody waits for a page that was edited.
    """

    def __init__(self, root: Path, hurry: bool = False, memory: Memory = _FORGETFUL) -> None:
        self._folder = root / FOLDER
        self._hurry, self._memory = hurry, memory

    def __call__(self, edition: str, lesson: Lesson) -> Learnt:
        """What ``lesson`` teaches."""
        file = self._folder / f"{edition}-{_digest(lesson)}.json"
        others = sorted(self._folder.glob(f"{edition}-*.json"))
        for known in [file, *(others if self._hurry else ())]:
            learnt = self._memory.of(("learnt", known), lesson.pages, partial(_read, known, lesson))
            if learnt is not None:
                return learnt
        learnt = lesson.taught()
        self._folder.mkdir(parents=True, exist_ok=True)
        replace(file, _written(learnt, lesson))
        for other in others:
            if other != file:
                other.unlink(missing_ok=True)
        return learnt


def _digest(lesson: Lesson) -> str:
    """A name for what a lesson teaches by this version of the program."""
    told = sha256(repr(lesson).encode())
    for module in ("features", "learning", "learnt", "sounds"):
        told.update((files("generator.site.search") / f"{module}.py").read_bytes())
    return told.hexdigest()[:24]


def _written(learnt: Learnt, lesson: Lesson) -> bytes:
    weights = {feature: sorted(pages.items()) for feature, pages in learnt.weights.items()}
    return json.dumps({"pages": lesson.pages, "rarity": dict(learnt.rarity), "weights": weights}).encode()


def _read(file: Path, lesson: Lesson) -> Learnt | None:
    """What a file keeps, of the pages that there still are; None where it cannot be read."""
    try:
        told = json.loads(plain_bytes(file))
        places = {page: place for place, page in enumerate(lesson.pages)}
        numbers = [places.get(page) for page in told["pages"]]
        weights = {feature: _renumbered(pages, numbers) for feature, pages in told["weights"].items()}
        return Learnt({feature: int(rarity) for feature, rarity in told["rarity"].items()}, weights)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _renumbered(pages: list[list[int]], numbers: list[int | None]) -> Mapping[int, int]:
    return {number: weight for page, weight in pages if (number := numbers[page]) is not None}
