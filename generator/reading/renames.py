"""What still says an old id is read as if it said today's: records without a word, everything else with a warning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from generator.model.anchors import Done
from generator.model.definition import AboutProducts, Placed
from generator.model.definitions import Definitions
from generator.model.forgotten import digest_of
from generator.model.people import Asset, Customer, Site
from generator.model.records import Record
from generator.model.renames import Renames, renames_of
from generator.model.rules import OwnRule, Rule
from generator.model.schedules import Schedules
from generator.model.tasks import Task, keyed_rules
from generator.model.voids import taken_back
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

T = TypeVar("T")
RuleT = TypeVar("RuleT", Rule, OwnRule)
ThingT = TypeVar("ThingT", bound=AboutProducts)


class _Notes:
    """The warnings about one file."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def called_now(self, names: Mapping[str, str], kind: str, written: str, keys: Keys, *, at_key: bool = False) -> str:
        """Today's id of ``written``; a warning where that is another one."""
        if written not in names:
            return written
        params = {"kind": kind, "found": written, "now": names[written]}
        self.problems.append(
            Problem(code="former_id", file=self.file, keys=keys, at_key=at_key, params=params, level="warning")
        )
        return names[written]

    def each(self, names: Mapping[str, str], kind: str, written: tuple[str, ...], keys: Keys) -> tuple[str, ...]:
        """Today's ids of a list."""
        return tuple(self.called_now(names, kind, id_, (*keys, index)) for index, id_ in enumerate(written))

    def by_task(self, names: Mapping[str, str], given: Mapping[str, T], keys: Keys) -> Mapping[str, T]:
        """A mapping by tasks, by today's ids."""
        return {self.called_now(names, "task", id_, (*keys, id_), at_key=True): value for id_, value in given.items()}


def by_todays_ids(definitions: Definitions, schedules: Schedules) -> tuple[Definitions, Schedules, list[Problem]]:
    """Both with today's ids, and a warning wherever an old one stands outside of records."""
    names = renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
    if not names:
        return definitions, schedules, []
    problems: list[Problem] = []
    if names.products or names.tasks:
        definitions = _definitions(definitions, names, problems)
        customers = {
            id_: _customer(customer, names, schedules.places["customer", id_].file, problems)
            for id_, customer in schedules.customers.items()
        }
        schedules = replace(schedules, customers=customers)
    return definitions, replace(schedules, records=_records(schedules.records, names)), problems


def _records(records: Sequence[tuple[Placed, Record]], names: Renames) -> tuple[tuple[Placed, Record], ...]:
    """The records with today's ids; a void goes where the record is that it took back when both were written."""
    taken = taken_back([record for _, record in records]).void
    renamed = []
    for index, (place, record) in enumerate(records):
        if index in taken and record.of is not None and record.of.asset is None:
            record = replace(record, of=replace(record.of, asset=records[taken[index]][1].asset))
        renamed.append((place, names.record(record)))
    return tuple(renamed)


def _definitions(definitions: Definitions, names: Renames, problems: list[Problem]) -> Definitions:
    notes = _Notes("definitions/company.yaml")
    plans = {
        id_: replace(plan, tasks=notes.each(names.tasks, "task", plan.tasks, ("plans", id_, "tasks")))
        for id_, plan in definitions.company.plans.items()
    }
    problems += notes.problems

    def about(kind: str, entries: Mapping[str, ThingT]) -> dict[str, ThingT]:
        return {
            id_: _about(entry, names, definitions.places[kind, id_].file, problems) for id_, entry in entries.items()
        }

    return replace(
        definitions,
        company=replace(definitions.company, plans=plans),
        tasks={
            id_: _task(task, names, definitions.places["task", id_].file, problems)
            for id_, task in about("task", definitions.tasks).items()
        },
        promises=about("promise", definitions.promises),
        entries={kind: about(kind, entries) for kind, entries in definitions.entries.items()},
    )


def _about(definition: ThingT, names: Renames, file: str, problems: list[Problem]) -> ThingT:
    notes = _Notes(file)
    products = notes.each(names.products, "product", definition.products, ("products",))
    problems += notes.problems
    return replace(definition, products=products) if notes.problems else definition


def _task(task: Task, names: Renames, file: str, problems: list[Problem]) -> Task:
    notes = _Notes(file)
    covers = notes.each(names.tasks, "task", task.covers, ("covers",))
    apart = notes.each(names.tasks, "task", task.apart, ("apart",))
    schedule = tuple(_rule(rule, names, notes, keys) for keys, rule in keyed_rules(task))
    problems += notes.problems
    return replace(task, covers=covers, apart=apart, schedule=schedule) if notes.problems else task


def _rule(rule: RuleT, names: Renames, notes: _Notes, keys: Keys) -> RuleT:
    """A rule, or an asset's own, with the tasks that it names."""
    if isinstance(rule.anchor, Done):
        task = notes.called_now(names.tasks, "task", rule.anchor.task, (*keys, "anchor", "done"))
        rule = replace(rule, anchor=Done(task))
    if rule.raised_by is not None:
        task = notes.called_now(names.tasks, "task", rule.raised_by.task, (*keys, "raised_by", "task"))
        rule = replace(rule, raised_by=replace(rule.raised_by, task=task))
    return rule


def _customer(customer: Customer, names: Renames, file: str, problems: list[Problem]) -> Customer:
    notes = _Notes(file)
    contract = customer.contract
    if contract is not None:
        tasks = notes.each(names.tasks, "task", contract.tasks, ("contract", "tasks"))
        contract = replace(contract, tasks=tasks)
    sites = tuple(_site(site, names, notes, ("sites", index)) for index, site in enumerate(customer.sites))
    problems += notes.problems
    return replace(customer, contract=contract, sites=sites) if notes.problems else customer


def _site(site: Site, names: Renames, notes: _Notes, keys: Keys) -> Site:
    assets = tuple(_asset(asset, names, notes, (*keys, "assets", index)) for index, asset in enumerate(site.assets))
    return replace(site, assets=assets, last_done=notes.by_task(names.tasks, site.last_done, (*keys, "last_done")))


def _asset(asset: Asset, names: Renames, notes: _Notes, keys: Keys) -> Asset:
    rules = notes.by_task(names.tasks, asset.rules, (*keys, "rules"))
    return replace(
        asset,
        product=notes.called_now(names.products, "product", asset.product, (*keys, "product")),
        last_done=notes.by_task(names.tasks, asset.last_done, (*keys, "last_done")),
        rules={id_: _rule(own, names, notes, (*keys, "rules", id_)) for id_, own in rules.items()},
        without=notes.each(names.tasks, "task", asset.without, (*keys, "without")),
    )


def former_ids_are_sound(_: Definitions, schedules: Schedules) -> Problems:
    """An old id of a customer, site or asset is nothing's id now and nothing else's before, and its path has its steps."""
    names = renames_of(schedules.customers.values(), {}, {})
    taken = set(_paths_now(schedules))
    for file, keys, steps, formerly in _formerly(schedules):
        for index, old in enumerate(formerly):
            path = tuple(old.split("/"))
            at = (*keys, "formerly", index)
            if len(path) != steps:
                params = {"found": old, "path": "/".join(("c-001", "villa", "floor")[:steps])}
                yield Problem(code="former_path", file=file, keys=at, params=params)
                continue
            today = names.site(path[0], path[1]) if steps > 2 else (names.customers.get(path[0], path[0]),)[: steps - 1]
            path = (*today, *path[len(today) :])
            if path in taken:
                yield Problem(code="duplicate_id", file=file, keys=at, params={"found": old})
            taken.add(path)
    yield from _ids_of_the_forgotten(schedules)


def _ids_of_the_forgotten(schedules: Schedules) -> Problems:
    """An id of which a digest is left is nobody else's: what was published under it is taken back."""
    owners = {digest: owner.id for owner in schedules.customers.values() for digest in owner.former_digests}
    for id_ in schedules.customers if owners else ():
        if (owner := owners.get(digest_of(id_))) is not None:
            params = {"found": id_, "owner": owner}
            yield Problem(code="id_of_forgotten", file=schedules.places["customer", id_].file, params=params)


def _paths_now(schedules: Schedules) -> Iterator[tuple[str, ...]]:
    for customer in schedules.customers.values():
        yield (customer.id,)
        for site in customer.sites:
            yield customer.id, site.id
            yield from ((customer.id, site.id, asset.id) for asset in site.assets)


def _formerly(schedules: Schedules) -> Iterator[tuple[str, Keys, int, tuple[str, ...]]]:
    """File and keys of everything that may have had another id, the steps of its path, and its old ids."""
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        yield file, (), 1, customer.formerly
        for i, site in enumerate(customer.sites):
            yield file, ("sites", i), 2, site.formerly
            for j, asset in enumerate(site.assets):
                yield file, ("sites", i, "assets", j), 3, asset.formerly
