"""By when a promise must be kept: the latest time after a report.

Hours are hours that pass from the moment of the report (Civil Code article 201, second paragraph), also where clocks are
changed meanwhile. Days and working days do not count the day of the report (article 201); where the last calendar day is a
rest day the period ends on the day after the rest (article 203). A day ends at 24:00.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from generator.dates.intervals import ONE_DAY
from generator.dates.workdays import WorkCalendar
from generator.model.definition import LocalText
from generator.model.products import Promise


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a promise must be kept; ``end_of_day`` when it is the end of a day rather than a time."""

    latest: datetime
    end_of_day: bool
    reported: datetime

    def words(self) -> str:
        """``2026-10-01 17:20``, or ``2026-10-10 24:00`` for the end of a day."""
        if self.end_of_day:
            return f"{self.latest.date() - ONE_DAY} 24:00"
        return f"{self.latest:%Y-%m-%d %H:%M}"

    @property
    def last_day(self) -> date:
        """The day on which it runs out."""
        return self.latest.date() - ONE_DAY if self.end_of_day else self.latest.date()

    def is_kept_by(self, moment: datetime) -> bool:
        """Whether what came about at ``moment`` came in time."""
        return moment < self.latest if self.end_of_day else moment <= self.latest


def deadline_of(promise: Promise, reported: datetime, workdays: WorkCalendar[LocalText], zone: str) -> Deadline:
    """The latest time to keep ``promise`` after a report at ``reported``, by the calendar where it is kept.

    Both are local times of the company's ``zone``; of two that a changed clock shows, a report was at the first.
    """
    within = promise.response.within
    if within.unit == "hours":
        there = ZoneInfo(zone)
        latest = (reported.replace(tzinfo=there).astimezone(UTC) + timedelta(hours=within.amount)).astimezone(there)
        return Deadline(latest.replace(tzinfo=None, fold=0), False, reported)
    if within.unit == "working_days":
        last = workdays.add_workdays(reported.date(), within.amount)
    else:
        last = workdays.following(reported.date() + timedelta(days=within.amount))
    return Deadline(datetime.combine(last + ONE_DAY, time()), True, reported)
