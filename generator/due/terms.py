"""A rule resolved for one item, and one cycle of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from generator.dates.intervals import Interval, InvalidDate
from generator.dates.patterns import Pattern
from generator.dates.periods import CalendarPeriod
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms
from generator.dates.workdays import Adjust
from generator.dates.yeardays import MonthDay
from generator.model.anchors import Anchor, SeasonStart
from generator.model.rules import RaisedBy, Rule

NOTHING = Interval()


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule resolved for one item: its condition's interval chosen, its milestones turned into dates.

    ``anchor`` is the day of ``counts_from``, or the first ``month_day`` after it; where each season begins anew, the day
    from which seasons count. ``since`` is the first day of this revision of the rule (None: from the beginning),
    ``revision`` counts from 1. ``on`` are the calendar's days that the dates lie on, ``period`` that of the calendar in
    which each window lies, and ``raised_by`` the readings that bring a date forward.
    """

    rule: int
    anchor: date
    counts_from: Anchor
    threshold: Interval
    interval: Interval | None
    month_day: MonthDay | None = None
    on: Pattern | None = None
    season: SeasonTerms | None = None
    until: date | None = None
    clamp: bool = False
    invalid_date: InvalidDate = "backward"
    adjust: Adjust = "none"
    early: Interval = NOTHING
    late: Interval = NOTHING
    period: CalendarPeriod | None = None
    since: date | None = None
    revision: int = 1
    expires: Interval | None = None
    raised_by: RaisedBy | None = None


# What put a date on a later day than its rule does: nothing, the first day of the service, or a pause.
Lift = Literal["", "service", "pause"]

# The anchor; for floating rules the day on which the work was last done, the date of a cycle that was skipped or missed,
# or the date of one that is taken to be done in time; a reading that raised it.
BaseKind = Literal["anchor", "completed", "skipped", "missed", "expected", "reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read on a day, as a record has it: ``measurement`` of ``task``."""

    day: date
    task: str
    measurement: str
    value: float

    def raises(self, rule: RaisedBy) -> bool:
        """True where it raises the work of ``rule``."""
        return (self.task, self.measurement) == (rule.task, rule.measurement) and rule.is_met_by(self.value)


class DueDate(NamedTuple):
    """One cycle of a rule. There are more of them than of anything else, so they are as small and quick as can be.

    ``nominal`` is the date by the rule, ``day`` the working day on which it is due, ``window`` the days on which the work
    is in time. ``n`` counts intervals after the threshold. ``base`` is the day it was reckoned from, and ``base_kind`` what
    that day is. ``raised`` marks a date that a new revision put on its own first day, ``at_end`` one that ``until`` set,
    and ``lifted`` says what put a date on a later day than the rule's: the first day of the service, or a pause.
    ``by_rule`` is the rule's date, where ``nominal`` is that later day. ``reading`` is what raised it.
    """

    cycle: int
    n: int
    terms: Terms
    nominal: date
    day: date
    window: DateRange
    base: date
    base_kind: BaseKind = "anchor"
    raised: bool = False
    at_end: bool = False
    lifted: Lift = ""
    by_rule: date | None = None
    reading: Reading | None = None


def terms_after(index: int, rule: Rule, day: date) -> Terms:
    """The terms of a follow-up, whose ``rule`` stands at ``index``, for what was done on ``day``."""
    return Terms(
        rule=index,
        anchor=day,
        counts_from=rule.counts_from,
        threshold=rule.threshold or NOTHING,
        interval=None,
        invalid_date=rule.invalid_date,
        adjust=rule.adjust,
        early=rule.tolerance.early,
        late=rule.tolerance.late,
        period=rule.tolerance.period,
        expires=rule.expires,
    )


def is_once_a_season(terms: Terms) -> bool:
    """True for a rule that falls due with its season, once in so many years."""
    if terms.season is None or terms.on is not None:
        return False
    return terms.interval is None or terms.interval.is_whole_years


def begins_each_season(terms: Terms) -> bool:
    """True where each season's first day begins the dates anew."""
    return isinstance(terms.counts_from, SeasonStart)


def is_one_off(terms: Terms) -> bool:
    """True for a rule that falls due once."""
    return terms.interval is None and terms.season is None and terms.month_day is None and terms.on is None
