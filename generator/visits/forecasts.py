"""The next cycles of a floating rule, counted from the day on which the open one is planned.

They rest on work that is still to be done, so only the next few are told. They are counted anew when a record closes the
open cycle, not with each move of its visit: a forecast that was published keeps its date, unless the visit has come so
close to it that nobody would believe it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import takewhile

from generator.due.duedates import DueDates
from generator.due.fixed import within
from generator.due.items import OPEN, Item, Occurrence
from generator.due.standing import status_of
from generator.due.terms import DueDate, Terms
from generator.model.definition import ATTENDED
from generator.model.records import fixed_day
from generator.visits.ground import Ground
from generator.visits.kept import Kept
from generator.visits.sitedays import best_day
from generator.visits.visit import Published

# Two dates that one interval counts from days so close together are the same forecast: months differ in length.
_SAME = timedelta(days=3)
# Nothing moves twice within so many days without a record.
_PACE = 8
# A forecast that lies so many intervals ahead is none.
_FURTHEST = 100


def with_forecasts(
    ground: Ground, occurrences: Iterable[Occurrence], published: Sequence[Published]
) -> list[Occurrence]:
    """``occurrences`` with the expected cycles counted from the plan, and no more of each item than are told.

    They come by item and cycle, and so they are given back.
    """
    forecasts = _Forecasts(ground, published)
    told: list[Occurrence] = []
    run: list[Occurrence] = []
    for occurrence in occurrences:
        if occurrence.expected:
            run.append(occurrence)
            continue
        if run:
            told += forecasts.of(told[-1], run)
            run = []
        told.append(occurrence)
    return [*told, *forecasts.of(told[-1], run)] if run else told


class _Forecasts:
    """What is expected after each open cycle, as of a day."""

    def __init__(self, ground: Ground, published: Sequence[Published]) -> None:
        planning = ground.planning
        self.as_of, self.most = ground.as_of, planning.expected
        self.openings, self.due_dates = ground.openings, ground.due_dates
        self.kept = Kept(published, ground.definitions.workdays_in, ground.as_of, planning.unconfirmed)
        self.dates: dict[str, list[tuple[int, date]]] = defaultdict(list)
        for old in published:
            for id_ in old.occurrences:
                key, number, day = _parts(id_)
                self.dates[key].append((number, day or old.day))

    def of(self, current: Occurrence, run: Sequence[Occurrence]) -> Sequence[Occurrence]:
        """The forecasts that follow the open cycle ``current``, of which ``run`` is counted from its own date."""
        due, first = current.due, run[0].due
        assert first is not None, "what is expected has a date"
        if current.item.task.schedule[first.terms.rule].basis != "floating":
            return run  # those of the window basis lie on the anchor's grid
        if due is None or current.item.key != run[0].item.key or current.status not in OPEN:
            return run[: self.most]
        if current.item.task.channel not in ATTENDED:
            return run[: self.most]
        base = self.base(current, first.terms)
        if base == due.nominal:
            return run[: self.most]
        return list(self.counted_from(base, current.cycle + 1, run))

    def base(self, current: Occurrence, terms: Terms) -> date:
        """The day from which the next cycle is counted: as it was published, else the day of the open one's visit.

        Where that has passed and the next one would come too soon, it is counted from today.
        """
        assert terms.interval is not None, "a floating rule has an interval; checks see to it"
        planned = self.planned_day(current)
        stands, due_dates = max(planned, self.as_of), self.due_dates[current.item.region]
        days = terms.interval.approximate_days
        soon = stands + timedelta(days=max(1, min(days / 2, days - _PACE)))
        for base in (self.told_from(current, stands, terms), planned):
            following = due_dates.later(terms, base, 1) if base is not None else None
            if base is not None and following is not None and following >= soon:
                return base
        return stands

    def planned_day(self, current: Occurrence) -> date:
        """The day on which the open cycle is planned, or would be if it were alone."""
        fixed, old = fixed_day(current.override), self.visit_of(current)
        if fixed is not None and (fixed >= self.as_of or old is None):
            return max(fixed, self.as_of)
        if old is not None and (old.day >= self.as_of or self.kept.waits(old.day, current.item.region)):
            return old.day
        openings = self.openings[current.item.region]
        return best_day(openings.days(current), openings.of(current), [openings.wish(current)])

    def visit_of(self, current: Occurrence) -> Published | None:
        """The visit that was published for the open cycle, where its day still suits that."""
        old = self.kept.of(current)
        return old if old is not None and (current.status == "overdue" or old.day in current.window) else None

    def told_from(self, current: Occurrence, stands: date, terms: Terms) -> date | None:
        """The day from which the next cycle was counted when it was published; None where that does not hold any more."""
        if self.visit_of(current) is None or current.due is None or terms.interval is None:
            return None
        dates, due_dates = self.dates.get(current.item.key, ()), self.due_dates[current.item.region]
        told = sorted({day for number, day in dates if day > current.due.nominal and not 0 < number <= current.cycle})
        base = _counted_from(due_dates, terms, told)
        latest = max(stands, current.due.day) + _SAME
        return base if base is not None and current.due.window.start - _SAME <= base <= latest else None

    def counted_from(self, base: date, cycle: int, run: Sequence[Occurrence]) -> Iterator[Occurrence]:
        """As many forecasts as are told, one interval after ``base``, two, and so on, as far as the rule goes."""
        number, n = 0, 0
        for _ in range(_FURTHEST):
            model = run[min(number, len(run) - 1)]
            assert model.due is not None, "what is expected has a date"
            due = self.due(model.item, model.due.terms, base, n, cycle + number)
            if due is None:
                return
            # What was put off by a pause puts off what follows.
            base, n = (due.nominal, 0) if due.lifted else (base, n + 1)
            if due.nominal <= self.as_of:
                continue
            yield model._replace(due=due, status=status_of(due, self.as_of))
            number += 1
            if number == self.most or due.at_end:
                return

    def due(self, item: Item, terms: Terms, base: date, n: int, cycle: int) -> DueDate | None:
        """The date n + 1 intervals after ``base``; None beyond the rule's or the service's end, or where there is none."""
        due_dates = self.due_dates[item.region]
        nominal, at_end = due_dates.later(terms, base, n + 1), False
        if nominal is None:
            return None
        if terms.until is not None and nominal > terms.until:
            if not terms.clamp or (due_dates.later(terms, base, n) or base) >= terms.until:
                return None
            nominal, at_end = terms.until, True
        day, by = item.served.lifted(nominal)
        if day > item.served.until:
            return None
        due = due_dates.due(terms, cycle, n, day, base, "expected", at_end=at_end)
        return within(due._replace(lifted=by, by_rule=nominal) if by else due, item.served)


def _counted_from(due_dates: DueDates, terms: Terms, told: Sequence[date]) -> date | None:
    """The day from which what was ``told`` was counted, as far as one explains it: at the ends of months several may."""
    bases = [due_dates.later(terms, day, -number) for number, day in enumerate(told, 1)]
    explained = [(_explained(due_dates, terms, base, told), -place, base) for place, base in enumerate(bases) if base]
    number, _, base = max(explained, default=(0, 0, None))
    return base if number else None


def _explained(due_dates: DueDates, terms: Terms, base: date, told: Sequence[date]) -> int:
    """How many of the dates ``told``, from the first on, one comes to by counting from ``base``."""
    counted = (due_dates.later(terms, base, number) for number in range(1, len(told) + 1))
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(counted, told, strict=True)))


def _parts(id_: str) -> tuple[str, int, date | None]:
    """The item of a published cycle, and its nominal date; its number where an older version wrote that instead."""
    key, _, which = id_.removesuffix("|again").rpartition("|")
    try:
        return key, 0, date.fromisoformat(which)
    except ValueError:
        return key, int(which) if which.isdigit() else 0, None
