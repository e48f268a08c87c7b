"""How full the weeks are: each technician's hours against what they work, and the materials that visits use up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.desk.names import Names
from generator.desk.sheets import Cell, Column, Sheet
from generator.model.definition import LocalText
from generator.model.people import Technician
from generator.telling.amounts import unit_of
from generator.text.language import Language
from generator.visits.visit import Visit

Calendars = Callable[[str | None], WorkCalendar[LocalText]]

_LOAD = (
    Column(name="week", whole=True),
    Column(name="technician"),
    Column(name="visits", whole=True, right=True),
    Column(name="hours", whole=True, right=True),
    Column(name="capacity", whole=True, right=True),
    Column(name="percent", whole=True, right=True),
    Column(name="technician_id", file=True),
)
_MATERIALS = (
    Column(name="week", whole=True),
    Column(name="item"),
    Column(name="quantity", whole=True, right=True),
    Column(name="unit"),
    Column(name="visits", whole=True, right=True),
)


def load_sheet(
    visits: Sequence[Visit],
    technicians: Iterable[Technician],
    weeks: Sequence[DateRange],
    calendars: Calendars,
    travel: int,
    names: Names,
    as_of: date,
    nobody: str | None = None,
) -> Sheet:
    """Hours by technician and week, the way between a day's sites included, against the hours of the working days.

    Of the week of ``as_of`` what is left: what is still to be done, whenever it was planned, and what this day holds,
    done or not, against the days from this one on, so that no day that is over looks free. ``standing`` is ``over`` where
    a week holds more than is worked. A week of which nobody works an hour, as over the new year, is told as well; who is
    not employed in a week and has nothing to do there is left out. What is still to be done and lacks people stands last
    in its week, under ``nobody`` where that is a name.
    """
    rows: list[tuple[Cell, ...]] = []
    for week in weeks:
        for person in technicians:
            mine = [v for v in visits if v.day in week and (v.is_open or v.day == as_of) and person.id in v.technicians]
            left = DateRange(max(week.start, as_of), week.end)
            minutes, capacity = busy_minutes(mine, person.id, travel), capacity_in(left, person, calendars)
            if mine or any(person.employed.holds_on(day) for day in left):
                percent = round(100 * minutes / capacity) if capacity else None
                row = (week.start, names.technician(person.id), len(mine), _hours(minutes), _hours(capacity), percent)
                rows.append((*row, person.id))
        lacking = [visit for visit in visits if visit.day in week and visit.is_open and visit.reason]
        if lacking and nobody is not None:
            minutes = sum(part.minutes for visit in lacking for part in visit.parts[len(visit.technicians) :])
            rows.append((week.start, nobody, len(lacking), _hours(minutes), None, None, None))
    over = tuple(
        "over" if row[2] and (row[5] is None or (isinstance(row[5], int) and row[5] > 100)) else "" for row in rows
    )
    return Sheet(columns=_LOAD, rows=tuple(rows), standing=over)


def busy_minutes(visits: Iterable[Visit], technician: str, travel: int) -> int:
    """The minutes of somebody's visits, with the way between the sites of each day."""
    sites: dict[date, set[tuple[str, str]]] = defaultdict(set)
    minutes = 0
    for visit in visits:
        minutes += visit.minutes_of(technician)
        if visit.channel == "onsite":
            sites[visit.day].add((visit.customer.id, visit.site.id))
    return minutes + travel * sum(len(of_day) - 1 for of_day in sites.values())


def capacity_in(days: DateRange, person: Technician, calendars: Calendars) -> int:
    """The minutes that somebody works on ``days``, those off by law left out."""
    workdays = calendars(person.regions[0])
    return sum(person.minutes_on(day) for day in days if workdays.is_workday(day))


def materials_sheet(visits: Iterable[Visit], weeks: Sequence[DateRange], language: Language) -> Sheet:
    """What the open visits of each week use up, by week and name."""
    sums: dict[tuple[date, str, str], list[float]] = defaultdict(lambda: [0, 0])
    for visit in visits:
        week = next((week for week in weeks if visit.day in week), None)
        if week is None or not visit.is_open:
            continue
        for item, quantity, unit in visit.materials:
            of_item = sums[week.start, item.of(language), unit_of(1, unit.of(language), language)]
            of_item[0] += quantity
            of_item[1] += 1
    rows = [
        (week, item, round(quantity, 2), unit_of(quantity, unit, language), int(count))
        for (week, item, unit), (quantity, count) in sums.items()
    ]
    return Sheet(columns=_MATERIALS, rows=tuple(sorted(rows, key=lambda row: (row[0], row[1], row[3]))))


def _hours(minutes: int) -> float:
    return round(minutes / 60, 1)
