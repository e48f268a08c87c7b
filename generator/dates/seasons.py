"""Seasons as ranges of days that come every year, and the day that belongs to each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.dates.intervals import Interval, add
from generator.dates.ranges import DateRange
from generator.dates.yeardays import MonthDay

# Where a due date lies to a season.
SeasonWhen = Literal["before", "inside", "after"]


@dataclass(frozen=True, slots=True)
class SeasonTerms:
    """A season with its dates, and where the due date lies to it."""

    name: str
    first: MonthDay
    last: MonthDay
    when: SeasonWhen
    lead: Interval

    def span(self, year: int) -> DateRange:
        """The season that begins in ``year``; one that ends before it begins wraps over New Year."""
        wraps = (self.last.month, self.last.day) < (self.first.month, self.first.day)
        return DateRange.inclusive(self.first.in_year(year), self.last.in_year(year + wraps))

    def span_of(self, day: date) -> DateRange | None:
        """The season that ``day`` lies in."""
        return next((span for year in (day.year, day.year - 1) if day in (span := self.span(year))), None)

    def target(self, span: DateRange) -> date:
        """The nominal date that belongs to one season; before and after it mean by a day where no lead is given."""
        if self.when == "inside":
            return forth(span.start, self.lead)
        lead = self.lead or Interval(days=1)
        return back(span.start, lead) if self.when == "before" else forth(span.last, lead)


def back(day: date, interval: Interval) -> date:
    if not interval:
        return day
    return add(day, interval * -1) or day


def forth(day: date, interval: Interval) -> date:
    if not interval:
        return day
    return add(day, interval) or day
