"""What is late is not made up for right beside the next time: where that is near, the next time does it too.

A visit that is made up for counts for its own cycle alone, so a customer would have the same work twice within days. What
concerns safety is made up for all the same, and so is what was told already.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from generator.dates.intervals import add
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.visits.ground import Ground
from generator.visits.kept import Kept

# So near, as a part of the time from one cycle to the next, and never more than so many days.
_PART = 4
_NEAR = timedelta(days=28)


def with_next_times(
    ground: Ground, occurrences: Sequence[Occurrence], kept: Kept, without_room: Container[str] = frozenset()
) -> Sequence[Occurrence]:
    """``occurrences``, in which what is overdue says on which day, or that now already, the next time does it too.

    They come by item and cycle. So does what finds no room before that day: the ids of that are ``without_room``.
    """
    as_of, planning = ground.as_of, ground.planning
    last = add(as_of, planning.backlog) or date.max
    changed: dict[int, Occurrence] = {}
    for place, (late, following) in enumerate(pairwise(occurrences)):
        if late.status != "overdue" or not _follows(following, late) or _is_told(late, kept, as_of):
            continue
        day = _day_of_next(late, following)
        was_given_up = kept.of(late) is None and kept.of(following) is not None
        if day <= as_of or late.id in without_room or (was_given_up and day <= last):
            changed[place] = late._replace(covered_by=following.id)
        elif day <= last:
            changed[place] = late._replace(before=day)
    return with_changes(occurrences, changed)


def with_changes(occurrences: Sequence[Occurrence], changed: Mapping[int, Occurrence]) -> Sequence[Occurrence]:
    """``occurrences`` with others at some places."""
    if not changed:
        return occurrences
    now = list(occurrences)
    for place, occurrence in changed.items():
        now[place] = occurrence
    return now


def _follows(following: Occurrence, late: Occurrence) -> bool:
    """True for a cycle on its rule's own date that comes after ``late`` and can do its work."""
    task = late.item.task
    return (
        following.item.key == late.item.key
        and following.status in ("upcoming", "due")
        and not following.expected
        and task.channel in ATTENDED
        and task.urgency != "safety"
    )


def _is_told(late: Occurrence, kept: Kept, as_of: date) -> bool:
    """True where a record or the published plan gives it a day that is to come, or not yet given up."""
    old = kept.of(late)
    return late.override is not None or (
        old is not None and (old.day >= as_of or kept.waits(old.day, late.item.region))
    )


def _day_of_next(late: Occurrence, following: Occurrence) -> date:
    """The day from which on ``following`` is so near that nobody makes up for ``late`` alone."""
    assert late.due is not None, "what is overdue has a date"
    assert following.due is not None, "what is to come has a date"
    near = min((following.due.nominal - late.due.nominal) / _PART, _NEAR)
    return min(following.due.day - near, following.due.window.start)
