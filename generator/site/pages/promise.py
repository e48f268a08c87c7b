"""The order of promises: the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.products import Promise
from generator.site.pages.views import COUNTED


def urgent_first(promises: Iterable[Promise]) -> list[Promise]:
    """What holds for a product that is there and may break, the shortest limit first."""
    kept = [promise for promise in promises if promise.products]
    units = list(COUNTED)
    return sorted(kept, key=lambda p: (units.index(p.response.within.unit), p.response.within.amount, p.id))
