"""The words that a root speaks: its own, and for all that it does not say those that come with the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from generator.reading.keptwords import Looks, are_kept, recalled, to_keep
from generator.reading.packaged import packaged, stamps
from generator.reading.reader import Reader
from generator.reading.wordbook import words_in
from generator.text.memory import Forgetful, Memory
from generator.text.problems import Problem
from generator.text.words import Book

_FOLDER = "templates/words"
_FORGETFUL = Forgetful()


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words by language, what is wrong with the files that hold them, and these files as they were read."""

    words: Book
    problems: tuple[Problem, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)


def own_words() -> Spoken:
    """The words that come with the program, which are read again only where they were edited: in a checkout they may be."""
    return _brought(stamps(_FOLDER))


@lru_cache(maxsize=1)
def _brought(looks: Looks) -> Spoken:
    kept = recalled(looks)
    return Spoken(kept[0], (), kept[1]) if kept is not None else _read(packaged("."), None)


def own_words_to_keep() -> bytes | None:
    """What is to be kept of the program's words; None where it is, or something is wrong with them."""
    looks, own = stamps(_FOLDER), own_words()
    return None if own.problems or are_kept(looks) else to_keep(looks, own.words, own.texts)


def words_of(root: Path, memory: Memory = _FORGETFUL) -> Spoken:
    """The words of ``root``. Where some cannot be read, the program's serve, so that the mistakes can be told."""
    own = own_words()
    if not os.path.lexists(root / _FOLDER) or os.path.realpath(root / _FOLDER) == os.path.realpath(packaged(_FOLDER)):
        spoken = own
    else:
        mine = _read(root, own.words, memory)
        spoken = Spoken(
            mine.words, (*own.problems, *mine.problems), mine.texts
        )  # a file of one name is not the program's
    if (root / f"{_FOLDER}.yaml").exists():
        moved = Problem(code="words_moved", file=f"{_FOLDER}.yaml")
        spoken = Spoken(spoken.words, (*spoken.problems, moved), spoken.texts)
    return spoken


def _read(root: Path, own: Book | None, memory: Memory = _FORGETFUL) -> Spoken:
    reader = Reader(root, memory=memory)
    read = {file: reader.data(file) for file, _ in reader.files("words", _FOLDER)}
    texts = dict(reader.texts)
    words, problems = memory.of("words", (texts, own), lambda: words_in(read, own))
    return Spoken(words, (*reader.problems, *problems), texts)
