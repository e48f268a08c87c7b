"""On which days a visit may lie when somebody is looked for."""

from __future__ import annotations

from datetime import date

from generator.dates.intervals import Interval, add
from generator.dates.ranges import DateRange
from generator.model.records import fixed_day
from generator.visits.visit import Visit


def is_overdue(visit: Visit) -> bool:
    """True where some of its work should have been done by now."""
    for occurrence in visit.occurrences:  # noqa: SIM110 - asked of every visit, several times
        if occurrence.status == "overdue":
            return True
    return False


def is_agreed(visit: Visit) -> bool:
    """True where a record fixed the day on which the visit is planned."""
    for occurrence in visit.occurrences:
        if occurrence.override is not None and fixed_day(occurrence.override) == visit.day:
            return True
    return False


def span_of(visit: Visit, backlog: Interval) -> DateRange:
    """The days on which the visit may lie: its window, or for what is overdue the next ones that suit the rest of it.

    What is overdue goes out on the first day that somebody has time, within the ``backlog`` and before its next time comes.
    """
    if not is_overdue(visit) or is_agreed(visit):
        return visit.window
    ends = [o.window.end for o in visit.occurrences if o.status != "overdue"]
    ends += [o.before for o in visit.occurrences if o.before is not None]
    return DateRange(visit.day, min([add(visit.day, backlog) or date.max, *ends]))
