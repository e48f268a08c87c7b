"""What the search box knows: words that only ask, words that mean the same, and where to turn when nothing is found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from generator.formats.artifacts import Artifact
from generator.model.kinds import HUBS, KINDS
from generator.site.shown import Shown
from generator.text.data import Json

PATH = "assets/search-words.js"
_LIST = 0.6


def search_words(shown: Shown) -> Artifact:
    """The script that ``search.js`` fetches when somebody turns to the box. Nothing of it depends on schedules."""
    language, words, known = shown.language, shown.words, shown.definitions.search
    products = shown.definitions.products.values()
    told: Mapping[str, Json] = {
        "pages": sum(map(len, shown.by_kind.values())),
        "asking": known.asking.of(language),
        "same": _joined([word.lower() for word in group] for group in _same(shown)),
        "lines": [
            [
                [shown.lines[line].name for line in named.lines if line in shown.lines],
                [word.lower() for word in named.of(language)],
            ]
            for named in known.line_words
        ],
        "nothing": words["search_nothing"],
        "call": words["call"],
        "hotline": shown.definitions.company.hotline,
        "products": [[product.name.of(language), f"products/{product.id}/"] for product in products],
        "weights": tuple(_weights()),
        "more": [[words["kind_fault"], "faults/"]] if shown.definitions.entries.get("fault") else [],
    }
    text = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
    return Artifact.text(f"docs/{shown.edition.name}/{PATH}", f"window.careSearch = {text}\n")


def _same(shown: Shown) -> Iterator[tuple[str, ...]]:
    """Groups of words that mean the same: those that are given, and the terms with what else they are called."""
    language = shown.language
    given = shown.definitions.search.same
    yield from given.of(language)
    for term in shown.definitions.terms.values():
        also = term.also.of(language)
        if also and (shown.edition.staff or term.audience == "public"):
            yield (term.of(language), *also)


def _weights() -> Iterator[tuple[str, float]]:
    """What a list and the pages of each kind weigh against others, by address; a star stands for all below it."""
    for folder in (*(kind.folder for kind in KINDS.values()), *HUBS):
        yield f"{folder}/", _LIST
    for kind in KINDS.values():
        yield f"{kind.folder}/*", kind.weight


def _joined(groups: Iterable[list[str]]) -> list[list[str]]:
    """``groups``, those that share a word as one: what means the same as the same is the same."""
    joined: list[list[str]] = []
    for group in groups:
        sharing = [other for other in joined if not set(other).isdisjoint(group)]
        joined = [other for other in joined if other not in sharing]
        joined.append(list(dict.fromkeys(word for part in (*sharing, group) for word in part)))
    return joined
