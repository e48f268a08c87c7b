"""On which days a visit may lie when somebody is looked for."""

from __future__ import annotations

from datetime import timedelta

from generator.dates.ranges import DateRange
from generator.model.records import fixed_day
from generator.visits.visit import Visit

# What is overdue goes out on the first day that somebody has time, within so many days.
_CATCH_UP = timedelta(days=14)


def is_overdue(visit: Visit) -> bool:
    return any(occurrence.status == "overdue" for occurrence in visit.occurrences)


def is_agreed(visit: Visit) -> bool:
    """True where a record fixed the day on which the visit is planned."""
    return any(fixed_day(occurrence.override) == visit.day for occurrence in visit.occurrences)


def span_of(visit: Visit) -> DateRange:
    """The days on which the visit may lie: its window, or for what is overdue the next ones that suit the rest of it."""
    if not is_overdue(visit) or is_agreed(visit):
        return visit.window
    ends = [o.window.end for o in visit.occurrences if o.status != "overdue"]
    return DateRange(visit.day, min([visit.day + _CATCH_UP, *ends]))
