"""A rule resolved for one item, and one cycle of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.dates.intervals import Interval, InvalidDate
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms
from generator.dates.workdays import Adjust
from generator.dates.yeardays import MonthDay
from generator.model.anchors import Anchor

NOTHING = Interval()


@dataclass(frozen=True, slots=True)
class Terms:
    """A rule resolved for one item: its condition's interval chosen, its milestones turned into dates.

    ``anchor`` is the day of ``counts_from``, or the first ``month_day`` after it. ``since`` is the first day of this
    revision of the rule (None: from the beginning), ``revision`` counts from 1.
    """

    rule: int
    anchor: date
    counts_from: Anchor
    threshold: Interval
    interval: Interval | None
    month_day: MonthDay | None = None
    season: SeasonTerms | None = None
    until: date | None = None
    clamp: bool = False
    invalid_date: InvalidDate = "backward"
    adjust: Adjust = "none"
    early: Interval = NOTHING
    late: Interval = NOTHING
    since: date | None = None
    revision: int = 1
    expires: Interval | None = None


# What put a date on a later day than its rule does: nothing, the first day of the service, or a pause.
Lift = Literal["", "service", "pause"]

# The anchor; for floating rules the day on which the work was last done, the date of a cycle that was skipped or missed,
# or the date of one that is taken to be done in time.
BaseKind = Literal["anchor", "completed", "skipped", "missed", "expected"]


@dataclass(frozen=True, slots=True)
class DueDate:
    """One cycle of a rule.

    ``nominal`` is the date by the rule, ``day`` the working day on which it is due, ``window`` the days on which the work
    is in time. ``n`` counts intervals after the threshold. ``base`` is the day it was reckoned from, and ``base_kind`` what
    that day is. ``raised`` marks a date that a new revision put on its own first day, ``at_end`` one that ``until`` set,
    and ``lifted`` says what put a date on a later day than the rule's: the first day of the service, or a pause.
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


def is_once_a_season(terms: Terms) -> bool:
    """True for a rule that falls due with its season, once in so many years."""
    return terms.season is not None and (terms.interval is None or terms.interval.is_whole_years)


def is_one_off(terms: Terms) -> bool:
    """True for a rule that falls due once."""
    return terms.interval is None and terms.season is None and terms.month_day is None
