"""The week or the month that a report is of, and those before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange

Kind = Literal["week", "month"]
_WEEK = timedelta(days=7)
_NAMED = re.compile(r"(\d{4})-(W)?(\d{1,2})\Z")


@dataclass(frozen=True, slots=True)
class Span:
    """A week (Monday to Sunday) or a calendar month."""

    kind: Kind
    days: DateRange

    @property
    def name(self) -> str:
        """``2026-10``, or ``2026-W43`` as ISO 8601 counts weeks."""
        if self.kind == "month":
            return f"{self.days.start:%Y-%m}"
        year, week, _ = self.days.start.isocalendar()
        return f"{year}-W{week:02}"

    @property
    def before(self) -> Span:
        """The one before it."""
        return around(self.kind, self.days.start - ONE_DAY)

    def up_to(self, count: int) -> list[Span]:
        """So many of them, this one the last."""
        spans = [self]
        while len(spans) < count:
            spans.append(spans[-1].before)
        return spans[::-1]

    def quarter(self) -> DateRange:
        """The calendar quarter in which it ends, up to its end."""
        last = self.days.last
        return DateRange(date(last.year, (last.month - 1) // 3 * 3 + 1, 1), self.days.end)

    def month(self) -> DateRange:
        """The month in which it ends, up to its end."""
        return DateRange(self.days.last.replace(day=1), self.days.end)

    def year(self) -> DateRange:
        """The year in which it ends, up to its end."""
        return DateRange(date(self.days.last.year, 1, 1), self.days.end)


def around(kind: Kind, day: date) -> Span:
    """The week or the month in which ``day`` lies."""
    if kind == "week":
        monday = day - timedelta(days=day.weekday())
        return Span(kind, DateRange(monday, monday + _WEEK))
    first = day.replace(day=1)
    return Span(kind, DateRange(first, (first + timedelta(days=32)).replace(day=1)))


def last_whole(kind: Kind, as_of: date) -> Span:
    """The last one that was over before ``as_of``."""
    return around(kind, as_of).before


def named(kind: Kind, text: str) -> Span | None:
    """The one that is called ``text``: ``2026-10`` or ``2026-W43``; None where there is none of that name."""
    match = _NAMED.match(text)
    if match is None or (match[2] is not None) != (kind == "week"):
        return None
    year, number = int(match[1]), int(match[3])
    try:
        return around(kind, date.fromisocalendar(year, number, 1) if kind == "week" else date(year, number, 1))
    except ValueError:
        return None
