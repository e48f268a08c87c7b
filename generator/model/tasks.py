"""A maintenance task: when it falls due, how it is done, and what it takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.dates.intervals import Interval
from generator.dates.patterns import MonthDays, NthWeekday, Pattern, Weekdays, YearDays
from generator.model.definition import (
    AboutProducts,
    Audience,
    Channel,
    Condition,
    Defined,
    Grade,
    LocalText,
    Statements,
    as_list,
)
from generator.model.hours import Conditions
from generator.model.links import FormLink, PriceRef
from generator.model.plates import Plate
from generator.model.rules import OwnRule, Rule
from generator.text.days import Day
from generator.text.limits import Minutes
from generator.text.positions import Keys
from generator.text.scalars import Amount, Count, Id, IdPath, Number, Reference


def keyed_rules(task: Task) -> Iterator[tuple[Keys, Rule]]:
    """A task's rules with their keys (where a lone rule stands directly under ``schedule``, printing drops the 0)."""
    for index, rule in enumerate(task.schedule):
        yield ("schedule", index), rule


# A rule as it changed over time: each revision with its place in the task's schedule, in the order of their days.
Revisions = Sequence[tuple[int, "Rule"]]


def revisions_of(task: Task) -> Mapping[str, Revisions]:
    """The revisions of each rule, by the rule's name."""
    placed = sorted(enumerate(task.schedule), key=lambda entry: entry[1].effective_from or date.min)
    names = dict.fromkeys(rule.name for rule in task.schedule)
    return {name: tuple(entry for entry in placed if entry[1].name == name) for name in names}


# What is done first on a visit: looking and reading disturb nothing; dust before oil, oil before water, the floor last.
Order = Literal["look", "dusty", "oily", "wet", "floor"]
ORDER: tuple[Order, ...] = get_args(Order)


def intervals_of(task: Task) -> set[Interval]:
    """The intervals of a task's rules as they stand now."""
    rules = task.current_rules
    by = {i for rule in rules for intervals in (rule.interval_by or {}).values() for i in intervals.values()}
    on = {_of_pattern(rule.on.pattern) for rule in rules if rule.on is not None and rule.interval is None}
    return (
        by | {rule.interval for rule in rules if rule.interval is not None} | {each for each in on if each is not None}
    )


def _of_pattern(pattern: Pattern) -> Interval | None:
    """How often days of the calendar come where they come once a week, a month or a year."""
    match pattern:
        case Weekdays((_,)):
            return Interval(days=7)
        case NthWeekday() | MonthDays((_,)):
            return Interval(months=1)
        case YearDays((_,)):
            return Interval(months=12)
        case _:
            return None


# What a rule may say one way or another: whoever says one takes the others back.
_REPLACED: Mapping[str, tuple[str, ...]] = {
    "interval": ("interval_by",),
    "interval_by": ("interval",),
    "anchor": ("month_day",),
    "month_day": ("anchor", "threshold", "on"),
    "on": ("month_day", "interval", "interval_by"),
}


def with_own(task: Task, own: OwnRule) -> Task:
    """``task`` for one asset: what ``own`` says prevails in each revision of its rule, or makes one more from a day on."""
    given = {key.name: getattr(own, key.name) for key in fields(own) if key.name not in ("name", "effective_from")}
    own_words = {name: value for name, value in given.items() if value is not None}
    said = {other: None for name in own_words for other in _REPLACED.get(name, ())} | own_words
    name = own.name or task.schedule[0].name
    if own.effective_from is None:
        return replace(task, schedule=tuple(replace(r, **said) if r.name == name else r for r in task.schedule))
    last = next((rule for rule in reversed(task.current_rules) if rule.name == name), None)
    if last is None:
        return task
    return replace(task, schedule=(*task.schedule, replace(last, effective_from=own.effective_from, **said)))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkTime(Defined):
    """Minutes a visit takes: a fixed part and a part for each unit of the asset."""

    fixed: Minutes
    per_unit: Minutes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort(Defined):
    """Who is needed for a task, and for how long."""

    skills: tuple[Reference, ...] = ()
    duration: WorkTime
    people: Count = 1
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Material(Defined):
    """What a task uses up, for each unit of the asset or for each visit."""

    item: LocalText
    quantity: Amount
    unit: LocalText
    per: Literal["unit", "visit"]
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement(Defined):
    """What is read at a task: its name, its unit, and between which values a reading lies."""

    name: LocalText
    unit: LocalText | None = None
    from_: Annotated[Number | None, Field(alias="from")] = None
    to: Number | None = None

    def holds(self, value: float) -> bool:
        """True for a value that can be read."""
        return (self.from_ is None or self.from_ <= value) and (self.to is None or value <= self.to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(AboutProducts):
    """A maintenance task: on what, when, how, and what counts as pass.

    ``order`` tells at what point of a visit it is done: a task is as dusty, oily or wet as the last of its steps that is.
    It never shares a visit with those that it is to be ``apart`` from. ``urgency``: what is overdue for safety is made up
    for first.
    ``measurements`` are what is read at it, by the keys of records. ``covers`` are the tasks that it does as well: where
    the windows overlap, only this one is visited. ``prices`` are lines of a price list: what it costs beyond the warranty.
    """

    scope: Literal["asset", "site", "company"] = "asset"
    channel: Channel = "onsite"
    order: Order = "look"
    urgency: Literal["safety", "usual"] = "usual"
    conditions: Conditions = Conditions()
    apart: tuple[Reference, ...] = ()
    applies_to: Mapping[Condition, tuple[Reference, ...]] | None = None
    schedule: Annotated[tuple[Rule, ...], BeforeValidator(as_list), Field(min_length=1)]
    covers: tuple[Reference, ...] = ()
    measurements: Mapping[Id, Measurement] = field(default_factory=dict)
    work: Effort
    prepare: Statements = ()
    steps: Annotated[Statements, Field(min_length=1)]
    passes: Annotated[Statements, Field(alias="pass", min_length=1)]
    tools: tuple[LocalText, ...] = ()
    materials: tuple[Material, ...] = ()
    safety: Statements = ()
    what_if: Statements = ()
    form: FormLink | None = None
    prices: tuple[PriceRef, ...] = ()
    plate: Plate | None = None
    formerly: tuple[IdPath, ...] = ()
    retired: Day | None = None

    @property
    def current_rules(self) -> tuple[Rule, ...]:
        """The last revision of each rule, in the order in which they are written: what a reader is told."""
        latest: dict[str, Rule] = {}
        for rule in sorted(self.schedule, key=lambda rule: rule.effective_from or date.min):
            latest[rule.name] = rule
        return tuple(rule for rule in self.schedule if latest[rule.name] is rule)

    @property
    def audience(self) -> Audience:
        """What the office does for itself is nobody else's matter."""
        return "internal" if self.scope == "company" else "public"
