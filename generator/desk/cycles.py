"""Which cycle somebody means who records a visit: the one of a day, or the next that is open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.dates.intervals import add
from generator.desk.effects import AHEAD, Astray, Displaced, Effects, closed_nearer
from generator.desk.outside import done_outside_service
from generator.desk.proving import NOT_YET
from generator.desk.refusals import Choice, Refused
from generator.due.items import OPEN, Occurrence
from generator.due.occurrences import occurrences
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Asset, Site
from generator.model.records import written
from generator.model.schedules import Schedules
from generator.reading.effect import IN_PLACE
from generator.reading.history import where_written
from generator.text.problems import Problem

_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycles of one task at one place, as they stand; what is only expected cannot be recorded yet."""

    cycles: tuple[Occurrence, ...]
    schedules: Schedules
    as_of: date

    @classmethod
    def of(cls, cycles: Iterable[Occurrence], schedules: Schedules, as_of: date) -> Cycles:
        """Those of ``cycles`` that have a date and do not rest on others being done first."""
        return cls(tuple(cycle for cycle in cycles if cycle.due is not None and not cycle.expected), schedules, as_of)

    def named(self, day: date, done: date | None = None) -> date:
        """The nominal date of the open cycle of ``day``: that date, its due day, or a day of its window.

        One that was missed is open to what was ``done`` or left out before the next one fell due, and is written down late.
        Raises Refused, with the nearest ones, where there is none, several, or where it is closed.
        """
        for fits in (
            [cycle for cycle in self.cycles if _nominal(cycle) == day],
            [cycle for cycle in self.cycles if cycle.due is not None and cycle.due.day == day],
            [cycle for cycle in self.cycles if cycle.due is not None and day in cycle.due.window],
        ):
            still_open = {_nominal(cycle) for cycle in fits if cycle.closed is None and not self._is_over(cycle, done)}
            if len(still_open) == 1:
                return still_open.pop()
            if fits and not still_open:
                if fits[0].closed is None:
                    raise Refused("missed", self.near(day), due=day)
                raise Refused("closed", self.near(day), due=day, **closing(fits[0], self.schedules))
        raise Refused("no_cycle", self.near(day), due=day)

    def _is_over(self, missed: Occurrence, done: date | None) -> bool:
        if missed.status != "missed" or done is None:
            return missed.status == "missed"
        later = (_nominal(cycle) for cycle in self.cycles if cycle.item.key == missed.item.key)
        return done >= min((due for due in later if due > _nominal(missed)), default=date.max)

    @property
    def any_open(self) -> bool:
        """Whether anything of it is still to be done."""
        return any(cycle.status in OPEN for cycle in self.cycles)

    def next_open(self, day: date) -> date:
        """The nominal date of the next open cycle, where it is what somebody means who says ``day``.

        Raises Refused where none is open, where assets differ in it, and where ``day`` is nearer to one that is closed than
        to one that is still to come.
        """
        first: dict[str, Occurrence] = {}
        for cycle in sorted(self.cycles, key=_nominal):
            if cycle.status in OPEN:
                first.setdefault(cycle.item.key, cycle)
        if not first:
            raise Refused("nothing_open", self.near(day))
        if len({_nominal(cycle) for cycle in first.values()}) > 1:
            choices = [
                f"{_nominal(cycle)}{f' {cycle.item.asset.id} {cycle.item.asset.name}' if cycle.item.asset else ''}"
                for cycle in sorted(first.values(), key=_nominal)
            ]
            raise Refused("several_open", choices)
        for cycle in first.values():
            closed = closed_nearer(self.cycles, cycle, day) if cycle.status == "upcoming" else None
            if closed is not None:
                named = {"day": day, "due": _nominal(closed), "next": _nominal(cycle)}
                raise Refused("closed_nearer", self.near(day), **named, **closing(closed, self.schedules))
        return _nominal(next(iter(first.values())))

    def near(self, day: date) -> list[Choice]:
        """The cycles about ``day``, oldest first, each with how it stands."""
        told = {
            (_nominal(cycle), cycle.told_on(self.as_of)): abs((_nominal(cycle) - day).days) for cycle in self.cycles
        }
        return sorted(sorted(told, key=lambda choice: told[choice])[:_NEAREST])


def cycles_at(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    task: str,
    customer: str,
    site: Site | None,
    asset: Asset | None,
    rule: str | None,
    *days: date | None,
) -> Cycles:
    """The cycles of a task at a place, as they stand on ``as_of``, until well after that and the ``days``."""
    end = add(max(day for day in (as_of, *days) if day is not None), AHEAD) or date.max
    cycles = (
        cycle
        for cycle in occurrences(definitions, schedules, as_of, end, [definitions.tasks[task]], of={customer})
        if cycle.item.site is site
        and rule in (None, cycle.item.rule)
        and (asset is None or cycle.item.asset in (None, asset))
    )
    return Cycles.of(cycles, schedules, as_of)


def closing(cycle: Occurrence, schedules: Schedules) -> dict[str, object]:
    """The record that closed a cycle, as sentences name it: how, on which day and where it is written."""
    record = written(cycle.closed)
    assert record is not None, "it is closed"
    return {"status": cycle.status, "date": record.date, "where": where_written(record, schedules)}


def taken_from(displaced: Displaced, schedules: Schedules) -> dict[str, object]:
    """A cycle and the record from which a new one takes it, as sentences name them."""
    return {"due": _nominal(displaced.cycle), **closing(displaced.cycle, schedules)}


def with_wronged(problems: Sequence[Problem], effects: Effects, *, displace: bool) -> list[Problem]:
    """``problems`` of a company, and what records that came together do to those that were there and did not say.

    The latter where nothing is broken; what they may ``displace`` is left to what ``check`` says of it.
    """
    problems = [_of_new(problem, effects) for problem in problems]
    if any(problem.level == "error" for problem in problems):
        return problems
    wronged = [] if displace else [_displacing(displaced, effects) for displaced in effects.displaced()]
    places = {(problem.file, problem.keys) for problem in wronged}
    rest = [problem for problem in problems if problem.code != IN_PLACE or (problem.file, problem.keys) not in places]
    astray = (_going_astray(astray, effects) for astray in effects.astray())
    return [*rest, *wronged, *astray, *done_outside_service(effects)]


def _of_new(problem: Problem, effects: Effects) -> Problem:
    """What is said of history, as it is said of a record that is not written yet: that one is left out, not taken back."""
    is_new = Placed(problem.file, problem.keys[:2]) in effects.new
    return replace(problem, code=NOT_YET[problem.code]) if is_new and problem.code in NOT_YET else problem


def _displacing(displaced: Displaced, effects: Effects) -> Problem:
    params = taken_from(displaced, effects.before)
    return Problem(code="record_displaces", file=displaced.by.file, keys=displaced.by.keys, params=params)


def _going_astray(astray: Astray, effects: Effects) -> Problem:
    params = {"due": _nominal(astray.closed), "next": _nominal(astray.cycle), **closing(astray.closed, effects.after)}
    return Problem(code="record_astray", file=astray.by.file, keys=astray.by.keys, params=params)


def _nominal(cycle: Occurrence) -> date:
    assert cycle.due is not None, "what waits is not among them"
    return cycle.due.nominal
