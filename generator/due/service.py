"""From when until when an item is served, when that rests, and what its cycles become by it.

The grid of a rule does not move for it: a fixed rule's cycles outside the service do not exist, and a floating one that
would lie before it is due on its first day.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from generator.dates.ranges import DateRange
from generator.due.milestones import Days
from generator.due.terms import Lift
from generator.model.company import Company
from generator.model.definition import Condition
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.schedules import condition_of
from generator.model.service import Dated, Stretch, Tenure
from generator.model.tasks import Task


@dataclass(frozen=True, slots=True)
class Served:
    """The days on which an item is served: from ``floor`` to ``until``, both in it, but for the ``gaps``.

    In a gap the task does not apply. In one of the ``pauses`` work rests. ``made`` is the day on which what is served came
    to be: a record from before it speaks of what stood there earlier, and closes nothing. ``opens`` is the first day of the
    service where somebody gave it: nobody comes before it.
    """

    floor: date = date.min
    until: date = date.max
    gaps: tuple[DateRange, ...] = ()
    pauses: tuple[DateRange, ...] = ()
    made: date = date.min
    opens: date = date.min

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date) or not self.floor <= day <= self.until:
            return False
        return not self.gaps or not any(day in gap for gap in self.gaps)

    def is_paused(self, day: date) -> bool:
        """True on a day on which work rests."""
        return bool(self.pauses) and any(day in pause for pause in self.pauses)

    def lifted(self, nominal: date) -> tuple[date, Lift]:
        """The first day from ``nominal`` on that is served and not in a pause, and what it was lifted by."""
        day: date = nominal
        by: Lift = ""
        if day < self.floor:
            day, by = self.floor, "service"
        if not self.gaps and not self.pauses:
            return day, by
        while stop := next((span for span in (*self.gaps, *self.pauses) if day in span), None):
            day, by = stop.end, "pause" if stop in self.pauses else "service"
        return day, by


ALWAYS = Served()


def served(
    definitions: Definitions,
    customer: Customer,
    site: Site,
    task: Task,
    assets: Sequence[Asset],
    days: Days,
    *,
    whole: bool = False,
) -> Served | None:
    """When ``task`` is done at a site for these ``assets``, whose milestones are ``days``; None where never.

    ``whole`` is for a task of the whole site, which is served as long as one of its assets is.
    """
    asset = None if whole else assets[0]
    spans = [customer.service, site.service, *(() if asset is None else (asset.service,))]
    retired = [task.retired, *(definitions.products[a.product].retired for a in assets if not whole)]
    floor = max(_first_day(spans, days), _earlier(days))
    until = min([*(span.until or date.max for span in spans), *(day for day in retired if day is not None)])
    if whole:
        floor, until = _of_assets(assets, floor, until)
    gaps = tuple(_not_applying(definitions.company, task, customer, site, asset))
    if (gaps and gaps[0] == _EVER) or floor > until:
        return None
    paused = [*customer.paused, *site.paused, *(() if asset is None else asset.paused)]
    made = _earlier(asset.milestones or {}) if asset is not None else date.min
    if floor == date.min and until == date.max and not gaps and not paused and made == date.min:
        return ALWAYS
    opens = max((span.from_ for span in spans if span.from_ is not None), default=date.min)
    return Served(floor, until, gaps, _ranges(paused), made, opens)


def _earlier(days: Days) -> date:
    """The earlier of installation and acceptance: before it there is nothing to look after."""
    return min((day for day in (days.get("installed"), days.get("acceptance")) if day is not None), default=date.min)


def _first_day(spans: Iterable[Tenure], days: Days) -> date:
    """The latest of the days from which it is served; where none is given, the contract's, else the first that is known."""
    given = [span.from_ for span in spans if span.from_ is not None]
    if given:
        return max(given)
    known = [day for day in days.values() if day is not None]
    return days.get("contract_start") or min(known, default=date.min)


def _of_assets(assets: Iterable[Asset], floor: date, until: date) -> tuple[date, date]:
    """The service of a whole site: it begins with that of its first asset and ends with that of its last."""
    first = min((asset.service.from_ or date.min for asset in assets), default=date.min)
    last = max((asset.service.until or date.max for asset in assets), default=date.max)
    return max(floor, first), min(until, last)


def _ranges(stretches: Iterable[Stretch]) -> tuple[DateRange, ...]:
    return tuple(sorted(DateRange.inclusive(stretch.from_, stretch.to) for stretch in stretches))


_EVER = DateRange(date.min, date.max)


def _not_applying(
    company: Company, task: Task, customer: Customer, site: Site, asset: Asset | None
) -> Iterable[DateRange]:
    """The stretches in which a condition of the task does not hold."""
    wanted = task.applies_to or {}
    given = {condition: condition_of(company, condition, customer, site, asset) for condition in wanted}
    borders = sorted({date.min, *(day for dated in given.values() if dated is not None for day in dated.changes)})
    for start, end in zip(borders, [*borders[1:], date.max], strict=True):
        if not all(_holds(given[condition], values, start) for condition, values in wanted.items()):
            yield DateRange(start, end)


def _holds(given: Dated | None, values: Sequence[str], day: date) -> bool:
    return given is not None and given.on(day) in values


def changes_of(
    company: Company,
    condition: Condition | None,
    customer: Customer | None,
    site: Site | None,
    asset: Asset | None,
) -> tuple[date, ...]:
    """The days on which the value of a rule's condition changes for an item."""
    if condition is None or customer is None or site is None:
        return ()
    given = condition_of(company, condition, customer, site, asset)
    return given.changes if given is not None else ()
