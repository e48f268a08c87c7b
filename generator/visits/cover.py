"""The fewest visits that serve every window, and the best day for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange
from generator.due.items import Occurrence


class Days(Protocol):
    """Days on which one goes, and those that are none."""

    def is_workday(self, day: date) -> bool:
        """True on a day on which one goes."""

    def following(self, day: date) -> date:
        """The first such day on or after ``day``."""

    def preceding(self, day: date) -> date:
        """The last such day on or before ``day``."""


def cover(windows: Sequence[DateRange]) -> list[list[int]]:
    """The windows, by index, in the fewest groups that each share a day (interval point cover, optimal).

    The windows must end on days that are good for a visit. Groups come in order of their days.
    """
    order = sorted(range(len(windows)), key=lambda index: (windows[index].end, windows[index].start, index))
    groups: list[list[int]] = []
    point: date | None = None
    for index in order:
        if point is None or windows[index].start > point:
            groups.append([])
            point = windows[index].last
        groups[-1].append(index)
    return [sorted(group) for group in groups]


def at_a_time(members: Sequence[int], group: Sequence[Occurrence]) -> list[list[int]]:
    """``members`` by the time that was agreed for them; what has none goes with the first."""
    times = {index: group[index].override for index in members}
    moments = sorted({record.at for record in times.values() if record is not None and record.at is not None})
    if len(moments) < 2:
        return [list(members)]
    parts: list[list[int]] = [[] for _ in moments]
    for index in members:
        record = times[index]
        parts[moments.index(record.at) if record is not None and record.at is not None else 0].append(index)
    return parts


def common(windows: Sequence[DateRange]) -> DateRange:
    """The days that lie in all windows."""
    if len(windows) == 1:
        return windows[0]
    return DateRange(max(window.start for window in windows), min(window.end for window in windows))


def nearest_day(workdays: Days, window: DateRange, wishes: Sequence[date], *, any_day: bool = False) -> date:
    """The working day in ``window`` with the least sum of distances to ``wishes``, the earlier of equals.

    Any day will do with ``any_day``, and where the window has no working day. The sum is least at the median wish and
    grows on either side, so only the working days next to it need a look.
    """
    median = wishes[0] if len(wishes) == 1 else sorted(wishes)[(len(wishes) - 1) // 2]
    best = min(max(median, window.start), window.last)
    if any_day or workdays.is_workday(best):
        return best
    near = [day for day in (workdays.preceding(best), workdays.following(best)) if day in window]
    return min(near, key=lambda day: (distance(day, wishes), day), default=best)


def distance(day: date, wishes: Sequence[date]) -> int:
    """The sum of the days between ``day`` and each wish."""
    return sum([abs((day - wish).days) for wish in wishes])


def outward(workdays: Days, window: DateRange, wishes: Sequence[date]) -> Iterator[date]:
    """The working days in ``window`` by their summed distance to ``wishes``, the earlier of equals first."""
    left = nearest_day(workdays, window, wishes)
    right = workdays.following(left + ONE_DAY)
    left = workdays.preceding(left)
    start, end = window.start, window.end
    while start <= left < end or start <= right < end:
        if not start <= right < end or (start <= left < end and distance(left, wishes) <= distance(right, wishes)):
            yield left
            left = workdays.preceding(left - ONE_DAY)
        else:
            yield right
            right = workdays.following(right + ONE_DAY)
