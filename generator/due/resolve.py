"""A rule of a task to its terms for one item: its milestones become dates, its condition an interval, its season days."""

from __future__ import annotations

from datetime import date

from generator.dates.intervals import Interval, add
from generator.dates.seasons import SeasonTerms
from generator.dates.yeardays import first_month_day
from generator.due.items import Item
from generator.due.milestones import Grounds
from generator.due.terms import Terms
from generator.model.anchors import Anchor, Until
from generator.model.company import Company
from generator.model.definitions import Definitions
from generator.model.people import Site
from generator.model.rules import Rule, SeasonRule
from generator.model.schedules import condition_of

_YEARLY = Interval(months=12)


def resolve(
    definitions: Definitions, item: Item, grounds: Grounds, rule: Rule, *, index: int, revision: int, since: date | None
) -> Terms | Anchor | None:
    """The terms of ``rule``, which stands at ``index`` in its task's schedule and is a rule's ``revision``, from 1.

    They hold from ``since`` on (None: from the beginning), with the value that the rule's condition has on that day. The
    anchor whose day is not known yet, where there is one; None where the rule does not apply to the item.
    """
    season = _season(definitions, item.site, rule.season) if rule.season is not None else None
    interval = _interval(definitions.company, item, rule, since or date.min)
    if (rule.season is not None and season is None) or (rule.interval_by is not None and interval is None):
        return None
    start = date.min if rule.is_only_raised else _start(rule, item, grounds)
    if start is None:
        return rule.counts_from
    until = _until(rule.until, start, grounds)
    if rule.until is not None and not isinstance(until, date):
        return until
    if rule.month_day is not None:
        start, interval = first_month_day(rule.month_day, start), interval or _YEARLY
    return Terms(
        rule=index,
        anchor=start,
        counts_from=rule.counts_from,
        threshold=_threshold(rule, interval, season),
        interval=interval,
        month_day=rule.month_day,
        on=rule.on.pattern if rule.on is not None else None,
        season=season,
        until=until if isinstance(until, date) else None,
        clamp=rule.at_end == "clamp",
        invalid_date=rule.invalid_date,
        adjust=rule.adjust,
        early=rule.tolerance.early,
        late=rule.tolerance.late,
        period=rule.tolerance.period,
        since=since,
        revision=revision,
        expires=rule.expires,
        raised_by=rule.raised_by,
    )


def _start(rule: Rule, item: Item, grounds: Grounds) -> date | None:
    """The day of the rule's anchor; where seasons begin anew and no milestone is known, the first day of the service."""
    start = grounds.day_of(rule.counts_from)
    if start is None and rule.begins_each_season and item.served.floor > date.min:
        return item.served.floor
    return start


def _until(until: Until | None, start: date, grounds: Grounds) -> date | Anchor | None:
    """The day on which the rule ends, so long after its anchor's day ``start``; the anchor whose day is not known."""
    if until is None:
        return None
    if isinstance(until, Interval):
        return add(start, until)
    return grounds.day_of(until) or until


def _threshold(rule: Rule, interval: Interval | None, season: SeasonTerms | None) -> Interval:
    """How long after the anchor the first date lies: one interval, where the rule does not say.

    A day of the calendar is itself the first, and so is that on which each season begins anew; where a season's days are
    the grid, the anchor only says from when on.
    """
    if rule.threshold is not None:
        return rule.threshold
    if interval is None or rule.month_day is not None or rule.on is not None or rule.begins_each_season:
        return Interval()
    if season is not None and interval.is_whole_years:
        return Interval()
    return interval


def _interval(company: Company, item: Item, rule: Rule, day: date) -> Interval | None:
    """The rule's interval, or that for the value of its condition for the item on ``day``; None where it has none."""
    if rule.interval_by is None:
        return rule.interval
    if item.customer is None or item.site is None:
        return None
    ((condition, intervals),) = rule.interval_by.items()
    given = condition_of(company, condition, item.customer, item.site, item.asset)
    return intervals.get(given.on(day)) if given is not None else None


def _season(definitions: Definitions, site: Site | None, season: SeasonRule) -> SeasonTerms | None:
    """The season with its own days, or those that the site's region has for its name; None where it has none."""
    first, last = season.from_, season.to
    if season.name is not None:
        region = definitions.company.regions.get(site.region) if site is not None else None
        climate = definitions.seasons.regions.get(region.seasons or "") if region is not None else None
        window = climate.windows.get(season.name) if climate is not None else None
        if window is None:
            return None
        first, last = window.from_, window.to
    if first is None or last is None:
        return None
    return SeasonTerms(season.name or "", first, last, season.when, season.lead)
