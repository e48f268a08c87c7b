"""Checks of days and hours: when people go out, when a site lets them in, and what was agreed against either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from generator.model.definitions import Definitions
from generator.model.hours import WEEKDAYS, Visiting
from generator.model.people import Site
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.reading.references import refer
from generator.reading.standing import Agreed, told, what_holds
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

Told = tuple[str, dict[str, object]]


def wrong_time(definitions: Definitions, visit: Agreed) -> Iterator[Told]:
    """What speaks against the day and the time that were agreed: nobody is let in, it is a day off, or out of hours."""
    day, visiting = visit.day, visit.site.visiting
    workdays = definitions.workdays_in(visit.site.region)
    if any(day in stretch for stretch in visit.site.closed):
        yield "agreed_closed", {"found": day, "site": visit.site.id}
    elif visiting.weekdays and WEEKDAYS[_begun(visit).weekday()] not in visiting.weekdays:
        weekdays = tuple(map(WEEKDAYS.index, visiting.weekdays))
        yield "agreed_not_visiting", {"found": _begun(visit), "site": visit.site.id, "weekdays": weekdays}
    elif workdays.holiday(day) is not None:
        yield "agreed_on_holiday", {"found": day, "unless": "agreed"}
    elif not workdays.is_workday(day) and not visiting.weekdays:
        yield "agreed_on_day_off", {"found": day, "unless": "agreed"}
    if visit.hours is None:
        return
    start, end = visit.hours
    let_in = visiting.hours
    allowed = let_in or definitions.company.planning.hours
    if not allowed.holds(start, int((end - start).total_seconds()) // 60):
        code = "agreed_outside_visiting" if let_in is not None else "agreed_outside_hours"
        yield code, {"found": f"{start:%H:%M}–{end:%H:%M}", "hours": str(allowed), "site": visit.site.id}


def _begun(visit: Agreed) -> date:
    """The day whose hours it is: of a site that is open from 22:00 to 06:00, two in the morning is of the night before."""
    let_in = visit.site.visiting.hours
    if visit.hours is None or let_in is None or let_in.from_ < let_in.to:
        return visit.day
    start = visit.hours[0]
    return visit.day - timedelta(days=start.hour * 60 + start.minute < let_in.to)


def agreed_days_are_settled(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """Of what was agreed for a day that has passed a record tells how it went."""
    for visit in what_holds(definitions, schedules):
        if visit.record.date <= as_of and visit.day < as_of:
            yield told(visit, "agreed_passed", {"found": visit.day})


def hours_are_sound(definitions: Definitions, schedules: Schedules) -> Problems:
    """Hours have a length, sites let somebody in, and what they prefer is possible."""
    hours = definitions.company.planning.hours
    if hours.from_ == hours.to:
        keys: Keys = ("planning", "hours")
        yield Problem(code="hours_empty", file="definitions/company.yaml", keys=keys, params={"found": str(hours)})
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for index, site in enumerate(customer.sites):
            yield from _visiting(site.visiting, file, ("sites", index, "visiting"))
            yield from _preferred(site, file, ("sites", index, "preferred_weekdays"))


def _visiting(visiting: Visiting, file: str, keys: Keys) -> Problems:
    if (visiting.from_ is None) != (visiting.to is None):
        missing = "from" if visiting.from_ is None else "to"
        yield Problem(code="visiting_half", file=file, keys=keys, params={"found": missing})
    elif visiting.hours is not None and visiting.from_ == visiting.to:
        yield Problem(code="hours_empty", file=file, keys=keys, params={"found": str(visiting.hours)})


def _preferred(site: Site, file: str, keys: Keys) -> Problems:
    for index, weekday in enumerate(site.preferred_weekdays):
        if site.visiting.weekdays and weekday not in site.visiting.weekdays:
            params = {"found": weekday, "choices": site.visiting.weekdays}
            yield Problem(code="preferred_never", file=file, keys=(*keys, index), params=params, level="warning")


def tasks_go_together(definitions: Definitions) -> Problems:
    """What is to be apart from a task is another task, and no task asks for day and night at once."""
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        for index, other in enumerate(task.apart):
            keys: Keys = ("apart", index)
            yield from refer(definitions, "task", other, file, keys)
            if other == id_:
                yield Problem(code="apart_itself", file=file, keys=keys, params={"found": other})
        if task.conditions.daylight and task.conditions.closed_hours:
            yield Problem(code="day_and_night", file=file, keys=("conditions",))


def daylight_is_let_in(definitions: Definitions, schedules: Schedules) -> Problems:
    """Work that needs daylight is not for a site that lets people in at night alone."""
    by_product: Mapping[str, list[Task]] = {
        product: [task for task in definitions.tasks.values() if product in task.products and task.conditions.daylight]
        for product in definitions.products
    }
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for index, site in enumerate(customer.sites):
            hours = site.visiting.hours
            if hours is None or hours.overlaps(definitions.company.planning.hours):
                continue
            tasks = {task.id for asset in site.assets for task in by_product.get(asset.product, ())}
            for task in sorted(tasks):
                params = {"task": task, "hours": str(hours)}
                keys: Keys = ("sites", index, "visiting")
                yield Problem(code="daylight_at_night", file=file, keys=keys, params=params, level="warning")
