"""An incident in words: its number, when it was reported, and by when its promise must be kept."""

from __future__ import annotations

from collections.abc import Iterator

from generator.due.incidents import IncidentTask
from generator.model.tasks import Task
from generator.text.words import Words


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
