"""What YAML tells the search box: words that only ask, mean the same, mean danger, money or somebody else's work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from generator.model.glossary import Danger, Elsewhere, Intent, Meant
from generator.model.kinds import HUBS, KINDS
from generator.model.links import Link
from generator.model.products import Product
from generator.site.shown import Shown
from generator.text.data import Json
from generator.text.words import Forms, Wording

Weigh = Callable[[str], float]
_FREQUENT = 7
_HINT = 0.3  # of an intent that only helps
_INTERNAL = 1.3  # how much more pages weigh in the handbook that staff alone read


def is_hub(address: str) -> bool:
    """Whether a page lists others: it answers for none of them."""
    return address in {"", *(f"{folder}/" for folder in (*(kind.folder for kind in KINDS.values()), *HUBS, "tags"))}


def weights_of(shown: Shown) -> Weigh:
    """What pages count against others, by their addresses: by their kinds, and staff ask first for what is theirs alone."""
    internal = {
        f"{KINDS[kind].folder}/{definition.id}/"
        for kind, definitions in shown.by_kind.items()
        for definition in definitions
        if definition.audience == "internal"
    }
    return lambda address: _weight_of(address) * (_INTERNAL if address in internal else 1)


def _weight_of(address: str) -> float:
    kinds = [kind for kind in KINDS.values() if address.startswith(f"{kind.folder}/")]
    return max(kinds, key=lambda kind: len(kind.folder)).weight if kinds else 1.0


def known_words(shown: Shown) -> Mapping[str, Json]:
    """The words of an edition, as ``answers.js`` and ``search.js`` read them."""
    language, known = shown.language, shown.definitions.search
    return {
        "asking": known.asking.of(language),
        "same": _joined([word.lower() for word in group] for group in _same(shown)),
        "lines": [
            [
                [shown.lines[line].name for line in named.lines if line in shown.lines],
                [word.lower() for word in named.of(language)],
            ]
            for named in known.line_words
        ],
        "intents": [
            {**_meant(intent, shown), "pages": addresses(intent.pages, shown), "much": _much(intent, shown)}
            for intent in known.intents
        ],
        "danger": [_danger(danger, shown) for danger in known.danger],
        "elsewhere": [_elsewhere(thing, shown) for thing in known.elsewhere],
    }


def _much(intent: Intent, shown: Shown) -> float:
    """What an intent counts. It is a customer's: staff who type its words mostly look for how to answer them."""
    return _HINT if intent.hint or shown.edition.staff else 1


def addresses(links: Iterable[Link], shown: Shown) -> list[str]:
    """Where ``links`` lead that the edition shows, below its language."""
    return [
        f"{KINDS[link.kind].folder}/{link.id}/" for link in links if shown.edition.shows(shown.definitions.follow(link))
    ]


def _meant(meant: Meant, shown: Shown) -> dict[str, Json]:
    but = meant.but.of(shown.language)
    return {"words": meant.of(shown.language), **({"but": but} if but else {})}


def _danger(danger: Danger, shown: Shown) -> Mapping[str, Json]:
    language = shown.language
    return {
        **_meant(danger, shown),
        "title": danger.title.of(language),
        "steps": [[step.of(language), step.more.of(language) if step.more else ""] for step in danger.steps],
        "also": danger.also.of(language) if danger.also else "",
        "pages": addresses(danger.pages, shown),
    }


def _elsewhere(thing: Elsewhere, shown: Shown) -> Mapping[str, Json]:
    language = shown.language
    led = addresses([thing.page] if thing.page else [], shown)
    return {
        **_meant(thing, shown),
        "name": thing.name.of(language),
        "ask": thing.ask.of(language) if thing.ask else "",
        "question": [thing.question.of(language), *led] if thing.question and led else [],
    }


def _same(shown: Shown) -> Iterator[tuple[str, ...]]:
    """Groups of words that mean the same: those that are given, and the terms with what else they are called."""
    language = shown.language
    yield from shown.definitions.search.same.of(language)
    for term in shown.definitions.terms.values():
        also = term.also.of(language)
        if also and (shown.edition.staff or term.audience == "public"):
            yield (term.of(language), *also)


def _joined(groups: Iterable[list[str]]) -> Sequence[Sequence[str]]:
    """``groups``, those that share a word as one: what means the same as the same is the same."""
    joined: list[list[str]] = []
    for group in groups:
        sharing = [other for other in joined if not set(other).isdisjoint(group)]
        joined = [other for other in joined if other not in sharing]
        joined.append(list(dict.fromkeys(word for part in (*sharing, group) for word in part)))
    return joined


def said(shown: Shown) -> Mapping[str, Json]:
    """What the box says once it has its index: sentences by key, and whom one turns to."""
    company, language, prefix = shown.definitions.company, shown.language, "search_"
    return {
        **{key: _wording(wording) for key, wording in shown.words.wordings.items() if key.startswith(prefix)},
        "hotline": company.hotline,
        "hours": company.hours.of(language),
        "email": company.email,
        "ours": shown.words.listed(product.name.of(language) for product in shown.definitions.products.values()),
    }


def _wording(wording: Wording) -> Json:
    return {"one": wording.one, "other": wording.other} if isinstance(wording, Forms) else wording


def pane(shown: Shown) -> Mapping[str, Json]:
    """What stands in the box on every page before anything is typed: frequent questions and the products.

    Where nobody has written down what is asked most, it is the first problems.
    """
    language, definitions = shown.language, shown.definitions
    asked = [(question.of(language), question.page) for question in definitions.search.frequent]
    faults = [(fault.name.of(language), Link("fault", fault.id)) for fault in shown.by_kind["fault"][:_FREQUENT]]
    return {
        "frequent": [
            {"text": text, "at": at, "kind": shown.words[KINDS[link.kind].label], "icon": _icon(KINDS[link.kind].icon)}
            for text, link in asked or faults
            for at in addresses([link], shown)
        ],
        "products": [
            {"text": product.name.of(language), "at": f"products/{product.id}/", "icon": product.icon}
            for product in shown.all(Product)
        ],
    }


def _icon(short: str) -> str:
    """The file of an icon that is written as a short code."""
    return short.replace("-", "/", 1)
