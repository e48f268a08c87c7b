"""What is noticed in a text: pieces of characters, sounds and words. ``answers.js`` notices the same in what is typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from generator.site.search.sounds import HAN, simplified, syllables
from generator.text.language import Language

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|\d+")
_STEM = re.compile(r"(?:isations?|izations?|ations?|ising|izing|ings?|ers?|ed|es|s|y|e)$")
_CHARACTERS = (1, 2, 3)
_SYLLABLES = (1, 2)
_LETTERS = (4,)
_SHORTEST = 4  # of words whose letters are looked at; shorter ones are noticed as they are


def folded(text: str) -> str:
    """``text`` in one width and case, without apostrophes, in simplified characters."""
    return simplified(re.sub("['’]", "", normalize("NFKC", text).lower()))


def stem(word: str) -> str:
    """An English word without its ending."""
    return word if len(word) < 5 else _STEM.sub("", word)


def noticed(text: str, language: Language) -> set[str]:
    """The features of a text, as it is written."""
    runs = _RUN.findall(folded(text))
    return set(_english(runs) if language == "en" else _chinese(runs))


def sounding(text: str) -> set[str]:
    """The features of a Chinese text as it is said, and of nothing else in it: what pinyin and a slip have in common."""
    return {f"~{piece}" for run in HAN.findall(folded(text)) for piece in _pieces(syllables(run), _SYLLABLES, " ")}


def _chinese(runs: Sequence[str]) -> Iterator[str]:
    for run in runs:
        yield from _pieces(run, _CHARACTERS, "") if HAN.match(run) else (f"={run}",)


def _english(runs: Sequence[str]) -> Iterator[str]:
    stems = [stem(run) for run in runs]
    yield from (f"={word}" for word in stems)
    yield from (f"{one} {next_}" for one, next_ in pairwise(stems))
    for run in runs:
        if len(run) >= _SHORTEST:
            yield from _pieces(f"^{run}$", _LETTERS, "")


def _pieces(parts: Sequence[str], lengths: Sequence[int], between: str) -> Iterator[str]:
    for length in lengths:
        for start in range(len(parts) - length + 1):
            yield between.join(parts[start : start + length])
