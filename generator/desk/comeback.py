"""Who was forgotten, and may come back with an old table: told by what is left of them, which is ids, dates and amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from generator.desk.columns import folded
from generator.desk.exporting import Rows, rows_of
from generator.desk.forgetting import is_forgotten
from generator.formats.tables import plain_number
from generator.model.anchors import MILESTONES
from generator.model.schedules import Schedules
from generator.text.data import Data


@dataclass(frozen=True, slots=True)
class Gone:
    """The ids of who was forgotten, what is left of each asset of theirs, and who of a table they seem to be."""

    ids: frozenset[str] = frozenset()
    left: Rows = field(default_factory=list)
    back: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, schedules: Schedules) -> Gone:
        """Those of ``schedules``."""
        gone = [owner for owner in schedules.customers.values() if is_forgotten(owner)]
        return cls(frozenset(owner.id for owner in gone), rows_of(gone))

    def in_rows(self, rows: Iterable[Mapping[str, Data]]) -> Gone:
        """The same, with who in the ``rows`` of a table is one of them as it seems: one row that is alike is enough."""
        alike = {whose(cells): self._like(cells) for cells in rows if self._like(cells) is not None}
        return replace(self, back={who: id_ for who, id_ in alike.items() if id_ is not None})

    def _like(self, cells: Mapping[str, Data]) -> str | None:
        """Whose asset a row tells of: of that product, there and in that amount, since the same days."""
        told: dict[str, str] = {name: str(cells[name]) for name in MILESTONES if name in cells}
        if all(day == "pending" for day in told.values()):
            return None
        amount = cells.get("quantity", 1)
        told |= {"region": str(cells.get("region")), "product": str(cells.get("product"))}
        told["quantity"] = plain_number(amount) if isinstance(amount, int | float) else ""
        return next((row["customer_id"] for row in self.left if told.items() <= row.items()), None)


def whose(cells: Mapping[str, Data]) -> str:
    """By what the rows of one customer go together: their id, else the name."""
    return str(cells.get("customer_id") or folded(str(cells.get("name", ""))))
