"""What follows each service, or each time that a task was done, such as a call some days later: one cycle each.

Each is numbered by the day of what it follows, so that it keeps its number whatever else is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from generator.due.along import Covering
from generator.due.fixed import within
from generator.due.items import Item, Occurrence
from generator.due.recorded import Place, Recorded, days_done
from generator.due.settle import UNSETTLED, is_at, settle_each
from generator.due.standing import Outlook, standing
from generator.due.terms import DueDate
from generator.model.anchors import Done
from generator.model.records import Record
from generator.model.rules import Rule
from generator.model.tasks import Revisions


def days_followed(
    item: Item, revisions: Revisions, recorded: Recorded, place: Place, larger: Covering
) -> Sequence[date]:
    """The days, in order, of what a follow-up at ``place`` follows: services, or one task's completions.

    A service counts while the item is served; a task that was done just before as well, where that was recorded or told,
    and so do the tasks that do it as well, by ``larger``.
    """
    anchor = revisions[0][1].counts_from
    if not isinstance(anchor, Done):
        return [day for day in recorded.services(place) if day in item.served]
    made, followed = item.served.made, (anchor.task, *larger.get(anchor.task, ()))
    there = (record for task in followed for record in recorded.of_task(place, task))
    here = (record for record in there if is_at(record, item) and record.date >= made)
    places = (item.asset, item.site)
    told = [place.last_done[anchor.task] for place in places if place is not None and anchor.task in place.last_done]
    return sorted({*days_done(here), *told[:1]})


def follow_ups(
    item: Item, revisions: Revisions, days: Iterable[date], records: Sequence[Record], outlook: Outlook
) -> list[Occurrence]:
    """One cycle for each of ``days``, by the rule of that day. ``records`` are the item's own, oldest first.

    None lies outside the service; one that lies in a pause is due after it.
    """
    series = [due for day in days if (due := _following(item, day, revisions, outlook)) is not None]
    settled = settle_each(series, records) if records else UNSETTLED
    return standing(item, series, settled, outlook.as_of, alone=True)


def _following(item: Item, anchor: date, revisions: Revisions, outlook: Outlook) -> DueDate | None:
    """The cycle that follows what was done on ``anchor``."""
    served, (index, rule) = item.served, _on(anchor, revisions)
    due = outlook.due_dates.follow_up(index, rule, anchor)
    if due is None or not served.floor <= due.nominal <= served.until:
        return None
    day, by = served.lifted(due.nominal)
    if day > served.until or day >= outlook.end:
        return None
    if by:
        later = outlook.due_dates.due(due.terms, due.cycle, 0, day, anchor)
        due = later._replace(lifted=by, by_rule=due.nominal)
    return within(due, served)


def _on(day: date, revisions: Revisions) -> tuple[int, Rule]:
    """The revision in force on ``day``, the first one before any is."""
    if len(revisions) == 1:
        return revisions[0]
    in_force = [entry for entry in revisions if (entry[1].effective_from or date.min) <= day]
    return (in_force or revisions[:1])[-1]
