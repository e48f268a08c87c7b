"""What the others have to know of a customer's draft: whom it asks for, and what was done by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from generator.dates.intervals import add
from generator.model.company import Planning
from generator.model.definition import ATTENDED
from generator.visits.drafting import Drafted
from generator.visits.requests import Place, Request, is_asked, request_of
from generator.visits.visit import Visit


class Made(NamedTuple):
    """A visit, or a call, that was made or left out."""

    uid: str
    place: Place
    region: str
    day: date
    technicians: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The visits of a draft that are asked for, and those that were ``made``; the numbers of records that do nothing.

    ``named`` are the UIDs that were given to visits which nobody was told of.
    """

    requests: Sequence[Request]
    made: Sequence[Made]
    idle: tuple[int, ...]
    named: tuple[str, ...] = ()


def outline_of(drafted: Drafted, as_of: date, planning: Planning, choosy: frozenset[str]) -> Outline:
    """The outline of a draft; ``choosy`` tasks do not go with every other."""
    before = {old.uid: old for old in drafted.before}
    requests, made = [], []
    for visit in drafted.visits:
        if is_asked(visit):
            old = before.get(visit.uid)
            requests.append(request_of(visit, old, planning, choosy, is_announced=is_announced(visit, as_of)))
        elif visit.channel in ATTENDED:
            place = visit.customer.id, visit.site.id
            made.append(Made(visit.uid, place, visit.site.region, visit.day, visit.technicians))
    named = tuple(visit.uid for visit in drafted.visits if visit.uid not in before)
    return Outline(requests, made, drafted.idle, named)


def is_announced(visit: Visit, as_of: date) -> bool:
    """True for a visit whose lead has begun, for some of its work, on ``as_of``; and for one that is over."""
    for occurrence in visit.occurrences:
        if occurrence.due is None or occurrence.closed is not None:
            return True
        lead = occurrence.item.task.schedule[occurrence.due.terms.rule].lead
        if lead is None or (add(occurrence.due.day, lead * -1) or date.min) <= as_of:
            return True
    return False
