"""What follows each service, or each time that a task was done, such as a call some days later: one cycle each.

Each is numbered by the day of what it follows, so that it keeps its number whatever else is recorded.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from generator.dates.intervals import Interval
from generator.due.along import Covering
from generator.due.fixed import within
from generator.due.items import Item, Occurrence
from generator.due.settle import is_at, settle_each
from generator.due.standing import Outlook, stands
from generator.due.terms import DueDate, Terms
from generator.model.anchors import Done
from generator.model.records import Record
from generator.model.rules import Rule
from generator.model.tasks import Revisions


def days_followed(
    item: Item, revisions: Revisions, of_site: Sequence[Record], visits: Container[str], larger: Covering
) -> list[date]:
    """The days, in order, of what a follow-up follows: services, which are the tasks ``visits``, or one task's completions.

    A service counts while the item is served; a task that was done just before as well, where that was recorded or told,
    and so do the tasks that do it as well, by ``larger``.
    """
    anchor = revisions[0][1].counts_from
    if not isinstance(anchor, Done):
        return [day for day in _days_of(of_site, visits) if day in item.served]
    here = [record for record in of_site if is_at(record, item) and record.date >= item.served.made]
    places = (item.asset, item.site)
    told = [place.last_done[anchor.task] for place in places if place is not None and anchor.task in place.last_done]
    return sorted({*_days_of(here, {anchor.task, *larger.get(anchor.task, ())}), *told[:1]})


def _days_of(records: Iterable[Record], tasks: Container[str]) -> list[date]:
    """The days on which one of ``tasks`` was completed, in order."""
    completed = (record for record in records if record.record == "completed")
    return sorted({record.date for record in completed if any(id_ in tasks for id_ in (record.task, *record.tasks))})


def follow_ups(
    item: Item, revisions: Revisions, days: Iterable[date], records: Sequence[Record], outlook: Outlook
) -> Iterator[Occurrence]:
    """One cycle for each of ``days``, by the rule of that day. ``records`` are the item's own, oldest first.

    None lies outside the service; one that lies in a pause is due after it.
    """
    series = [due for day in days if (due := _following(item, _terms_on(day, revisions), outlook)) is not None]
    settled = settle_each(series, records)
    for due in series:
        yield stands(item, due, settled, outlook.as_of)


def _following(item: Item, terms: Terms, outlook: Outlook) -> DueDate | None:
    due_dates, served = outlook.due_dates, item.served
    nominal = due_dates.first_day(terms)
    if nominal is None or not served.floor <= nominal <= served.until:
        return None
    day, by = served.lifted(nominal)
    if day > served.until or day >= outlook.end:
        return None
    due = due_dates.due(terms, int(f"{terms.anchor:%Y%m%d}"), 0, day, terms.anchor)
    return within(replace(due, lifted=by, by_rule=nominal if by else None), served)


def _terms_on(day: date, revisions: Revisions) -> Terms:
    """The revision in force on ``day``, the first one before any is; counted from that day."""
    in_force = [entry for entry in revisions if (entry[1].effective_from or date.min) <= day]
    index, rule = (in_force or revisions[:1])[-1]
    return _terms(index, rule, day)


def _terms(index: int, rule: Rule, day: date) -> Terms:
    return Terms(
        rule=index,
        anchor=day,
        counts_from=rule.counts_from,
        threshold=rule.threshold or Interval(),
        interval=None,
        invalid_date=rule.invalid_date,
        adjust=rule.adjust,
        early=rule.tolerance.early,
        late=rule.tolerance.late,
        period=rule.tolerance.period,
        expires=rule.expires,
    )
