"""Who was forgotten, and may come back with an old table: told by what is left of them, which is ids, dates and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.desk.columns import folded
from generator.desk.exporting import Rows, rows_of
from generator.formats.tables import plain_number
from generator.model.anchors import MILESTONES
from generator.model.schedules import Schedules
from generator.text.data import Data

_PENDING = "pending"


@dataclass(frozen=True, slots=True)
class Gone:
    """The ids of who was forgotten, what is left of each asset of theirs, and who of a table they seem or may be."""

    ids: frozenset[str] = frozenset()
    left: Rows = field(default_factory=list)
    back: Mapping[str, str] = field(default_factory=dict)
    perhaps: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, schedules: Schedules) -> Gone:
        """Those of ``schedules``."""
        gone = [owner for owner in schedules.customers.values() if owner.is_forgotten]
        return cls(frozenset(owner.id for owner in gone), rows_of(gone))

    def in_rows(self, rows: Iterable[Mapping[str, Data]]) -> Gone:
        """The same, with who in the ``rows`` of a table is one of them as it seems, or may be: one row alike is enough."""
        back: dict[str, str] = {}
        perhaps: dict[str, tuple[str, ...]] = {}
        for cells in rows:
            who = whose(cells)
            for row in self.left:
                likeness = _likeness(cells, row)
                if likeness == "same":
                    back.setdefault(who, row["customer_id"])
                elif likeness == "alike":
                    perhaps[who] = tuple(dict.fromkeys((*perhaps.get(who, ()), row["customer_id"])))
        return replace(self, back=back, perhaps=perhaps)


def _likeness(cells: Mapping[str, Data], left: Mapping[str, str]) -> Literal["same", "alike", "other"]:
    """How near a row of a table comes to what is left of an asset.

    Of a product and a region alone any new customer may be. With a day or more in common and the amount it is the ``same``;
    ``alike`` where one of both is all that is in common, as an old table says ``pending`` of a day that was known later.
    """
    if any(str(cells.get(key)) != left.get(key) for key in ("region", "product")):
        return "other"
    known = {name: left[name] for name in MILESTONES if left.get(name, _PENDING) != _PENDING}
    told = {name: str(cells[name]) for name in MILESTONES if cells.get(name, _PENDING) != _PENDING}
    if any(known.get(name, day) != day for name, day in told.items()):
        return "other"
    amount = cells.get("quantity", 1)
    is_amount = isinstance(amount, int | float) and plain_number(amount) == left.get("quantity")
    if told and told.items() <= known.items() and is_amount:
        return "same"
    return "alike" if is_amount or told.items() & known.items() else "other"


def whose(cells: Mapping[str, Data]) -> str:
    """By what the rows of one customer go together: their id, else the name."""
    return str(cells.get("customer_id") or folded(str(cells.get("name", ""))))
