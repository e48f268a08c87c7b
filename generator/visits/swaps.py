"""Somebody is not there on a day for which they were told: who takes what instead, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.model.people import Technician
from generator.model.schedules import Schedules
from generator.text.problems import Problem
from generator.visits.requests import Placed
from generator.visits.visit import Published


def away_on(technicians: Mapping[str, Technician], old: Published) -> tuple[str, ...]:
    """Those for whom a visit was told and who are not there on its day."""
    return tuple(id_ for id_ in old.technicians if id_ not in technicians or not technicians[id_].minutes_on(old.day))


def marked(visit: Placed, technicians: Mapping[str, Technician]) -> Placed:
    """``visit``, which says so where somebody who is away was to make it, and it is another now."""
    old = visit.of.old
    # Most are as they were told, and that is soon seen.
    if old is None or visit.of.unconfirmed or not _is_another(visit, old) or not away_on(technicians, old):
        return visit
    return visit._replace(is_swapped=True)


def _is_another(visit: Placed, old: Published) -> bool:
    """True where somebody else goes, on another day, or nobody."""
    told = old.technicians
    return bool(visit.reason) or visit.day != old.day or (visit.crew != told and set(visit.crew) != set(told))


def swaps(visits: Iterable[Placed], schedules: Schedules) -> Iterator[Problem]:
    """A note of each visit that somebody who is away was to make: who takes it, on which day, or that it stays open.

    What was agreed with them by name stays as it is, and is told as long as they are away then.
    """
    for visit in visits:
        told = _told_for(visit)
        away = away_on(schedules.technicians, told) if told is not None else ()
        if told is None or not away:
            continue
        customer, site = visit.of.place
        place = schedules.places.get(("technician", away[0])) or schedules.places["customer", customer]
        params: dict[str, object] = {
            "found": _names(away, schedules),
            "date": told.day,
            "customer": customer,
            "site": site,
            "other": _names(visit.crew, schedules),
            "day": visit.day,
        }
        code = "swap_open" if visit.reason else "swap_person" if visit.day == told.day else "swap_day"
        if not visit.is_swapped:
            code = "swap_agreed"
        if visit.reason:
            params |= {"reason": visit.reason, "people": visit.wanted, "there": visit.there}
        yield Problem(code=code, file=place.file, keys=place.keys, level="note", params=params, unquoted=True)


def _names(technicians: Iterable[str], schedules: Schedules) -> tuple[str, ...]:
    """What technicians are called; who is not there any more by id."""
    known = schedules.technicians
    return tuple(known[id_].name if id_ in known else id_ for id_ in technicians)


def _told_for(visit: Placed) -> Published | None:
    """The visit as it was told, or agreed while its day is to come; None for one of which no time was agreed."""
    if visit.is_swapped:
        return visit.of.old
    if not visit.of.has_appointment or visit.of.unconfirmed:
        return None
    return Published(visit.of.uid, (), visit.day, visit.technician, visit.crew[1:])
