"""How long somebody works on a day of the week: the same every day, or each weekday its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema

from generator.model.hours import WEEKDAYS
from generator.text.limits import read_minutes
from generator.text.scalars import fail

_DAY = 24 * 60
_MINUTES = {"type": "string", "pattern": r"^\d+\s*(minutes?|hours?|分钟|小时)$", "examples": ["7 hours"]}


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """The minutes of each weekday, from Monday; 0 on one that is off."""

    minutes: tuple[int, ...]

    @classmethod
    def daily(cls, minutes: int) -> WorkingTime:
        """So many minutes on whatever day is worked."""
        return cls((minutes,) * len(WEEKDAYS))

    def on(self, day: date) -> int:
        """The minutes of the day's weekday."""
        return self.minutes[day.weekday()]

    @property
    def longest(self) -> int:
        """The minutes of the longest day."""
        return max(self.minutes)


def _minutes_of_a_day(value: object) -> int:
    minutes = read_minutes(value)
    if minutes > _DAY:
        raise fail("bad_capacity", value)
    return minutes


def _read_working_time(value: object) -> WorkingTime:
    if not isinstance(value, dict):
        return WorkingTime.daily(_minutes_of_a_day(value))
    if not value:
        raise fail("bad_capacity", value)
    for weekday, given in value.items():
        if weekday not in WEEKDAYS or not isinstance(given, str):
            raise fail("bad_capacity", {weekday: given})
    return WorkingTime(tuple(_minutes_of_a_day(value[name]) if name in value else 0 for name in WEEKDAYS))


Capacity = Annotated[
    WorkingTime,
    PlainValidator(_read_working_time),
    WithJsonSchema(
        {
            "anyOf": [
                _MINUTES,
                {
                    "type": "object",
                    "properties": dict.fromkeys(WEEKDAYS, _MINUTES),
                    "additionalProperties": False,
                    "minProperties": 1,
                },
            ]
        }
    ),
]
