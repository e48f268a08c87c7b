"""One row of a table put into its customer: what is written there is added to, and never changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from generator.desk.cells import BadCell, Vocabulary
from generator.desk.columns import LAST, OR, folded
from generator.desk.formerids import FormerIds
from generator.desk.starting import id_of
from generator.model.anchors import MILESTONES
from generator.text.data import Data
from generator.text.positions import Keys

_LONGEST = 24  # of an id that is made of a name


@dataclass(slots=True)
class Wanted:
    """A customer as they will be written: what was there, what is new, and the row and column that each part came from."""

    id: str
    data: dict[str, Data]
    is_new: bool
    rows: dict[Keys, int] = field(default_factory=dict)
    columns: dict[Keys, str] = field(default_factory=dict)


class Placing:
    """One row, put into a copy of its customer."""

    def __init__(self, entry: Wanted, row: int, vocabulary: Vocabulary, former: FormerIds) -> None:
        self.entry, self.row, self.vocabulary, self.former = entry, row, vocabulary, former
        entry.rows.setdefault((), row)

    def set(self, target: dict[str, Data], keys: Keys, value: Data | None, column: str) -> None:
        """Give ``target`` a value that it has not; another one than it has is refused. Raises BadCell."""
        key = str(keys[-1])
        if value is None:
            return
        if key not in target:
            target[key] = value
            self.entry.rows[keys] = self.row
            if not isinstance(value, dict):  # of several columns at once
                self.entry.columns[keys] = column
        elif not _same(target[key], value):
            here, other, row = _latest(value), _latest(target[key]), self.entry.rows.get(keys)
            if row is None:
                raise BadCell("contradicts", column=column, found=here, other=other)
            code = "contradicts_row_of_asset" if "assets" in keys else "contradicts_row"
            raise BadCell(code, column=column, found=here, other=other, row=row)

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
        site_id = self._site_id(cells)
        index = _found(
            [_named(site) for site in sites], site_id, {"name": cells.get("site"), "address": cells.get("address")}
        )
        if index is None and len(sites) == 1 and not any(key in cells for key in ("site", "site_id", "address")):
            index = 0
        keys: Keys = ("sites", index if index is not None else len(sites))
        if index is None:
            sites.append({"id": site_id or _numbered("site", sites, self.former.sites_of(self.entry.id))})
        site = sites[int(keys[1])]
        assert isinstance(site, dict), "it was read before"
        self.entry.rows.setdefault(keys, self.row)
        if "name" in site or not _same(site.get("address", cells.get("address")), cells.get("site")):
            self.set(site, (*keys, "name"), cells.get("site"), "site")  # else it is called so anyway
        for key in ("region", "address", "technician"):
            self.set(site, (*keys, key), cells.get(key), key)
        self.asset(cells, site, keys)

    def _site_id(self, cells: Mapping[str, Data]) -> str | None:
        """Today's id of the site that a row names by id. Raises BadCell where somebody else has it now."""
        if "site_id" not in cells:
            return None
        now = self.former.site(self.entry.id, str(cells["site_id"]), self.row)
        if now[0] != self.entry.id:
            raise BadCell("moved_on", column="site_id", found=cells["site_id"], now="/".join(now))
        return now[1]

    def _asset_id(self, cells: Mapping[str, Data], site: str) -> str | None:
        """The same of an asset of a site."""
        if "asset_id" not in cells:
            return None
        at = self.entry.id, site
        now = self.former.asset(at, str(cells["asset_id"]), self.row)
        if now[:2] != at:
            raise BadCell("moved_on", column="asset_id", found=cells["asset_id"], now="/".join(now))
        return now[2]

    def product(self, cells: Mapping[str, Data]) -> Data:
        """What an asset is called that nobody gave a name: as its product, in the language that its customer reads."""
        names = self.vocabulary.known["product"][str(cells["product"])]
        return names[0 if self.entry.data.get("locale", self.vocabulary.spoken) == "zh" else -1]

    def last_done(self, cells: Mapping[str, Data], product: str) -> dict[str, Data]:
        """When each task was done last; of tasks that share a name, the one that the product has."""
        done: dict[str, Data] = {}
        for column, day in cells.items():
            if column.startswith(LAST):
                tasks = column.removeprefix(LAST).split(OR)
                fits = [task for task in tasks if product in self.vocabulary.products.get(task, ())]
                done |= dict.fromkeys(fits or tasks[:1], day)
        return done

    def asset(self, cells: Mapping[str, Data], site: dict[str, Data], keys: Keys) -> None:
        """The asset of a row; its milestones are the site's, where the site has none or the same."""
        assets = site.get("assets", [])
        assert isinstance(assets, list), "it was read before"
        own: dict[str, Data] = {key: cells[key] for key in MILESTONES if key in cells}
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
        own_id = self._asset_id(cells, str(site["id"]))
        index = _found(assets, own_id, wanted, every=True)
        at: Keys = (*keys, "assets", index if index is not None else len(assets))
        if index is None:
            if "product" not in cells:
                raise BadCell("missing", column="product")
            taken = self.former.assets_of((self.entry.id, str(site["id"])))
            assets.append({"id": own_id or _new_id(str(cells["product"]), assets, taken)})
        asset = assets[int(at[-1])]
        assert isinstance(asset, dict), "it was read before"
        self.entry.rows.setdefault(at, self.row)
        self.set(asset, (*at, "name"), cells.get("asset", None if index is not None else self.product(cells)), "asset")
        for key in ("product", "quantity", "traffic", "setting"):
            self.set(asset, (*at, key), cells.get(key), key)
        for outer, given, column in (
            ("milestones", own, ""),
            ("last_done", self.last_done(cells, str(asset["product"])), LAST),
        ):
            for key, value in given.items():
                self.set(self.nested(asset, (*at, outer)), (*at, outer, key), value, f"{column}{key}")


# What is written one level deeper than a customer's own keys: key, key in it, column.
_INNER = (
    ("consent", "given", "consent"),
    ("service", "from", "service_from"), ("service", "until", "service_until"),
)  # fmt: skip


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


def _named(site: Data) -> Data:
    """A site by the name that it is called by: its address, where it has none."""
    return {"name": site.get("address"), **site} if isinstance(site, dict) else site


def _new_id(name: str, entries: list[Data], former: Collection[str]) -> str:
    taken = [*former, *(str(entry.get("id")) for entry in entries if isinstance(entry, dict))]
    return id_of(id_of(name)[:_LONGEST].strip("-"), taken)


def _numbered(name: str, entries: list[Data], former: Collection[str]) -> str:
    """``site-1``, or the next that is free: an id tells nothing of whom it is of, and so may outlast them."""
    taken = [*former, *(entry.get("id") for entry in entries if isinstance(entry, dict))]
    number = len(entries) + 1
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"


def _latest(value: Data) -> str:
    """A value that may change with time: the last of them."""
    return str(value[max(value)] if isinstance(value, dict) and value else value)


def _same(there: Data, given: Data) -> bool:
    if isinstance(there, dict) and isinstance(given, dict):
        return all(key in there and _same(there[key], value) for key, value in given.items())
    return folded(_latest(there)) == folded(str(given))
