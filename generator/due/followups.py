"""What follows each service that was done, such as a call some days later: one cycle each, numbered by its day."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.items import Item, Occurrence
from generator.due.settle import settle_each
from generator.due.standing import Outlook, stands
from generator.due.terms import DueDate, Terms
from generator.model.anchors import ServiceDone
from generator.model.records import Record
from generator.model.tasks import Revisions


def service_days(records: Iterable[Record], visits: Container[str]) -> list[date]:
    """The days on which one of the tasks ``visits`` was completed, in order."""
    completed = (record for record in records if record.record == "completed")
    return sorted({record.date for record in completed if any(id_ in visits for id_ in (record.task, *record.tasks))})


def follow_ups(
    item: Item, revisions: Revisions, services: Iterable[date], records: Sequence[Record], outlook: Outlook
) -> Iterator[Occurrence]:
    """One cycle for each day of a service, by the rule of that day. ``records`` are the item's own, oldest first."""
    series: list[DueDate] = []
    for day in services:
        terms = _terms_on(day, revisions)
        nominal = add(day, terms.threshold, terms.invalid_date)
        if nominal is not None and nominal < outlook.end:
            series.append(outlook.due_dates.due(terms, int(f"{day:%Y%m%d}"), 0, nominal, day))
    settled = settle_each(series, records)
    for due in series:
        yield stands(item, due, settled, outlook.as_of)


def _terms_on(day: date, revisions: Revisions) -> Terms:
    """The revision in force on ``day``, the first one before any is; counted from that day."""
    in_force = [entry for entry in revisions if (entry[1].effective_from or date.min) <= day]
    index, rule = (in_force or revisions[:1])[-1]
    return Terms(
        rule=index,
        anchor=day,
        counts_from=ServiceDone(),
        threshold=rule.threshold or Interval(),
        interval=None,
        invalid_date=rule.invalid_date,
        adjust=rule.adjust,
        early=rule.tolerance.early,
        late=rule.tolerance.late,
        expires=rule.expires,
    )
