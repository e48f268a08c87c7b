"""When a task falls due: the keys of a schedule rule, and what one asset's own rule may say otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import Field

from generator.dates.intervals import Interval, InvalidDate
from generator.dates.patterns import MonthDays, NthWeekday, Pattern, Weekdays, YearDays
from generator.dates.periods import CalendarPeriod
from generator.dates.seasons import SeasonWhen
from generator.dates.workdays import Adjust
from generator.model.anchors import ACCEPTANCE, Anchor, Done, SeasonStart, ServiceDone, Until
from generator.model.definition import Basis, Condition, Defined, Grade
from generator.text.days import Day, YearDay
from generator.text.lengths import RulePeriod, RuleSpan, Slack
from generator.text.scalars import Flag, Id, Number, Reference

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Nth = Literal["first", "second", "third", "fourth", "fifth", "last"]
_WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
_NTHS: tuple[Nth, ...] = get_args(Nth)


@dataclass(frozen=True, slots=True, kw_only=True)
class On(Defined):
    """On which days of the calendar work falls due: one of ``weekdays``, ``nth`` with ``weekday``, ``days``, ``dates``.

    ``weekdays`` come every week, ``nth`` with ``weekday`` and ``days`` every month, ``dates`` every year; a rule's interval
    makes it every second one.
    """

    weekdays: Annotated[tuple[Weekday, ...] | None, Field(min_length=1)] = None
    nth: Nth | None = None
    weekday: Weekday | None = None
    days: Annotated[tuple[Annotated[int, Field(ge=1, le=31, strict=True)], ...] | None, Field(min_length=1)] = None
    dates: Annotated[tuple[YearDay, ...] | None, Field(min_length=1)] = None

    @property
    def pattern(self) -> Pattern:
        """The days as the calendar has them; checks see to it that exactly one kind is given."""
        if self.weekdays is not None:
            return Weekdays(tuple(sorted({_WEEKDAYS.index(weekday) for weekday in self.weekdays})))
        if self.nth is not None and self.weekday is not None:
            nth = -1 if self.nth == "last" else _NTHS.index(self.nth) + 1
            return NthWeekday(nth, _WEEKDAYS.index(self.weekday))
        if self.days is not None:
            return MonthDays(tuple(sorted(set(self.days))))
        return YearDays(tuple(sorted(set(self.dates or ()), key=lambda day: (day.month, day.day))))


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedBy(Defined):
    """Which reading raises work, to be done ``within`` so long: a ``measurement`` of ``task`` beyond a limit."""

    task: Reference
    measurement: Id
    below: Number | None = None
    above: Number | None = None
    within: Slack

    def is_met_by(self, value: float) -> bool:
        """True for a reading that raises work; one on the limit does not."""
        return (self.below is not None and value < self.below) or (self.above is not None and value > self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance(Defined):
    """How far before and after the nominal date a visit is still in time; or the calendar's ``period`` that it lies in."""

    early: Slack = Interval()
    late: Slack = Interval()
    period: CalendarPeriod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRule(Defined):
    """A season, by name for the site's region or by its own dates, and where the due date lies to it.

    ``before``: ``lead`` before the season's first day; ``inside``: from its first day to its last; ``after``: ``lead``
    after its last day.
    """

    name: Reference | None = None
    from_: Annotated[YearDay | None, Field(alias="from")] = None
    to: YearDay | None = None
    when: SeasonWhen
    lead: Slack = Interval()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule(Defined):
    """When a task falls due: the vocabulary of ARCHITECTURE, in its order of evaluation."""

    name: Id = "main"
    effective_from: Day | None = None
    anchor: Anchor | None = None
    month_day: YearDay | None = None
    on: On | None = None
    threshold: RuleSpan | None = None
    interval: RulePeriod | None = None
    interval_by: Mapping[Condition, Mapping[str, RulePeriod]] | None = None
    raised_by: RaisedBy | None = None
    basis: Basis = "fixed"
    tolerance: Tolerance = Tolerance()
    invalid_date: InvalidDate = "backward"
    season: SeasonRule | None = None
    until: Until | None = None
    at_end: Literal["clamp", "drop"] | None = None
    adjust: Adjust = "none"
    lead: Slack | None = None
    merge: Flag = True
    expires: Slack | None = None
    grade: Grade
    source: tuple[Reference, ...] = ()

    @property
    def counts_from(self) -> Anchor:
        """Its anchor, the acceptance where none is given."""
        return self.anchor if self.anchor is not None else ACCEPTANCE

    @property
    def is_follow_up(self) -> bool:
        """True for what has no date of its own: each service, or each time that another task is done, brings one cycle."""
        return isinstance(self.anchor, ServiceDone | Done)

    @property
    def is_only_raised(self) -> bool:
        """True for what falls due by a reading alone."""
        return self.raised_by is not None and self.interval is None and self.interval_by is None

    @property
    def begins_each_season(self) -> bool:
        """True where each season's first day begins the dates anew."""
        return isinstance(self.anchor, SeasonStart)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule(Defined):
    """What one asset's rule says otherwise: any key of a rule, of the one called ``name``, from ``effective_from`` on."""

    name: Reference | None = None
    effective_from: Day | None = None
    anchor: Anchor | None = None
    month_day: YearDay | None = None
    on: On | None = None
    threshold: RuleSpan | None = None
    interval: RulePeriod | None = None
    interval_by: Mapping[Condition, Mapping[str, RulePeriod]] | None = None
    raised_by: RaisedBy | None = None
    basis: Basis | None = None
    tolerance: Tolerance | None = None
    invalid_date: InvalidDate | None = None
    season: SeasonRule | None = None
    until: Until | None = None
    at_end: Literal["clamp", "drop"] | None = None
    adjust: Adjust | None = None
    lead: Slack | None = None
    merge: Flag | None = None
    expires: Slack | None = None
