"""Days in YAML, each kind with its check and its JSON Schema: dates, moments, months, days of any year."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.dates.intervals import YEARS
from generator.dates.lunar import LunarDay
from generator.dates.yeardays import MonthDay
from generator.text.scalars import fail, from_text, pattern

_DATE_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


_OTHERWISE = re.compile(r"(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*[-/.月]?\s*(\d{1,2})\s*日?")


def is_day(text: str) -> bool:
    """Whether ``text`` looks like a date; ``read_day`` says whether there is such a day."""
    return _DATE_SHAPE.match(text) is not None


@lru_cache(maxsize=1 << 15)  # records name the same days again and again
def read_day(text: str) -> date:
    """A date in ISO 8601. Raises ValueError, with a code of ours where the day does not exist or lies far off."""
    if not is_day(text):
        raise ValueError(text)
    try:
        return _in_range(date.fromisoformat(text), text)
    except PydanticCustomError:
        raise
    except ValueError as error:
        raise fail("impossible_date", text) from error


def day_meant(text: str) -> str | None:
    """The date that ``text`` writes in another way, such as 2026/3/5, 2026.3.5, 20260305 or 2026年3月5日, in ours."""
    parts = _OTHERWISE.fullmatch(text.strip())
    try:
        return date(*map(int, parts.groups())).isoformat() if parts is not None else None
    except ValueError:
        return None


def _in_range(day: date, text: str) -> date:
    if day.year not in YEARS:
        raise fail("far_date", text)
    return day


def _read_month(value: object) -> date:
    """The first day of a month, or of a year's first one; of a date, its month."""
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        raise fail("bad_month", value)
    try:
        return read_day(f"{text}-01-01"[:10]).replace(day=1)
    except ValueError as error:
        raise fail("bad_month", value) from error


def _read_lunar(text: str) -> LunarDay:
    found = re.fullmatch(r"(\d{2})-(\d{2})", text)
    if found is None or not (1 <= int(found[1]) <= 12 and 1 <= int(found[2]) <= 30):
        raise ValueError(text)
    return LunarDay(int(found[1]), int(found[2]))


def _read_month_day(text: str) -> MonthDay:
    if not re.fullmatch(r"\d{2}-\d{2}", text):
        raise ValueError(text)
    day = date.fromisoformat(f"2024-{text}")
    return MonthDay(day.month, day.day)


def _read_time(text: str) -> datetime:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}", text):
        raise ValueError(text)
    moment = datetime.fromisoformat(text)
    _in_range(moment.date(), text)
    return moment


def _read_milestone_day(value: object) -> date | None:
    """A day, or None for ``pending``: the milestone will come, its date is not known yet."""
    return None if value == "pending" else from_text("bad_milestone_day", read_day)(value)


Day = Annotated[date, PlainValidator(from_text("bad_date", read_day)), pattern("2026-03-15", r"^\d{4}-\d{2}-\d{2}$")]

Moment = Annotated[
    datetime,
    PlainValidator(from_text("bad_time", _read_time)),
    pattern("2026-12-03 09:30", r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}$"),
]

Month = Annotated[
    date,
    PlainValidator(_read_month),
    WithJsonSchema({"type": ["integer", "string"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "examples": ["2025-03"]}),
]

YearDay = Annotated[
    MonthDay, PlainValidator(from_text("bad_month_day", _read_month_day)), pattern("06-01", r"^\d{2}-\d{2}$")
]

# A month and a day of the Chinese calendar.
ChineseDay = Annotated[
    LunarDay,
    PlainValidator(from_text("bad_lunar", _read_lunar)),
    pattern("03-03", r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|30)$"),
]

MilestoneDay = Annotated[
    date | None, PlainValidator(_read_milestone_day), pattern("2026-03-15", r"^(\d{4}-\d{2}-\d{2}|pending)$")
]
