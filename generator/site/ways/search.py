"""What the search box knows: words that only ask, words that mean the same, and where to turn when nothing is found."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.formats.artifacts import Artifact
from generator.formats.templating import Templates
from generator.model.definitions import Definitions, paged
from generator.model.kinds import HUBS, KINDS
from generator.site.editions import Edition
from generator.site.pages.views import LINES

PATH = "assets/search-words.js"


# What a list weighs against the pages of a kind, which have their weights of their own.
_LIST = 0.6


def search_words(definitions: Definitions, templates: Templates, edition: Edition) -> Artifact:
    """The script that ``search.js`` fetches when somebody turns to the box. Nothing of it depends on schedules."""
    language = edition.language
    words, company = templates.words[language], definitions.company
    known = definitions.search
    asking = known.asking.zh if language == "zh" else known.asking.en
    same = [list(group) for group in (known.same.zh if language == "zh" else known.same.en)]
    for term in (t for t in definitions.terms.values() if edition.staff or t.audience == "public"):
        also = term.also.zh if language == "zh" else term.also.en
        if also:
            same.append([term.zh if language == "zh" else term.en, *also])
    told = {
        "pages": sum(edition.shows(thing) for _, _, thing in paged(definitions)),
        "asking": list(asking),
        "same": _joined([word.lower() for word in group] for group in same),
        "lines": [
            [
                [LINES[line].of(language) for line in named.lines],
                [word.lower() for word in (named.zh if language == "zh" else named.en)],
            ]
            for named in known.line_words
        ],
        "nothing": words["search_nothing"],
        "call": words["call"],
        "hotline": company.hotline,
        "products": [
            [product.name.of(language), f"products/{product.id}/"] for product in definitions.products.values()
        ],
        "weights": [
            *([f"{folder}/", _LIST] for folder in (*(kind.folder for kind in KINDS.values()), *HUBS)),
            *([f"{kind.folder}/*", kind.weight] for kind in KINDS.values()),
        ],
        "more": [[words["kind_fault"], "faults/"]] if definitions.entries.get("fault") else [],
    }
    text = json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True)
    return Artifact.text(f"docs/{edition.name}/{PATH}", f"window.careSearch = {text}\n")


def _joined(groups: Iterable[list[str]]) -> list[list[str]]:
    """``groups``, those that share a word as one: what means the same as the same is the same."""
    joined: list[list[str]] = []
    for group in groups:
        sharing = [other for other in joined if not set(other).isdisjoint(group)]
        joined = [other for other in joined if other not in sharing]
        joined.append(list(dict.fromkeys(word for part in (*sharing, group) for word in part)))
    return joined
