"""Work that larger work does as well is not visited by itself: where the days of both overlap, only the larger is.

The larger is then visited on a day that suits what it covers too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.along import Covering
from generator.due.items import OPEN, Occurrence
from generator.model.definition import ATTENDED
from generator.visits.catchup import with_changes
from generator.visits.ground import Ground
from generator.visits.openings import Openings

# An open cycle and its place among all.
_Placed = tuple[int, Occurrence]


def with_covers(ground: Ground, occurrences: Sequence[Occurrence]) -> Sequence[Occurrence]:
    """``occurrences``, in which each open one says what covers it, and each that covers on which days it may be visited.

    Of one item no more than one cycle is covered by another; what is agreed with the customer is always visited, and what
    is merely expected covers nothing that is not.
    """
    covers, concerned = ground.covers, ground.concerned
    if not covers:
        return occurrences
    by_site: dict[tuple[str, str], list[_Placed]] = defaultdict(list)
    for place, occurrence in enumerate(occurrences):
        item = occurrence.item
        if occurrence.status not in OPEN or item.task.id not in concerned:
            continue
        if occurrence.covered_by is None and occurrence.due is not None and item.customer and item.site:
            by_site[item.customer.id, item.site.id].append((place, occurrence))
    changed: dict[int, Occurrence] = {}
    for of_site in by_site.values():
        changed |= _at_site(of_site, covers, ground.openings[of_site[0][1].item.region])
    return with_changes(occurrences, changed)


def _at_site(open_there: Sequence[_Placed], covers: Covering, openings: Openings) -> Mapping[int, Occurrence]:
    """What changes at a site, by place. The largest comes first, so that nothing is covered by what is covered itself."""
    by_task: dict[str, list[_Placed]] = defaultdict(list)
    for place, occurrence in open_there:
        by_task[occurrence.item.task.id].append((place, occurrence))
    changed: dict[int, Occurrence] = {}
    larger = [(place, one, covers[id_]) for id_ in by_task if id_ in covers for place, one in by_task[id_]]
    for at, covering, smaller_ids in sorted(larger, key=lambda entry: (-len(entry[2]), entry[1].expected, entry[1].id)):
        if at in changed:
            continue
        days, items = openings.of(covering), set()
        may_be = (entry for id_ in smaller_ids for entry in by_task.get(id_, ()) if entry[0] not in changed)
        for place, smaller in _by_distance(covering, may_be):
            both = _shared(days, openings.of(smaller), covering, openings)
            if both is not None and smaller.item.key not in items:
                days = both
                items.add(smaller.item.key)
                changed[place] = smaller._replace(covered_by=covering.id)
        if items:
            changed[at] = covering._replace(suits=days)
    return changed


def _by_distance(covering: Occurrence, smaller: Iterable[_Placed]) -> Sequence[_Placed]:
    """What may be covered and is near enough, the nearest in time first."""
    asset, nominal = covering.item.asset, _nominal(covering)
    may_be = [
        (place, occurrence)
        for place, occurrence in smaller
        if (asset is None or (occurrence.item.asset is not None and occurrence.item.asset.id == asset.id))
        and occurrence.override is None
        and (occurrence.expected or not covering.expected)
    ]
    return sorted(may_be, key=lambda entry: (abs(_nominal(entry[1]) - nominal), entry[1].id))


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
