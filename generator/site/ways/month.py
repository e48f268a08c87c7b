"""What a month asks for, region by region: its seasons and those to come, the work that they bring, and before a typhoon.

Of the build's date only the month matters, so that a build tomorrow has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from generator.dates.intervals import Interval, add
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms
from generator.due.terms import DueDate
from generator.formats.templating import Text
from generator.model.company import Region
from generator.model.definitions import Definitions
from generator.model.handbook import Season
from generator.model.tasks import Rule, Task
from generator.site.pages.entry import EntryViews
from generator.site.ways.calendars import season_work
from generator.telling.days import month_name, short_day
from generator.telling.rules import rule_brief

PATH = "this-month.md"


STORM = "typhoon"


# A season that begins so soon is one to prepare for.
_SOON = Interval(months=2)


_SPAN = Interval(months=27)


@dataclass(frozen=True, slots=True)
class Coming:
    """A season of one region that has begun, or soon will."""

    season: str
    span: DateRange
    has_begun: bool


def month_of(as_of: date) -> DateRange:
    """The days of the month that ``as_of`` lies in."""
    first = as_of.replace(day=1)
    return DateRange(first, add(first, Interval(months=1)) or date.max)


def coming_seasons(definitions: Definitions, region: Region, month: DateRange) -> list[Coming]:
    """The seasons that reach into the month, and those that begin within two months of its end, the earliest first."""
    horizon = add(month.end, _SOON) or date.max
    found = []
    for name, window in definitions.seasons.regions[region.seasons].windows.items():
        terms = SeasonTerms(name, window.from_, window.to, "inside", Interval())
        for year in range(month.start.year - 1, horizon.year + 1):
            span = terms.span(year)
            if span.overlaps(DateRange(month.start, horizon)):
                found.append(Coming(name, span, span.start < month.end))
    return sorted(found, key=lambda coming: (coming.span.start, coming.season))


def this_month(views: EntryViews, as_of: date) -> dict[str, Any]:
    """The view of the page, for an edition."""
    month = month_of(as_of)
    company = views.definitions.company
    return {
        "month": Text(month_name(month.start, views.words)),
        "regions": [_region(views, id_, region, month) for id_, region in company.regions.items()],
        "storm": _storm(views),
    }


def _region(views: EntryViews, id_: str, region: Region, month: DateRange) -> dict[str, Any]:
    start = date(month.start.year - 1, 1, 1)
    work = [
        (task, rule, due)
        for task, rule, due in season_work(views.definitions, id_, start, _SPAN)
        if _concerns(views.definitions.tasks[task.id], region)
    ]
    seasons = coming_seasons(views.definitions, region, month)
    return {
        "id": id_,
        "name": views.text(region.name),
        "seasons": [_season(views, coming, list(_work_of(work, coming)), month) for coming in seasons],
    }


def _concerns(task: Task, region: Region) -> bool:
    exposures = (task.applies_to or {}).get("exposure")
    return exposures is None or region.exposure in exposures


def _work_of(work: list[tuple[Task, Rule, DueDate]], coming: Coming) -> Iterator[tuple[Task, Rule, DueDate]]:
    """The first date of each task that belongs to this very season, be it before or inside it."""
    since = add(coming.span.start, Interval(months=-6)) or date.min
    seen = set()
    for task, rule, due in sorted(work, key=lambda found: (found[2].nominal, found[0].id)):
        season = rule.season
        if season is None or season.name != coming.season or season.when == "after" or task.id in seen:
            continue
        if (since if season.when == "before" else coming.span.start) <= due.nominal < coming.span.end:
            seen.add(task.id)
            yield task, rule, due


def _season(
    views: EntryViews, coming: Coming, work: list[tuple[Task, Rule, DueDate]], month: DateRange
) -> dict[str, Any]:
    name = views.definitions.seasons.names[coming.season]
    due_now = f"{views.words['month_due']} · "
    return {
        "name": views.text(name),
        "from": Text(short_day(coming.span.start, views.words)),
        "to": Text(short_day(coming.span.last, views.words)),
        "has_begun": coming.has_begun,
        "pages": [views.entry_card("season", entry, PATH) for entry in _entries(views, coming.season)],
        "tasks": [
            {
                **views.task_row(views.definitions.tasks[task.id], PATH),
                "when": Text(short_day(due.day, views.words)),
                "window": Text(due_now * (due.day in month) + rule_brief(rule, views.definitions, views.words)),
            }
            for task, rule, due in work
        ],
    }


def _entries(views: EntryViews, season: str) -> list[Season]:
    return [entry for entry in views.entries["season"] if entry.season == season]


def _storm(views: EntryViews) -> dict[str, Any] | None:
    """What to do before a typhoon, wherever one may come; None where no page tells."""
    for entry in _entries(views, STORM):
        related = views.related("season", entry, PATH)
        guides = [link for link in related if link["kind"] in ("guide", "fault", "checklist")]
        return {**views.entry_card("season", entry, PATH), "before": views.all(entry.before), "guides": guides}
    return None
