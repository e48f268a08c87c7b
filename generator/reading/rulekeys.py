"""Which keys of a rule go together: what cannot be meant is told with the keys that say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.dates.intervals import Interval, as_written
from generator.dates.patterns import every_of, unit_of
from generator.model.rules import On, RaisedBy, Rule, SeasonRule
from generator.text.positions import Keys

# What is amiss: the problem's code, the keys below the rule, and what its wording needs.
Amiss = tuple[str, Keys, Mapping[str, object]]


def unsound(rule: Rule) -> Iterator[Amiss]:
    """The codes of what cannot be meant by a rule, each with its keys and what its wording needs."""
    for code, at in _unsound(rule):
        yield code, at, {"found": rule.basis} if at == ("basis",) else {}
    if rule.on is not None:
        yield from _unsound_on(rule, rule.on)
    if rule.is_follow_up:
        yield from _none_of_a_follow_up(rule)
    elif rule.raised_by is not None:
        yield from _unsound_raised(rule, rule.raised_by)


def _unsound(rule: Rule) -> Iterator[tuple[str, Keys]]:
    if not rule.is_only_raised and (rule.anchor, rule.month_day, rule.season, rule.on) == (None, None, None, None):
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
    if rule.tolerance.period is not None and (rule.tolerance.early or rule.tolerance.late):
        yield "period_and_days", ("tolerance", "period")
    if rule.season is not None:
        yield from _unsound_season(rule, rule.season)
    if rule.begins_each_season:
        yield from _unsound_start(rule)


def _unsound_season(rule: Rule, season: SeasonRule) -> Iterator[tuple[str, Keys]]:
    named, dated = season.name is not None, season.from_ is not None and season.to is not None
    if named == dated or (season.from_ is None) != (season.to is None):
        yield "season_span", ("season",)
    if rule.interval_by is not None:
        yield "season_interval", ("interval_by",)
    if rule.on is not None:
        if season.when != "inside":
            yield "on_inside_season", ("season", "when")
        return
    within_a_year = season.when == "inside" and rule.interval is not None and rule.interval.approximate_days <= 366
    if rule.interval is not None and not rule.interval.is_whole_years and not within_a_year:
        yield "season_interval", ("interval",)


def _unsound_start(rule: Rule) -> Iterator[tuple[str, Keys]]:
    if rule.season is None:
        yield "start_without_season", ("anchor",)
    elif rule.season.when != "inside":
        yield "start_inside_season", ("season", "when")
    if isinstance(rule.until, Interval):
        yield "length_from_season", ("until",)


def _unsound_on(rule: Rule, on: On) -> Iterator[Amiss]:
    kinds = [on.weekdays, on.days, on.dates]
    given = sum(kind is not None for kind in kinds) + (on.nth is not None or on.weekday is not None)
    if given != 1:
        yield "on_one_kind", ("on",), {}
        return
    if (on.nth is None) != (on.weekday is None):
        yield "on_nth_and_weekday", ("on",), {}
        return
    if rule.month_day is not None:
        yield "on_and_month_day", ("on",), {}
    if rule.basis != "fixed":
        yield "on_is_fixed", ("basis",), {"found": rule.basis}
    intervals: list[tuple[Keys, Interval]] = [(("interval",), rule.interval)] if rule.interval is not None else []
    for condition, by in (rule.interval_by or {}).items():
        intervals += [(("interval_by", condition, value), interval) for value, interval in by.items()]
    for at, interval in intervals:
        if every_of(on.pattern, interval) is None:
            yield f"on_interval_{unit_of(on.pattern)}", at, {"found": as_written(interval)}


# What comes by the calendar; a day of the year beside an anchor is told already.
_NO_FOLLOW_UP = ("on", "interval", "interval_by", "raised_by", "season", "until")


def _none_of_a_follow_up(rule: Rule) -> Iterator[Amiss]:
    for name in _NO_FOLLOW_UP:
        if getattr(rule, name) is not None:
            yield "follow_up_has_none", (name,), {"found": name}


def _unsound_raised(rule: Rule, raised_by: RaisedBy) -> Iterator[Amiss]:
    if (raised_by.below is None) == (raised_by.above is None):
        yield "raised_by_one_limit", ("raised_by",), {}
    for name in ("month_day", "on", "season", *(("threshold",) if rule.is_only_raised else ())):
        if getattr(rule, name) is not None:
            yield "raised_has_none", (name,), {"found": name}
    if not rule.is_only_raised and rule.basis != "floating":
        yield "raised_is_floating", ("raised_by",), {}
