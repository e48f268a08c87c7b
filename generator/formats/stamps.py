"""The moments that calendars bear, and the numbers that count their changes.

A phone takes a change for news by one of two signs: LAST-MODIFIED is later than the one it knows (ICSx5), or SEQUENCE is
higher (Google, Outlook). So both rise with every change, also with the second one of a day, and where it is not known any
more what was told last, they rise above whatever it can have been.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

_SECOND = timedelta(seconds=1)
_UTC = re.compile(r"\d{8}T\d{6}Z")
# No calendar of this program is older: no SEQUENCE is higher than the seconds since then, for each change takes one.
_BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stamping:
    """As of which day a build speaks, ``since`` when in UTC that is, and when it runs.

    ``now`` bounds ``since`` and makes no difference else: the same input gives the same bytes at whatever hour.
    """

    as_of: date
    since: datetime
    now: datetime

    def after(self, last: datetime | None, *, forgotten: bool = False) -> datetime:
        """The moment of a change: strictly later than ``last``, and not later than now but for that.

        ``forgotten``: what was told last may be something else than is known; then it is the very moment.
        """
        moment = self.now if forgotten else self.since
        return moment if last is None else max(moment, last + _SECOND)


def stamping(as_of: date, zone: str, now: datetime | None = None) -> Stamping:
    """How a build of ``as_of`` stamps, for a company in ``zone``; ``now`` has a zone, and is unknown where it is None."""
    midnight = datetime.combine(as_of, time.min, ZoneInfo(zone)).astimezone(UTC)
    moment = midnight if now is None else now.astimezone(UTC).replace(microsecond=0)
    return Stamping(as_of, min(midnight, moment), moment)


def forgotten_sequence(moment: datetime) -> int:
    """A SEQUENCE above every one that can have been told before ``moment``."""
    return max(int((moment - _BEGINNING).total_seconds()), 0)


@lru_cache(maxsize=1 << 10)
def utc(moment: datetime) -> str:
    """``20261123T013000Z``."""
    return f"{moment:%Y%m%dT%H%M%SZ}"


@lru_cache(maxsize=1 << 10)
def read_utc(text: str) -> datetime:
    """The opposite of ``utc``. Raises ValueError."""
    if not _UTC.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)
