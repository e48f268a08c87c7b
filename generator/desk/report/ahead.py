"""What is to come: warranties that end, and courses that are to be taken again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.dates.intervals import Interval, add
from generator.desk.report.known import Known
from generator.due.milestones import warranties
from generator.model.people import Asset, Customer, Site, Technician
from generator.model.products import Warranty
from generator.model.services import Course

_AHEAD = Interval(months=3)


@dataclass(frozen=True, slots=True)
class Ending:
    """A warranty that ends, with its last day."""

    customer: Customer
    site: Site
    asset: Asset
    warranty: Warranty
    end: date


@dataclass(frozen=True, slots=True)
class Training:
    """A course that somebody is to take again by ``due``."""

    technician: Technician
    course: Course
    due: date


def ending(known: Known) -> list[Ending]:
    """The warranties that end within three months, the first first."""
    until = add(known.as_of, _AHEAD) or date.max
    listed = [
        Ending(customer, site, asset, state.warranty, state.end)
        for customer in known.schedules.customers.values()
        for site in customer.sites
        for asset in site.assets
        for state in warranties(known.definitions.products[asset.product], site, asset)
        if state.end is not None and known.as_of <= state.end <= until
    ]
    return sorted(listed, key=lambda entry: (entry.end, entry.customer.id, entry.asset.id, entry.warranty.id))


def training(known: Known) -> list[Training]:
    """The courses that technicians who work here are to take within three months, what is overdue among them."""
    until = add(known.as_of, _AHEAD) or date.max
    courses = known.definitions.entries.get("course", {})
    listed = []
    for technician in known.schedules.technicians.values():
        if not technician.employed.holds_on(known.as_of):
            continue
        for id_, last in technician.trained.items():
            course = courses.get(id_)
            if isinstance(course, Course) and course.every is not None:
                due = add(last, course.every) or date.max
                if due <= until:
                    listed.append(Training(technician, course, due))
    return sorted(listed, key=lambda entry: (entry.due, entry.technician.id, entry.course.id))
