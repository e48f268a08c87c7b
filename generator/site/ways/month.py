"""What each month asks for, region by region: its seasons and those to come, their work, what comes suddenly.

All twelve stand on the page, from that of the build on: two of them open, the others in a fold. The reader's browser puts
its own before them: so no month is told to somebody who reads in another. Of the build's date only the month matters, so
that a build tomorrow has the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from generator.dates.intervals import Interval, add
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms
from generator.due.terms import DueDate
from generator.formats.templating import Text
from generator.model.company import Region
from generator.model.definitions import Definitions
from generator.model.handbook import Season
from generator.model.rules import Rule
from generator.model.tasks import Task
from generator.site.pages.cards import EntryRow, TaskRow, entry_row, task_row
from generator.site.pages.citations import citations
from generator.site.pages.page import Made, Page, Said, Way, all_said, related
from generator.site.pages.view import View
from generator.site.shown import Shown
from generator.site.ways.calendars import season_work
from generator.site.ways.hubs import MONTH
from generator.telling.amounts import interval_words
from generator.telling.days import month_name, short_day
from generator.telling.rules import capital, rule_brief
from generator.text.words import Words

# A season that begins so soon is one to prepare for.
_SOON = Interval(months=2)
_SPAN = Interval(months=40)  # from the year before the first month to the seasons that follow the last
_MONTHS, _NEAR = 12, 2
Work = tuple[Task, Rule, DueDate]


@dataclass(frozen=True, slots=True)
class Coming:
    """A season of one region that has begun, or soon will."""

    season: str
    span: DateRange
    has_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonMonth:
    """A season of a region, with the pages that tell of it and the work that it brings."""

    name: Text
    first: Text
    last: Text
    has_begun: bool
    pages: tuple[EntryRow, ...]
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionMonth:
    """What the month asks for in one region."""

    id: str
    name: Text
    seasons: tuple[SeasonMonth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPart:
    """What one month asks for, region by region; ``number`` is that of the month in a year."""

    number: int
    name: Text
    regions: tuple[RegionMonth, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Storm:
    """What to do before a season that comes suddenly, the page that tells it, and where to read on."""

    page: EntryRow
    before: tuple[Said, ...]
    guides: tuple[Way, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPage(View):
    """What each of twelve months asks for, this one and the next before the others, which are ``rest_length`` long.

    ``titles`` name the page month by month, from January on.
    """

    template: ClassVar[str] = "pages/thismonth.md.j2"
    titles: str
    near: tuple[MonthPart, ...]
    rest: tuple[MonthPart, ...]
    rest_length: Text
    storms: tuple[Storm, ...]


def month_of(as_of: date) -> DateRange:
    """The days of the month that ``as_of`` lies in."""
    first = as_of.replace(day=1)
    return DateRange(first, add(first, Interval(months=1)) or date.max)


def coming_seasons(definitions: Definitions, region: Region, month: DateRange) -> list[Coming]:
    """The seasons that reach into the month, and those that begin within two months of its end, the earliest first."""
    horizon = add(month.end, _SOON) or date.max
    seasons = []
    climate = definitions.seasons.regions.get(region.seasons or "")
    for name, window in climate.windows.items() if climate is not None else ():
        terms = SeasonTerms(name, window.from_, window.to, "inside", Interval())
        for year in range(month.start.year - 1, horizon.year + 1):
            span = terms.span(year)
            if span.overlaps(DateRange(month.start, horizon)):
                seasons.append(Coming(name, span, span.start < month.end))
    return sorted(seasons, key=lambda coming: (coming.span.start, coming.season))


def month_page(shown: Shown, as_of: date) -> Made:
    """The page of the month that ``as_of`` lies in."""
    sudden = [entry for entry in shown.all(Season) if entry.suddenly]
    page = Page(shown, MONTH, citations(*(entry.before for entry in sudden)))
    first = month_of(as_of)
    months = [month_of(add(first.start, Interval(months=ahead)) or date.max) for ahead in range(_MONTHS)]
    regions = shown.definitions.company.regions
    work = {id_: _work_in(id_, region, first, page) for id_, region in regions.items()}
    parts = tuple(_month(month, work, page) for month in months)
    view = MonthPage(
        titles=month_titles(shown.words),
        near=parts[:_NEAR],
        rest=parts[_NEAR:],
        rest_length=Text(interval_words(Interval(months=_MONTHS - _NEAR), shown.words)),
        storms=tuple(_storm(entry, page) for entry in sudden),
    )
    return Made(page=page, view=view)


def month_titles(words: Words) -> str:
    """What the page of the month is called in each month, from January on, between bars."""
    return "|".join(words["month_title"].format(month=name) for name in words.names("months"))


def _month(month: DateRange, work: Mapping[str, list[Work]], page: Page) -> MonthPart:
    regions = page.shown.definitions.company.regions
    return MonthPart(
        number=month.start.month,
        name=Text(page.shown.words["month_title"].format(month=month_name(month.start, page.shown.words))),
        regions=tuple(_region(id_, region, work[id_], month, page) for id_, region in regions.items()),
    )


def _work_in(id_: str, region: Region, first: DateRange, page: Page) -> list[Work]:
    """The work of the seasons in a region, through all the months of the page."""
    definitions = page.shown.definitions
    return [
        (definitions.tasks[task.id], rule, due)
        for task, rule, due in season_work(definitions, id_, date(first.start.year - 1, 1, 1), _SPAN)
        if _concerns(definitions.tasks[task.id], region)
    ]


def _region(id_: str, region: Region, work: list[Work], month: DateRange, page: Page) -> RegionMonth:
    seasons = coming_seasons(page.shown.definitions, region, month)
    return RegionMonth(
        id=id_,
        name=page.shown.text(region.name),
        seasons=tuple(_season(coming, list(_work_of(work, coming)), month, page) for coming in seasons),
    )


def _concerns(task: Task, region: Region) -> bool:
    exposures = (task.applies_to or {}).get("exposure")
    return exposures is None or region.exposure in exposures


def _work_of(work: list[Work], coming: Coming) -> Iterator[Work]:
    """The first date of each task that belongs to this very season, be it before or inside it."""
    since = add(coming.span.start, Interval(months=-6)) or date.min
    seen = set()
    for task, rule, due in sorted(work, key=lambda entry: (entry[2].nominal, entry[0].id)):
        season = rule.season
        if season is None or season.name != coming.season or season.when == "after" or task.id in seen:
            continue
        if (since if season.when == "before" else coming.span.start) <= due.nominal < coming.span.end:
            seen.add(task.id)
            yield task, rule, due


def _season(coming: Coming, work: list[Work], month: DateRange, page: Page) -> SeasonMonth:
    shown = page.shown
    return SeasonMonth(
        name=Text(capital(shown.definitions.seasons.names[coming.season].of(shown.language))),
        first=Text(short_day(coming.span.start, shown.words)),
        last=Text(short_day(coming.span.last, shown.words)),
        has_begun=coming.has_begun,
        pages=tuple(entry_row(entry, page) for entry in _entries(shown, coming.season)),
        tasks=tuple(_row(task, rule, due, month, page) for task, rule, due in work),
    )


def _row(task: Task, rule: Rule, due: DueDate, month: DateRange, page: Page) -> TaskRow:
    """A task with its very day, and its rule where room is short."""
    due_now = f"{page.shown.words['month_due']} · " if due.day in month else ""
    return replace(
        task_row(task, page),
        when=Text(short_day(due.day, page.shown.words)),
        window=Text(due_now + rule_brief(rule, page.shown.definitions, page.shown.words)),
    )


def _entries(shown: Shown, season: str) -> list[Season]:
    return [entry for entry in shown.all(Season) if entry.season == season]


def _storm(entry: Season, page: Page) -> Storm:
    guides = tuple(link for link in related(entry, page) if link.kind in ("guide", "fault", "checklist"))
    return Storm(page=entry_row(entry, page), before=all_said(entry.before, page), guides=guides)
