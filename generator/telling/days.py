"""Days as readers say them, in their language."""

from __future__ import annotations

from datetime import date

from generator.text.language import Language

_WEEKDAYS = {"zh": "一二三四五六日", "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def weekday_words(day: date, language: Language) -> str:
    """``周二`` or ``Tue``."""
    name = _WEEKDAYS[language][day.weekday()]
    return f"周{name}" if language == "zh" else name


def month_words(day: date, language: Language) -> str:
    """``12 月`` or ``Dec``."""
    return f"{day.month} 月" if language == "zh" else _MONTHS[day.month - 1][:3]


def month_name(day: date, language: Language) -> str:
    """``12 月`` or ``December``."""
    return f"{day.month} 月" if language == "zh" else _MONTHS[day.month - 1]


def spoken_day(day: date, language: Language, as_of: date) -> str:
    """``12 月 22 日 周二`` or ``Tue 22 December``; with its year where that is not the one of ``as_of``."""
    other = day.year != as_of.year
    if language == "zh":
        year = f"{day.year} 年 " if other else ""
        return f"{year}{day.month} 月 {day.day} 日 {weekday_words(day, language)}"
    year = f" {day.year}" if other else ""
    return f"{weekday_words(day, language)} {day.day} {_MONTHS[day.month - 1]}{year}"


def short_day(day: date, language: Language) -> str:
    """``12 月 22 日`` or ``22 Dec``."""
    return f"{day.month} 月 {day.day} 日" if language == "zh" else f"{day.day} {_MONTHS[day.month - 1][:3]}"


def until_words(day: date, language: Language, as_of: date) -> str:
    """``还有 29 天`` or ``in 29 days``; empty for what is past."""
    days = (day - as_of).days
    if days < 0:
        return ""
    if days < 2:
        return (("今天", "明天") if language == "zh" else ("today", "tomorrow"))[days]
    return f"还有 {days} 天" if language == "zh" else f"in {days} days"


def day_words(day: date, language: Language) -> str:
    """The ISO date with its weekday: ``2026-11-30（周一）``."""
    weekday = _WEEKDAYS[language][day.weekday()]
    return f"{day}（周{weekday}）" if language == "zh" else f"{day} ({weekday})"
