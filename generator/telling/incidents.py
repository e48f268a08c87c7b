"""An incident in words: its number, when it was reported, and by when its promise must be kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.due.incidents import IncidentTask
from generator.model.tasks import Task
from generator.telling.days import spoken_day
from generator.text.words import Words

# So much of what somebody says stands in a list.
_LONGEST = 60


def task_called(task: Task, words: Words) -> str:
    """A task by its name; an incident as staff speak of it: what it is, its number, where, and what the customer says.

    ``报修 2026-014：外窗“关不上”``
    """
    name = task.name.of(words.language)
    if not isinstance(task, IncidentTask):
        return name
    told = task.case.told
    called = {"kind": words[f"incident_is_{told.kind or 'unknown'}"], "id": task.case.id, "name": name}
    if not told.says:
        return words.say("incident_called", **called)
    says = " ".join(told.says.split())
    says = says if len(says) <= _LONGEST else f"{says[: _LONGEST - 1]}…"
    return words.say("incident_called_said", **called, says=says)


def task_told(task: Task, words: Words, as_of: date, asset: str) -> str:
    """What a customer is told that a visit is for: a task by its name, an incident as what they reported, of which day.

    ``asset`` is where it is done, empty where that is not known; it is not said again where the name says it.
    """
    name = task.name.of(words.language)
    at = name if asset.casefold() in name.casefold() else words.say("notice_task", task=name, assets=asset)
    if not isinstance(task, IncidentTask):
        return at
    day = spoken_day(task.case.received.date(), words, as_of)
    return words.say(f"incident_yours_{task.case.told.kind or 'unknown'}", day=day, id=task.case.id, name=at)


def promised_words(task: Task, words: Words, *, is_open: bool = True) -> str:
    """``事项 2026-014：承诺到达现场，最迟 2026-10-13 17:20``; once closed the number alone, for any other task nothing."""
    if not isinstance(task, IncidentTask):
        return ""
    if task.promise is None or task.deadline is None or not is_open:
        return words.say("incident_numbered", id=task.case.id)
    action = task.promise.response.action.of(words.language)
    return words.say("incident_promised", id=task.case.id, action=action, at=task.deadline.words())


def reported(task: IncidentTask, words: Words) -> Iterator[str]:
    """How an incident's date came about, a sentence each."""
    yield words.say("incident_reported", id=task.case.id, at=f"{task.case.received:%Y-%m-%d %H:%M}")
    if task.promise is not None and task.deadline is not None:
        action = task.promise.response.action.of(words.language)
        yield words.say("incident_deadline", action=action, at=task.deadline.words())
