"""What a company defines, read from its files: everything that could be read, and every mistake that these alone show."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from generator.dates.intervals import Interval
from generator.model.company import Company, Feeds, FeedSpan, Seasons
from generator.model.definition import LocalText, Placed, Statement, Tag
from generator.model.definitions import Definitions
from generator.model.glossary import SearchWords, Term
from generator.model.handbook import Entry, Fault
from generator.model.kinds import KINDS
from generator.model.orders import OrderWords
from generator.model.people import Customer
from generator.model.pictures import Picture
from generator.model.products import Product, Promise
from generator.model.records import Records
from generator.model.shares import Shares
from generator.model.sources import Handbook, Work
from generator.model.tasks import Task
from generator.reading.byhand import figures_are_tied, ties_are_well_written
from generator.reading.files import no_company, renamed_tree
from generator.reading.halfread import HalfRead
from generator.reading.holding import Holding
from generator.reading.pictures import pictures
from generator.reading.reader import Reader
from generator.reading.relinks import relinked
from generator.reading.schema import validate
from generator.reading.secrets import Folded
from generator.reading.ties import tied
from generator.reading.unread import kinds_in, with_unread
from generator.reading.words import words_of
from generator.reading.workcalendars import made_of, read_calendars
from generator.text.memory import Memory
from generator.text.problems import Problem
from generator.text.yaml import Parse

T = TypeVar("T")
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


@dataclass(frozen=True, slots=True)
class Defined:
    """Definitions, what ``reading`` and ``tied`` texts showed, and what of wrong files could be read in ``half`` alone."""

    definitions: Definitions
    reading: tuple[Problem, ...]
    tied: tuple[Problem, ...]
    half: HalfRead = field(default_factory=HalfRead)

    @property
    def is_sound(self) -> bool:
        """True where nothing is told but warnings."""
        return all(problem.level != "error" for problem in (*self.reading, *self.tied))


class Kept(Protocol):
    """Whoever remembers what was read and found, while no file that it is made from is another."""

    @property
    def customers(self) -> Holding[Customer, Customer]:
        """What is held of customers' files."""
        ...

    @property
    def records(self) -> Holding[Records, Shares]:
        """What is held of files of records, by customer."""
        ...

    def defined(self, read: Callable[[], Defined]) -> Defined:
        """What ``read`` gives."""
        ...

    def found(self, look: Callable[[], Sequence[Problem]]) -> Sequence[Problem]:
        """What ``look`` finds in the definitions that were asked for last."""
        ...

    def folded(self, fold: Callable[[], Mapping[str, Folded]]) -> Mapping[str, Folded]:
        """What ``fold`` gives for the texts of the definitions that were asked for last."""
        ...

    def named(self, file: str) -> str | None:
        """A name for what a file of customers or records holds; None where something may be told of it."""
        ...

    def sound(self, names: Iterable[str]) -> Set[str]:
        """Those of ``names`` that were noted as of what is sound."""
        ...

    def note_sound(self, names: Iterable[str]) -> None:
        """Remember these ``names``, and no others."""
        ...


def read_definitions(root: Path, parse: Parse, memory: Memory) -> Defined:
    """What lies in ``root``'s folder ``definitions``; ``parse`` and ``memory`` as in ``load``."""
    reader = Reader(root, parse, memory)
    definitions = _definitions(reader)
    if (strayed := renamed_tree(root, "definitions") or no_company(root)) is not None:  # all else follows
        definitions, reader.problems[:] = replace(definitions, broken=kinds_in("definitions")), [strayed]
    definitions, links = relinked(definitions)
    by_hand = [*ties_are_well_written(definitions), *figures_are_tied(definitions)]
    definitions, ties = tied(definitions, words_of(root, memory).words, memory)
    return Defined(definitions, tuple(reader.problems), (*links, *by_hand, *ties), reader.half)


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
        texts=dict(reader.texts),
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


def _icons(products: Mapping[str, Product], faults: Mapping[str, Entry], company: Company | None) -> frozenset[str]:
    """Those of the products', faults' and lines' icons that Material for MkDocs brings."""
    (theme,) = importlib.util.find_spec("material").submodule_search_locations  # type: ignore[union-attr, misc]
    folder = Path(theme) / "templates/.icons"
    lines = company.lines.values() if company is not None else ()
    icons = {product.icon for product in products.values()} | {line.icon for line in lines if line.icon is not None}
    icons |= {fault.icon for fault in faults.values() if isinstance(fault, Fault) and fault.icon is not None}
    return frozenset(icon for icon in icons if _ICON.match(icon) and (folder / f"{icon}.svg").is_file())
