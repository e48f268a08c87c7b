"""A technician's weeks by day: what is to be done, how full the day is, and what to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.dates.ranges import DateRange
from generator.formats.addresses import dialled
from generator.model.people import Technician
from generator.private.agreed import agreed_time
from generator.private.reader import Reader
from generator.private.staff.checklists import LaidOut, VisitTask, safety_of, tasks_of
from generator.private.staff.findings import Finding, Findings, found_before
from generator.private.staff.forms import has_form
from generator.private.staff.loads import Load, Material, load_of, materials_of
from generator.private.staff.stops import Stop, stop_of
from generator.private.work import phone_of, reference_of
from generator.telling.amounts import minutes_words
from generator.telling.days import spoken_day
from generator.visits.visit import Visit

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PlannedVisit:
    """A visit in full; ``order`` is the number of its work order, 0 where it has none; ``found`` stays off paper.

    ``form`` is the reference by which its form is found, empty where it has none; ``phone`` is the
    customer's, ``tel`` what is dialled for it.
    """

    stop: Stop
    order: int
    tasks: tuple[VisitTask, ...]
    safety: tuple[str, ...]
    load: Load
    found: tuple[Finding, ...]
    form: str
    phone: str
    tel: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day and how full it is: ``minutes`` of ``capacity``, ``way`` of them between sites, ``load`` all in per cent."""

    day: date
    spoken: str
    is_today: bool
    is_off: bool
    is_workday: bool
    holiday: str
    minutes: str
    way: str
    capacity: str
    load: str
    is_over: bool
    materials: tuple[Material, ...]
    visits: tuple[PlannedVisit, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """A week with what all of its days need; ``count`` tells how many visits it has, ``minutes`` how long they take."""

    name: str
    span: str
    count: str
    minutes: str
    load: Load
    days: tuple[Day, ...]


def weeks_of(as_of: date) -> tuple[DateRange, DateRange]:
    """This week and the next, from Monday to Sunday."""
    monday = as_of - timedelta(days=as_of.weekday())
    return DateRange(monday, monday + _WEEK), DateRange(monday + _WEEK, monday + 2 * _WEEK)


def week_of(
    days: DateRange,
    name: str,
    visits: Iterable[Visit],
    orders: Mapping[str, int],
    technician: Technician,
    laid_out: Mapping[str, LaidOut],
    findings: Findings,
    reader: Reader,
) -> Week:
    """A technician's week; ``orders`` are the numbers of the work orders by the visit's UID."""
    mine = [visit for visit in visits if visit.day in days]
    still_open = [visit for visit in mine if visit.is_open]
    minutes = sum(visit.minutes_of(technician.id) for visit in still_open)
    return Week(
        name=name,
        span=reader.span(days),
        count=reader.words.say("work_visits", n=len(still_open)),
        minutes=minutes_words(minutes, reader.words) if still_open else "",
        load=load_of(still_open, reader),
        days=tuple(
            _day(day, technician, _planned(day, mine, orders, laid_out, findings, reader), still_open, reader)
            for day in days
        ),
    )


def _day(
    day: date, technician: Technician, visits: Iterable[PlannedVisit], open_in_week: Sequence[Visit], reader: Reader
) -> Day:
    still_open = [visit for visit in open_in_week if visit.day == day]
    sites = {(visit.customer.id, visit.site.id) for visit in still_open if visit.channel == "onsite"}
    way = reader.company.planning.travel * max(len(sites) - 1, 0)
    minutes = sum(visit.minutes_of(technician.id) for visit in still_open) + way
    capacity = technician.minutes_on(day)
    workdays = reader.workdays_in(technician.regions[0])
    holiday = workdays.holiday(day)
    is_off = technician.is_away(day) or (not capacity and workdays.is_workday(day))
    return Day(
        day=day,
        spoken=spoken_day(day, reader.words, reader.as_of),
        is_today=day == reader.as_of,
        is_off=is_off,
        is_workday=workdays.is_workday(day) and not is_off,
        holiday=holiday.of(reader.language) if holiday is not None else "",
        minutes=minutes_words(minutes, reader.words) if minutes else "",
        way=minutes_words(way, reader.words) if way else "",
        capacity=minutes_words(capacity, reader.words),
        load=f"{min(minutes / capacity, 1) * 100:.0f}" if capacity else "100",
        is_over=minutes > capacity,
        materials=materials_of(still_open, reader) if len(still_open) > 1 else (),
        visits=tuple(visits),
    )


def _planned(
    day: date,
    visits: Iterable[Visit],
    orders: Mapping[str, int],
    laid_out: Mapping[str, LaidOut],
    findings: Findings,
    reader: Reader,
) -> Iterator[PlannedVisit]:
    """The visits of a day: what is still open first, what has a time before what has none, then by site."""
    of_day = [visit for visit in visits if visit.day == day]
    for visit in sorted(of_day, key=lambda visit: (not visit.is_open, agreed_time(visit) or "99", visit.site.name)):
        yield PlannedVisit(
            stop=stop_of(visit, reader),
            order=orders.get(visit.uid, 0),
            tasks=tasks_of(visit, laid_out, reader),
            safety=safety_of(visit, reader),
            load=load_of([visit], reader),
            found=found_before(visit, findings, reader),
            form=reference_of(visit) if has_form(visit) else "",
            phone=phone_of(visit) if visit.is_open else "",
            tel=dialled(phone_of(visit)) if visit.is_open else "",
        )
