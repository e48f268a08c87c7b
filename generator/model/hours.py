"""Times of day: from when until when one may come, and what the work itself asks of the hour and the weather."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, PlainValidator

from generator.model.definition import Defined
from generator.text.scalars import Flag, from_text, pattern

_DAY = 24 * 60

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _read_clock(text: str) -> int:
    hours, colon, minutes = text.partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        raise ValueError(text)
    clock = int(hours) * 60 + int(minutes)
    if int(minutes) >= 60 or clock > _DAY:
        raise ValueError(text)
    return clock


# Minutes since midnight.
Clock = Annotated[
    int, PlainValidator(from_text("bad_clock", _read_clock)), pattern("22:00", r"^([01]?\d|2[0-3]):[0-5]\d$|^24:00$")
]


def clock_text(clock: int) -> str:
    """``22:00``."""
    return f"{clock // 60:02}:{clock % 60:02}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Defined):
    """A part of each day; over midnight where ``to`` does not come after ``from``."""

    from_: Annotated[Clock, Field(alias="from")]
    to: Clock

    @property
    def minutes(self) -> int:
        """How long it is."""
        return (self.to - self.from_) % _DAY or _DAY

    def holds(self, start: datetime, minutes: int) -> bool:
        """True where so many minutes from ``start`` on lie in it."""
        return self._after(start.hour * 60 + start.minute) + minutes <= self.minutes

    def overlaps(self, other: Hours) -> bool:
        """True where they share a minute."""
        return self._after(other.from_) < self.minutes or other._after(self.from_) < other.minutes

    def _after(self, clock: int) -> int:
        """How long after its beginning ``clock`` is."""
        return (clock - self.from_) % _DAY

    def __str__(self) -> str:
        return f"{clock_text(self.from_)}–{clock_text(self.to)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Visiting(Defined):
    """When a site lets us in: on which weekdays, and from when until when; at any time for what is left out."""

    weekdays: tuple[Weekday, ...] = ()
    from_: Annotated[Clock | None, Field(alias="from")] = None
    to: Clock | None = None

    @property
    def hours(self) -> Hours | None:
        """From when until when, where that is given."""
        return Hours(from_=self.from_, to=self.to) if self.from_ is not None and self.to is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions(Defined):
    """What work asks for: a place closed to the public, dry weather, daylight."""

    closed_hours: Flag = False
    dry: Flag = False
    daylight: Flag = False
