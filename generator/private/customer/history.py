"""What was done at a customer's sites and what was left out, from the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.due.incidents import INCIDENT, IncidentTask
from generator.model.people import Customer, Site
from generator.model.records import Record
from generator.model.tasks import Task
from generator.model.voids import in_force
from generator.private.reader import Reader
from generator.telling.days import spoken_day
from generator.visits.visit import Visit

# So many records (calls aside) are shown at once; all of them open on request.
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class DoneWork:
    """The tasks that were recorded for one asset; without a name, for none of those that the site still has."""

    asset: str
    tasks: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What was recorded of one site on one day. ``site`` is empty unless the customer has several.

    ``notes`` are what was written for the customer; what staff noted for themselves is not among them.
    """

    day: date
    spoken: str
    is_done: bool
    is_call: bool
    site: str
    work: tuple[DoneWork, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class History:
    """The latest first: what is shown at once, and what opens on request."""

    shown: tuple[Entry, ...]
    older: tuple[Entry, ...]


def records_by_customer(records: Iterable[Record], as_of: date) -> Mapping[str, Sequence[Record]]:
    """What was done and skipped up to ``as_of`` and was not taken back; nothing for a customer of whom nothing is known.

    A step of an incident at which somebody was there, or all was done, is work that was done for it.
    """
    by_customer: dict[str, list[Record]] = defaultdict(list)
    for record in in_force(records, as_of):
        if record.record in ("completed", "skipped"):
            by_customer[record.customer].append(record)
        elif record.incident is not None and (record.incident.arrived or record.incident.done):
            done = replace(record, record="completed", task=f"{INCIDENT}{record.incident.id}")
            by_customer[record.customer].append(done)
    return by_customer


def incident_tasks(visits: Iterable[Visit]) -> Mapping[str, Task]:
    """The incidents that somebody came for, as tasks by their ids."""
    tasks = (occurrence.item.task for visit in visits for occurrence in visit.occurrences)
    return {task.id: task for task in tasks if isinstance(task, IncidentTask)}


def history_of(customer: Customer, records: Iterable[Record], tasks: Mapping[str, Task], reader: Reader) -> History:
    """The customer's ``records`` as the page tells them; of incidents those that are among the ``tasks``."""
    known = [record for record in records if record.incident is None or record.task in tasks]
    entries = tuple(_entries(customer, known, tasks, reader))
    visits = [index for index, entry in enumerate(entries, 1) if not entry.is_call or entry.notes]
    shown = min([*visits[_SHOWN - 1 :], 2 * _SHOWN, len(entries)])
    return History(entries[:shown], entries[shown:])


def _entries(
    customer: Customer, records: Iterable[Record], tasks: Mapping[str, Task], reader: Reader
) -> Iterator[Entry]:
    sites = {site.id: site for site in customer.sites}
    days: dict[tuple[date, str, str], list[Record]] = defaultdict(list)
    for record in records:
        days[record.date, record.site, record.record].append(record)
    for (day, site_id, kind), together in sorted(days.items(), key=lambda entry: entry[0], reverse=True):
        site = sites.get(site_id)
        channels = {task.channel for record in together for task in _tasks(record, tasks)}
        yield Entry(
            day=day,
            spoken=spoken_day(day, reader.words, reader.as_of),
            is_done=kind == "completed",
            is_call=channels == {"phone"},
            site=site.name if len(sites) > 1 and site is not None else "",
            work=tuple(_work(site, together, tasks, reader)),
            notes=tuple(dict.fromkeys(record.told for record in together if record.told)),
        )


def _work(
    site: Site | None, records: Iterable[Record], tasks: Mapping[str, Task], reader: Reader
) -> Iterator[DoneWork]:
    assets = {asset.id: asset.name for asset in site.assets} if site is not None else {}
    done: dict[str, list[Task]] = defaultdict(list)
    for record in records:
        for task in _tasks(record, tasks):
            done[assets.get(record.asset or "", "")].append(task)
    for asset, of_asset in done.items():
        yield DoneWork(asset, reader.listed(tuple([task.name for task in of_asset])))


def _tasks(record: Record, tasks: Mapping[str, Task]) -> Iterator[Task]:
    """The tasks that a record names and that are still defined."""
    for id_ in (record.task, *record.tasks):
        if id_ is not None and id_ in tasks:
            yield tasks[id_]
