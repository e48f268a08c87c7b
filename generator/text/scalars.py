"""The kinds of scalar that YAML text is read into, each with its check and its JSON Schema.

A field of a model names one of these, so that what is allowed stands where the field is. A value that does not fit
raises pydantic's custom error with a code of our own; ``schema`` turns it into a problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, PlainValidator, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.dates.intervals import YEARS
from generator.dates.lunar import LunarDay
from generator.dates.yeardays import MonthDay

T = TypeVar("T")

_MOST = 1_000_000  # of whatever an asset is counted in
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_DATE_SHAPE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_DURATION = re.compile(r"(\d{1,4})\s*(minutes?|hours?|分钟|小时)\Z")
_MOST_WORKING_DAYS = 60
_LIMIT = re.compile(r"(\d{1,4})\s*(working days?|business days?|hours?|days?|个工作日|小时|天)\Z")
# Controls, what turns the writing round or is never seen, halves of characters and what is none; and a calendar's \\N.
_NONE = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e007f{_NONE}]|\\\\N"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a promise allows: so many clock hours, calendar days or working days."""

    amount: int
    unit: Literal["hours", "days", "working_days"]


def fail(code: str, found: object, **more: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, {"found": found, **more})


def from_text(code: str, read: Callable[[str], T]) -> Callable[[object], T]:
    """A validator that takes text alone and calls ``read``; its ValueError becomes the error ``code``."""

    def validate(value: object) -> T:
        if not isinstance(value, str):
            raise fail(code, value)
        try:
            return read(value)
        except ValueError as error:
            plain = unicodedata.normalize("NFKC", value)
            if plain != value and _reads(read, plain):
                raise fail("wide_characters", value, plain=plain) from error
            if isinstance(error, PydanticCustomError):  # a ValueError too, but one that says more than ``code``
                raise
            raise fail(code, value) from error

    return validate


def _reads(read: Callable[[str], T], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def is_day(text: str) -> bool:
    """Whether ``text`` looks like a date; ``read_day`` says whether there is such a day."""
    return _DATE_SHAPE.match(text) is not None


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


def _read_duration(text: str) -> int:
    match = _DURATION.match(text)
    if not match:
        raise ValueError(text)
    minutes = int(match[1]) * (60 if match[2].startswith(("hour", "小时")) else 1)
    if not minutes:
        raise ValueError(text)
    return minutes


read_minutes = from_text("bad_duration", _read_duration)


def _read_limit(text: str) -> Limit:
    if text.strip().upper().startswith("X"):  # a placeholder in the handbook: the company has to set the number
        raise fail("unset_limit", text)
    match = _LIMIT.match(text)
    if not match or not int(match[1]):
        raise ValueError(text)
    unit = match[2]
    if unit.startswith(("working", "business", "个工作日")):
        return Limit(int(match[1]), "working_days")
    return Limit(int(match[1]), "hours" if unit.startswith(("hour", "小时")) else "days")


def _read_working_days(text: str) -> int:
    limit = _read_limit(text)
    if limit.unit != "working_days" or limit.amount > _MOST_WORKING_DAYS:
        raise ValueError(text)
    return limit.amount


def is_id(text: str) -> bool:
    """Whether ``text`` may name something: it stands in file names and addresses."""
    return len(text) <= 64 and _ID.match(text) is not None


def _read_id(text: str) -> str:
    if not is_id(text):
        raise ValueError(text)
    return text


def _read_path(text: str) -> str:
    for part in text.split("/"):
        _read_id(part)
    return text


def _check_text(text: str) -> str:
    if not text.strip():
        raise fail("empty_text", text)
    if hidden := _FORBIDDEN.search(text):
        raise fail("control_text", text, character=hidden[0] if len(hidden[0]) > 1 else f"U+{ord(hidden[0]):04X}")
    return text.strip()


def _read_milestone_day(value: object) -> date | None:
    """A day, or None for ``pending``: the milestone will come, its date is not known yet."""
    return None if value == "pending" else from_text("bad_date", read_day)(value)


def pattern(example: str, pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


Text = Annotated[str, Strict(), AfterValidator(_check_text)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(gt=0)]
Number = Annotated[float, Field(ge=-_MOST, le=_MOST, strict=True, allow_inf_nan=False)]
Amount = Annotated[float, Field(gt=0, le=_MOST, strict=True, allow_inf_nan=False)]
# What is asked for something; nothing is an amount too.
Money = Annotated[float, Field(ge=0, le=_MOST, strict=True, allow_inf_nan=False)]
Id = Annotated[str, PlainValidator(from_text("bad_id", _read_id)), pattern("c-001", r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

IdPath = Annotated[
    str,
    PlainValidator(from_text("bad_id", _read_path)),
    pattern("window/bolt-check", r"^[a-z0-9]+([-_][a-z0-9]+)*(/[a-z0-9]+([-_][a-z0-9]+)*)*$"),
]

Reference = Annotated[str, Strict()]
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

Minutes = Annotated[
    int,
    PlainValidator(read_minutes),
    pattern("45 minutes", r"^\d+\s*(minutes?|hours?|分钟|小时)$"),
]

WorkingDays = Annotated[
    int,
    PlainValidator(from_text("bad_working_days", _read_working_days)),
    pattern("5 working days", r"^\d+\s*((working|business) days?|个工作日)$"),
]

TimeLimit = Annotated[
    Limit,
    PlainValidator(from_text("bad_limit", _read_limit)),
    pattern("24 hours", r"^\d+\s*((working |business )?days?|hours?|个工作日|小时|天)$"),
]

MilestoneDay = Annotated[
    date | None, PlainValidator(_read_milestone_day), pattern("2026-03-15", r"^(\d{4}-\d{2}-\d{2}|pending)$")
]

TEXT_SCHEMA = WithJsonSchema({"type": "string"})
