"""What readers' words lead to, learnt: a linear classifier weighs each piece of a query for each page.

It is a perceptron with a margin that changes as little as it must for each phrase (Crammer and Singer's, passive and
aggressive), averaged over its steps, then pruned and taught once more with what is left. All sums are of whole numbers,
so the same words give the same weights on every machine, in whatever order a processor adds.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

import numpy as np
from numpy.typing import NDArray

from generator.site.search.learnt import LARGEST, RARITY, SCALE, Learnt

Samples = Mapping[frozenset[str], frozenset[int]]  # the features of each phrase, with the pages that it asks for
Whole = NDArray[np.int64]

_ONE = 1024  # what one is, in whole numbers
_SHIFT = 20
_MARGIN = 1 << _SHIFT  # scores are products
_LARGEST_STEP = 0.3
_PASSES = 5
_PASSES_PRUNED = 2
_LOWEST = np.iinfo(np.int64).min
_SHUFFLE = 2654435761  # phrases go in an order of no meaning, another in each pass, and the same every time


@dataclass(frozen=True, slots=True)
class _Phrase:
    features: Whole
    values: Whole
    pages: Whole


def learn(phrases: Iterable[tuple[Collection[str], int]], pages: int, most: int) -> Learnt:
    """At most ``most`` weights, from phrases' features, each with the number of one of the ``pages`` that it asks for."""
    samples: dict[frozenset[str], set[int]] = defaultdict(set)
    for features, page in phrases:
        samples[frozenset(features)].add(page)
    often = Counter(feature for features in samples for feature in features)
    known = sorted(feature for feature, times in often.items() if times > 1)
    if not known or pages < 2:
        return Learnt({}, {})
    rarity = {feature: round(RARITY * log(len(samples) / often[feature])) for feature in known}
    taught = _valued({frozenset(f): frozenset(p) for f, p in samples.items()}, known, rarity)
    rare = np.array([rarity[feature] for feature in known], dtype=np.int64)
    weights = _taught(taught, len(known), pages, _PASSES)
    worth = np.abs(weights) * rare[:, None]
    something = worth[worth > 0]
    kept = worth >= (np.partition(something, -most)[-most] if something.size > most else 1)
    weights = _taught(taught, len(known), pages, _PASSES_PRUNED, weights * kept, kept)
    counted = (weights * rare[:, None] * (2 * SCALE) // (RARITY * _ONE) + 1) // 2
    counted = np.clip(counted, -LARGEST, LARGEST)
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for row, page in zip(*np.nonzero(counted), strict=True):
        found[known[row]][int(page)] = int(counted[row, page])
    return Learnt({feature: rarity[feature] for feature in found}, found)


def _valued(samples: Samples, known: Sequence[str], rarity: Mapping[str, int]) -> list[_Phrase]:
    """Phrases as numbers: each feature by its place, and how much it says, together as long as one."""
    places = {feature: place for place, feature in enumerate(known)}
    valued = []
    for features in sorted(samples, key=sorted):
        own = sorted(feature for feature in features if feature in places)
        length = sqrt(sum(rarity[feature] ** 2 for feature in own))
        if length:
            valued.append(
                _Phrase(
                    np.array([places[feature] for feature in own], dtype=np.int64),
                    np.array([round(_ONE * rarity[feature] / length) for feature in own], dtype=np.int64),
                    np.array(sorted(samples[features]), dtype=np.int64),
                )
            )
    return valued


def _taught(
    phrases: Sequence[_Phrase], features: int, pages: int, passes: int,
    weights: Whole | None = None, kept: NDArray[np.bool_] | None = None,
) -> Whole:  # fmt: skip
    """Weights by feature and page after so many passes through the phrases, averaged; only those that are ``kept``."""
    weights = np.zeros((features, pages), dtype=np.int64) if weights is None else np.array(weights)
    late = np.zeros_like(weights)  # each change times the step at which it came, for the average
    flat, flat_late = weights.ravel(), late.ravel()  # one number finds a place in half the time that two need
    flat_kept = None if kept is None else kept.ravel()
    step = 0
    for turn in range(passes):
        for number in sorted(range(len(phrases)), key=lambda place: (place + 1) * (turn + 1) * _SHUFFLE % 2**32):
            step += 1
            phrase = phrases[number]
            changed = _changed(phrase, weights)
            if changed is not None:
                change, right, wrong = changed
                for page, by in ((right, change), (wrong, -change)):
                    at = phrase.features * pages + page
                    if flat_kept is not None:
                        by = by * flat_kept[at]
                    flat[at] += by
                    flat_late[at] += step * by
    return weights - late // (step + 1)


def _changed(phrase: _Phrase, weights: Whole) -> tuple[Whole, int, int] | None:
    """How much to change for a phrase, for which right page and against which wrong one; None where it is known well."""
    scores = phrase.values @ weights.take(phrase.features, axis=0)
    right = int(phrase.pages[scores[phrase.pages].argmax()])
    reached = int(scores[right])
    scores[phrase.pages] = _LOWEST
    wrong = int(scores.argmax())
    missing = _MARGIN - reached + int(scores[wrong])
    if missing <= 0 or len(phrase.pages) == len(scores):
        return None
    by = min(int(_LARGEST_STEP * _MARGIN), missing // 2)
    return phrase.values * by >> _SHIFT, right, wrong
