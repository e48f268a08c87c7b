"""What a product's calculator is given: the data of its script, and the fields of its form.

The script reads the data by these names, in ``engine.js`` and ``calculator.js``; the form's template reads the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.dates.periods import CalendarPeriod
from generator.formats.templating import Text
from generator.model.anchors import MilestoneName
from generator.model.definition import Basis, Condition

Span = tuple[int, ...]  # months and days, and working days where there are any
DayOfYear = tuple[int, int]  # month and day


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the values that a field may take."""

    value: str
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """A field of the form: of a date, from ``least`` to ``most``, or of a choice among ``options``."""

    name: str
    label: Text
    options: tuple[Choice, ...] = ()
    least: date | None = None
    most: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """The product that is reckoned for."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guides:
    """The way to the folder of the tasks' pages: from the page, and from anywhere."""

    page: str
    site: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Climate:
    """What a region decides: its exposure, its seasons, each from its first day to its last, and days off of its own."""

    exposure: str | None
    seasons: Mapping[str, tuple[DayOfYear, DayOfYear]]
    workdays: WorkdaysGiven | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lasting:
    """A warranty: how long it lasts, and from which milestone."""

    id: str
    name: str
    anchor: MilestoneName
    period: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonGiven:
    """A season by its name, whose days are those of the reader's region, or by its own days."""

    name: str | None
    window: tuple[DayOfYear, DayOfYear] | None
    when: str
    lead: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OnGiven:
    """The days of the calendar that a rule's dates lie on: one of them is given. Weekdays count from 0, Monday."""

    weekdays: tuple[int, ...] | None = None
    nth: int | None = None
    weekday: int | None = None
    days: tuple[int, ...] | None = None
    dates: tuple[DayOfYear, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleGiven:
    """A rule of a task as it stands in one of its revisions."""

    effective_from: str | None
    anchor: str | None
    month_day: DayOfYear | None
    on: OnGiven | None
    threshold: Span | None
    interval: Span | None
    interval_by: Mapping[Condition, Mapping[str, Span]] | None
    basis: Basis
    early: Span
    late: Span
    period: CalendarPeriod | None
    invalid_date: str
    season: SeasonGiven | None
    until: str | None
    lasts: Span | None  # how long after the anchor it ends
    clamp: bool
    adjust: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesGiven:
    """A rule by its name, with its revisions; it has a label where a task has several."""

    name: str
    label: str
    revisions: tuple[RuleGiven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGiven:
    """A task, and how its dates are reckoned; ``covers`` are the tasks that it does as well, and what those do."""

    id: str
    name: str
    summary: str
    site: bool
    channel: str
    attended: bool  # somebody of the company is there, so a working day is needed
    covers: tuple[str, ...]
    applies_to: Mapping[Condition, tuple[str, ...]]
    retired: str | None  # the task's last day or the product's, whichever comes first
    rules: tuple[RulesGiven, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkdaysGiven:
    """Days off and days made up for, and the years for which they are certain; those by law for some years to come.

    ``weekend`` are the weekdays off, 0 for Sunday.
    """

    official: tuple[int, ...]
    off: tuple[tuple[str, str], ...]
    make_up: tuple[str, ...]
    weekend: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """All that the script reckons with and says."""

    product: Named
    company: str
    hotline: str
    prodid: str
    domain: str
    zone: str
    guides: Guides
    milestones: Mapping[MilestoneName, str]
    tier: str | None
    regions: Mapping[str, Climate]
    warranties: tuple[Lasting, ...]
    tasks: tuple[TaskGiven, ...]
    workdays: WorkdaysGiven
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Calculator:
    """A product's calculator; ``notes`` say what it cannot reckon, and whose latest dates it shows."""

    fields: tuple[Asking, ...]
    notes: tuple[Text, ...]
    data: Given
