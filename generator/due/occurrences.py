"""Tasks × assets × records to occurrences: what falls due where, and how it stands.

An occurrence is one cycle of one task on one asset. Records close cycles, move them or fix an appointment. Nothing that is
overdue disappears by itself, and a cycle that is closed stays as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

from generator.dates.intervals import Interval, add
from generator.dates.seasons import SeasonTerms
from generator.dates.yeardays import first_month_day
from generator.due.duedates import DueDates
from generator.due.items import Item, Occurrence, Status
from generator.due.milestones import day_of
from generator.due.settle import concerns, is_repeat, settle, settle_each
from generator.due.terms import DueDate, Terms
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.records import Record, fixed_day
from generator.model.schedules import Schedules, condition_of
from generator.model.tasks import Rule, Task
from generator.text.scalars import SERVICE_DONE, WARRANTY_END

# The cycle that comes next by the revisions of a floating rule, as far as they are known.
_Coming = Callable[[Sequence[Terms]], DueDate | None]


def without_effect(
    definitions: Definitions, schedules: Schedules, found: Iterable[Occurrence], as_of: date
) -> Iterator[Placed]:
    """Where the records stand that close or move nothing: repeats, slips of the date, cycles that do not exist.

    ``found`` are all occurrences as of ``as_of``; records of later days, and of floating rules, which always count from the
    last completion, are passed over.
    """
    used = {id(record) for occurrence in found for record in (occurrence.closed, occurrence.override)}
    for place, record in schedules.records:
        if id(record) in used or record.date > as_of or (record.at is not None and record.at.date() < as_of):
            continue
        if record.to is not None and record.to < as_of:
            continue
        tasks = [definitions.tasks.get(id_) for id_ in (record.task or "", *record.tasks)]
        if not any(task is not None and any(rule.basis != "fixed" for rule in task.schedule) for task in tasks):
            yield place


def occurrences(
    definitions: Definitions, schedules: Schedules, as_of: date, end: date, tasks: Iterable[Task] | None = None
) -> list[Occurrence]:
    """Every occurrence with a nominal date before ``end``, as it stands on ``as_of``, by item and cycle.

    Of ``tasks`` alone, where they are given. Records after ``as_of`` are not known yet. All history is given, from each
    item's first cycle on.
    """
    return list(_Scheduler(definitions, schedules, as_of, end, tasks).run())


class _Scheduler:
    """One run over what is served; equal rules with equal anchors are reckoned once."""

    def __init__(
        self, definitions: Definitions, schedules: Schedules, as_of: date, end: date, tasks: Iterable[Task] | None
    ) -> None:
        self.definitions = definitions
        self.customers = schedules.customers
        self.tasks = {task.id: task for task in (definitions.tasks.values() if tasks is None else tasks)}
        self.as_of = as_of
        self.end = end
        self.due_dates = DueDates(definitions.workdays)
        self.tasks_of: dict[str, list[Task]] = {
            product: [task for task in self.tasks.values() if product in task.products]
            for product in definitions.products
        }
        self.records: dict[tuple[str, str], list[Record]] = defaultdict(list)
        for _, record in schedules.records:
            if record.date <= as_of:
                self.records[record.customer, record.site].append(record)

    def run(self) -> Iterator[Occurrence]:
        for customer in self.customers.values():
            for site in customer.sites:
                records = self.records.get((customer.id, site.id), [])
                for asset, task in self._work(site):
                    if self._applies(task, customer, site, asset):
                        yield from self._of(customer, site, asset, task, records)
        for task in self.tasks.values():
            if task.scope == "company":
                yield from self._of(None, None, None, task, [])

    def _work(self, site: Site) -> Iterator[tuple[Asset | None, Task]]:
        """The tasks of each asset, and once each those of the whole site."""
        of_site: dict[str, Task] = {}
        for asset in site.assets:
            for task in self.tasks_of.get(asset.product, ()):
                if task.scope == "site":
                    of_site[task.id] = task
                elif task.scope == "asset":
                    yield asset, task
        for task in of_site.values():
            yield None, task

    def _applies(self, task: Task, customer: Customer, site: Site, asset: Asset | None) -> bool:
        wanted = task.applies_to or {}
        return all(
            condition_of(self.definitions.company, condition, customer, site, asset) in values
            for condition, values in wanted.items()
        )

    def _of(
        self, customer: Customer | None, site: Site | None, asset: Asset | None, task: Task, records: list[Record]
    ) -> Iterator[Occurrence]:
        rules: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        for index, rule in enumerate(task.schedule):
            rules[rule.name].append((index, rule))
        for name, revisions in rules.items():
            item = Item(customer, site, asset, task, name)
            mine = [record for record in records if concerns(record, item)]
            revisions.sort(key=lambda entry: entry[1].effective_from or date.min)
            if revisions[0][1].anchor == SERVICE_DONE:
                yield from self._after_service(item, revisions, records, mine)
                continue
            terms: list[Terms] = []
            end = self.end
            for number, (index, rule) in enumerate(revisions, 1):
                found = self._terms(item, index, rule, number)
                if isinstance(found, str):  # what was before this revision stays; what it would bring waits
                    yield Occurrence(item, None, "waiting", waiting_for=found)
                    self.end = min(end, rule.effective_from or date.min) if number > 1 else date.min
                    break
                if found is not None:
                    terms.append(found)
            if terms and revisions[-1][1].basis == "fixed":
                yield from self._fixed(item, tuple(terms), mine)
            elif terms:
                yield from self._floating(item, tuple(terms), mine, revisions[-1][1].basis == "window")
            self.end = end

    # ------------------------------------------------------------------------------------- a rule's terms for an item

    def _terms(self, item: Item, index: int, rule: Rule, number: int) -> Terms | str | None:
        """The rule resolved for ``item``; the milestone's name while it is not known; None where it does not apply."""
        season = self._season(item, rule)
        if rule.season is not None and season is None:
            return None
        interval = self._interval(item, rule)
        if rule.interval_by is not None and interval is None:
            return None
        anchor_name = rule.anchor if rule.anchor is not None else "acceptance"
        anchor = self._milestone(item, anchor_name)
        if anchor is None:
            return str(anchor_name)
        until = self._milestone(item, rule.until) if rule.until is not None else None
        if rule.until is not None and until is None:
            return str(rule.until)
        threshold = rule.threshold
        if rule.month_day is not None:
            anchor = first_month_day(rule.month_day, anchor)
            threshold, interval = threshold or Interval(), interval or Interval(months=12)
        if threshold is None:
            # Where the season's dates are the grid, the anchor only says from when on.
            by_season = season is not None and (interval is None or interval.is_whole_years)
            threshold = Interval() if interval is None or by_season else interval
        return Terms(
            rule=index,
            anchor=anchor,
            anchor_name="month_day" if rule.month_day else str(anchor_name),
            threshold=threshold,
            interval=interval,
            month_day=rule.month_day,
            season=season,
            until=until,
            clamp=rule.at_end == "clamp",
            invalid_date=rule.invalid_date,
            adjust=rule.adjust,
            early=rule.tolerance.early,
            late=rule.tolerance.late,
            since=rule.effective_from if number > 1 else None,
            revision=number,
        )

    def _milestone(self, item: Item, anchor: str | date) -> date | None:
        if isinstance(anchor, date):
            return anchor
        name, _, warranty_id = anchor.partition(":")
        if name != WARRANTY_END:
            return self._named_day(item, name)
        warranties = [
            warranty
            for product in self._products(item)
            for warranty in self.definitions.products[product].warranty
            if warranty.id == (warranty_id or "general")
        ]
        starts = [(self._named_day(item, warranty.anchor), warranty.period) for warranty in warranties]
        ends = [add(start, period) for start, period in starts if start is not None]
        return min((end for end in ends if end is not None), default=None)

    def _products(self, item: Item) -> list[str]:
        """What the item's warranties are of: its asset's product, or for a whole site all that the task serves."""
        assets = [item.asset] if item.asset else list(item.site.assets) if item.site else []
        served = [asset for asset in assets if item.asset or asset.product in item.task.products]
        return [asset.product for asset in served if asset.product in self.definitions.products]

    @staticmethod
    def _named_day(item: Item, name: str) -> date | None:
        """The milestone of the asset, else of the site; for a whole site without one, the earliest of its assets."""
        if item.site is None:
            return None
        of_site = day_of(item.site.milestones, name)
        if item.asset is not None:
            return day_of(item.asset.milestones, name, of_site)
        if of_site is not None:
            return of_site
        served = [asset for asset in item.site.assets if asset.product in item.task.products]
        days = [day_of(asset.milestones, name) for asset in served]
        return min((day for day in days if day is not None), default=None)

    def _interval(self, item: Item, rule: Rule) -> Interval | None:
        if rule.interval_by is None:
            return rule.interval
        if item.customer is None or item.site is None:
            return None
        ((condition, intervals),) = rule.interval_by.items()
        value = condition_of(self.definitions.company, condition, item.customer, item.site, item.asset)
        return intervals.get(value or "")

    def _season(self, item: Item, rule: Rule) -> SeasonTerms | None:
        season = rule.season
        if season is None:
            return None
        first, last = season.from_, season.to
        if season.name is not None:
            region = self.definitions.company.regions.get(item.site.region) if item.site else None
            climate = self.definitions.seasons.regions.get(region.seasons) if region else None
            window = climate.windows.get(season.name) if climate else None
            if window is None:
                return None
            first, last = window.from_, window.to
        if first is None or last is None:
            return None
        return SeasonTerms(season.name or "", first, last, season.when, season.lead)

    # --------------------------------------------------------------------------------------------- cycles and records

    def _fixed(self, item: Item, revisions: tuple[Terms, ...], records: Sequence[Record]) -> Iterator[Occurrence]:
        series: Sequence[DueDate] = self.due_dates.series(revisions, self.end)
        if not records:
            for index, due in enumerate(series):
                yield Occurrence(item, due, self._status(due, series, index))
            return
        if len(revisions) > 1:
            series = list(self.due_dates.grid(revisions, self.end, self._kept(revisions, records)))
        closed, overrides = settle(series, records)
        for index, due in enumerate(series):
            record = closed.get(due.cycle)
            if record is not None:
                yield Occurrence(item, due, "done" if record.record == "completed" else "skipped", record)
            else:
                override = overrides.get(due.cycle)
                yield Occurrence(item, due, self._status(due, series, index, override, closed), None, override)

    def _kept(self, revisions: Sequence[Terms], records: Sequence[Record]) -> list[int]:
        """For each revision but the first, the last cycle that was closed before it came into force."""
        kept: list[int] = []
        for index, terms in enumerate(revisions[1:], 1):
            before = [record for record in records if record.date < (terms.since or date.min)]
            closed, _ = settle(list(self.due_dates.grid(revisions[:index], self.end, kept)), before)
            kept.append(max(closed, default=0))
        return kept

    def _status(
        self,
        due: DueDate,
        series: Sequence[DueDate],
        index: int,
        override: Record | None = None,
        closed: Container[int] = (),
    ) -> Status:
        deadline = max(due.window.last, fixed_day(override) or date.min)
        if self.as_of <= deadline:
            return "upcoming" if self.as_of < due.window.start else "due"
        following = series[index + 1] if index + 1 < len(series) else None
        superseded = following is not None and (following.day <= self.as_of or following.cycle in closed)
        return "missed" if superseded or _is_pointless(due, self.as_of) else "overdue"

    def _floating(
        self, item: Item, revisions: tuple[Terms, ...], records: Sequence[Record], keeps_grid: bool
    ) -> Iterator[Occurrence]:
        """Cycles that follow from the last completion; with ``keeps_grid`` only where that was outside the tolerance.

        A record is judged by the revision in force on its day, so that what it closed stays closed as it was.
        """
        coming: _Coming = self.due_dates.first
        last_done: date | None = None
        override: Record | None = None
        for record in records:
            due = coming([terms for terms in revisions if (terms.since or date.min) <= record.date])
            if due is None:
                continue
            if record.record in ("moved", "appointment"):
                override = record if record.cycle in (None, due.cycle) else override
                continue
            done = record.record == "completed"
            if done and fixed_day(override) != record.date and is_repeat(due, last_done, record):
                if not keeps_grid:
                    coming, last_done = self._counted(record.date, "completed", due.cycle), record.date
                continue
            if not done and record.cycle not in (None, due.cycle):
                continue
            yield Occurrence(item, due, "done" if done else "skipped", record)
            if keeps_grid and (not done or record.date in due.window):
                coming = partial(self._on_grid, due)
            elif done:
                coming = self._counted(record.date, "completed", due.cycle + 1)
            else:
                coming = self._counted(due.nominal, "skipped", due.cycle + 1)
            last_done, override = record.date if done else last_done, None
        due = coming(revisions)
        if due is None or due.nominal >= self.end:
            return
        yield Occurrence(item, due, self._status(due, [due], 0, override), None, override)
        if keeps_grid:
            following = self.due_dates.beyond(revisions, due)
        else:
            following = self.due_dates.after(revisions, due.nominal, "expected", due.cycle + 1)
        yield from self._expected(item, following)

    def _counted(self, base: date, base_kind: str, cycle: int) -> _Coming:
        """The cycle that is due one interval after ``base``, by whatever revisions there are."""
        return lambda revisions: next(self.due_dates.after(revisions, base, base_kind, cycle), None)

    def _on_grid(self, due: DueDate, revisions: Sequence[Terms]) -> DueDate | None:
        return next(self.due_dates.beyond(revisions, due), None)

    def _expected(self, item: Item, following: Iterator[DueDate]) -> Iterator[Occurrence]:
        """The cycles after the open one, as if each were done on its date.

        What would lie in the past is left out and keeps its number, so that those to come keep theirs from day to day.
        """
        for due in following:
            if due.nominal >= self.end:
                return
            if due.nominal > self.as_of:
                yield Occurrence(item, due, self._status(due, [due], 0), expected=True)

    def _after_service(
        self, item: Item, revisions: Sequence[tuple[int, Rule]], records: Sequence[Record], mine: Sequence[Record]
    ) -> Iterator[Occurrence]:
        """One cycle for each day on which a service was completed, by the rule of that day; its number is the day."""
        tasks = self.tasks
        days = sorted(
            {
                record.date
                for record in records
                if record.record == "completed"
                for id_ in (record.task, *record.tasks)
                if id_ is not None and id_ in tasks and tasks[id_].channel == "onsite"
            }
        )
        series: list[DueDate] = []
        for day in days:
            inforce = [entry for entry in revisions if (entry[1].effective_from or date.min) <= day]
            index, rule = (inforce or revisions[:1])[-1]
            terms = Terms(
                rule=index, anchor=day, anchor_name=SERVICE_DONE, threshold=rule.threshold or Interval(), interval=None,
                invalid_date=rule.invalid_date, adjust=rule.adjust, early=rule.tolerance.early, late=rule.tolerance.late,
            )  # fmt: skip
            nominal = add(day, terms.threshold, terms.invalid_date)
            if nominal is not None and nominal < self.end:
                series.append(self.due_dates.due(terms, int(f"{day:%Y%m%d}"), 0, nominal, day))
        closed, overrides = settle_each(series, mine)
        for due in series:
            record = closed.get(due.cycle)
            if record is not None:
                yield Occurrence(item, due, "done" if record.record == "completed" else "skipped", record)
            else:
                override = overrides.get(due.cycle)
                yield Occurrence(item, due, self._status(due, [due], 0, override), None, override)


def _is_pointless(due: DueDate, as_of: date) -> bool:
    """True once the season that the work was meant for, or had to lie in, is over."""
    season = due.terms.season
    if season is None or season.when == "after":
        return False
    spans = (season.span(year) for year in (due.nominal.year - 1, due.nominal.year, due.nominal.year + 1))
    return next(span for span in spans if span.last >= due.nominal).last < as_of
