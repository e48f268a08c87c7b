"""From a nominal date to the working day on which the work is due, and the days on which it is in time."""

from __future__ import annotations

from datetime import date

from generator.dates.intervals import ONE_DAY
from generator.dates.periods import period_of
from generator.dates.ranges import DateRange
from generator.dates.seasons import SeasonTerms, back, forth
from generator.dates.workdays import WorkCalendar
from generator.due.terms import Terms, is_once_a_season


def day_and_window(workdays: WorkCalendar[object], terms: Terms, nominal: date) -> tuple[date, DateRange]:
    """The day on which the cycle of ``nominal`` is due by the working calendar, and its window, which holds that day."""
    day = workdays.adjust(nominal, terms.adjust)
    if terms.season is not None or terms.until is not None or terms.period is not None:
        return _bounded(workdays, terms, nominal, day)
    return day, DateRange.inclusive(min(back(nominal, terms.early), day), max(forth(nominal, terms.late), day))


def _bounded(workdays: WorkCalendar[object], terms: Terms, nominal: date, day: date) -> tuple[date, DateRange]:
    """The same where a season, the rule's end or a period of the calendar bounds both."""
    floor, ceiling = _bounds(terms, nominal)
    if ceiling is not None and day > ceiling:
        day = max(workdays.preceding(ceiling), floor or date.min)
    elif floor is not None and day < floor:
        day = min(workdays.following(floor), ceiling or date.max)
    if _is_any_day_of_season(terms):
        first, last = nominal, ceiling or nominal
    elif terms.period is not None:
        period = period_of(nominal, terms.period)
        first, last = period.start, period.last
    else:
        first, last = back(nominal, terms.early), forth(nominal, terms.late)
    if ceiling is not None:
        last = min(last, ceiling)
    if floor is not None:
        first = max(first, floor)
    return day, DateRange.inclusive(min(first, day), max(last, day))


def _is_any_day_of_season(terms: Terms) -> bool:
    """True where the season itself is the window: once inside it, without a tolerance."""
    inside = terms.season is not None and terms.season.when == "inside"
    return inside and not (terms.early or terms.late or terms.period) and is_once_a_season(terms)


def _bounds(terms: Terms, nominal: date) -> tuple[date | None, date | None]:
    """The first and the last day that a window may reach: the edges of a season and of a period, and the rule's end."""
    floor, ceiling = None, terms.until
    if terms.season is not None:
        floor, edge = _edges(terms.season, nominal)
        if edge is not None:
            ceiling = min(ceiling or edge, edge)
    if terms.period is not None:
        period = period_of(nominal, terms.period)
        floor, ceiling = max(floor or period.start, period.start), min(ceiling or period.last, period.last)
    if ceiling is not None and ceiling < nominal:
        ceiling = nominal
    return floor, ceiling


def _edges(season: SeasonTerms, nominal: date) -> tuple[date | None, date | None]:
    """The first and the last day that the season leaves to the work of ``nominal``: inside it, before it or after it."""
    if season.when == "inside":
        span = season.span_of(nominal)
        return (span.start, span.last) if span is not None else (None, None)
    if season.when == "before":
        starts = (season.span(year).start for year in (nominal.year, nominal.year + 1))
        return None, next((start for start in starts if start > nominal), nominal + ONE_DAY) - ONE_DAY
    ends = (season.span(year).end for year in (nominal.year - 1, nominal.year))
    return max((end for end in ends if end <= nominal), default=None), None
