"""Days as readers say them, in their language."""

from __future__ import annotations

from datetime import date

from generator.text.words import Words


def weekday_words(day: date, words: Words) -> str:
    """``周二`` or ``Tue``."""
    return words.names("weekdays")[day.weekday()]


def month_words(day: date, words: Words) -> str:
    """``12 月`` or ``Dec``."""
    return words.names("months_short")[day.month - 1]


def month_name(day: date, words: Words) -> str:
    """``12 月`` or ``December``."""
    return words.names("months")[day.month - 1]


def spoken_day(day: date, words: Words, as_of: date) -> str:
    """``12 月 22 日 周二`` or ``Tue 22 December``; with its year where that is not the one of ``as_of``."""
    said = {"day": day.day, "month": month_name(day, words), "weekday": weekday_words(day, words)}
    if day.year == as_of.year:
        return words.say("day_spoken", **said)
    return words.say("day_spoken_year", year=day.year, **said)


def short_day(day: date, words: Words) -> str:
    """``12 月 22 日`` or ``22 Dec``."""
    return words.say("day_short", day=day.day, month=month_words(day, words))


def until_words(day: date, words: Words, as_of: date) -> str:
    """``还有 29 天`` or ``in 29 days``; empty for what is past."""
    days = (day - as_of).days
    if days < 0:
        return ""
    if days < 2:
        return words["day_tomorrow" if days else "day_today"]
    return words.say("day_until", n=days)


def day_words(day: date, words: Words) -> str:
    """The ISO date with its weekday: ``2026-11-30（周一）``."""
    return words.say("day_dated", day=day, weekday=weekday_words(day, words))
