"""Figures that a text tells by hand, though a rule, a promise or a warranty that it speaks of has the same: no edit
reaches them. Looked for before ties become words, so what is tied is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.dates.intervals import Interval
from generator.model.definition import Definition, LocalText, Placed, Remark, Statement
from generator.model.definitions import SEARCH, Definitions, paged
from generator.model.links import Link
from generator.model.tasks import intervals_of
from generator.model.walking import walk
from generator.reading.agreement import intervals_told, limits_in, years_of_warranty_in
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, nearest

# What is not to be done for a while is told of no promise: 24 小时内不要沾水.
_BAN = re.compile(r"内(?:都)?(?:请)?(?:不|勿|别|禁)")
_TIES = ("every", "interval", "within", "warranty")
_TIE = re.compile(r"\{(?:every|interval|within|warranty)(?::[a-z0-9/_-]+)?\}")
_BRACES = re.compile(r"[{｛]+\s*([A-Za-z]{4,})\s*(?:[:：][^{}｛｝\s]*)?\s*[}｝]*")
_FIGURE = re.compile(r"\d|[每年月周]|each|every|ly\b|year|half", re.IGNORECASE)


# The keys of sentences that need no basis: what an amount buys, what a term means, what is asked and answered.
_SENTENCES = frozenset(
    {"summary", "includes", "free", "covers", "says", "frequent", "ask", "say", "steps", "also", "more", "question"}
)


def figures_are_tied(definitions: Definitions) -> Problems:
    """A text that tells by hand what a rule, a promise or a warranty near it says, and follows no edit of that."""
    told = {id_: intervals_of(task) for id_, task in definitions.tasks.items()}
    once = {id_: next(iter(intervals)) for id_, intervals in told.items() if len(intervals) == 1}
    for kind, id_, written, place in _written(definitions):
        parts = walk(written)
        links = {part for _, part in parts if isinstance(part, Link)} | set(_links_of(parts))
        near = _Near.to(kind, id_, written, links, definitions, once)
        for keys, part in parts:
            if isinstance(part, LocalText) and _is_looked_at(kind, keys, part):
                ties = tuple(near.ties_of(part))
                if ties:
                    code = "figure_by_hand" if isinstance(part, Statement | Remark) else "figure_by_hand_here"
                    at = (*place.keys, *keys)
                    yield Problem(
                        code=code,
                        file=place.file,
                        keys=at,
                        params={"choices": list(dict.fromkeys(ties))},
                        level="warning",
                    )


def _written(definitions: Definitions) -> Iterator[tuple[str, str, object, Placed]]:
    """Whatever has a page, the terms of the glossary, and what stands in the search box, each with its place."""
    for kind, id_, definition in paged(definitions):
        yield kind, id_, definition, definitions.places[kind, id_]
    for id_, term in definitions.terms.items():
        yield "term", id_, term, definitions.places["term", id_]
    yield "search", "", definitions.search, Placed(SEARCH)


def ties_are_well_written(definitions: Definitions) -> Problems:
    """A tie that is misspelt, in wide or double braces or never closed stays on the page as it is."""
    for _, _, written, place in _written(definitions):
        texts = ((keys, part) for keys, part in walk(written) if isinstance(part, LocalText))
        for keys, part in texts:
            for language in part.said_in():
                text = part.of(language)
                for slip in _BRACES.finditer(text) if "{" in text or "｛" in text else ():
                    meant = nearest(slip[1].lower(), _TIES)
                    if meant is not None and not _TIE.fullmatch(slip[0]):
                        params = {"found": slip[0], "choices": [f"{{{meant}}}"]}
                        at = (*place.keys, *keys, language)
                        yield Problem(code="tie_slip", file=place.file, keys=at, params=params)


def _links_of(parts: Iterable[tuple[Keys, object]]) -> Iterator[Link]:
    """What sentences name beside them."""
    for _, part in parts:
        if isinstance(part, Statement):
            yield from (link for link in (part.task, part.promise) if link is not None)


def _is_looked_at(kind: str, keys: Keys, part: LocalText) -> bool:
    """Sentences, summaries, what a price includes, and what a task shows on its plate: names and labels are no promise."""
    if isinstance(part, Statement):
        is_open = not part.own and part.task is None and part.promise is None
    elif isinstance(part, Remark) and part.own:
        is_open = False
    else:
        named = next((key for key in reversed(keys) if isinstance(key, str)), "")
        is_open = named in _SENTENCES or (kind == "task" and keys[0] == "plate")
    return is_open and bool(_FIGURE.search(f"{part.zh or ''}{part.en or ''}"))


@dataclass(frozen=True, slots=True)
class _Near:
    """What a definition speaks of: how often, how soon and for how long, each with the ties that would say so."""

    intervals: dict[Interval, list[str]]
    limits: dict[object, list[str]]
    warranties: dict[int, list[str]]

    @classmethod
    def to(
        cls,
        kind: str,
        id_: str,
        written: object,
        links: Iterable[Link],
        definitions: Definitions,
        once: Mapping[str, Interval],
    ) -> _Near:
        """A task is near itself, its product, whoever names it; a warranty whoever is about the product; promises all.

        ``once`` holds the interval of each task that has but one.
        """
        named = {(link.kind, link.id) for link in links}
        products = {id_} if kind == "product" else set()
        if isinstance(written, Definition):
            named |= {(link.kind, link.id) for link in written.related}
            products |= set(written.concerns)
        intervals: dict[Interval, list[str]] = {}
        for task_id, interval in once.items():
            is_own = (kind, id_) == ("task", task_id)
            is_of_product = kind == "product" and id_ in definitions.tasks[task_id].products
            if is_own or ("task", task_id) in named or is_of_product:
                intervals.setdefault(interval, []).append("{every}" if is_own else f"{{every:{task_id}}}")
        limits: dict[object, list[str]] = {}
        for promise_id, promise in definitions.promises.items():
            is_own = (kind, id_) == ("promise", promise_id)
            tie = "{within}" if is_own else f"{{within:{promise_id}}}"
            limits.setdefault(promise.response.within, []).append(tie)
        warranties: dict[int, list[str]] = {}
        for product_id, product in definitions.products.items():
            for warranty in product.warranty if not products or product_id in products else ():
                if warranty.period.months and warranty.period.months % 12 == 0:
                    tie = f"{{warranty:{product_id}/{warranty.id}}}"
                    warranties.setdefault(warranty.period.months // 12, []).append(tie)
        return cls(intervals, limits, warranties)

    def ties_of(self, text: LocalText) -> Iterator[str]:
        """What would tell the same as ``text`` does, and follow."""
        told = intervals_told(text) if self.intervals else set()
        if len(told) > 1 and not isinstance(text, Statement):
            told &= {interval for interval, ties in self.intervals.items() if "{every}" in ties}
        for interval in sorted(told & self.intervals.keys(), key=lambda each: each.approximate_days):
            yield from self.intervals[interval]
        if self.limits and not _BAN.search(text.zh or ""):
            for limit in sorted(limits_in(text) & self.limits.keys(), key=str):
                yield from self.limits[limit]
        if self.warranties:
            for years in sorted(years_of_warranty_in(text) & self.warranties.keys()):
                yield from self.warranties[years]
