"""A folder to a Catalogue and its problems. The only reader of definitions, schedules and templates."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from generator.catalogue import Catalogue, Placed
from generator.handbook import ENTRIES, FOLDERS, Entry, Handbook, Picture, SearchWords, Term
from generator.intervals import Interval
from generator.model import (
    Company,
    Customer,
    Feeds,
    FeedSpan,
    LocalText,
    Product,
    Promise,
    Record,
    Records,
    Seasons,
    Statement,
    Tag,
    Task,
    Technician,
    Technicians,
    Work,
    WorkYear,
)
from generator.problems import Problem
from generator.schema import validate
from generator.source import parse
from generator.workdays import WorkCalendar

T = TypeVar("T")

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_ICON = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)+\Z")
_YEAR = re.compile(r"[12]\d{3}\Z")
_PICTURE = re.compile(r"[^.].*\.(svg|png)\Z")

_NO_TEXT = LocalText(zh="-", en="-")
_NO_SPAN = FeedSpan(back=Interval(months=1), ahead=Interval(months=1))
# Stands in while company.yaml cannot be read, so that every other file is still checked.
_NO_COMPANY = Company(
    name=_NO_TEXT, tagline=_NO_TEXT, hotline="-", hours=Statement(zh="-", en="-"), email="-", site_url="-",
    uid_domain="-", feeds=Feeds(customer=_NO_SPAN, technician=_NO_SPAN), regions={}, exposures={}, traffic={},
    settings={}, tiers={}, skills={},
)  # fmt: skip


class _Reader:
    """Reads files below one root and gathers texts and problems."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.texts: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.places: dict[tuple[str, str], Placed] = {}
        self.broken: set[tuple[str, str]] = set()

    def complain(self, code: str, file: str, **params: object) -> None:
        self.problems.append(Problem(code=code, file=file, params=params))

    def files(
        self, kind: str, folder: str, *, required: bool = True, nested: bool = False
    ) -> Iterator[tuple[str, str]]:
        """The YAML files below ``folder`` as (path from the root, id), sorted; misnamed ones are problems.

        So are those in folders of their own, but where ``nested`` says that an id may be a path.
        """
        try:
            found = sorted(_walk(self.root / folder))
        except (FileNotFoundError, NotADirectoryError) as error:
            if required or isinstance(error, NotADirectoryError):
                self.complain("missing_folder", folder)
                self.broken.add((kind, ""))
            return
        except OSError as error:
            self.complain("unreadable", Path(error.filename).relative_to(self.root).as_posix())
            self.broken.add((kind, ""))
            return
        for path in found:
            relative = os.fsencode(path.relative_to(self.root).as_posix()).decode("utf-8", "replace")
            id_ = path.relative_to(self.root / folder).with_suffix("").as_posix()
            if path.suffix != ".yaml":
                self.complain("wrong_suffix", relative)
            elif wrong := [part for part in id_.split("/") if not _ID.match(part)]:
                name = path.name if wrong == [path.stem] else wrong[0]
                self.complain("bad_file_name", relative, name=name)
            elif "/" in id_ and not nested:
                self.complain("nested_file", relative, folder=folder)
                self.broken.add((kind, path.stem))
            else:
                yield relative, id_

    def data(self, file: str, *, required: bool = True) -> Any:
        """The plain data in ``file``, or None with the problem noted."""
        try:
            text = (self.root / file).read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            if required:
                self.complain("missing_file", file)
            return None
        except UnicodeDecodeError:
            self.complain("not_utf8", file)
            return None
        except OSError:
            self.complain("unreadable", file)
            return None
        self.texts[file] = text
        data, faults = parse(text)
        for fault in faults:
            params = {"found": fault.found}
            self.problems.append(Problem(code=fault.code, file=file, position=fault.position, params=params))
        return None if faults else data

    def each(
        self, kind: str, model: type[T], folder: str, *, required: bool = True, nested: bool = False
    ) -> dict[str, T]:
        """One ``model`` a file below ``folder``, by id."""
        found: dict[str, T] = {}
        for file, id_ in self.files(kind, folder, required=required, nested=nested):
            data = self.data(file)
            self.places[kind, id_] = Placed(file)
            valid = None
            if data is not None:
                valid, problems = validate(model, data, file, id_=id_)
                self.problems += problems
            if valid is None:
                self.broken.add((kind, id_))
            else:
                found[id_] = valid
        return found

    def one(self, kind: str, model: type[T], file: str, *, required: bool = True) -> T | None:
        """The ``model`` that ``file`` holds."""
        data = self.data(file, required=required)
        valid = None
        if data is not None:
            valid, problems = validate(model, data, file)
            self.problems += problems
        if valid is None:
            self.broken.add((kind, ""))
        return valid

    def table(self, kind: str, model: type[T], file: str, *, required: bool = True) -> dict[str, T]:
        """The ``model``s that ``file`` holds, by key."""
        data = self.data(file, required=required)
        if data is None:
            if required or file in self.texts:
                self.broken.add((kind, ""))
            return {}
        if not isinstance(data, dict):
            self.complain("expected_mapping", file)
            self.broken.add((kind, ""))
            return {}
        found: dict[str, T] = {}
        for key, value in sorted(data.items()):
            self.places[kind, key] = Placed(file, (key,))
            valid, problems = validate(model, value, file, at=(key,))
            self.problems += problems
            if valid is None:
                self.broken.add((kind, key))
            else:
                found[key] = valid
        return found


def _walk(folder: Path) -> Iterator[Path]:
    """The files below ``folder``, hidden and backup files apart. Raises where a folder cannot be listed."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.startswith(".") or entry.name.endswith("~"):
                continue
            if entry.is_dir():
                yield from _walk(Path(entry.path))
            else:
                yield Path(entry.path)


def load(root: Path) -> tuple[Catalogue, list[Problem]]:
    """Read ``root``: everything that could be read, and every mistake that a single file shows."""
    reader = _Reader(root)
    company = reader.one("company", Company, "definitions/company.yaml")
    years = reader.table("year", WorkYear, "definitions/calendars/workdays-cn.yaml")
    for year in [year for year in years if not _YEAR.match(year)]:
        params = {"found": year, "nearest": None}
        file = "definitions/calendars/workdays-cn.yaml"
        reader.problems.append(Problem(code="unknown_key", file=file, keys=(year,), at_key=True, params=params))
        del years[year]
    seasons = reader.one("seasons", Seasons, "definitions/calendars/seasons.yaml")
    team = reader.one("technician", Technicians, "schedules/technicians.yaml")
    handbook = _handbook(reader)
    products = reader.each("product", Product, "definitions/products")
    catalogue = Catalogue(
        company=company or _NO_COMPANY,
        products=products,
        tasks=reader.each("task", Task, "definitions/maintenance", nested=True),
        promises=reader.each("promise", Promise, "definitions/services/promises", required=False),
        works=reader.table("source", Work, "definitions/sources/references.yaml", required=False),
        entries=_entries(reader),
        terms=reader.table("term", Term, "definitions/glossary.yaml", required=False),
        tags=reader.table("tag", Tag, "definitions/tags.yaml", required=False),
        search=reader.one("search", SearchWords, "definitions/search.yaml", required=False) or SearchWords(),
        sections=handbook.sections if handbook else {},
        handbook=dict(sorted(handbook.items.items())) if handbook else {},
        seasons=seasons or Seasons(names={}, regions={}),
        years=years,
        workdays=WorkCalendar(years),
        customers=reader.each("customer", Customer, "schedules/customers"),
        technicians=_technicians(reader, team),
        records=tuple(_records(reader)),
        icons=_icons(products),
        pictures=MappingProxyType(_pictures(reader)),
        shown=reader.table("picture", Picture, "definitions/pictures.yaml", required=False),
        places=reader.places,
        broken=frozenset(reader.broken),
        texts=reader.texts,
    )
    return catalogue, reader.problems


def _entries(reader: _Reader) -> dict[str, dict[str, Entry]]:
    """The handbook's definitions of every kind; a company without a kind has no folder for it."""
    return {
        kind: reader.each(kind, model, f"definitions/{FOLDERS[kind]}", required=False)
        for kind, model in ENTRIES.items()
    }


def _handbook(reader: _Reader) -> Handbook | None:
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


def _technicians(reader: _Reader, team: Technicians | None) -> dict[str, Technician]:
    file = "schedules/technicians.yaml"
    found: dict[str, Technician] = {}
    for index, technician in enumerate(team.technicians if team else ()):
        keys = ("technicians", index)
        if technician.id in found:
            params = {"found": technician.id}
            reader.problems.append(Problem(code="duplicate_id", file=file, keys=(*keys, "id"), params=params))
        reader.places["technician", technician.id] = Placed(file, keys)
        found[technician.id] = technician
    return dict(sorted(found.items()))


def _records(reader: _Reader) -> Iterator[tuple[Placed, Record]]:
    """The records of all months, oldest first. The order inside one day is that of the files."""
    found = [
        (Placed(reader.places["records", month].file, ("records", index)), record)
        for month, records in reader.each("records", Records, "schedules/records", required=False).items()
        for index, record in enumerate(records.records)
    ]
    yield from sorted(found, key=lambda entry: entry[1].date)


def _icons(products: Mapping[str, Product]) -> frozenset[str]:
    """Those of the products' icons that Material for MkDocs brings."""
    (theme,) = importlib.util.find_spec("material").submodule_search_locations  # type: ignore[union-attr, misc]
    folder = Path(theme) / "templates/.icons"
    return frozenset(p.icon for p in products.values() if _ICON.match(p.icon) and (folder / f"{p.icon}.svg").is_file())


def _pictures(reader: _Reader) -> dict[str, bytes]:
    """The pictures by file name, hidden files apart; a company need not have any."""
    found: dict[str, bytes] = {}
    folder = "definitions/pictures"
    try:
        names = sorted(name for name in os.listdir(reader.root / folder) if _PICTURE.match(name))
    except FileNotFoundError:
        return {}
    except OSError:
        reader.complain("unreadable", folder)
        reader.broken.add(("picture", ""))
        return {}
    for name in names:
        try:
            found[name] = (reader.root / folder / name).read_bytes()
        except OSError:
            reader.complain("unreadable", f"{folder}/{name}")
            reader.broken.add(("picture", name))
    return found


def read_templates(folder: Path) -> Mapping[str, str]:
    """The templates below ``folder``, and the drawings that they may include, by their path in it.

    A drawing need not be of ours: where it is not UTF-8 it is read as far as it goes.
    """
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8", "replace" if path.suffix == ".svg" else "strict")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".j2", ".yaml", ".svg"}
    }
