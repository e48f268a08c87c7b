"""What was learnt of readers' words, as it is handed on; ``learning`` learns it, and takes long to be read for that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

SCALE = 12  # of weights that are handed on: so much is one
RARITY = 5  # of how rare features are: so much is a logarithm
LARGEST = 44  # of a weight, up and down


@dataclass(frozen=True, slots=True)
class Learnt:
    """For each feature how rare it is, and what it counts for pages, by their numbers; in ``RARITY`` and ``SCALE``."""

    rarity: Mapping[str, int]
    weights: Mapping[str, Mapping[int, int]]
