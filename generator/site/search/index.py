"""The search's index of an edition, in parts: what the first answer needs, what was learnt, further words, texts.

The first part has one name and lists the others, whose names tell their contents, so a browser keeps them for as long as
they are the same. Parts are cut by the length of what they hold, for how far that can be packed differs by the machine.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from generator.formats.artifacts import Artifact
from generator.site.search.features import noticed, sounding
from generator.site.search.learnt import LARGEST, Learnt
from generator.site.search.reading import PageText
from generator.site.search.sounds import readings, variants
from generator.site.search.words import Weigh, is_hub, known_words, said, weights_of
from generator.site.shown import Shown
from generator.text.data import Json
from generator.text.language import Language
from generator.text.memory import Forgetful, Memory, Same

FOLDER = "assets/search"
FIRST = "first.json"

_FIRST_ROOM = 100_000  # octets of pages in the first part, which is some 60 KB when it is packed
_BLOCK = 250  # pages of each further part
_FIRST_LEAD = {"zh": 42, "en": 100}  # so much of what a page says first fits two lines
_FIRST_PHRASES = (12, 10, 8, 6, 4)  # readers' words of each page in the first part, as many as there is room for
_MOST_WEIGHTS = 60_000
# Numbers below ninety as signs that JSON leaves as they are.
_DIGITS = "".join(chr(code) for code in range(35, 126) if chr(code) != "\\")
_MOST_LEARNT = 1_000  # pages; of more, too little could be learnt for each


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words, or how they sound alone, and the page that they ask for."""

    text: str
    page: str
    sound: bool = False


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is to be learnt for an edition: the same lesson always teaches the same."""

    language: Language
    pages: tuple[str, ...]
    phrases: tuple[Phrase, ...]

    def taught(self) -> Learnt:
        """What it teaches; that takes seconds. Pages go by their place in ``pages``."""
        from generator.site.search.learning import learn  # NumPy takes longer to read than all that most commands do

        number = {page: place for place, page in enumerate(self.pages)}
        features = (
            (sounding(phrase.text) if phrase.sound else noticed(phrase.text, self.language), number[phrase.page])
            for phrase in self.phrases
        )
        return learn(((found, page) for found, page in features if found), len(self.pages), _MOST_WEIGHTS)


_FORGETFUL = Forgetful()
Teach = Callable[[str, Lesson], Learnt]


def teach(_: str, lesson: Lesson) -> Learnt:
    """What a lesson of the edition teaches. Whoever builds again and again keeps it instead."""
    return lesson.taught()


def search_index(
    shown: Shown, pages: Iterable[PageText], teaching: Teach = teach, memory: Memory = _FORGETFUL
) -> Iterator[Artifact]:
    """The files of an edition's index."""
    weigh = weights_of(shown)
    ordered = sorted(pages, key=lambda page: (is_hub(page.address), -weigh(page.address), page.address))
    count, phrases = _first(ordered, weigh, shown.language)
    first, parts = ordered[:count], _Parts(shown)
    names: dict[str, Json] = {}
    if len(ordered) <= _MOST_LEARNT:
        learnt = teaching(shown.edition.name, _lesson(ordered, shown.language))
        names["learnt"] = parts.name_of(
            "learnt", memory.of(("packed", shown.edition.name), Same(learnt), lambda: _learnt(learnt))
        )
    blocks = [(0, first), *((at, ordered[at : at + _BLOCK]) for at in range(count, len(ordered), _BLOCK))]
    words = (_block(at, block, weigh) if at else _rest(first, phrases) for at, block in blocks)
    names["words"] = [parts.name_of("words", told) for told in words]
    names["texts"] = [[at, parts.name_of("texts", _texts(at, block))] for at, block in blocks]
    begun = _block(0, first, weigh, phrases, _FIRST_LEAD[shown.language])
    told = {"language": shown.language, **begun, **_ways_of_typing(shown, ordered), "parts": names}
    yield Artifact.text(_path(shown, FIRST), _written(told))
    yield from parts.made


def _ways_of_typing(shown: Shown, pages: Sequence[PageText]) -> dict[str, Json]:
    """The words that the search knows, what is said beside answers, and how the characters of ``pages`` are typed."""
    texts = [text for page in pages for text in (page.title, *page.asked)]
    return {
        "words": known_words(shown),
        "say": said(shown),
        "simple": variants(texts),
        "sounds": readings(texts) if shown.language == "zh" else "",
    }


class _Parts:
    """The files beside the first one, each named by its contents."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self.made: list[Artifact] = []

    def name_of(self, kind: str, told: Mapping[str, Json]) -> str:
        """The name of the file that holds ``told``, which is made by it."""
        content = _written(told)
        file = f"{kind}-{_digest(content)}.json"
        self.made.append(Artifact.text(_path(self._shown, file), content))
        return file


def _path(shown: Shown, file: str) -> str:
    return f"docs/{shown.edition.name}/{FOLDER}/{file}"


def _written(told: Mapping[str, Json]) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _digest(content: str) -> str:
    return sha256(content.encode()).hexdigest()[:10]


def _first(pages: Sequence[PageText], weigh: Weigh, language: Language) -> tuple[int, int]:
    """How many pages the first part has, and how many readers' words of each."""
    for phrases in _FIRST_PHRASES:
        if _size(_block(0, pages, weigh, phrases, _FIRST_LEAD[language])) <= _FIRST_ROOM:
            return len(pages), phrases
    fewest, count, size = _FIRST_PHRASES[-1], 0, 0
    for page in pages:
        size += _size(_block(0, [page], weigh, fewest, _FIRST_LEAD[language]))
        if size > _FIRST_ROOM:
            break
        count += 1
    return max(1, count), fewest


def _size(told: Mapping[str, Json]) -> int:
    return len(_written(told).encode())


def _block(
    at: int, pages: Sequence[PageText], weigh: Weigh, phrases: int | None = None, lead: int | None = None
) -> dict[str, Json]:
    """Pages with their titles, what they say first, and readers' words; of these two only so much."""
    return {
        "from": at,
        "at": [page.address for page in pages],
        "title": [page.title for page in pages],
        "labels": [page.labels for page in pages],
        "hub": [int(is_hub(page.address)) for page in pages],
        "weight": [round(weigh(page.address), 2) for page in pages],
        "lead": [page.lead[:lead] for page in pages],
        "asked": ["|".join(_clean(page.asked[:phrases])) for page in pages],
    }


def _rest(pages: Sequence[PageText], phrases: int) -> dict[str, Json]:
    """What the first part left out of its pages."""
    return {
        "from": 0,
        "lead": [page.lead for page in pages],
        "asked": ["|".join(_clean(page.asked[phrases:])) for page in pages],
    }


def _clean(phrases: Iterable[str]) -> Iterator[str]:
    return (phrase.replace("|", " ") for phrase in phrases)


def _texts(at: int, pages: Sequence[PageText]) -> dict[str, Json]:
    """The sections of pages: the id of each, its heading, its sentences, and at last what its tables say."""
    return {
        "from": at,
        "sections": [
            [
                [part.id, part.title, " ".join((*part.texts, *part.items)), " ".join(part.cells)]
                for part in page.sections
            ]
            for page in pages
        ],
    }


def _learnt(learnt: Learnt) -> dict[str, Json]:
    """Features in their order; for each how rare it is, and its pages, each as steps from the one before, with weights."""
    features = sorted(learnt.weights)
    return {
        "features": "|".join(features),
        "rarity": "".join(_DIGITS[learnt.rarity[feature]] for feature in features),
        "weights": " ".join(_packed(learnt.weights[feature]) for feature in features),
    }


def _packed(weights: Mapping[int, int]) -> str:
    """Pages and weights, a sign for each; a step that is too long for one goes on from the last."""
    signs, before = [], 0
    for page, weight in sorted(weights.items()):
        steps, rest = divmod(page - before, len(_DIGITS) - 1)
        signs += [_DIGITS[-1] * steps, _DIGITS[rest], _DIGITS[weight + LARGEST]]
        before = page
    return "".join(signs)


def _lesson(pages: Sequence[PageText], language: Language) -> Lesson:
    """Readers' words, titles, and what a page says first; lists have their own words and titles alone, or they would take
    short queries from those that they list."""
    phrases: list[Phrase] = []
    for page in pages:
        own = [*page.asked, page.title]
        phrases += [Phrase(text, page.address) for text in own]
        if language == "zh":
            phrases += [Phrase(text, page.address, sound=True) for text in own]
        if not is_hub(page.address):
            phrases.append(Phrase(page.lead, page.address))
    return Lesson(language, tuple(page.address for page in pages), tuple(phrases))
