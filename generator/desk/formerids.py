"""Ids that something had before a rename: nobody else's any more, and in a table still those of whoever had them."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.model.definition import Definition
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.renames import AssetPath, Renames, SitePath, renames_of
from generator.model.schedules import Schedules


@dataclass(slots=True)
class FormerIds:
    """What was called otherwise before, and what of it a table still says.

    ``told`` are by their old path the row that says it first, the old id, and today's.
    """

    names: Renames = field(default_factory=lambda: renames_of((), {}, {}))
    told: dict[tuple[str, ...], tuple[int, str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, definitions: Definitions, schedules: Schedules) -> FormerIds:
        """Those of a company."""
        return cls(renames_of(schedules.customers.values(), definitions.products, definitions.tasks))

    def cell(self, column: str, text: str, row: int) -> str:
        """What a cell says, a product and a task by today's id."""
        names = {"product": self.names.products, "task": self.names.tasks}.get(column, {})
        now = names.get(_plain(text))
        return text if now is None else self._noted((column, _plain(text)), now, row)

    def customer(self, written: str, row: int) -> str:
        """Today's id of a customer; what is written where that is nobody's former one."""
        plain = _plain(written)
        now = self.names.customer(plain)
        return written if now == plain else self._noted((plain,), now, row)

    def site(self, customer: str, written: str, row: int) -> SitePath:
        """Where a site is today that ``customer`` (by today's id) has, or had."""
        at = (customer, _plain(written))
        now = self.names.sites.get(at, (customer, written))
        if at in self.names.sites:
            self._noted(at, now[1] if now[0] == customer else "/".join(now), row)
        return now

    def asset(self, site: SitePath, written: str, row: int) -> AssetPath:
        """Where an asset is today that the ``site`` (by today's ids) has, or had."""
        at = (*site, _plain(written))
        now = self.names.assets.get(at, (*site, written))
        if at in self.names.assets:
            self._noted(at, now[2] if now[:2] == site else "/".join(now), row)
        return now

    @property
    def customers(self) -> set[str]:
        """The ids that no new customer may have; also of who is gone, but for a site that went to somebody else."""
        return {*self.names.customers, *(path[0] for path in (*self.names.sites, *self.names.assets))}

    def sites_of(self, customer: str) -> set[str]:
        """The ids that no new site of a customer may have."""
        return {site for owner, site in self.names.sites if owner == customer}

    def assets_of(self, at: SitePath) -> set[str]:
        """The ids that no new asset of a site may have."""
        return {path[2] for path in self.names.assets if path[:2] == at}

    def _noted(self, path: tuple[str, ...], now: str, row: int) -> str:
        self.told.setdefault(path, (row, path[-1], now))
        return now


def holder_of(kind: str, id_: str, definitions: Definitions, schedules: Schedules) -> Customer | Definition | None:
    """Who had ``id_`` before, of those of a ``kind``."""
    there = schedules.customers if kind == "customer" else definitions.linked(kind)
    return next((each for each in there.values() if id_ in each.formerly), None)


def _plain(written: str) -> str:
    return written.strip().casefold()
