"""Half-open ranges of days: one type for windows, spans and seasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.dates.intervals import ONE_DAY


@dataclass(frozen=True, slots=True, order=True)
class DateRange:
    """Days from ``start`` up to, and without, ``end``."""

    start: date
    end: date

    @classmethod
    def inclusive(cls, first: date, last: date) -> DateRange:
        """The range from ``first`` to ``last``, both of them in it."""
        return cls(first, last + ONE_DAY)

    @property
    def last(self) -> date:
        """The last day in the range."""
        return self.end - ONE_DAY

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day < self.end

    def __bool__(self) -> bool:
        return self.start < self.end

    def __iter__(self) -> Iterator[date]:
        day = self.start
        while day < self.end:
            yield day
            day += ONE_DAY

    def overlaps(self, other: DateRange) -> bool:
        """True when a day lies in both."""
        return self.start < other.end and other.start < self.end
