"""Each task's checklist, laid out once: to read on the way, and to tick on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.formats.plates import PlateView, plate_view
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
    """A checklist to read, the rows of a table to tick, and the task's plate, empty where it has none.

    ``drawings`` are what the plate shows, by the ids that it names them by: a page needs each once.
    """

    to_read: Markup
    to_tick: Markup
    plate: Markup
    drawings: Mapping[str, Markup]


@dataclass(frozen=True, slots=True)
class VisitTask:
    """A task of a visit with the names of its assets, joined, and its checklist."""

    name: str
    assets: str
    checklist: LaidOut
    what_if: tuple[str, ...]


class Checklists(dict[str, LaidOut]):
    """The checklists of ``tasks`` by id, each laid out when it is asked for first: most pages show few of them.

    Asking raises jinja2.TemplateError.
    """

    def __init__(self, tasks: Mapping[str, Task], reader: Reader, templates: Templates) -> None:
        super().__init__()
        self._tasks, self._reader, self._templates = tasks, reader, templates

    def __missing__(self, id_: str) -> LaidOut:
        self[id_] = _laid_out(self._tasks[id_], self._reader, self._templates)
        return self[id_]


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
    if task.plate is None:
        return LaidOut(read, ticked, Markup(""), {})
    plate = plate_view(task.plate, reader.words, reader.language)
    shown = Markup(templates.html("private/_plate.html.j2", plate=plate))
    return LaidOut(read, ticked, shown, _drawings(plate, templates))


def _drawings(plate: PlateView, templates: Templates) -> Mapping[str, Markup]:
    of_place = [(f"place-{plate.place}", plate.place, "")]
    of_states = [(f"{plate.close_up}-{state.level}", plate.close_up, state.level) for state in plate.states]
    return {
        id_: Markup(templates.html("private/_drawing.html.j2", id=id_, drawn=name, level=level))
        for id_, name, level in (*of_place, *of_states)
    }
