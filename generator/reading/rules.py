"""Checks that a rule can be meant, and that somebody can carry its task out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.dates.intervals import Interval, add, as_written
from generator.dates.patterns import unit_of
from generator.model.anchors import FixedDate
from generator.model.definitions import Definitions
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.tasks import keyed_rules
from generator.reading.rulekeys import unsound
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems


def rules_are_sound(definitions: Definitions) -> Problems:
    """A rule's keys go together, and its revisions differ."""
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        seen = set()
        basis: dict[str, str] = {}
        for keys, rule in keyed_rules(task):
            for code, at, params in unsound(rule):
                yield Problem(code=code, file=file, keys=keys + at, params=params)
            for code, at, params in doubtful(rule):
                yield Problem(code=code, file=file, keys=keys + at, params=params, level="warning")
            revision = (rule.name, rule.effective_from)
            if basis.setdefault(rule.name, rule.basis) != rule.basis:
                params = {"found": rule.name}
                yield Problem(code="basis_changed", file=file, keys=(*keys, "basis"), params=params)
            if revision in seen:
                yield Problem(code="duplicate_rule", file=file, keys=keys, params={"found": rule.name})
            seen.add(revision)


def doubtful(rule: Rule) -> Iterator[tuple[str, Keys, Mapping[str, object]]]:
    """The codes of what is most likely a slip in a rule: windows that overlap, and no date."""
    shortest = _shortest(rule)
    if shortest is not None:
        early, late = rule.tolerance.early, rule.tolerance.late
        if (early + late).approximate_days >= shortest.approximate_days:
            params = {"early": as_written(early), "late": as_written(late), "interval": as_written(shortest)}
            yield "tolerance_wide", ("tolerance",), params
        period = rule.tolerance.period
        if period is not None and _PERIODS[period].approximate_days > shortest.approximate_days:
            yield "period_wide", ("tolerance", "period"), {"found": period, "interval": as_written(shortest)}
    anchor, until = rule.counts_from, rule.until
    if isinstance(anchor, FixedDate):
        if falls_never(rule, anchor.day):
            yield "never_due", (), {"found": anchor.day}
        elif isinstance(until, FixedDate) and until.day < anchor.day:
            yield "never_due", ("until",), {"found": until.day}
    if isinstance(until, Interval) and _ends_before_it_begins(rule, until):
        yield "never_due", ("until",), {"found": as_written(until)}


def _ends_before_it_begins(rule: Rule, until: Interval) -> bool:
    """True where the first date is so long after the anchor that the rule has ended by then."""
    if rule.on is not None or rule.month_day is not None or rule.season is not None or rule.at_end == "clamp":
        return False
    first = rule.threshold if rule.threshold is not None else rule.interval
    return first is not None and first.approximate_days > until.approximate_days


_PERIODS = {
    "week": Interval(days=7), "month": Interval(months=1), "quarter": Interval(months=3), "year": Interval(months=12),
}  # fmt: skip
_UNITS = {"weeks": Interval(days=7), "months": Interval(months=1), "years": Interval(months=12)}


def _shortest(rule: Rule) -> Interval | None:
    """The shortest time between two dates of a rule, about; None where it has but one."""
    intervals = [rule.interval] if rule.interval is not None else []
    intervals += [interval for by in (rule.interval_by or {}).values() for interval in by.values()]
    if not intervals and rule.on is not None:
        intervals = [_UNITS[unit_of(rule.on.pattern)]]
    shortest = min(intervals, key=lambda interval: interval.approximate_days, default=None)
    if shortest is None or rule.on is None:
        return shortest
    times = len(rule.on.weekdays or rule.on.days or rule.on.dates or (1,))
    return shortest if times == 1 else Interval(days=int(shortest.approximate_days / times))


def falls_never(rule: Rule, anchor: date) -> bool:
    """True where every date that a rule has from ``anchor`` on is one that does not exist, and is left out."""
    if rule.invalid_date != "omit" or rule.is_follow_up or rule.is_only_raised:
        return False
    if any(key is not None for key in (rule.season, rule.month_day, rule.on)):
        return False
    intervals = [rule.interval, *(i for by in (rule.interval_by or {}).values() for i in by.values())]
    if any(span is not None and span.workdays for span in (*intervals, rule.threshold)):
        return False
    return all(_falls_never(anchor, rule.threshold, interval) for interval in intervals)


def _falls_never(anchor: date, threshold: Interval | None, interval: Interval | None) -> bool:
    first = threshold if threshold is not None else interval or Interval()
    times = range(_TIMES if interval is not None else 1)
    return all(add(anchor, first + (interval or Interval()) * n, "omit") is None for n in times)


# After so many times every rule of whole months has met each month that it meets, leap years too.
_TIMES = 48


def tasks_are_reachable(definitions: Definitions, schedules: Schedules) -> Problems:
    """A task of an asset or site belongs to a product, and somebody can do it."""
    skilled = {skill for technician in schedules.technicians.values() for skill in technician.skills}
    is_known = ("technician", "") not in schedules.broken and skilled <= set(definitions.company.skills)
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        if task.scope != "company" and not task.products:
            yield Problem(code="orphan_task", file=file, keys=("products",))
        for index, skill in enumerate(task.work.skills):
            if is_known and skill in definitions.company.skills and skill not in skilled:
                params = {"found": skill, "task": id_}
                keys: Keys = ("work", "skills", index)
                yield Problem(code="task_without_technician", file=file, keys=keys, params=params, level="warning")
