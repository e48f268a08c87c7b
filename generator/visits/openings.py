"""The days on which an occurrence can still be visited, from where one stands today."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from generator.dates.intervals import ONE_DAY
from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.model.records import fixed_day
from generator.visits.cover import Days
from generator.visits.sitedays import SiteCalendars


class Openings:
    """Openings as of a day, by a working calendar and what sites say of their own."""

    def __init__(self, workdays: WorkCalendar[object], as_of: date) -> None:
        self.workdays = workdays
        self.calendars = SiteCalendars(lambda _: workdays)
        self.as_of = as_of

    def days(self, occurrence: Occurrence) -> Days:
        """The days on which one can come to the occurrence's site."""
        return self.calendars.of(occurrence.item.site)

    def of(self, occurrence: Occurrence) -> DateRange:
        """The days on which ``occurrence`` can still be visited, from its first to its last working day.

        What is overdue is visited on the first working day there is. What customers do themselves, and notices, stay
        where they are. A day that was agreed need not be a working day; where it is given up, the rule's window holds.
        """
        assert occurrence.due is not None, "an occurrence that waits is not planned"
        channel = occurrence.item.task.channel
        if occurrence.suits is not None:
            return occurrence.suits
        if self.is_agreed(occurrence):
            return occurrence.window
        window = occurrence.due.window
        if channel not in ATTENDED:
            return window
        if window.end <= self.as_of:
            day = self.days(occurrence).following(self.as_of)
            return DateRange.inclusive(day, day)
        if window.start < self.as_of:
            window = DateRange(self.as_of, window.end)
        return self._trim(window, occurrence)

    def is_agreed(self, occurrence: Occurrence) -> bool:
        """True where a record fixed a day that has not passed."""
        day = fixed_day(occurrence.override) if occurrence.override is not None else None
        return day is not None and day >= self.as_of

    def merges(self, occurrence: Occurrence, opening: DateRange) -> bool:
        """Whether the occurrence may share a visit: its rule allows it, and its opening has a day on which one goes."""
        task = occurrence.item.task
        if not task.schedule[occurrence.due.terms.rule if occurrence.due else 0].merge:
            return False
        if task.channel not in ATTENDED or self.is_agreed(occurrence):
            return True
        return self.days(occurrence).following(opening.start) <= opening.last

    def wish(self, occurrence: Occurrence) -> date:
        """The day on which the occurrence would best be visited."""
        assert occurrence.due is not None, "an occurrence that waits is not planned"
        return occurrence.window.start if self.is_agreed(occurrence) else occurrence.due.day

    def apart(
        self, pairs: Sequence[tuple[Occurrence, DateRange]], told: Callable[[Occurrence], date | None] = lambda _: None
    ) -> list[DateRange]:
        """The openings, so that two cycles of one item never share a day: nobody does the same work twice.

        Each occurrence comes with its opening, cycles of one item in order; ``told`` gives the day to come that one was
        published for. What is overdue makes way for that.
        """
        openings: list[DateRange] = []
        latest: dict[tuple[str, str, str], int] = {}
        for index, (occurrence, opening) in enumerate(pairs):
            item = occurrence.item
            before = latest.get(key := (item.task.id, item.rule, item.asset.id if item.asset else ""))
            if before is not None and opening.overlaps(openings[before]):
                earlier = openings[before]
                published = told(occurrence)
                if pairs[before][0].status == "overdue" and published is not None and published in earlier:
                    later = self.days(occurrence).following(published + ONE_DAY)
                    openings[before] = DateRange.inclusive(later, later)
                    opening = self._trim(DateRange(opening.start, max(later, opening.start + ONE_DAY)), occurrence)
                elif earlier.end < opening.end:
                    opening = self._trim(DateRange(earlier.end, opening.end), occurrence)
                elif earlier.start < opening.start:
                    openings[before] = self._trim(DateRange(earlier.start, opening.start), occurrence)
            latest[key] = index
            openings.append(opening)
        return openings

    def _trim(self, days: DateRange, occurrence: Occurrence) -> DateRange:
        """From the first to the last working day of ``days``; all of them where there is none, or none is needed."""
        if occurrence.item.task.channel not in ATTENDED:
            return days
        calendar = self.days(occurrence)
        first, last = calendar.following(days.start), calendar.preceding(days.last)
        if first > last or (first == days.start and last == days.last):
            return days
        return DateRange.inclusive(first, last)
