"""Intervals, limits and lengths of time in words."""

from __future__ import annotations

import re

from generator.dates.intervals import Interval
from generator.dates.yeardays import MonthDay
from generator.text.language import Language
from generator.text.limits import Limit
from generator.text.words import Words

# How English names of several end, and one of them; the first that fits counts.
_SINGLE = {"ss": "ss", "ches": "ch", "shes": "sh", "xes": "x", "ies": "y", "s": ""}

# What is a word and no sign.
_WORD = re.compile(r"(?!min\Z)(?:\w+ )*[a-z]{3,}")


def interval_words(interval: Interval, words: Words) -> str:
    """``6 个月`` or ``6 months``; years where it is whole years, weeks where whole weeks."""
    amounts = [words.say(f"amount_{unit}", n=n) for n, unit in interval.units]
    return " ".join(amounts) or words.say("amount_days", n=0)


def every_words(interval: Interval, words: Words) -> str:
    """``每 6 个月`` or ``every 6 months``; ``每年``, ``every month`` for one."""
    if len(interval.units) != 1:
        return words.say("every_several", amount=interval_words(interval, words))
    n, unit = interval.units[0]
    return words.say(f"every_{unit}", n=n)


def limit_words(limit: Limit, words: Words) -> str:
    """``24 小时`` or ``5 working days``."""
    return words.say(f"limit_{limit.unit}", n=limit.amount)


def counted(quantity: float, unit: str, language: Language) -> str:
    """``2 cartridges``, and one of them as ``1 cartridge``; other units, and other languages, as they are."""
    return f"{quantity:g} {unit_of(quantity, unit, language)}"


def unit_of(quantity: float, unit: str, language: Language) -> str:
    """The ``unit`` of so many, whichever of its forms it stands in: ``roll``, ``rolls``; kg, m² and GU are signs."""
    if language != "en" or not (_WORD.fullmatch(unit) or unit == "pc"):
        return unit
    ending = next((ending for ending in _SINGLE if unit.endswith(ending)), None)
    single = unit if ending is None else unit.removesuffix(ending) + _SINGLE[ending]
    if quantity == 1:
        return single
    if single.endswith("y") and single[-2:-1] not in "aeiou":
        return f"{single[:-1]}ies"
    return f"{single}es" if single.endswith(("s", "x", "ch", "sh")) else f"{single}s"


def minutes_words(minutes: int, words: Words) -> str:
    """``1 小时 30 分钟`` or ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    parts = [words.say("hours", n=hours)] if hours else []
    if rest or not hours:
        parts.append(words.say("minutes", n=rest))
    return " ".join(parts)


def month_day_words(day: MonthDay | None, words: Words) -> str:
    """A day of any year: `` 6 月 1 日``, between blanks in Chinese, or ``1 June``."""
    if day is None:
        return ""
    return words.say("month_day", month=words.names("months")[day.month - 1], day=day.day)
