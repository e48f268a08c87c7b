"""Those who accepted a product in the same month: they share a calendar, whose address names month and year for good."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_DAY = 15
_MONTHS = 12


@dataclass(frozen=True, slots=True, order=True)
class Cohort:
    """A month of acceptance."""

    year: int
    month: int

    @property
    def accepted(self) -> date:
        """The day that stands for the month."""
        return date(self.year, self.month, _DAY)

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


def cohorts(since: date | None, as_of: date) -> Iterator[Cohort]:
    """Each month from that of ``since`` to that of ``as_of``, oldest first; where it is not said since when, twelve."""
    last = as_of.year * _MONTHS + as_of.month - 1
    first = last - _MONTHS + 1 if since is None else since.year * _MONTHS + since.month - 1
    for number in range(min(first, last), last + 1):
        year, month = divmod(number, _MONTHS)
        yield Cohort(year, month + 1)
