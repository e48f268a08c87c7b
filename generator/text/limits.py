"""How long work takes and a promise allows, in YAML: each kind with its check and its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import PlainValidator

from generator.text.scalars import fail, from_text, pattern
from generator.text.wholes import in_minutes, in_wholes

_DURATION = re.compile(r"(\d{1,4})\s*(minutes?|hours?|分钟|小时)\Z")
_MOST_WORKING_DAYS = 60
_LIMIT = re.compile(r"(\d{1,4})\s*(working days?|business days?|hours?|days?|个工作日|小时|天)\Z")


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a promise allows: so many clock hours, calendar days or working days."""

    amount: int
    unit: Literal["hours", "days", "working_days"]


def _read_duration(text: str) -> int:
    match = _DURATION.match(text)
    if not match and (whole := in_minutes(text)):
        raise fail("length_meant", text, meant=f"{whole} minutes")
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
    whole = in_wholes(text) if not match else None
    if whole is not None and whole[1] in ("hours", "days"):
        raise fail("length_meant", text, meant=f"{whole[0]} {whole[1]}")
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
