"""Checks of what records tell of: history is no mistake, whoever has left and whatever is gone since.

What is defined nowhere is told once an id, with what it may be a slip for, by id or by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site, Technician
from generator.model.records import DoneBefore, Record
from generator.model.schedules import Schedules
from generator.model.voids import taken_back
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, meant_by
from generator.text.yaml import locate


def tasks_named(record: Record) -> list[tuple[Keys, str]]:
    """The tasks that a record names, with their keys: the one, or the list of several."""
    return [(("task",), record.task)] if record.task else [(("tasks", i), task) for i, task in enumerate(record.tasks)]


def standing_records(schedules: Schedules) -> list[tuple[Placed, Record]]:
    """The records that were not taken back, with their places; voids are left out too."""
    if all(record.record != "void" for _, record in schedules.records):
        return list(schedules.records)
    records = [record for _, record in schedules.records]
    gone = set(taken_back(records).void.values())
    return [entry for index, entry in enumerate(schedules.records) if entry[1].record != "void" and index not in gone]


def placed(record: Record, schedules: Schedules) -> Placed:
    """Where a record stands; of what was done before we came, where the customer's file tells of it."""
    if not isinstance(record, DoneBefore):
        return next(place for place, other in schedules.records if other is record)
    sites = schedules.customers[record.customer].sites
    i = next(number for number, site in enumerate(sites) if site.id == record.site)
    keys: Keys = ("sites", i)
    if record.asset is not None:
        j = next(number for number, asset in enumerate(sites[i].assets) if asset.id == record.asset)
        keys = (*keys, "assets", j)
    return Placed(schedules.places["customer", record.customer].file, (*keys, "last_done", record.task or ""))


def where_written(record: Record, schedules: Schedules) -> str:
    """The file and the line of a record that somebody wrote."""
    place = placed(record, schedules)
    text = schedules.texts.get(place.file)
    return place.file if text is None else f"{place.file}:{locate(text, place.keys)[1].line}"


_PEOPLE = frozenset({"customer", "technician"})

# What a record names that is not there: the kind with the ids down to it, its keys, and how those are called that are.
Called = Mapping[str, Iterable[str]]
Unknown = tuple[tuple[str, ...], Keys, Called | None]


def meant_for(what: tuple[str, ...], called: Called | None) -> tuple[str, ...] | None:
    """The ids that somebody most likely meant, where it may be a slip.

    Of people it is the one of that name alone, for those who are gone had an id much like another's.
    """
    return meant_by(what[-1], () if what[0] in _PEOPLE else called, called) if called is not None else None


@dataclass
class _Told:
    """What was told once already; how often it stands there."""

    counts: dict[tuple[str, ...], int] = field(default_factory=dict)
    first: dict[tuple[str, ...], tuple[Placed, Keys]] = field(default_factory=dict)
    meant: dict[tuple[str, ...], tuple[str, ...] | None] = field(default_factory=dict)

    def note(self, what: tuple[str, ...], place: Placed, keys: Keys, called: Called | None) -> None:
        """One more record of ``what``: the kind, and the ids down to the one that is not defined."""
        if what not in self.meant:
            self.meant[what] = meant_for(what, called)
        self.counts[what] = self.counts.get(what, 0) + 1
        self.first.setdefault(what, (place, (*place.keys, *keys)))

    def problems(self) -> Problems:
        """One warning for each, at the first record that names it."""
        for what, (place, keys) in self.first.items():
            kind, *ids = what
            params: dict[str, object] = {
                "found": ids[-1], "count": str(self.counts[what]), "nearest": self.meant.get(what)
            }  # fmt: skip
            if kind == "unfit":
                params = {"customer": ids[0], "site": ids[1], "task": ids[-1], "count": params["count"]}
            code = "record_unfit" if kind == "unfit" else f"record_unknown_{kind}"
            yield Problem(code=code, file=place.file, keys=keys, params=params, level="warning")


def history_is_known(definitions: Definitions, schedules: Schedules) -> Problems:
    """Whom and what records name is defined, if only as gone: one warning for each id that is not."""
    told = _Told()
    fine: set[tuple[object, ...]] = set()  # what records name again and again, and nothing is amiss with
    for place, record in standing_records(schedules):
        named = record.customer, record.site, record.asset, record.task, record.tasks, record.technician
        if named in fine:
            continue
        unknown = list(unknown_to(definitions, schedules, record))
        for what, keys, called in unknown:
            told.note(what, place, keys, called)
        if not unknown:
            fine.add(named)
    yield from told.problems()


def unknown_to(definitions: Definitions, schedules: Schedules, record: Record) -> Iterator[Unknown]:
    """What ``record`` names and is defined nowhere, and tasks that nothing at its place has."""
    technician = record.technician
    if technician is not None and _is_missing(schedules.technicians, schedules.broken, "technician", technician):
        yield ("technician", technician), ("technician",), _people(schedules.technicians)
    for keys, task in tasks_named(record):
        if _is_missing(definitions.tasks, definitions.broken, "task", task):
            yield ("task", task), keys, {id_: definition.name.every for id_, definition in definitions.tasks.items()}
    if record.customer:
        yield from _unknown_place(definitions, schedules, record)


def _is_missing(known: Mapping[str, object], broken: frozenset[tuple[str, str]], kind: str, id_: str) -> bool:
    return id_ not in known and not {(kind, ""), (kind, id_)} & broken


def _unknown_place(definitions: Definitions, schedules: Schedules, record: Record) -> Iterator[Unknown]:
    customer = schedules.customers.get(record.customer)
    if customer is None:
        if _is_missing(schedules.customers, schedules.broken, "customer", record.customer):
            yield ("customer", record.customer), ("customer",), _people(schedules.customers)
        return
    site = next((site for site in customer.sites if site.id == record.site), None)
    if site is None:
        if record.site and _are_told_apart(customer.sites):
            yield ("site", customer.id, record.site), ("site",), _places(customer.sites)
        return
    assets = [asset for asset in site.assets if record.asset in (None, asset.id)]
    if not assets:
        if not _are_told_apart(site.assets):
            return
        yield ("asset", customer.id, site.id, record.asset or ""), ("asset",), _places(site.assets)
        return
    for keys, id_ in _unfit(definitions, assets, record):
        yield ("unfit", customer.id, site.id, record.asset or "", id_), keys, None


def _are_told_apart(places: Sequence[Site | Asset]) -> bool:
    """Whether each has an id of its own; of two that share one, one is meant to be another, which nobody knows yet."""
    return len({place.id for place in places}) == len(places)


def _people(people: Mapping[str, Customer] | Mapping[str, Technician]) -> Mapping[str, Iterable[str]]:
    return {id_: (person.name,) for id_, person in people.items()}


def _places(places: Iterable[Site | Asset]) -> Mapping[str, Iterable[str]]:
    return {place.id: (place.name,) for place in places}


def _unfit(definitions: Definitions, assets: Iterable[Asset], record: Record) -> Iterator[tuple[Keys, str]]:
    """The tasks that none of the ``assets`` has; a slip in an asset's product is told there."""
    products = [asset.product for asset in assets]
    if not all(product in definitions.products for product in products):
        return
    for keys, id_ in tasks_named(record):
        task = definitions.tasks.get(id_)
        if task is not None and task.scope != "company" and not set(products) & set(task.products):
            yield keys, id_


def voids_take_something_back(_: Definitions, schedules: Schedules) -> Problems:
    """A void says why, and takes exactly one record back."""
    records = [record for _, record in schedules.records]
    unclear = taken_back(records).unclear
    for index, (place, record) in enumerate(schedules.records):
        if record.record != "void" or record.of is None:
            continue
        if record.of.record == "void":
            yield Problem(code="void_of_void", file=place.file, keys=(*place.keys, "of", "record"))
        elif index in unclear:
            choices = [_described(records[other]) for other in unclear[index]]
            code = "void_of_nothing" if not choices else "void_unclear"
            yield Problem(code=code, file=place.file, keys=(*place.keys, "of"), params={"choices": choices})


def _described(record: Record) -> str:
    """A record as ``of`` describes it."""
    task = record.task or "+".join(record.tasks)
    if record.incident is not None:
        return f"{{record: {record.record}, date: {record.date}, incident: {record.incident.id}}}"
    asset = f", asset: {record.asset}" if record.asset else ""
    due = f", due: {record.due}" if record.due is not None else ""
    return f"{{record: {record.record}, date: {record.date}, task: {task}{asset}{due}}}"
