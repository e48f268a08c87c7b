"""Work that larger work does as well is not visited by itself: where the days of both overlap, only the larger is.

The larger is then visited on a day that suits what it covers too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.along import Covering, covered_by
from generator.due.items import OPEN, Occurrence
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.visits.openings import Openings, openings_by_region


def with_covers(definitions: Definitions, occurrences: Sequence[Occurrence], as_of: date) -> Sequence[Occurrence]:
    """``occurrences``, in which each open one says what covers it, and each that covers on which days it may be visited.

    Of one item no more than one cycle is covered by another; what is agreed with the customer is always visited, and what
    is merely expected covers nothing that is not.
    """
    covers = covered_by(definitions.tasks)
    if not covers:
        return occurrences
    openings = openings_by_region(definitions, as_of)
    by_site: dict[tuple[str, str], list[Occurrence]] = defaultdict(list)
    for occurrence in occurrences:
        item = occurrence.item
        if occurrence.covered_by is not None or occurrence.due is None:
            continue
        if item.customer and item.site and occurrence.status in OPEN:
            by_site[item.customer.id, item.site.id].append(occurrence)
    changed: dict[str, Occurrence] = {}
    for of_site in by_site.values():
        changed |= _at_site(of_site, covers, openings[of_site[0].item.region])
    return [changed.get(occurrence.id, occurrence) for occurrence in occurrences] if changed else occurrences


def _at_site(occurrences: Sequence[Occurrence], covers: Covering, openings: Openings) -> Mapping[str, Occurrence]:
    """What changes at a site, by id. The largest comes first, so that nothing is covered by what is covered itself."""
    changed: dict[str, Occurrence] = {}
    larger = [occurrence for occurrence in occurrences if occurrence.item.task.id in covers]
    for covering in sorted(larger, key=lambda one: (-len(covers[one.item.task.id]), one.expected, one.id)):
        if covering.id in changed:
            continue
        days, items = openings.of(covering), set()
        for smaller in _by_distance(covering, occurrences, covers[covering.item.task.id]):
            both = _shared(days, openings.of(smaller), covering, openings)
            if both is not None and smaller.id not in changed and smaller.item.key not in items:
                days = both
                items.add(smaller.item.key)
                changed[smaller.id] = smaller._replace(covered_by=covering.id)
        if items:
            changed[covering.id] = covering._replace(suits=days)
    return changed


def _by_distance(covering: Occurrence, occurrences: Sequence[Occurrence], ids: frozenset[str]) -> Sequence[Occurrence]:
    """What may be covered, the nearest in time first."""
    asset = covering.item.asset
    may_be = [
        occurrence
        for occurrence in occurrences
        if occurrence.item.task.id in ids
        and (asset is None or (occurrence.item.asset is not None and occurrence.item.asset.id == asset.id))
        and occurrence.override is None
        and (occurrence.expected or not covering.expected)
    ]
    return sorted(may_be, key=lambda occurrence: (abs(_nominal(occurrence) - _nominal(covering)), occurrence.id))


def _nominal(occurrence: Occurrence) -> date:
    assert occurrence.due is not None, "what waits is neither covered nor covers"
    return occurrence.due.nominal


def _shared(days: DateRange, other: DateRange, covering: Occurrence, openings: Openings) -> DateRange | None:
    """The days of both, where one can come on one of them."""
    both = DateRange(max(days.start, other.start), min(days.end, other.end))
    if not both:
        return None
    if covering.item.task.channel not in ATTENDED or openings.is_agreed(covering):
        return both
    first, last = openings.days(covering).following(both.start), openings.days(covering).preceding(both.last)
    return DateRange.inclusive(first, last) if first <= last else None
