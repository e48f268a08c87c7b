"""When one may come, and what the work asks of the hour and the weather, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.model.hours import WEEKDAYS, Visiting, Weekday
from generator.model.tasks import Task
from generator.text.words import Words


def visiting_words(visiting: Visiting, words: Words) -> str:
    """``周六、周日 22:00–06:00``: the weekdays and the hours in which a site lets us in; empty at any time."""
    weekdays = weekdays_words(visiting.weekdays, words)
    return " ".join(filter(None, (weekdays, str(visiting.hours) if visiting.hours is not None else "")))


def weekdays_words(weekdays: Iterable[Weekday], words: Words) -> str:
    """``周六、周日``."""
    names = words.names("weekdays")
    return words.listed(names[WEEKDAYS.index(name)] for name in weekdays)


def condition_words(tasks: Iterable[Task], words: Words) -> tuple[str, ...]:
    """What the tasks ask for, each thing once: that the place is closed, dry weather, daylight."""
    asked = dict.fromkeys(name for task in tasks for name in _asked(task))
    return tuple(words[f"condition_{name}"] for name in asked)


def _asked(task: Task) -> Iterator[str]:
    conditions = task.conditions
    if conditions.closed_hours:
        yield "closed_hours"
    if conditions.dry:
        yield "dry"
    if conditions.daylight:
        yield "daylight"
