"""The order of work on site: what a later step would spoil comes first, and then one goes from place to place."""

from __future__ import annotations

from collections.abc import Sequence

from generator.due.items import Occurrence
from generator.model.tasks import ORDER

_RANK = {order: rank for rank, order in enumerate(ORDER)}


def in_order(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """The work of one visit by the tasks' ``order``, then by place: the whole site, then its assets as they are listed."""
    site = occurrences[0].item.site
    places = {asset.id: place for place, asset in enumerate(site.assets, 1)} if site is not None else {}

    def turn(occurrence: Occurrence) -> tuple[int, int, str]:
        item = occurrence.item
        return _RANK[item.task.order], places[item.asset.id] if item.asset is not None else 0, occurrence.id

    return sorted(occurrences, key=turn)
