"""Days of the calendar in words: weekdays, the first Monday of a month, the 1st and 15th, dates of a year."""

from __future__ import annotations

from generator.dates.intervals import Interval
from generator.dates.patterns import MonthDays, NthWeekday, Pattern, Weekdays, YearDays, every_of
from generator.telling.amounts import every_words, month_day_words
from generator.text.words import Words

# Names of the n-th of a month, by its number; the last one is -1.
_NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}


def on_words(pattern: Pattern, interval: Interval | None, words: Words) -> str:
    """``每周一、周三`` or ``every Monday, Wednesday``; ``every 2 months on the first Monday``."""
    every = every_of(pattern, interval) or 1
    match pattern:
        case Weekdays(weekdays):
            names = words.names("weekdays_long")
            key, several, days = (
                "on_weekdays",
                "on_weekdays_several",
                words.listed(names[weekday] for weekday in weekdays),
            )
        case NthWeekday(nth, weekday):
            name = words.names("weekdays_long")[weekday]
            key, several = "on_nth", "on_nth_several"
            days = words.say("on_nth_day", nth=words[f"on_nth_{_NTH[nth]}"], weekday=name)
        case MonthDays(numbers):
            key, several = "on_days", "on_days_several"
            days = words.listed(words.say("on_day", n=number) for number in numbers)
        case YearDays(dates):
            key, several = "on_dates", "on_dates_several"
            days = words.listed(month_day_words(day, words).strip() for day in dates)
    if every == 1:
        return words.say(key, days=days)
    return words.say(several, every=every_words(interval or Interval(), words), days=days)
