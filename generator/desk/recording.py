"""What somebody says was done, moved, left out, agreed or wrong, as a record that ``check`` has nothing against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from generator.desk.cycles import Cycles, cycles_at, taken_from
from generator.desk.edits import Edit, NotEditable, Value, appended
from generator.desk.effects import Effects
from generator.desk.instead import Instead, agreed_before
from generator.desk.names import PlaceT, places_meant
from generator.desk.outside import done_outside_service
from generator.desk.proving import WITHOUT_EFFECT, last_of, looked_at, out_of_hours, with_records
from generator.desk.refusals import Refused
from generator.desk.said import KIND_OF, Said, says_what_is_of_its_verb
from generator.desk.takenback import wrong_record
from generator.due.items import Status
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.schedules import Schedules
from generator.reading.ahead import Told, nothing_told
from generator.reading.history import standing_records, where_written
from generator.text.language import Language
from generator.text.located import Stopped
from generator.text.problems import Problem

_NAMED = 6  # so many tasks are told


class Recorded(NamedTuple):
    """The month's file with a record at its end, what to warn of, and the cycles that it concerns as they stood before.

    ``takes`` is None where somebody named its cycle by its very date, or it concerns none by its nature. ``instead`` are
    the days and times agreed before that count no longer, each with who was to go and where that is written. ``opens`` is
    the day on which the window of what was done begins, where it was done before that. ``names`` are those of the ids in
    the record, for whoever named somebody by a part of a name.
    """

    edit: Edit
    told: list[Problem]
    takes: list[tuple[date, Status]] | None = None
    instead: tuple[Instead, ...] = ()
    opens: date | None = None
    names: tuple[str, ...] = ()


def recorded(
    said: Said,
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    language: Language = "zh",
    before: Told = nothing_told,
) -> Recorded:
    """What was ``said``, as a record; ``before`` is what was published last.

    Raises Refused for what concerns nothing that is open, with what does, in ``language``; Stopped for what ``check`` would
    call wrong.
    """
    says_what_is_of_its_verb(said)
    owner = schedules.customers.get(said.customer)
    site = _site(said, owner) if owner is not None else None
    asset = _asset(said, site) if site is not None else None
    if owner is not None and site is not None:
        _must_have_it(said, owner, site, asset, definitions, language)
    entry = _entry(said, definitions, schedules, site, asset, as_of)
    _is_not_said_again(said, entry, schedules)
    file = f"schedules/records/{said.on:%Y-%m}.yaml"
    try:
        edit = appended(schedules.texts.get(file), file, entry)
    except NotEditable as error:
        raise Stopped([Problem(code="not_appendable", file=file)], schedules.texts) from error
    told = looked_at(edit, definitions, schedules, as_of, before)
    if not said.anyway and (against := out_of_hours(told)):
        raise Stopped(against, {})
    record, place = last_of(edit)
    after = with_records(schedules, [(place, record)], {edit.file: edit.text})
    effects = Effects(definitions, schedules, after, {place: record}, as_of)
    _takes_nothing_away(said, effects)
    for problem in told:
        if problem.code in WITHOUT_EFFECT:
            near = _cycles(said, definitions, schedules, site, asset, as_of).near(said.due or said.on)
            code = "repeats" if problem.code == "record_repeats" else "without_effect"
            raise Refused(code, near, **{"date": said.on, **problem.params})
    instead = agreed_before(effects, place, schedules) if said.verb in ("move", "appoint") else ()
    names = tuple(_names(said, owner, site, asset, definitions, schedules, language))
    if said.verb == "void" or said.due == record.due is not None or said.on > as_of:
        return Recorded(edit, told, None, instead, names=names)
    told += done_outside_service(effects)
    takes = [cycle for cycle in effects.taken_by(place) if cycle.item.task.id == said.task]
    if not takes and all(rule.basis == "fixed" for rule in definitions.tasks[said.task].schedule):
        near = _cycles(said, definitions, schedules, site, asset, as_of).near(said.on)
        if near:  # else it waits for a day that nobody knows yet
            raise Refused("without_effect", near, date=said.on)
    stood = sorted({(cycle.due.nominal, cycle.told_on(as_of)) for cycle in takes if cycle.due is not None})
    starts = [cycle.due.window.start for cycle in takes if cycle.due is not None and said.verb == "done"]
    opens = min((start for start in starts if said.on < start), default=None)
    return Recorded(edit, told, stood, instead, opens, names)


def _names(
    said: Said,
    owner: Customer | None,
    site: Site | None,
    asset: Asset | None,
    definitions: Definitions,
    schedules: Schedules,
    language: Language,
) -> Iterator[str]:
    """Whose, where, what and who, of what a record has ids of; the place where the customer has several."""
    if owner is not None:
        yield owner.name
        if site is not None and len(owner.sites) > 1:
            yield site.name
    if asset is not None:
        yield asset.name
    if said.task in definitions.tasks:
        yield definitions.tasks[said.task].name.of(language)
    if (who := schedules.technicians.get(said.technician or "")) is not None:
        yield who.name


def _is_not_said_again(said: Said, entry: Mapping[str, Value], schedules: Schedules) -> None:
    """Refuse what was said before on that day, names no cycle, and would take another one this time."""
    if said.due is not None or said.verb == "done":
        return
    same = ("customer", "site", "asset", "task", "rule", "to", "at")
    for _, record in standing_records(schedules):
        is_same = record.record == entry["record"] and record.date == said.on
        if (
            is_same
            and all((getattr(record, key) or None) == entry.get(key) for key in same)
            and record.due != entry.get("due")
        ):
            where = where_written(record, schedules)
            raise Refused("said_before", next=entry["due"], due=record.due, date=record.date, where=where)


def _takes_nothing_away(said: Said, effects: Effects) -> None:
    """Refuse what takes a cycle from the record that closed it, unless that was asked for."""
    if said.verb != "void" and not said.displace:
        for displaced in effects.displaced():
            raise Refused("displaces", (), **taken_from(displaced, effects.before))


def _site(said: Said, owner: Customer) -> Site:
    if said.site is not None:
        return _meant(said.site, owner.sites, "no_site", customer=owner.name)
    if len(owner.sites) == 1:
        return owner.sites[0]
    raise Refused("which_site", _listed(owner.sites), customer=owner.name)


def _must_have_it(
    said: Said, owner: Customer, site: Site, asset: Asset | None, definitions: Definitions, language: Language
) -> None:
    """Refuse a task for which nothing of the site, or not the asset that was named, is there; what is done there instead.

    What was taken away or replaced since has its records written by hand: here it is a slip.
    """
    products = {each.product for each in (site.assets if asset is None else [asset])}
    task = definitions.tasks[said.task]
    if said.verb == "void" or task.scope == "company" or not products.isdisjoint(task.products):
        return
    theirs = [
        each for each in definitions.tasks.values() if not products.isdisjoint(each.products) and not each.retired
    ]
    names = list(dict.fromkeys(each.name.of(language) for each in theirs))
    where = f"{owner.name} {site.name}" if len(owner.sites) > 1 else owner.name
    raise Refused("not_theirs", names[:_NAMED], task=task.name.of(language), place=asset.name if asset else where)


def _asset(said: Said, site: Site) -> Asset | None:
    return None if said.asset is None else _meant(said.asset, site.assets, "no_asset", site=site.name)


def _meant(asked: str, places: Sequence[PlaceT], lacking: str, **whose: str) -> PlaceT:
    """The place of that id or name, or of a part of a name that only one has. Raises Refused with the choices."""
    fits = places_meant(asked, places)
    if len(fits) > 1:
        raise Refused("several_meant", _listed(fits), found=asked, n=len(fits))
    if not fits:
        raise Refused(lacking, _listed(places), found=asked, **whose)
    return fits[0]


def _listed(places: Iterable[Site | Asset]) -> list[str]:
    return [f"{place.id} {place.name}" for place in places]


def _entry(
    said: Said, definitions: Definitions, schedules: Schedules, site: Site | None, asset: Asset | None, as_of: date
) -> dict[str, Value]:
    """The record's keys in the order in which they are written."""
    given: dict[str, Value | None] = {
        "record": KIND_OF[said.verb],
        "date": said.on,
        "customer": said.customer if site is not None else None,
        "site": site.id if site is not None else None,
    }
    reason = " ".join(said.reason.split()) if said.reason else None
    if said.verb == "void":
        wrong = wrong_record(said, schedules, site, asset)
        of: dict[str, Value | None] = {
            "record": wrong.record, "date": wrong.date, "task": said.task, "asset": wrong.asset, "due": wrong.due,
        }  # fmt: skip
        return _kept({**given, "of": _kept(of), "reason": reason})
    given |= {"asset": asset.id if asset is not None else None, "task": said.task, "rule": said.rule}
    given["due"] = _due(said, definitions, schedules, site, asset, as_of)
    given |= {"technician": said.technician, "to": said.to, "at": said.at, "minutes": said.minutes}
    notes = {"reason": said.reason, "findings": said.findings, "told": said.told}
    given |= {name: " ".join(text.split()) if text else None for name, text in notes.items()}
    given["measurements"] = dict(said.measurements) or None
    return _kept(given)


def _kept(given: Mapping[str, Value | None]) -> dict[str, Value]:
    return {key: value for key, value in given.items() if value is not None}


def _due(
    said: Said, definitions: Definitions, schedules: Schedules, site: Site | None, asset: Asset | None, as_of: date
) -> date | None:
    """The nominal date of the cycle that is meant; of what is put off or left out, the next open one if none is named."""
    cycles = _cycles(said, definitions, schedules, site, asset, as_of)
    if said.due is not None:
        return cycles.named(said.due, said.on if said.verb in ("done", "skip") else None)
    if said.verb == "done":
        return None
    owner = schedules.customers.get(said.customer)
    until = owner.service.until if owner is not None else None
    if owner is not None and until is not None and until < as_of and not cycles.any_open:
        raise Refused("service_over", customer=owner.name, until=until)
    return cycles.next_open(said.agreed or said.on)


def _cycles(
    said: Said, definitions: Definitions, schedules: Schedules, site: Site | None, asset: Asset | None, as_of: date
) -> Cycles:
    """The cycles of the task at the place, as they stand on ``as_of``."""
    place = (said.customer, site, asset, said.rule)
    return cycles_at(definitions, schedules, as_of, said.task, *place, said.due, said.agreed)
