"""A folder to definitions, schedules and the problems in them. Nobody else reads what staff write."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from generator.dates.intervals import Interval
from generator.model.allowed import AllowedWords
from generator.model.company import Company, Feeds, FeedSpan, Seasons
from generator.model.definition import LocalText, Placed, Statement, Tag
from generator.model.definitions import Definitions
from generator.model.glossary import SearchWords, Term
from generator.model.handbook import Entry, Fault
from generator.model.kinds import KINDS
from generator.model.orders import OrderWords
from generator.model.people import Customer, Technician, Technicians
from generator.model.pictures import Picture
from generator.model.products import Product, Promise
from generator.model.records import Record, Records
from generator.model.schedules import Schedules
from generator.model.sources import Handbook, Work
from generator.model.tasks import Task
from generator.reading.ahead import Told, nothing_told
from generator.reading.byhand import figures_are_tied, ties_are_well_written
from generator.reading.checks import Known, check
from generator.reading.effect import check_on, to_publish
from generator.reading.files import no_company, renamed_tree
from generator.reading.halfread import beside_mistakes
from generator.reading.incidents import incidents_by_todays_ids
from generator.reading.pictures import pictures
from generator.reading.reader import Reader
from generator.reading.relinks import relinked
from generator.reading.renames import by_todays_ids
from generator.reading.schema import validate
from generator.reading.ties import tied
from generator.reading.unread import kinds_in, with_unread
from generator.reading.words import words_of
from generator.reading.workcalendars import made_of, read_calendars
from generator.text.collector import resting_collector
from generator.text.located import Stopped
from generator.text.memory import Forgetful, Memory
from generator.text.problems import Problem
from generator.text.yaml import Parse, parse

T = TypeVar("T")
_FORGETFUL = Forgetful()
_ICON = re.compile(r"[a-z0-9-]{1,80}(/[a-z0-9-]{1,80}){1,5}\Z")

_SEASONS = "definitions/calendars/seasons.yaml"
_NO_TEXT = LocalText(zh="-", en="-")
_NO_SPAN = FeedSpan(back=Interval(months=1), ahead=Interval(months=1))

# Stands in while company.yaml cannot be read, so that every other file is still checked.
_NO_COMPANY = Company(
    name=_NO_TEXT, tagline=_NO_TEXT, hotline="-", hours=Statement(zh="-", en="-"), email="-", site_url="-",
    uid_domain="-", feeds=Feeds(customer=_NO_SPAN, technician=_NO_SPAN), regions={}, exposures={}, traffic={},
    settings={}, tiers={}, skills={},
)  # fmt: skip


@resting_collector()
def load(root: Path, parse: Parse = parse, memory: Memory = _FORGETFUL) -> tuple[Definitions, Schedules, list[Problem]]:
    """Read ``root``: everything that could be read, and every mistake that a single file shows.

    ``parse`` reads a text as YAML; with a ``memory`` only files that changed are read anew. Old ids
    (``formerly``) are read as today's. Without a folder ``schedules`` nobody is served; it may
    hold people alone, or customers alone.
    """
    reader, other = Reader(root, parse, memory), Reader(root, parse, memory)
    definitions = _definitions(reader)
    schedules = _schedules(other) if os.path.lexists(root / "schedules") else Schedules()
    if (strayed := renamed_tree(root, "definitions") or no_company(root)) is not None:  # all else follows
        definitions, reader.problems[:] = replace(definitions, broken=kinds_in("definitions")), [strayed]
    if (strayed := renamed_tree(root, "schedules")) is not None:
        schedules, other.problems[:] = Schedules(broken=kinds_in("schedules")), [strayed]
    more = beside_mistakes(definitions, schedules, (reader.half, other.half))
    definitions, links = relinked(definitions)
    by_hand = [*ties_are_well_written(definitions), *figures_are_tied(definitions)]
    definitions, ties = tied(definitions, words_of(root, memory).words, memory)
    definitions, schedules, ids = by_todays_ids(definitions, schedules)
    return (
        definitions,
        incidents_by_todays_ids(definitions, schedules),
        [*reader.problems, *other.problems, *more, *links, *by_hand, *ties, *ids],
    )


def _seasons(reader: Reader) -> Seasons:
    seasons = reader.one("seasons", Seasons, _SEASONS, required=False)
    if not os.path.lexists(reader.root / _SEASONS):  # a company need not go by them; what names one names nothing then
        reader.broken.discard(("seasons", ""))
    return seasons or Seasons(names={}, regions={})


def _definitions(reader: Reader) -> Definitions:
    company = reader.one("company", Company, "definitions/company.yaml")
    files = read_calendars(reader, company)
    of_company = (files, company or _NO_COMPANY)
    calendars = reader.memory.of("work calendars", of_company, lambda: made_of(*of_company))
    handbook = _handbook(reader)
    products = _each(reader, "product", Product)
    entries = {kind.name: _each(reader, kind.name, Entry) for kind in KINDS.values() if kind.is_entry}
    return Definitions(
        company=company or _NO_COMPANY,
        products=products,
        tasks=_each(reader, "task", Task),
        promises=_each(reader, "promise", Promise),
        works=reader.table("source", Work, "definitions/sources/references.yaml", required=False),
        entries=entries,
        terms=reader.table("term", Term, "definitions/glossary.yaml", required=False),
        tags=reader.table("tag", Tag, "definitions/tags.yaml", required=False),
        search=reader.one("search", SearchWords, "definitions/search.yaml", required=False) or SearchWords(),
        orders=reader.one("orders", OrderWords, "definitions/orders.yaml", required=False) or OrderWords(),
        sections=handbook.sections if handbook else {},
        handbook=dict(sorted(handbook.items.items())) if handbook else {},
        seasons=_seasons(reader),
        calendars=files,
        workdays=calendars.own,
        regional=calendars.regional,
        icons=_icons(products, entries.get("fault", {}), company),
        pictures=MappingProxyType(pictures(reader)),
        shown=reader.table("picture", Picture, "definitions/pictures.yaml", required=False),
        places=reader.places,
        broken=with_unread(reader, "definitions"),
        texts=reader.texts,
    )


def _schedules(reader: Reader) -> Schedules:
    allowed = reader.one("allow", AllowedWords, "schedules/allow.yaml", required=False)
    leads_nowhere = not (reader.root / "schedules").is_dir()  # a link that broke is no reason to forget everybody
    return Schedules(
        customers=reader.each("customer", Customer, "schedules/customers", required=leads_nowhere),
        technicians=_technicians(reader),
        records=tuple(_records(reader)),
        allowed=allowed.allow if allowed else (),
        places=reader.places,
        broken=with_unread(reader, "schedules"),
        texts=reader.texts,
    )


def _each(reader: Reader, name: str, model: type[T]) -> dict[str, T]:
    """The definitions of the kind called ``name``, which is a ``model``; a company need not have every kind."""
    kind = KINDS[name]
    assert issubclass(kind.model, model)
    return reader.each(name, kind.model, f"definitions/{kind.folder}", required=kind.required, nested=kind.by_path)


def _handbook(reader: Reader) -> Handbook | None:
    file = "definitions/sources/article.yaml"
    data = reader.data(file, required=False)
    handbook = None
    if data is not None:
        handbook, problems = validate(Handbook, data, file)
        reader.problems += problems
    if handbook is None and file in reader.texts:
        reader.broken.add(("item", ""))
    for id_ in handbook.items if handbook else ():
        reader.places["item", id_] = Placed(file, ("items", id_))
    return handbook


def _technicians(reader: Reader) -> dict[str, Technician]:
    file = "schedules/technicians.yaml"
    team = reader.one("technician", Technicians, file, required=False)
    folder = reader.root / "schedules"  # what may not be entered is told of with what must be in it
    if os.access(folder, os.X_OK) and not os.path.lexists(reader.root / file):  # nobody goes out yet
        reader.broken.discard(("technician", ""))
    by_id: dict[str, Technician] = {}
    for index, technician in enumerate(team.technicians if team else ()):
        keys = ("technicians", index)
        if technician.id in by_id:
            params = {"found": technician.id}
            reader.problems.append(Problem(code="duplicate_id", file=file, keys=(*keys, "id"), params=params))
            reader.broken.add(("technician", ""))  # one of the two is meant to be another
        reader.places["technician", technician.id] = Placed(file, keys)
        by_id[technician.id] = technician
    return dict(sorted(by_id.items()))


def _records(reader: Reader) -> Iterator[tuple[Placed, Record]]:
    """The records of all months, oldest first. The order inside one day is that of the files."""
    placed = [
        (Placed(reader.places["records", month].file, ("records", index)), record)
        for month, records in reader.each("records", Records, "schedules/records", required=False).items()
        for index, record in enumerate(records.records)
    ]
    yield from sorted(placed, key=lambda entry: entry[1].date)


def _icons(products: Mapping[str, Product], faults: Mapping[str, Entry], company: Company | None) -> frozenset[str]:
    """Those of the products', faults' and lines' icons that Material for MkDocs brings."""
    (theme,) = importlib.util.find_spec("material").submodule_search_locations  # type: ignore[union-attr, misc]
    folder = Path(theme) / "templates/.icons"
    lines = company.lines.values() if company is not None else ()
    icons = {product.icon for product in products.values()} | {line.icon for line in lines if line.icon is not None}
    icons |= {fault.icon for fault in faults.values() if isinstance(fault, Fault) and fault.icon is not None}
    return frozenset(icon for icon in icons if _ICON.match(icon) and (folder / f"{icon}.svg").is_file())


def read(
    root: Path,
    as_of: date | None = None,
    parse: Parse = parse,
    memory: Memory = _FORGETFUL,
    before: Told = nothing_told,
    known: Known | None = None,
) -> tuple[Definitions, Schedules, list[Problem]]:
    """What ``root`` holds and every problem in it.

    With ``as_of``, also what only that day tells of records, beside what was published ``before``. Definitions of which it
    is ``known`` that they are sound are not looked through again.
    """
    definitions, schedules, problems = load(root, parse, memory)
    problems += check(definitions, schedules, known)
    if as_of is not None:
        problems = check_on(definitions, schedules, problems, as_of, before)
    return definitions, schedules, problems


def read_sound(
    root: Path, parse: Parse = parse, memory: Memory = _FORGETFUL, *, on: date | None = None, known: Known | None = None
) -> tuple[Definitions, Schedules]:
    """What ``root`` holds. Raises Stopped where that has a problem that is no mere warning.

    With a day to publish ``on``, that is also what was agreed for a day to come and would stand in no calendar.
    """
    definitions, schedules, problems = read(root, parse=parse, memory=memory, known=known)
    if on is not None:
        problems = to_publish(definitions, schedules, problems, on)
    if any(problem.level == "error" for problem in problems):
        raise Stopped(problems, texts_of(definitions, schedules))
    return definitions, schedules


def texts_of(definitions: Definitions, schedules: Schedules) -> dict[str, str]:
    """Every file as it was read, by its path below the root: what problems are shown in."""
    return {**definitions.texts, **schedules.texts}
