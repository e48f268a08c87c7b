"""Each task's checklist, laid out once: to read on the way, and to tick on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.formats.templating import Templates
from generator.model.tasks import Task
from generator.private.reader import Reader
from generator.private.work import work_of
from generator.telling.incidents import promised_words
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class Checklist:
    """The view of ``private/_checklist.html.j2`` and of ``private/_ticks.html.j2``; ``guide`` is the task's public page."""

    guide: str
    steps: tuple[str, ...]
    passes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A checklist to read, and the rows of a table to tick."""

    to_read: Markup
    to_tick: Markup


@dataclass(frozen=True, slots=True)
class VisitTask:
    """A task of a visit with the names of its assets, joined, and its checklist."""

    name: str
    assets: str
    checklist: LaidOut
    what_if: tuple[str, ...]


def checklists(tasks: Iterable[Task], reader: Reader, templates: Templates) -> Mapping[str, LaidOut]:
    """The checklists by the task's id. Raises jinja2.TemplateError."""
    return {task.id: _laid_out(task, reader, templates) for task in tasks}


def tasks_of(visit: Visit, laid_out: Mapping[str, LaidOut], reader: Reader) -> tuple[VisitTask, ...]:
    """The tasks of a visit, each with its checklist."""
    return tuple(
        VisitTask(
            name=work.task.name.of(reader.language),
            assets=reader.words.listed(work.assets),
            checklist=laid_out[work.task.id],
            what_if=tuple(line.of(reader.language) for line in work.task.what_if),
        )
        for work in work_of(visit)
    )


def safety_of(visit: Visit, reader: Reader) -> tuple[str, ...]:
    """What a visit's tasks say of safety, each thing once."""
    return reader.all(line for work in work_of(visit) for line in work.task.safety)


def _laid_out(task: Task, reader: Reader, templates: Templates) -> LaidOut:
    view = Checklist(
        guide=reader.guide(task),
        steps=tuple(
            filter(None, (promised_words(task, reader.words), *(line.of(reader.language) for line in task.steps)))
        ),
        passes=tuple(line.of(reader.language) for line in task.passes),
    )
    read, ticked = (
        Markup(templates.html(f"private/_{name}.html.j2", w=reader.words, task=view)) for name in ("checklist", "ticks")
    )
    return LaidOut(read, ticked)
