"""What falls due: a rule of a task on an asset, and each of its cycles with how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from generator.dates.ranges import DateRange
from generator.due.service import ALWAYS, Served
from generator.due.terms import DueDate
from generator.model.anchors import Anchor
from generator.model.people import Asset, Customer, Site
from generator.model.records import Record, fixed_day
from generator.model.tasks import Task

Status = Literal["waiting", "upcoming", "due", "overdue", "missed", "done", "skipped", "paused", "ended"]

OPEN: frozenset[Status] = frozenset({"upcoming", "due", "overdue"})


@dataclass(frozen=True, slots=True)
class Item:
    """One rule of a task on one asset (on the whole site where ``asset`` is None; of the company's own where both are).

    ``key`` is ``customer|site|asset|task``: the same for ever, whatever is renamed or moved. ``minutes`` is how long it
    keeps each of the people it needs.
    """

    customer: Customer | None
    site: Site | None
    asset: Asset | None
    task: Task
    rule: str
    served: Served = field(default=ALWAYS, compare=False)
    key: str = field(init=False, compare=False)
    minutes: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        customer = self.customer.id if self.customer else "*"
        site = self.site.id if self.site else "*"
        asset = self.asset.id if self.asset else "*"
        rule = "" if self.rule == "main" else f":{self.rule}"
        object.__setattr__(self, "key", f"{customer}|{site}|{asset}|{self.task.id}{rule}")
        work, units = self.task.work, self.asset.quantity if self.asset else 1
        minutes = work.duration.fixed + (work.duration.per_unit or 0) * units
        object.__setattr__(self, "minutes", round(minutes / work.people))

    @property
    def region(self) -> str | None:
        """Where it is done; None for the company's own work."""
        return self.site.region if self.site else None


class Occurrence(NamedTuple):
    """One cycle of an item.

    ``due`` is None while the day of ``waiting_for`` is not known. ``closed`` is the record that completed or
    skipped it, ``override`` the one that moved it or agreed an appointment. ``expected`` marks a cycle of a floating rule
    whose date rests on the ones before it being done on their dates; ``again`` the next one of an item on the same date.
    ``covered_by`` is the id of the one that does this as well, and ``suits`` are the days on which what covers others may
    be visited. What is overdue is made up for ``before`` a day: from then on the next cycle does it.
    """

    item: Item
    due: DueDate | None
    status: Status
    closed: Record | None = None
    override: Record | None = None
    expected: bool = False
    again: bool = False
    waiting_for: Anchor | None = None
    covered_by: str | None = None
    suits: DateRange | None = None
    before: date | None = None

    def __eq__(self, other: object) -> bool:
        """Whether it is the same cycle, standing the same: ``before`` is how it is planned, and makes no difference."""
        return isinstance(other, Occurrence) and self[:-1] == other[:-1]

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])

    @property
    def cycle(self) -> int:
        """Which time it is, from 1; 0 while it waits."""
        return self.due.cycle if self.due is not None else 0

    @property
    def id(self) -> str:
        """``customer|site|asset|task|nominal date``: what a cycle is known by, in records and in published events."""
        date = self.due.nominal.isoformat() if self.due is not None else "-"
        return f"{self.item.key}|{date}|again" if self.again else f"{self.item.key}|{date}"

    @property
    def window(self) -> DateRange:
        """The days on which a visit for it may lie: its window, or the one day that a record fixed."""
        assert self.due is not None, "an occurrence that waits has no window"
        fixed = fixed_day(self.override)
        return self.due.window if fixed is None else DateRange.inclusive(fixed, fixed)

    def is_put_off(self, as_of: date) -> bool:
        """Whether it would be overdue but for a day to come that a record fixed."""
        is_fixed = self.status in OPEN and self.status != "overdue" and fixed_day(self.override) is not None
        return is_fixed and self.due is not None and self.due.window.end <= as_of

    def told_on(self, as_of: date) -> Status:
        """How it stands by its own dates: what is late stays so, whatever day was agreed for it since."""
        return "overdue" if self.is_put_off(as_of) else self.status

    @property
    def deadline(self) -> date:
        """The last day on which it is in time: its window's, or a later one that was agreed."""
        assert self.due is not None, "an occurrence that waits has no deadline"
        return max(self.due.window.last, fixed_day(self.override) or date.min)
