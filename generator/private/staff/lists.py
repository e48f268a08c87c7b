"""The list of a region's team, and that of the company's dispatch. No work orders stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from generator.private.holders import Holder
from generator.private.reader import Reader
from generator.private.staff.late import LateWork, late_work
from generator.private.staff.listed import Listed
from generator.private.staff.stops import Stop
from generator.private.staff.weeks import weeks_of
from generator.private.subscription import Subscription


@dataclass(frozen=True, slots=True)
class ListPage:
    """The view of ``private/list.html.j2``: what is not yet confirmed, what is overdue, and ``visits``."""

    title: str
    unconfirmed: tuple[Stop, ...]
    overdue: tuple[LateWork, ...]
    heading: str
    visits: tuple[Stop, ...]
    subscription: Subscription


def list_page(holder: Holder, listed: Sequence[Listed], subscription: Subscription, reader: Reader) -> ListPage:
    """A region's next two weeks; for dispatch, what has nobody."""
    words = reader.words
    still_open = [one for one in listed if one.is_open]
    if holder.kind == "region":
        title, heading = reader.company.regions[holder.id].name.of(reader.language), words["work_two_weeks"]
        end = weeks_of(reader.as_of)[1].end
        shown = [one for one in still_open if one.day < end and not one.state]
    else:
        title, heading = words["work_dispatch"], words["work_unassigned"]
        shown = [one for one in still_open if one.is_lacking]
    unconfirmed = sorted((one for one in still_open if one.unconfirmed), key=lambda one: (one.day, one.uid))
    return ListPage(
        title=title,
        unconfirmed=_stops(unconfirmed),
        overdue=late_work(late for one in still_open for late in one.late),
        heading=heading,
        visits=_stops(shown),
        subscription=subscription,
    )


def _stops(listed: Iterable[Listed]) -> tuple[Stop, ...]:
    return tuple(one.stop for one in listed if one.stop is not None)
