"""How a cycle stands on a day: closed by a record, still to come, due, overdue, or missed.

Nothing that is overdue disappears by itself, and a cycle that is closed stays as it was.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, repeat
from types import MappingProxyType

from generator.dates.seasons import forth
from generator.due.duedates import DueDates
from generator.due.items import Item, Occurrence, Status
from generator.due.settle import Settled
from generator.due.terms import DueDate
from generator.model.records import Record, fixed_day


@dataclass(frozen=True, slots=True)
class Outlook:
    """By whose due dates one looks, from which day, and how far: up to, and without, a nominal date on ``end``.

    Of a rule that counts from the last time no more than ``expected`` cycles are told after the open one; of all where that
    is negative.
    """

    due_dates: DueDates
    as_of: date
    end: date
    expected: int = -1


def closed_as(record: Record) -> Status:
    """How a cycle stands that ``record`` closed."""
    return "done" if record.record == "completed" else "skipped"


def standing(
    item: Item, series: Sequence[DueDate], settled: Settled, as_of: date, *, alone: bool = False
) -> list[Occurrence]:
    """The cycles with what their records say of them; each takes the place of the one before, unless they are ``alone``."""
    closed, overrides, served = settled.closed, settled.overrides, item.served
    has_ended, pauses = as_of > served.until, served.pauses
    listed: list[Occurrence] = []
    followers = chain(() if alone else islice(series, 1, None), repeat(None))
    for due, following in zip(series, followers, strict=False):
        record, override = closed.get(due.cycle), overrides.get(due.cycle)
        status: Status
        if record is not None:
            status, override = closed_as(record), None
        elif has_ended:
            status = "ended"
        elif pauses and served.is_paused(due.nominal):
            status = "paused"
        elif override is None and as_of < due.window.start:
            status = "upcoming"
        else:
            status = status_of(due, as_of, override, following, closed)
        listed.append(Occurrence(item, due, status, record, override))
    return listed


def status_of(
    due: DueDate,
    as_of: date,
    override: Record | None = None,
    following: DueDate | None = None,
    closed: Mapping[int, Record] = MappingProxyType({}),
) -> Status:
    """How an open cycle stands: missed once the ``following`` one is due or done, or the work has lost its point.

    To leave the following one out does none of this one's work.
    """
    agreed = fixed_day(override)
    if as_of < due.window.end or (agreed is not None and as_of <= agreed):
        return "upcoming" if as_of < due.window.start else "due"
    if expires_before(due, as_of):
        return "missed"
    later = closed.get(following.cycle) if following is not None else None
    is_done = later is not None and closed_as(later) == "done"
    superseded = is_done or (following is not None and following.day <= as_of)
    return "missed" if superseded or _is_pointless(due, as_of) else "overdue"


def expires_before(due: DueDate, as_of: date) -> bool:
    """True where the work was worth doing only for so long after its window, and that time is over."""
    return due.terms.expires is not None and forth(due.window.last, due.terms.expires) < as_of


def _is_pointless(due: DueDate, as_of: date) -> bool:
    """True once the season that the work was meant for, or had to lie in, is over."""
    season = due.terms.season
    if season is None or season.when == "after":
        return False
    spans = (season.span(year) for year in (due.nominal.year - 1, due.nominal.year, due.nominal.year + 1))
    return next(span for span in spans if span.last >= due.nominal).last < as_of
