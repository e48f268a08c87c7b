"""A length of time that is written with a fraction, or in several units, said in whole ones of one: as it can be read."""

from __future__ import annotations

import re
from fractions import Fraction

# In how many of which smaller unit one of each is told.
_SMALLER = {"hour": (60, "minutes"), "day": (24, "hours"), "week": (7, "days"), "year": (12, "months")}
_UNITS = {"h": "hour", "hr": "hour", "小时": "hour", "钟头": "hour", "天": "day", "周": "week", "年": "year"}
_FRACTION = re.compile(r"(\d{1,4}[.．]\d{1,2})\s*个?\s*([a-z]+|小时|钟头|天|周|年)")
_BOTH = re.compile(
    r"(\d{1,3})\s*个?\s*(?:h|hrs?|hours?|小时|钟头)\s*(?:and\s*)?(\d{1,2})\s*(?:m|mins?|minutes?|分钟?)?"
)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:m|mins?|minutes?|分钟?)")
_HOURS = re.compile(r"(\d{1,2})\s*(?:h|hrs?|hours?|个?小时|个?钟头)")
_HALF = re.compile(r"half an hour|半个?小时|半个?钟头")
_AND_A_HALF = re.compile(r"(\d{1,2})\s*个半(?:小时|钟头)")


def in_wholes(text: str) -> tuple[int, str] | None:
    """So many of a unit, in English: ``1.5 hours`` is 90 minutes. None for what is no such length, or not whole even so."""
    said = text.strip().casefold()
    if parts := _FRACTION.fullmatch(said):
        unit = _UNITS.get(parts[2], parts[2].removesuffix("s"))
        times, smaller = _SMALLER.get(_UNITS.get(unit, unit), (0, ""))
        amount = Fraction(parts[1].replace("．", ".")) * times
        return (int(amount), smaller) if amount and amount.denominator == 1 else None
    minutes = in_minutes(said)
    return (minutes, "minutes") if minutes is not None else None


def in_minutes(text: str) -> int | None:
    """So many minutes, of a length that is written with hours or minutes; None for any other text."""
    said = text.strip().casefold()
    if parts := _BOTH.fullmatch(said):
        return int(parts[1]) * 60 + int(parts[2])
    if parts := _AND_A_HALF.fullmatch(said):
        return int(parts[1]) * 60 + 30
    if _HALF.fullmatch(said):
        return 30
    if parts := _MINUTES.fullmatch(said):
        return int(parts[1])
    if parts := _HOURS.fullmatch(said):
        return int(parts[1]) * 60
    told = in_wholes(said) if _FRACTION.fullmatch(said) else None
    return told[0] if told is not None and told[1] == "minutes" else None
