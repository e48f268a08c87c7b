"""Whether everybody who is served vanished at once: a lost folder must not end all calendars without a word."""

from __future__ import annotations

from pathlib import Path

from generator.model.schedules import Schedules
from generator.publishing.swap import standing
from generator.reading.files import reading
from generator.text.located import Stopped
from generator.text.problems import Problem, Problems


def schedules_are_there(schedules: Schedules, feeds: Path) -> Problems:
    """Where calendars of people are published in ``feeds``, there is still a folder that says whom they are of."""
    if schedules.texts:
        return
    with reading():
        if any(standing(feeds).glob("*.ics")):
            yield Problem(code="schedules_gone", file="schedules", params={"found": str(feeds)})


def must_have_schedules(schedules: Schedules, feeds: Path) -> None:
    """Raise Stopped where publishing would end every calendar in ``feeds`` because ``schedules/`` is gone."""
    if problems := list(schedules_are_there(schedules, feeds)):
        raise Stopped(problems)
