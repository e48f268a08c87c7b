"""Tasks and their rules as the calculator's script is given them: plain data, in the names of ``given``."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.dates.intervals import Interval
from generator.dates.patterns import MonthDays, NthWeekday, Pattern, Weekdays, YearDays
from generator.dates.yeardays import MonthDay
from generator.due.along import covered_by
from generator.model.anchors import Anchor
from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.model.rules import Rule, SeasonRule
from generator.model.tasks import Task, revisions_of
from generator.site.pages.given import DayOfYear, OnGiven, RuleGiven, RulesGiven, SeasonGiven, Span, TaskGiven
from generator.telling.rules import rule_title
from generator.text.words import Words


def lines_of(task: Task) -> Iterator[tuple[str, list[Rule]]]:
    """The task's rules by name, each with its revisions, without what has no date of its own."""
    for name, revisions in revisions_of(task).items():
        if not revisions[0][1].is_follow_up and not revisions[0][1].is_only_raised:
            yield name, [rule for _, rule in revisions]


def task_given(task: Task, product: Product, definitions: Definitions, words: Words) -> TaskGiven:
    language, lines = words.language, list(lines_of(task))
    among = [rules[-1] for _, rules in lines] if len(lines) > 1 else []
    return TaskGiven(
        id=task.id,
        name=task.name.of(language),
        summary=task.summary.of(language),
        site=task.scope == "site",
        channel=words[f"channel_{task.channel}"],
        attended=task.channel in ATTENDED,
        covers=tuple(sorted(covered_by(definitions.tasks).get(task.id, ()))),
        applies_to=dict(task.applies_to or {}),
        retired=min((str(day) for day in (task.retired, product.retired) if day is not None), default=None),
        rules=tuple(
            RulesGiven(
                name=name,
                label=rule_title(revisions[-1], among, definitions, words),
                revisions=tuple(map(_rule, revisions)),
            )
            for name, revisions in lines
        ),
    )


def _rule(rule: Rule) -> RuleGiven:
    by = rule.interval_by.items() if rule.interval_by is not None else None
    return RuleGiven(
        effective_from=_said(rule.effective_from),
        anchor=_said(rule.anchor),
        month_day=day_given(rule.month_day) if rule.month_day is not None else None,
        on=_on(rule.on.pattern) if rule.on is not None else None,
        threshold=span_given(rule.threshold) if rule.threshold is not None else None,
        interval=span_given(rule.interval) if rule.interval is not None else None,
        interval_by={of: {v: span_given(i) for v, i in each.items()} for of, each in by} if by is not None else None,
        basis=rule.basis,
        early=span_given(rule.tolerance.early),
        late=span_given(rule.tolerance.late),
        period=rule.tolerance.period,
        invalid_date=rule.invalid_date,
        season=_season(rule.season) if rule.season is not None else None,
        until=_said(rule.until) if not isinstance(rule.until, Interval) else None,
        lasts=span_given(rule.until) if isinstance(rule.until, Interval) else None,
        clamp=rule.at_end == "clamp",
        adjust=rule.adjust,
    )


def _on(pattern: Pattern) -> OnGiven:
    match pattern:
        case Weekdays(weekdays):
            return OnGiven(weekdays=weekdays)
        case NthWeekday(nth, weekday):
            return OnGiven(nth=nth, weekday=weekday)
        case MonthDays(days):
            return OnGiven(days=days)
        case YearDays(dates):
            return OnGiven(dates=tuple(map(day_given, dates)))


def _season(season: SeasonRule) -> SeasonGiven:
    own = None
    if season.name is None and season.from_ is not None and season.to is not None:
        own = day_given(season.from_), day_given(season.to)
    lead = span_given(season.lead) if season.lead is not None else None
    return SeasonGiven(name=season.name, window=own, when=season.when, lead=lead)


def span_given(interval: Interval) -> Span:
    amounts = interval.months, interval.days
    return (*amounts, interval.workdays) if interval.workdays else amounts


def day_given(day: MonthDay) -> DayOfYear:
    return day.month, day.day


def _said(day: Anchor | date | None) -> str | None:
    """As YAML says it: the name of a milestone, or a date in ISO 8601."""
    return str(day) if day is not None else None
