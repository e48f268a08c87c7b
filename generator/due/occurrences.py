"""Tasks × assets × records to occurrences: what falls due where, and how it stands.

An occurrence is one cycle of one task on one asset. Records close cycles, move them or fix an appointment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from generator.due.duedates import DueDates
from generator.due.fixed import fixed
from generator.due.floating import floating
from generator.due.followups import follow_ups, service_days
from generator.due.items import Item, Occurrence
from generator.due.milestones import NO_GROUNDS, Grounds, grounds_of_asset, grounds_of_site
from generator.due.resolve import resolve
from generator.due.settle import concerns
from generator.due.standing import Outlook
from generator.due.terms import Terms
from generator.model.company import Company
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.products import Product
from generator.model.records import Record
from generator.model.schedules import Schedules, condition_of
from generator.model.tasks import Revisions, Task, revisions_of
from generator.model.voids import in_force


def occurrences(
    definitions: Definitions, schedules: Schedules, as_of: date, end: date, tasks: Iterable[Task] | None = None
) -> list[Occurrence]:
    """Every occurrence with a nominal date before ``end``, as it stands on ``as_of``, by item and cycle.

    Of ``tasks`` alone, where they are given. Records after ``as_of`` are not known yet. All history is given, from each
    item's first cycle on.
    """
    chosen = tuple(definitions.tasks.values() if tasks is None else tasks)
    visits = frozenset(task.id for task in chosen if task.channel == "onsite")
    outlook = Outlook(DueDates(definitions.workdays), as_of, end)
    records = _records_by_site(schedules, as_of)
    listed: list[Occurrence] = []
    for item, revisions, grounds in _items(definitions, schedules, chosen):
        of_site = records.get((item.customer.id, item.site.id) if item.customer and item.site else ("", ""), [])
        of_item = [record for record in of_site if concerns(record, item)]
        if revisions[0][1].follows_service:
            listed += follow_ups(item, revisions, service_days(of_site, visits), of_item, outlook)
        else:
            listed += _of_rule(definitions, item, revisions, grounds, of_item, outlook)
    return listed


def _records_by_site(schedules: Schedules, as_of: date) -> Mapping[tuple[str, str], list[Record]]:
    """The records that are known on ``as_of`` and stand, by customer and site, oldest first; the company's own by ""."""
    records: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in in_force((record for _, record in schedules.records), as_of):
        records[record.customer, record.site].append(record)
    return records


def _items(
    definitions: Definitions, schedules: Schedules, tasks: Sequence[Task]
) -> Iterator[tuple[Item, Revisions, Grounds]]:
    """Every item, with the revisions of its rule and what they count from: customers' ones, then the company's own."""
    rules = {task.id: revisions_of(task) for task in tasks}
    tasks_of = {product: [task for task in tasks if product in task.products] for product in definitions.products}
    for customer in schedules.customers.values():
        for site in customer.sites:
            for asset, task, grounds in _work(definitions.products, tasks_of, site):
                if _applies(definitions.company, task, customer, site, asset):
                    for name, revisions in rules[task.id].items():
                        yield Item(customer, site, asset, task, name), revisions, grounds
    for task in tasks:
        if task.scope == "company":
            for name, revisions in rules[task.id].items():
                yield Item(None, None, None, task, name), revisions, NO_GROUNDS


def _work(
    products: Mapping[str, Product], tasks_of: Mapping[str, Sequence[Task]], site: Site
) -> Iterator[tuple[Asset | None, Task, Grounds]]:
    """The tasks of each asset, and once each those of the whole site."""
    of_site: dict[str, Task] = {}
    for asset in site.assets:
        grounds = grounds_of_asset(products, site, asset)
        for task in tasks_of.get(asset.product, ()):
            if task.scope == "site":
                of_site[task.id] = task
            elif task.scope == "asset":
                yield asset, task, grounds
    for task in of_site.values():
        served = [asset for asset in site.assets if asset.product in task.products]
        yield None, task, grounds_of_site(products, site, served)


def _applies(company: Company, task: Task, customer: Customer, site: Site, asset: Asset | None) -> bool:
    wanted = task.applies_to or {}
    given = {condition: condition_of(company, condition, customer, site, asset) for condition in wanted}
    return all(
        (held := given[condition]) is not None and held.on(date.max) in values for condition, values in wanted.items()
    )


def _of_rule(
    definitions: Definitions,
    item: Item,
    revisions: Revisions,
    grounds: Grounds,
    records: Sequence[Record],
    outlook: Outlook,
) -> Iterable[Occurrence]:
    """The occurrences of an item whose rule has dates of its own."""
    terms: list[Terms] = []
    waiting: list[Occurrence] = []
    for number, (index, rule) in enumerate(revisions, 1):
        resolved = resolve(definitions, item, grounds, rule, index=index, revision=number)
        if isinstance(resolved, Terms):
            terms.append(resolved)
        elif resolved is not None:  # what was before this revision stays; what it would bring waits
            waiting.append(Occurrence(item, None, "waiting", waiting_for=resolved))
            outlook = replace(outlook, end=min(outlook.end, rule.effective_from or date.min))
            break
    basis = revisions[-1][1].basis
    if not terms:
        return waiting
    if basis == "fixed":
        return chain(waiting, fixed(item, tuple(terms), records, outlook))
    return chain(waiting, floating(item, terms, records, outlook, keeps_grid=basis == "window"))
