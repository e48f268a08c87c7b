"""What the rules of tasks are for: the items of each customer's sites, and the company's own."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace

from generator.due.items import Item
from generator.due.milestones import NO_GROUNDS, Grounds, grounds_of_asset, grounds_of_site
from generator.due.service import Served, served
from generator.model.definitions import Definitions
from generator.model.people import Asset, Site
from generator.model.products import Product
from generator.model.schedules import Schedules, agreed_tasks
from generator.model.tasks import Revisions, Task, revisions_of, with_own


class Items:
    """What the rules of ``tasks`` are for, each with the revisions of its rule and what they count from."""

    def __init__(self, definitions: Definitions, tasks: Sequence[Task]) -> None:
        self._definitions = definitions
        self._rules = {task.id: revisions_of(task) for task in tasks}
        self._tasks_of = {
            product: [task for task in tasks if product in task.products] for product in definitions.products
        }
        self._own = [task for task in tasks if task.scope == "company"]

    def of(
        self,
        schedules: Schedules,
        of: Container[str] | None = None,
        only: Container[str] | None = None,
        *,
        own: bool = True,
    ) -> Iterator[tuple[Item, Revisions, Grounds]]:
        """Customers' items, then, with ``own``, the company's own.

        ``of`` these customers and ``only`` these tasks, by id, where they are named.
        """
        definitions = self._definitions
        for customer in schedules.customers.values():
            if of is not None and customer.id not in of:
                continue
            agreed = agreed_tasks(definitions.company, customer)
            for site in customer.sites:
                for assets, given, grounds in _work(definitions.products, self._tasks_of, site):
                    if (agreed is not None and given.id not in agreed) or (only is not None and given.id not in only):
                        continue
                    whole = given.scope == "site"
                    service = served(definitions, customer, site, given, assets, grounds.days, whole=whole)
                    if service is None:
                        continue
                    asset = None if whole else assets[0]
                    theirs = asset.rules.get(given.id) if asset is not None else None
                    task = with_own(given, theirs) if theirs is not None else given
                    for name, revisions in (self._rules[task.id] if theirs is None else revisions_of(task)).items():
                        yield Item(customer, site, asset, task, name, _begins(service, revisions)), revisions, grounds
        for task in self._own if own else ():
            if only is None or task.id in only:
                for name, revisions in self._rules[task.id].items():
                    yield Item(None, None, None, task, name), revisions, NO_GROUNDS


def _begins(service: Served, revisions: Revisions) -> Served:
    """The service as a rule has it whose first revision itself begins with a day: before it nothing is asked for."""
    since = revisions[0][1].effective_from
    return service if since is None or since <= service.floor else replace(service, floor=since)


def _work(
    products: Mapping[str, Product], tasks_of: Mapping[str, Sequence[Task]], site: Site
) -> Iterator[tuple[Sequence[Asset], Task, Grounds]]:
    """The tasks of each asset, and once each those of the whole site with all the assets that they serve."""
    of_site: dict[str, Task] = {}
    for asset in site.assets:
        grounds = grounds_of_asset(products, site, asset)
        for task in tasks_of.get(asset.product, ()):
            if task.id in asset.without:
                continue
            if task.scope == "site":
                of_site[task.id] = task
            elif task.scope == "asset":
                yield (asset,), task, grounds
    for task in of_site.values():
        assets = [asset for asset in site.assets if asset.product in task.products and task.id not in asset.without]
        yield assets, task, grounds_of_site(products, site, assets)
