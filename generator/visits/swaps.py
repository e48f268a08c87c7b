"""Somebody is not there on a day for which they were told: who takes what instead, and what stays open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.model.people import Technician
from generator.model.schedules import Schedules
from generator.text.problems import Problem
from generator.visits.visit import Published, Visit


def away_on(technicians: Mapping[str, Technician], old: Published) -> tuple[str, ...]:
    """Those for whom a visit was told and who are not there on its day."""
    return tuple(id_ for id_ in old.technicians if id_ not in technicians or not technicians[id_].minutes_on(old.day))


def with_swaps(
    visits: Iterable[Visit], published: Sequence[Published], technicians: Mapping[str, Technician]
) -> list[Visit]:
    """The visits; those that somebody who is away was to make say for whom, and which day, they were told."""
    swapped = {old.uid: old for old in published if away_on(technicians, old)}
    return [
        replace(visit, swapped=swapped[visit.uid])
        if visit.uid in swapped and visit.is_open and not visit.unconfirmed and _is_another(visit, swapped[visit.uid])
        else visit
        for visit in visits
    ]


def _is_another(visit: Visit, old: Published) -> bool:
    """True where somebody else goes, on another day, or nobody."""
    return bool(visit.reason) or visit.day != old.day or set(visit.technicians) != set(old.technicians)


def swaps(visits: Iterable[Visit], schedules: Schedules) -> Iterator[Problem]:
    """A note of each visit that somebody who is away was to make: who takes it, on which day, or that it stays open.

    What was agreed with them by name stays as it is, and is told as long as they are away then.
    """
    for visit in visits:
        old = visit.swapped or _agreed_with(visit)
        away = away_on(schedules.technicians, old) if old is not None else ()
        if old is None or not away:
            continue
        place = schedules.places.get(("technician", away[0])) or schedules.places["customer", visit.customer.id]
        params: dict[str, object] = {
            "found": ", ".join(away),
            "date": old.day,
            "customer": visit.customer.id,
            "site": visit.site.id,
            "other": ", ".join(visit.technicians),
            "day": visit.day,
        }
        code = "swap_open" if visit.reason else "swap_person" if visit.day == old.day else "swap_day"
        if visit.swapped is None:
            code = "swap_agreed"
        if visit.reason:
            params |= {"reason": visit.reason, "people": visit.wanted, "there": visit.there}
        yield Problem(code=code, file=place.file, keys=place.keys, level="note", params=params, unquoted=True)


def _agreed_with(visit: Visit) -> Published | None:
    """The visit as it was agreed, while its day is to come; None for one of which no time was agreed."""
    if visit.appointment is None or not visit.is_open or visit.unconfirmed:
        return None
    return Published(visit.uid, (), visit.day, visit.technician, visit.others)
