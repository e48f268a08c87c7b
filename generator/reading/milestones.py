"""Checks of milestones: those that rules count from are there, and their dates go together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.milestones import Days, grounds_of_asset, milestone_behind, milestones
from generator.model.anchors import Anchor, FixedDate, MilestoneName, WarrantyEnd
from generator.model.company import Company
from generator.model.definition import Condition
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.rules import Rule
from generator.model.schedules import Schedules, agreed_tasks, condition_of
from generator.model.tasks import Task, keyed_rules, with_own
from generator.reading.records import Done, done_days
from generator.reading.rules import falls_never
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike


def assets_have_what_rules_need(definitions: Definitions, schedules: Schedules) -> Problems:
    """Each asset has the warranties and conditions from which its tasks are scheduled, and its site the milestones."""
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for i, site in enumerate(customer.sites):
            missing: dict[MilestoneName, set[str]] = {}
            for j, asset in enumerate(site.assets):
                keys: Keys = ("sites", i, "assets", j)
                unset: dict[Condition, set[str]] = {}
                for task in _tasks_of(definitions, customer, asset):
                    for code, params in _needs(definitions, customer, site, asset, task):
                        yield Problem(code=code, file=file, keys=keys, params=params)
                    for condition in _unset(definitions, customer, site, asset, task):
                        unset.setdefault(condition, set()).add(task.id)
                    for name in _missing_milestones(definitions, site, asset, task):
                        missing.setdefault(name, set()).add(task.id)
                for condition, tasks in sorted(unset.items()):
                    told = {"condition": condition, "tasks": sorted(tasks)}
                    yield Problem(code="missing_condition", file=file, keys=keys, params=told)
            at: Keys = ("sites", i) if site.milestones is None else ("sites", i, "milestones")
            for name, tasks in sorted(missing.items()):
                needed = {"milestone": name, "tasks": sorted(tasks)}
                yield Problem(code="missing_milestone", file=file, keys=at, at_key=True, params=needed)


def _tasks_of(definitions: Definitions, customer: Customer, asset: Asset) -> Iterator[Task]:
    """The tasks that were agreed for an asset, with its own rules."""
    agreed = agreed_tasks(definitions.company, customer)
    for task in definitions.tasks_of(asset.product):
        if task.id not in asset.without and (agreed is None or task.id in agreed):
            own = asset.rules.get(task.id)
            yield with_own(task, own) if own is not None else task


def _needs(
    definitions: Definitions, customer: Customer, site: Site, asset: Asset, task: Task
) -> Iterator[tuple[str, dict[str, object]]]:
    """What an asset lacks or has amiss for one of its tasks: the problem's code, and what it tells."""
    product = definitions.products.get(asset.product)
    for _, rule in keyed_rules(task):
        for anchor in _anchors_of(rule):
            if isinstance(anchor, WarrantyEnd) and product is not None:
                ids = [warranty.id for warranty in product.warranty]
                if anchor.warranty not in ids:
                    slip = anchor.warranty
                    yield "no_such_warranty", {"product": product.id, "found": slip, "nearest": alike(slip, ids)}
        for condition in rule.interval_by or {}:
            given = condition_of(definitions.company, condition, customer, site, asset)
            for _, value in given.placed() if given is not None else ():
                is_known = value in _values_of(definitions.company, condition)  # a slip is told where it stands
                if is_known and value not in (rule.interval_by or {})[condition]:
                    yield "unlisted_condition", {"task": task.id, "condition": condition, "found": value}


def _unset(definitions: Definitions, customer: Customer, site: Site, asset: Asset, task: Task) -> Iterator[Condition]:
    """The conditions by which a task's interval goes and that the asset does not give."""
    for _, rule in keyed_rules(task):
        for condition in rule.interval_by or {}:
            is_given = condition_of(definitions.company, condition, customer, site, asset) is not None
            if condition in ("traffic", "setting") and not is_given:
                yield condition


def _missing_milestones(definitions: Definitions, site: Site, asset: Asset, task: Task) -> Iterator[MilestoneName]:
    """The milestones that a task counts from and that neither the asset nor its site has."""
    product = definitions.products.get(asset.product)
    mentioned = milestones(site, asset)
    for _, rule in keyed_rules(task):
        for anchor in _anchors_of(rule):
            name = milestone_behind(anchor, product)
            if name is not None and name not in mentioned:
                yield name


def milestones_of(definitions: Definitions, product_id: str) -> set[MilestoneName]:
    """The milestones from which the tasks of a product count."""
    product = definitions.products.get(product_id)
    rules = [rule for task in definitions.tasks_of(product_id) for _, rule in keyed_rules(task)]
    behind = [milestone_behind(anchor, product) for rule in rules for anchor in _anchors_of(rule)]
    return {name for name in behind if name is not None}


def _values_of(company: Company, condition: Condition) -> Container[str]:
    """The company's own words for a condition."""
    tables: Mapping[Condition, Container[str]] = {
        "traffic": company.traffic, "tier": company.tiers, "exposure": company.exposures, "setting": company.settings,
    }  # fmt: skip
    return tables[condition]


def _anchors_of(rule: Rule) -> Iterator[Anchor]:
    """What a rule counts from, and to."""
    if not rule.is_only_raised:
        yield rule.counts_from
    if rule.until is not None and not isinstance(rule.until, Interval):
        yield rule.until


def rules_fall_due_some_day(definitions: Definitions, schedules: Schedules) -> Problems:
    """No rule of an asset has only dates that do not exist, such as three months after 31 August."""
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for i, site in enumerate(customer.sites):
            for j, asset in enumerate(site.assets):
                grounds = grounds_of_asset(definitions.products, site, asset)
                for task in _tasks_of(definitions, customer, asset):
                    for _, rule in keyed_rules(task):
                        day = grounds.day_of(rule.counts_from)
                        if day is None or isinstance(rule.counts_from, FixedDate) or not falls_never(rule, day):
                            continue
                        keys: Keys = ("sites", i, "assets", j)
                        params = {"task": task.id, "found": day}
                        code = "never_due_here"
                        yield Problem(code=code, file=file, keys=keys, params=params, level="warning")


def milestones_are_plausible(definitions: Definitions, schedules: Schedules) -> Problems:
    """A site's milestones lie in order within ten years, and none after work that counts from it."""
    done = done_days(definitions, schedules)
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for i, site in enumerate(customer.sites):
            keys: Keys = ("sites", i)
            own = [asset.milestones or {} for asset in site.assets]
            on_asset = [done.get((id_, site.id, asset.id), []) for asset in site.assets]
            # what was done on an asset speaks of the site's milestone only where the asset has none of its own
            on_site = [told for days, all_ in zip(own, on_asset, strict=True) for told in all_ if told[0] not in days]
            yield from _implausible(file, keys, site.milestones or {}, on_site)
            for j, (days, all_) in enumerate(zip(own, on_asset, strict=True)):
                made = min((day for day in (days.get("installed"), days.get("acceptance")) if day), default=date.min)
                of_this = [told for told in all_ if told[2] >= made]  # what it replaced has a history of its own
                yield from _implausible(file, (*keys, "assets", j), days, of_this)


# What comes about before what; who moves in before it is accepted has a slip in one of the two.
_IN_ORDER: tuple[tuple[MilestoneName, MilestoneName], ...] = (("installed", "acceptance"), ("acceptance", "move_in"))
_TAKEN_ON: MilestoneName = "contract_start"  # an old building may be taken on at any time


def _implausible(file: str, keys: Keys, days: Days, done: Iterable[Done]) -> Problems:
    dated = {name: day for name, day in days.items() if day is not None}
    if not dated:
        return
    first = min(dated, key=lambda name: dated[name])
    limit = add(dated[first], Interval(months=120)) or date.max
    against: dict[MilestoneName, tuple[str, date]] = {
        name: (first, dated[first]) for name, day in dated.items() if day > limit and name != _TAKEN_ON
    }
    for name, later in _IN_ORDER:
        if name in dated and later in dated and dated[later] < dated[name]:
            against.setdefault(name, (later, dated[later]))
    for name, task, day in done:
        if name in dated and dated[name] > day:
            against.setdefault(name, (task, day))
    for name, (other, day) in against.items():
        params = {"milestone": name, "found": dated[name], "other": other, "day": day}
        at = (*keys, "milestones", name)
        yield Problem(code="milestone_implausible", file=file, keys=at, params=params, level="warning")
