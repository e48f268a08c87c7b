"""The care that a product needs through the year, season by season: what is done before and in each, and all the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.formats.templating import Text
from generator.model.company import SeasonWindow
from generator.model.tasks import Task
from generator.site.pages.cards import TaskRow, task_row
from generator.site.pages.page import Page
from generator.telling.rules import capital

_IN_SIGHT = 3
_OURS = 1
_AHEAD = 1  # a season is prepared for in the month before it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonCare:
    """What a season asks for, and ``months`` in which that is near, such as ``6 7``; both empty for what goes by none."""

    id: str
    name: Text
    months: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthCare:
    """The few tasks that one month of the year asks for first, the customer's own before ours."""

    number: int
    tasks: tuple[TaskRow, ...]


def month_by_month(tasks: Sequence[Task], page: Page) -> tuple[MonthCare, ...]:
    """What each month asks for first: what its seasons bring, and then what the customer does the whole year."""
    cares = year_round(tasks, page)
    return tuple(MonthCare(number=number, tasks=_first_in(number, cares)) for number in range(1, 13))


def _first_in(month: int, cares: Sequence[SeasonCare]) -> tuple[TaskRow, ...]:
    near = [row for care in cares if str(month) in care.months.split() for row in care.tasks]
    always = [row for care in cares if not care.months for row in care.tasks if row.yours]
    rows = list(dict.fromkeys([*near, *always]))
    ours = [row for row in rows if not row.yours]
    yours = [row for row in rows if row.yours][: _IN_SIGHT - min(_OURS, len(ours))]
    return (*yours, *ours[: _IN_SIGHT - len(yours)])


def year_round(tasks: Sequence[Task], page: Page) -> tuple[SeasonCare, ...]:
    """``tasks`` by season, the year's first season first; last what goes by no season."""
    return (*_by_season(tasks, page), *_by_none(tasks, page))


def _by_season(tasks: Sequence[Task], page: Page) -> Iterator[SeasonCare]:
    seasons = page.shown.definitions.seasons
    groups = []
    for id_, name in seasons.names.items():
        asked = [task for task in tasks if id_ in _seasons_of(task)]
        months = _months([r.windows[id_] for r in seasons.regions.values() if id_ in r.windows])
        if asked:
            groups.append((months[:1], id_, capital(name.of(page.shown.language)), months, asked))
    for _, id_, title, months, asked in sorted(groups, key=lambda group: group[:2]):
        rows = tuple(task_row(task, page) for task in asked)
        yield SeasonCare(id=id_, name=Text(title), months=" ".join(map(str, months)), tasks=rows)


def _by_none(tasks: Sequence[Task], page: Page) -> Iterator[SeasonCare]:
    rows = tuple(task_row(task, page) for task in tasks if not _seasons_of(task))
    if rows:
        own_first = tuple(sorted(rows, key=lambda row: not row.yours))
        yield SeasonCare(id="always", name=Text(page.shown.words["year_always"]), months="", tasks=own_first)


def _seasons_of(task: Task) -> set[str]:
    return {rule.season.name for rule in task.current_rules if rule.season is not None and rule.season.name is not None}


def _months(windows: Sequence[SeasonWindow]) -> list[int]:
    """The months in which one of the ``windows`` is open or soon will be, from the first that opens."""
    spans = [(window.from_.month - _AHEAD, (window.to.month - window.from_.month) % 12 + _AHEAD) for window in windows]
    return sorted({(first + step - 1) % 12 + 1 for first, length in spans for step in range(length + 1)})
