"""Checks of what was agreed: an appointment is a fact, so whatever speaks against it is told, and nobody is replaced."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations, pairwise

from generator.dates.intervals import ONE_DAY
from generator.due.items import Occurrence
from generator.due.occurrences import occurrences
from generator.model.definitions import Definitions
from generator.model.people import Technician
from generator.model.records import fixed_day
from generator.model.schedules import Schedules
from generator.reading.attendance import absence
from generator.reading.history import standing_records
from generator.reading.standing import Agreed, told, what_holds
from generator.reading.times import wrong_time
from generator.text.problems import Problem, Problems

# A day so long before its record was meant for another year; one shortly before it is a slip of another kind.
_ANOTHER_YEAR = timedelta(days=90)


def agreed_days_lie_ahead(definitions: Definitions, schedules: Schedules) -> Problems:
    """What is agreed or moved lies on or after the day of its record; else the year is most likely a slip."""
    for place, record in standing_records(schedules):
        day = fixed_day(record)
        if day is None or record.record not in ("moved", "appointment") or day >= record.date:
            continue
        meant = _next_such_day(day, record.date) if record.date - day > _ANOTHER_YEAR else None
        time = f" {record.at:%H:%M}" if record.at is not None else ""
        keys = (*place.keys, "at" if record.at is not None else "to")
        nearest = f"{meant}{time}" if meant is not None else None
        params = {"found": f"{day}{time}", "date": record.date, "nearest": nearest}
        yield Problem(code="agreed_in_past", file=place.file, keys=keys, params=params)


def _next_such_day(day: date, start: date) -> date | None:
    """The first day from ``start`` on with the month and the day of ``day``."""
    for year in range(start.year, start.year + 5):
        try:
            such = day.replace(year=year)
        except ValueError:  # 29 February
            continue
        if such >= start:
            return such
    return None


def appointments_fit(definitions: Definitions, schedules: Schedules) -> Problems:
    """What holds lies on a working day, is as long as the work, and is for somebody who is there and can do it."""
    agreed = what_holds(definitions, schedules)
    for visit in agreed:
        yield from (told(visit, code, params) for code, params in wrong_time(definitions, visit))
        minutes = visit.record.minutes
        if minutes is not None and minutes < visit.work:
            yield told(visit, "agreed_too_short", {"found": minutes, "minutes": visit.work}, "minutes")
        technician = schedules.technicians.get(visit.record.technician or "")
        if technician is not None:
            yield from _suits(visit, technician)
    names = {id_: person.name for id_, person in schedules.technicians.items()}
    yield from _collide(agreed, definitions.company.planning.travel, names)


def _suits(visit: Agreed, technician: Technician) -> Problems:
    """What speaks against the technician who was named."""
    params = {"found": technician.id, "name": technician.name, "date": visit.day}
    not_there = absence(technician, visit.day)
    if not_there is not None:
        yield told(visit, f"agreed_{not_there[0]}", dict(not_there[1]), "technician")
    if visit.site.region not in technician.regions:
        yield told(visit, "agreed_elsewhere", {**params, "region": visit.site.region}, "technician")
    for skill in sorted({skill for task in visit.tasks for skill in task.work.skills} - set(technician.skills)):
        yield told(visit, "agreed_without_skill", {**params, "skill": skill}, "technician")


def _collide(agreed: Iterable[Agreed], travel: int, names: Mapping[str, str]) -> Problems:
    """Two at once for one person, two regions in one day, and less time between two sites than the way takes."""
    days: dict[tuple[str, date], list[Agreed]] = defaultdict(list)
    for visit in agreed:
        if visit.record.technician is not None:
            days[visit.record.technician, visit.day].append(visit)
    for (technician, _), of_day in sorted(days.items()):
        for first, second in combinations(of_day, 2):
            at = {"customer": first.customer.id, "site": first.site.id, "date": first.day}
            params = {"found": technician, "name": names.get(technician, technician), **at}
            gap = _gap(first, second)
            if gap is not None and gap < 0:
                yield told(second, "agreed_twice", {**params, "start": _start(first), "last": _end(first)})
            elif gap is not None and gap < travel and first.site is not second.site:
                yield told(second, "agreed_no_way", {**params, "gap": gap, "minutes": travel})
            if first.site.region != second.site.region:
                regions = {"first": first.site.region, "second": second.site.region}
                yield told(second, "agreed_two_regions", {**params, **regions})


def _gap(first: Agreed, second: Agreed) -> int | None:
    """The minutes between two that were agreed, below 0 where they overlap; what begins at one time at one site is one."""
    if first.hours is None or second.hours is None:
        return None
    if first.record.at == second.record.at and (first.customer.id, first.site.id) == (
        second.customer.id,
        second.site.id,
    ):
        return None
    between = max(second.hours[0] - first.hours[1], first.hours[0] - second.hours[1])
    return int(between.total_seconds()) // 60


def _start(visit: Agreed) -> str:
    return f"{visit.hours[0]:%H:%M}" if visit.hours is not None else ""


def _end(visit: Agreed) -> str:
    return f"{visit.hours[1]:%H:%M}" if visit.hours is not None else ""


def moves_stay_before_the_next_cycle(definitions: Definitions, schedules: Schedules) -> Problems:
    """What is put off beyond the next time that the work is due anyway is two visits for one. Files must be sound."""
    agreed = [visit for visit in what_holds(definitions, schedules) if not visit.is_of_incident]
    by_customer = defaultdict(list)
    for placed in standing_records(schedules) if agreed else ():
        by_customer[placed[1].customer].append(placed)
    for visit in agreed:
        known = replace(
            schedules, customers={visit.customer.id: visit.customer}, records=tuple(by_customer[visit.customer.id])
        )
        cycles = occurrences(definitions, known, visit.record.date, visit.day + ONE_DAY, visit.tasks)
        for following in _after(visit, cycles):
            params = {"found": visit.day, "task": following.item.task.id, "date": following.due and following.due.day}
            yield told(visit, "agreed_beyond_next", params)


def _after(visit: Agreed, cycles: Sequence[Occurrence]) -> Iterator[Occurrence]:
    """The cycle after each that the record puts off, where it is due by then."""
    for cycle, following in pairwise(cycles):
        is_put_off = cycle.override is visit.record and following.item.key == cycle.item.key
        if is_put_off and following.due is not None and following.due.day <= visit.day:
            yield following
