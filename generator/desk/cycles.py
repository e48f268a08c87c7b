"""Which cycle somebody means who records a visit: the one of a day, or the next that is open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from generator.desk.refusals import Choice, Refused
from generator.due.items import OPEN, Occurrence

_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Cycles:
    """The cycles of one task at one place, as they stand; what is only expected cannot be recorded yet."""

    cycles: tuple[Occurrence, ...]

    @classmethod
    def of(cls, cycles: Iterable[Occurrence]) -> Cycles:
        """Those of ``cycles`` that have a date and do not rest on others being done first."""
        return cls(tuple(cycle for cycle in cycles if cycle.due is not None and not cycle.expected))

    def named(self, day: date) -> date:
        """The nominal date of the open cycle of ``day``: that date, its due day, or a day of its window.

        Raises Refused, with the nearest ones, where there is none, several, or where it is closed.
        """
        for fits in (
            [cycle for cycle in self.cycles if _nominal(cycle) == day],
            [cycle for cycle in self.cycles if cycle.due is not None and cycle.due.day == day],
            [cycle for cycle in self.cycles if cycle.due is not None and day in cycle.due.window],
        ):
            still_open = {_nominal(cycle) for cycle in fits if cycle.closed is None and cycle.status != "missed"}
            if len(still_open) == 1:
                return still_open.pop()
            if fits and not still_open:
                closed = fits[0].closed
                code = "closed" if closed is not None else "missed"
                raise Refused(code, self.near(day), due=day, date=closed.date if closed is not None else day)
        raise Refused("no_cycle", self.near(day), due=day)

    def next_open(self, day: date) -> date:
        """The nominal date of the next open cycle. Raises Refused where none is, and where assets differ in it."""
        first: dict[str, Occurrence] = {}
        for cycle in sorted(self.cycles, key=_nominal):
            if cycle.status in OPEN:
                first.setdefault(cycle.item.key, cycle)
        if not first:
            raise Refused("nothing_open", self.near(day))
        if len({_nominal(cycle) for cycle in first.values()}) > 1:
            choices = [
                f"{_nominal(cycle)}{f' {cycle.item.asset.id} {cycle.item.asset.name}' if cycle.item.asset else ''}"
                for cycle in sorted(first.values(), key=_nominal)
            ]
            raise Refused("several_open", choices)
        return _nominal(next(iter(first.values())))

    def near(self, day: date) -> list[Choice]:
        """The cycles about ``day``, oldest first, each with how it stands."""
        told = {(_nominal(cycle), cycle.status): abs((_nominal(cycle) - day).days) for cycle in self.cycles}
        return sorted(sorted(told, key=lambda choice: told[choice])[:_NEAREST])


def _nominal(cycle: Occurrence) -> date:
    assert cycle.due is not None, "what waits is not among them"
    return cycle.due.nominal
