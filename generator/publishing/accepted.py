"""What whoever builds says yes to beforehand: the words of ``--accept``, and the day and the moment that count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Accept = Literal["past", "future", "secret", "restored", "nobody", "placeholders"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """What whoever builds has said yes to.

    ``first``: there is nothing to go on from; ``replace``: damaged and foreign files are taken over; ``today`` is the day
    after which a date is in the future, ``now`` the moment after which nothing is stamped; none where nobody says.
    """

    accept: frozenset[Accept] = frozenset()
    first: bool = False
    replace: bool = False
    today: date | None = None
    now: datetime | None = None


NOTHING = Accepted()
