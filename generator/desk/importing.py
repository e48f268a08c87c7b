"""Rows of a table to customers: rows of one customer are put together, and nothing that is written is changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.desk.cells import BadCell, Vocabulary
from generator.desk.columns import LAST, Columns, folded
from generator.desk.starting import id_of
from generator.formats.tables import Row, Table
from generator.text.data import Data
from generator.text.positions import Keys
from generator.text.scalars import is_id

Mapped = dict[str, Data]
_MILESTONES = ("contract_start", "installed", "acceptance", "move_in")
_LONGEST = 24  # of an id that is made of a name
_NEEDED = ("name", "site", "region", "address", "product")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row, under which of our columns (``""`` for the row as a whole)."""

    row: int
    column: str
    problem: BadCell


@dataclass(slots=True)
class Wanted:
    """A customer as they will be written: what was there, what is new, and the row that each part came from."""

    id: str
    data: dict[str, Data]
    is_new: bool
    rows: dict[Keys, int] = field(default_factory=dict)


@dataclass(slots=True)
class Imported:
    """What comes of a table, row by row."""

    customers: dict[str, Wanted] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    likely_twice: list[tuple[int, str]] = field(default_factory=list)
    sound: set[int] = field(default_factory=set)


def imported(
    table: Table, columns: Columns, vocabulary: Vocabulary, present: Mapping[str, dict[str, Data]]
) -> Imported:
    """The customers that a table tells of, on top of those that are ``present``, by id."""
    result = Imported()
    people = _People(present)
    for row in table.rows:
        cells, problems = _read(row, columns, vocabulary)
        if not problems:
            try:
                _place(row, cells, people, result, vocabulary)
                result.sound.add(row.number)
            except BadCell as problem:
                problems = [RowProblem(row.number, str(problem.values.get("column", "")), problem)]
        result.problems += problems
    return result


def _read(row: Row, columns: Columns, vocabulary: Vocabulary) -> tuple[dict[str, Data], list[RowProblem]]:
    cells: dict[str, Data] = {}
    problems = []
    for column, text in columns.cells(row.cells).items():
        try:
            cells[column] = vocabulary.value(column, text)
        except BadCell as problem:
            problems.append(RowProblem(row.number, column, problem))
    given = {**cells, **dict.fromkeys((problem.column for problem in problems), "")}
    given.setdefault("site", given.get("address", given.get("site_id")))
    lacking = [] if given.get("customer_id") else [column for column in _NEEDED if given.get(column) is None]
    problems += [RowProblem(row.number, column, BadCell("missing")) for column in lacking]
    return cells, problems


class _People:
    """Who is there already and who came with the table, to be known again."""

    def __init__(self, present: Mapping[str, dict[str, Data]]) -> None:
        self.present = present
        self.wanted: dict[str, Wanted] = {}

    def all(self) -> Iterable[tuple[str, dict[str, Data]]]:
        yield from ((id_, data) for id_, data in self.present.items() if id_ not in self.wanted)
        yield from ((id_, entry.data) for id_, entry in self.wanted.items())

    def known_as(self, cells: Mapping[str, Data], row: int, result: Imported) -> str:
        """The id of whom a row tells of, a new one where nobody is known by its name and telephone or address."""
        name, phone, address = (folded(str(cells.get(key, ""))) for key in ("name", "phone", "address"))
        namesakes = []
        for id_, data in self.all():
            phones, addresses = _reached(data)
            if folded(str(data.get("name"))) == name:
                if (phone and phone in phones) or (address and address in addresses) or not (phone or address):
                    return id_
                namesakes.append(id_)
            elif phone and phone in phones:
                result.likely_twice.append((row, id_))
        if namesakes:
            raise BadCell("namesake", namesakes, column="name", found=cells.get("name", ""))
        numbers = [int(id_[2:]) for id_, _ in self.all() if id_.startswith("c-") and id_[2:].isdecimal()]
        return f"c-{max(numbers, default=0) + 1:03}"

    def get(self, id_: str) -> Wanted:
        if id_ not in self.wanted:
            before = self.present.get(id_)
            self.wanted[id_] = Wanted(id_, _copied(before or {}), before is None)
        return self.wanted[id_]


def _place(row: Row, cells: Mapping[str, Data], people: _People, result: Imported, vocabulary: Vocabulary) -> None:
    """Put a row where it belongs. Raises BadCell with nothing changed where it contradicts what is there."""
    id_ = str(cells["customer_id"]) if "customer_id" in cells else people.known_as(cells, row.number, result)
    if not is_id(id_) or "_" in id_:
        raise BadCell("id", column="customer_id", found=id_)
    entry = people.get(id_)
    if not entry.data:
        for column in _NEEDED:
            if column not in cells and column != "site":
                raise BadCell("missing", column=column)
    placing = _Placing(Wanted(id_, _copied(entry.data), entry.is_new, dict(entry.rows)), row.number, vocabulary)
    placing.customer(cells)
    placing.site(cells)
    people.wanted[id_] = result.customers[id_] = placing.entry


class _Placing:
    """One row, put into a copy of its customer."""

    def __init__(self, entry: Wanted, row: int, vocabulary: Vocabulary) -> None:
        self.entry, self.row, self.vocabulary = entry, row, vocabulary
        entry.rows.setdefault((), row)

    def set(self, target: dict[str, Data], keys: Keys, value: Data | None, column: str) -> None:
        """Give ``target`` a value that it has not; another one than it has is refused. Raises BadCell."""
        key = str(keys[-1])
        if value is None:
            return
        if key not in target:
            target[key] = value
            self.entry.rows[keys] = self.row
        elif not _same(target[key], value):
            raise BadCell("contradicts", column=column, found=value, other=_latest(target[key]))

    def nested(self, target: dict[str, Data], keys: Keys) -> dict[str, Data]:
        """The mapping at a key, made where it is not there."""
        key = str(keys[-1])
        if key not in target:
            target[key] = {}
        inner = target[key]
        if not isinstance(inner, dict):
            raise BadCell("contradicts", found="", other=str(inner))
        return inner

    def customer(self, cells: Mapping[str, Data]) -> None:
        data = self.entry.data
        for key in ("name", "locale", "tier", "plan"):
            self.set(data, (key,), cells.get(key), key)
        if "contact" in cells or "phone" in cells:
            contact = self.nested(data, ("contact",))
            name = cells.get("contact", None if "name" in contact else data["name"])
            self.set(contact, ("contact", "name"), name, "contact")
            self.set(contact, ("contact", "phone"), cells.get("phone"), "phone")
        for key, inner, column in _INNER:
            if column in cells:
                if key == "consent" and isinstance(data.get(key), list):
                    continue  # given and withdrawn several times: that is written by hand
                self.set(self.nested(data, (key,)), (key, inner), cells[column], column)

    def site(self, cells: Mapping[str, Data]) -> None:
        sites = self.entry.data.setdefault("sites", [])
        assert isinstance(sites, list), "it was read before"
        if not any(key in cells for key in ("site", "site_id", "address", "asset", "product")):
            return
        name = cells.get("site", cells.get("address", cells.get("name")))
        index = _found(sites, cells.get("site_id"), {"name": cells.get("site"), "address": cells.get("address")})
        if index is None and len(sites) == 1 and not any(key in cells for key in ("site", "site_id", "address")):
            index = 0
        keys: Keys = ("sites", index if index is not None else len(sites))
        if index is None:
            sites.append({"id": cells.get("site_id") or _new_id(str(name), sites)})
        site = sites[int(keys[1])]
        assert isinstance(site, dict), "it was read before"
        self.entry.rows.setdefault(keys, self.row)
        self.set(site, (*keys, "name"), cells.get("site", None if index is not None else name), "site")
        for key in ("region", "address", "technician"):
            self.set(site, (*keys, key), cells.get(key), key)
        self.asset(cells, site, keys)

    def product(self, cells: Mapping[str, Data]) -> Data:
        """What an asset is called that nobody gave a name: as its product."""
        return self.vocabulary.known["product"][str(cells["product"])][0]

    def asset(self, cells: Mapping[str, Data], site: dict[str, Data], keys: Keys) -> None:
        """The asset of a row; its milestones are the site's, where the site has none or the same."""
        assets = site.get("assets", [])
        assert isinstance(assets, list), "it was read before"
        own = {key: cells[key] for key in _MILESTONES if key in cells}
        shared = site.get("milestones")
        if own and shared is None and not assets:
            self.set(site, (*keys, "milestones"), own, "acceptance")
            own = {}
        elif isinstance(shared, dict):
            own = {key: value for key, value in own.items() if shared.get(key) != value}
        if "assets" not in site:
            site["assets"] = assets
        wanted = {"name": cells.get("asset"), "product": cells.get("product")}
        if not any(wanted.values()) and "asset_id" not in cells:
            return
        index = _found(assets, cells.get("asset_id"), wanted, every=True)
        at: Keys = (*keys, "assets", index if index is not None else len(assets))
        if index is None:
            if "product" not in cells:
                raise BadCell("missing", column="product")
            assets.append({"id": cells.get("asset_id") or _new_id(str(cells["product"]), assets)})
        asset = assets[int(at[-1])]
        assert isinstance(asset, dict), "it was read before"
        self.entry.rows.setdefault(at, self.row)
        self.set(asset, (*at, "name"), cells.get("asset", None if index is not None else self.product(cells)), "asset")
        for key in ("product", "quantity", "traffic", "setting"):
            self.set(asset, (*at, key), cells.get(key), key)
        for outer, given, column in (("milestones", own, ""), ("last_done", _last_done(cells), LAST)):
            for key, value in given.items():
                self.set(self.nested(asset, (*at, outer)), (*at, outer, key), value, f"{column}{key}")


# What is written one level deeper than a customer's own keys: key, key in it, column.
_INNER = (
    ("consent", "given", "consent"),
    ("service", "from", "service_from"), ("service", "until", "service_until"),
)  # fmt: skip


def _last_done(cells: Mapping[str, Data]) -> dict[str, Data]:
    return {column.removeprefix(LAST): value for column, value in cells.items() if column.startswith(LAST)}


def _found(
    entries: list[Data], id_: Data | None, names: Mapping[str, Data | None], *, every: bool = False
) -> int | None:
    """Which of the entries is meant: by id, else by one (or ``every`` one) of the names that are given."""
    for index, entry in enumerate(entries):
        if not isinstance(entry, dict):
            continue
        alike = [folded(str(entry.get(key))) == folded(str(name)) for key, name in names.items() if name is not None]
        if entry.get("id") == id_ if id_ is not None else (all(alike) and alike if every else any(alike)):
            return index
    return None


def _new_id(name: str, entries: list[Data]) -> str:
    taken = [str(entry.get("id")) for entry in entries if isinstance(entry, dict)]
    return id_of(id_of(name)[:_LONGEST].strip("-"), taken)


def _reached(data: Mapping[str, Data]) -> tuple[set[str], set[str]]:
    """The telephone numbers and addresses of a customer."""
    contact, sites = data.get("contact"), data.get("sites")
    phones = {folded(str(contact["phone"]))} if isinstance(contact, dict) and "phone" in contact else set()
    places = sites if isinstance(sites, list) else []
    return phones, {folded(str(site["address"])) for site in places if isinstance(site, dict) and "address" in site}


def _latest(value: Data) -> str:
    """A value that may change with time: the last of them."""
    return str(value[max(value)] if isinstance(value, dict) and value else value)


def _same(there: Data, given: Data) -> bool:
    if isinstance(there, dict) and isinstance(given, dict):
        return all(key in there and _same(there[key], value) for key, value in given.items())
    return folded(_latest(there)) == folded(str(given))


def _copied(data: Data) -> dict[str, Data]:
    def taken(value: Data) -> Data:
        if isinstance(value, dict):
            return {key: taken(inner) for key, inner in value.items()}
        return [taken(inner) for inner in value] if isinstance(value, list) else value

    copied = taken(data)
    assert isinstance(copied, dict), "a customer is a mapping"
    return copied
