"""Intervals, limits and lengths of time in words."""

from __future__ import annotations

from datetime import date

from generator.dates.intervals import Interval
from generator.dates.yeardays import MonthDay
from generator.text.language import Language
from generator.text.scalars import Limit


def interval_words(interval: Interval, language: Language) -> str:
    """``6 个月`` or ``6 months``; years where it is whole years, weeks where whole weeks."""
    parts: list[str] = []
    for n, zh, en in units_words(interval):
        parts.append(f"{n} {zh}" if language == "zh" else f"{n} {en}{'' if n == 1 else 's'}")
    return (" ".join(parts)) or ("0 天" if language == "zh" else "0 days")


def units_words(interval: Interval) -> list[tuple[int, str, str]]:
    months, days = abs(interval.months), abs(interval.days)
    units: list[tuple[int, str, str]] = []
    if months and months % 12 == 0:
        units.append((months // 12, "年", "year"))
    elif months:
        units.append((months, "个月", "month"))
    if days and days % 7 == 0 and not months:
        units.append((days // 7, "周", "week"))
    elif days:
        units.append((days, "天", "day"))
    return units


def every_words(interval: Interval, language: Language) -> str:
    """``每 6 个月`` or ``every 6 months``; ``每年``, ``every month`` for one."""
    words = interval_words(interval, language)
    if language == "zh":
        return {"1 年": "每年", "1 个月": "每月", "1 周": "每周", "1 天": "每天"}.get(words, f"每 {words}")
    number, _, unit = words.partition(" ")
    return f"every {unit}" if number == "1" and " " not in unit else f"every {words}"


def limit_words(limit: Limit, language: Language) -> str:
    """``24 小时`` or ``5 working days``."""
    zh, en = {"hours": ("小时", "hour"), "days": ("天", "day"), "working_days": ("个工作日", "working day")}[limit.unit]
    return f"{limit.amount} {zh}" if language == "zh" else f"{limit.amount} {en}{'' if limit.amount == 1 else 's'}"


def minutes_words(minutes: int, language: Language) -> str:
    """``1 小时 30 分钟`` or ``1 h 30 min``."""
    hours, rest = divmod(minutes, 60)
    if language == "zh":
        return " ".join([f"{hours} 小时"] * bool(hours) + [f"{rest} 分钟"] * bool(rest or not hours))
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest or not hours))


def month_day_words(day: MonthDay | None, language: Language) -> str:
    if day is None:
        return ""
    if language == "zh":
        return f" {day.month} 月 {day.day} 日"
    return f"{date(2024, day.month, day.day):%-d %B}"
