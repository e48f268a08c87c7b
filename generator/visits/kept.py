"""What was published and holds: the visit that each cycle was told for, and how long that keeps a day which has passed.

A day that passed without a record is "not yet confirmed": whoever went may still write it down. The visit keeps that day
for ``planning.unconfirmed`` working days, and on the next morning moves once. An appointment never moves by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.due.incidents import IncidentTask
from generator.due.items import Occurrence
from generator.model.definition import ATTENDED
from generator.model.people import Customer
from generator.model.records import fixed_day
from generator.visits.visit import Published

# What keeps some cycles together on a day that has passed: the published visit, or the time that was agreed.
Passed = tuple[str, date]


class ToldUntil(NamedTuple):
    """The last day of a visit that was told to anybody ``with_calendar`` of their own, and to the others' technicians."""

    with_calendar: date = date.max
    without: date = date.max

    def of(self, customer: Customer, as_of: date) -> date:
        """That of a customer and of those who are told as they are on ``as_of``."""
        return self.with_calendar if customer.consents_on(as_of) else self.without


NOWHERE = ToldUntil()


# Of an incident it is written down on the next working day at the latest: somebody waits.
_WAITED_FOR = 1


class Kept:
    """The published visit of each cycle, as seen on ``as_of``."""

    def __init__(
        self,
        published: Sequence[Published],
        workdays_in: Callable[[str | None], WorkCalendar[object]],
        as_of: date,
        unconfirmed: int,
        told_until: ToldUntil = NOWHERE,
    ) -> None:
        self.as_of = as_of
        self._workdays_in = workdays_in
        self._days = unconfirmed
        self._of = {id_: old for old in published for id_ in old.occurrences}
        self._waiting: dict[tuple[str | None, date], bool] = {}
        self._told_until = told_until
        # From which day on, and before which, ``told_until`` could lie for the same answers.
        self.told_from, self.told_before = date.min, date.max

    def of(self, occurrence: Occurrence) -> Published | None:
        """The visit that was published for ``occurrence``."""
        return self._of.get(occurrence.id) if self._of else None

    def is_news(self, occurrence: Occurrence, days: DateRange) -> bool:
        """False for what comes after all that was told so far: it is no news, but was not shown yet."""
        if self.of(occurrence) is not None:
            return True
        customer = occurrence.item.customer
        until = self._told_until.of(customer, self.as_of) if customer is not None else date.max
        if days.last <= until:
            self.told_from = max(self.told_from, days.last)
            return True
        self.told_before = min(self.told_before, days.last)
        return False

    def day_to_come(self, occurrence: Occurrence) -> date | None:
        """The day for which ``occurrence`` was published, where it has not passed and nobody may move it for nothing."""
        old = self.of(occurrence)
        return old.day if old is not None and old.day >= self.as_of and occurrence.status != "overdue" else None

    def as_told(self, group: Sequence[Occurrence], days: Sequence[DateRange]) -> list[DateRange]:
        """The openings of ``group``, for what is overdue the day to come that it was told for."""
        if not self._of:
            return list(days)
        return [self._as_told(occurrence, opening) for occurrence, opening in zip(group, days, strict=True)]

    def _as_told(self, occurrence: Occurrence, opening: DateRange) -> DateRange:
        old = self.of(occurrence)
        if occurrence.status != "overdue" or old is None or old.day < self.as_of:
            return opening
        if occurrence.item.task.channel not in ATTENDED:
            return opening
        return DateRange.inclusive(old.day, old.day)

    def waits(self, day: date, region: str | None, *, days: int | None = None) -> bool:
        """True where a visit of ``day`` in ``region`` is not yet confirmed, nor given up after so many working ``days``."""
        if day >= self.as_of:
            return False
        if days is not None:
            return self.as_of <= self._workdays_in(region).add_workdays(day, days)
        key = region, day
        if key not in self._waiting:
            self._waiting[key] = self.as_of <= self._workdays_in(region).add_workdays(day, self._days)
        return self._waiting[key]

    def unconfirmed(self, still_open: Iterable[Occurrence]) -> Mapping[Passed, list[Occurrence]]:
        """The cycles whose visit's day has passed and is kept all the same, by what keeps them together."""
        attended = [occurrence for occurrence in still_open if self._may_wait(occurrence)]
        agreed = {key for occurrence in attended if (key := self._agreed(occurrence)) is not None}
        passed: dict[Passed, list[Occurrence]] = defaultdict(list)
        for occurrence in attended:
            old, key = self.of(occurrence), self._agreed(occurrence)
            if key is None and old is not None and _was_its_day(occurrence, old.day):
                days = _WAITED_FOR if isinstance(occurrence.item.task, IncidentTask) else None
                holds = (old.uid, old.day) in agreed or self.waits(old.day, occurrence.item.region, days=days)
                key = (old.uid, old.day) if holds else None
            if key is not None:
                passed[key].append(occurrence)
        return passed

    def _may_wait(self, occurrence: Occurrence) -> bool:
        """True where somebody should have gone, and no record fixed a day to come. Nobody goes by forecasts."""
        if occurrence.expected or occurrence.item.task.channel not in ATTENDED:
            return False
        fixed = fixed_day(occurrence.override)
        return fixed < self.as_of if fixed is not None else bool(self._of)

    def _agreed(self, occurrence: Occurrence) -> Passed | None:
        """The visit and the day of a time that was agreed and has passed."""
        record, old = occurrence.override, self.of(occurrence)
        if record is None or record.at is None:
            return None
        day = record.at.date()
        return (old.uid if old is not None and old.day == day else f"{record.at:%H:%M}"), day


def told_until(published: Iterable[Published], customers: Mapping[str, Customer], as_of: date) -> ToldUntil:
    """How far ahead visits were told: further to customers with a calendar of their own than to the others' technicians.

    Whose consent was withdrawn may have been told as either of them, and tells nothing of it.
    """
    last: dict[str, date] = {}
    for old in published:
        for id_ in old.occurrences:
            customer = id_.partition("|")[0]
            if last.get(customer, date.min) < old.day:
                last[customer] = old.day
    until: dict[bool, date] = {}
    for id_, day in last.items():
        if id_ in customers:
            has_calendar = customers[id_].consents_on(as_of)
            if has_calendar or not customers[id_].consent:
                until[has_calendar] = max(until.get(has_calendar, date.min), day)
    return ToldUntil(until.get(True, date.max), until.get(False, date.max))


def _was_its_day(occurrence: Occurrence, day: date) -> bool:
    """True unless ``day`` lies before the work was due: then a record was told for it that has been taken back since."""
    return occurrence.due is None or occurrence.due.window.start <= day or fixed_day(occurrence.override) == day
