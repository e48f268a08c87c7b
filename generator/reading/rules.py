"""Checks that a rule can be meant, and that somebody can carry its task out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.dates.intervals import Interval, add
from generator.model.anchors import FixedDate
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.model.tasks import Rule, SeasonRule, keyed_rules
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


def unsound(rule: Rule) -> Iterator[tuple[str, Keys, Mapping[str, object]]]:
    """The codes of what cannot be meant by a rule, each with its keys and what its wording needs."""
    for code, at in _unsound(rule):
        yield code, at, {"found": rule.basis} if at == ("basis",) else {}


def _unsound(rule: Rule) -> Iterator[tuple[str, Keys]]:
    if rule.anchor is None and rule.month_day is None and rule.season is None:
        yield "no_anchor", ()
    if rule.anchor is not None and rule.month_day is not None:
        yield "anchor_and_month_day", ("month_day",)
    if rule.interval is not None and rule.interval_by is not None:
        yield "two_intervals", ("interval_by",)
    if rule.interval_by is not None and len(rule.interval_by) != 1:
        yield "two_conditions", ("interval_by",)
    if rule.basis != "fixed" and rule.interval is None and rule.interval_by is None:
        yield "floating_needs_interval", ("basis",)
    if rule.basis != "fixed" and rule.season is not None:
        yield "season_is_fixed", ("basis",)
    if rule.at_end is not None and rule.until is None:
        yield "at_end_without_until", ("at_end",)
    if rule.season is not None:
        yield from _unsound_season(rule, rule.season)


def _unsound_season(rule: Rule, season: SeasonRule) -> Iterator[tuple[str, Keys]]:
    named, dated = season.name is not None, season.from_ is not None and season.to is not None
    if named == dated or (season.from_ is None) != (season.to is None):
        yield "season_span", ("season",)
    if rule.interval_by is not None:
        yield "season_interval", ("interval_by",)
    within_a_year = season.when == "inside" and rule.interval is not None and rule.interval.approximate_days <= 366
    if rule.interval is not None and not rule.interval.is_whole_years and not within_a_year:
        yield "season_interval", ("interval",)


def doubtful(rule: Rule) -> Iterator[tuple[str, Keys, Mapping[str, object]]]:
    """The codes of what is most likely a slip in a rule: windows that overlap, and no date."""
    intervals = [rule.interval] if rule.interval is not None else []
    intervals += [interval for by in (rule.interval_by or {}).values() for interval in by.values()]
    if intervals:
        shortest = min(intervals, key=lambda interval: interval.approximate_days)
        early, late = rule.tolerance.early, rule.tolerance.late
        if (early + late).approximate_days >= shortest.approximate_days:
            params = {"early": str(early), "late": str(late), "interval": str(shortest)}
            yield "tolerance_wide", ("tolerance",), params
    anchor, until = rule.counts_from, rule.until
    if isinstance(anchor, FixedDate):
        if falls_never(rule, anchor.day):
            yield "never_due", (), {"found": anchor.day}
        elif isinstance(until, FixedDate) and until.day < anchor.day:
            yield "never_due", ("until",), {"found": until.day}


def falls_never(rule: Rule, anchor: date) -> bool:
    """True where every date that a rule has from ``anchor`` on is one that does not exist, and is left out."""
    if rule.invalid_date != "omit" or rule.season is not None or rule.month_day is not None:
        return False
    intervals = [rule.interval, *(i for by in (rule.interval_by or {}).values() for i in by.values())]
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
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        if task.scope != "company" and not task.products:
            yield Problem(code="orphan_task", file=file)
        for index, skill in enumerate(task.work.skills):
            if (
                ("technician", "") not in schedules.broken
                and skill in definitions.company.skills
                and skill not in skilled
            ):
                params = {"found": skill, "task": id_}
                keys: Keys = ("work", "skills", index)
                yield Problem(code="task_without_technician", file=file, keys=keys, params=params, level="warning")
