"""The list of a region's team, and that of the company's dispatch. No work orders stand in them."""

from __future__ import annotations

from dataclasses import dataclass

from generator.private.holders import Holder
from generator.private.reader import Reader
from generator.private.staff.late import LateWork, late_work
from generator.private.staff.stops import Stop, stop_of, unconfirmed_stops
from generator.private.staff.weeks import weeks_of
from generator.private.subscription import Subscription
from generator.visits.visit import state_of


@dataclass(frozen=True, slots=True)
class ListPage:
    """The view of ``private/list.html.j2``: what is not yet confirmed, what is overdue, and ``visits``."""

    title: str
    unconfirmed: tuple[Stop, ...]
    overdue: tuple[LateWork, ...]
    heading: str
    visits: tuple[Stop, ...]
    subscription: Subscription


def list_page(holder: Holder, subscription: Subscription, reader: Reader) -> ListPage:
    """A region's next two weeks; for dispatch, what has nobody."""
    words = reader.words
    still_open = [visit for visit in holder.visits if visit.is_open]
    if holder.kind == "region":
        title, heading = reader.company.regions[holder.id].name.of(reader.language), words["work_two_weeks"]
        end = weeks_of(reader.as_of)[1].end
        shown = [visit for visit in still_open if visit.day < end and not state_of(visit)]
    else:
        title, heading = words["work_dispatch"], words["work_unassigned"]
        shown = [visit for visit in still_open if visit.reason]
    return ListPage(
        title=title,
        unconfirmed=unconfirmed_stops(still_open, reader),
        overdue=late_work(still_open, reader),
        heading=heading,
        visits=tuple(stop_of(visit, reader) for visit in shown),
        subscription=subscription,
    )
