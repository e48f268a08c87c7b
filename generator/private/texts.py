"""What stands in an event: for the customer how to prepare, for staff the checklist and what to load."""

from __future__ import annotations

from dataclasses import dataclass

from generator.formats.templating import Templates
from generator.model.definition import ATTENDED
from generator.private.agreed import standing_of
from generator.private.reader import Reader
from generator.private.work import Work, work_of
from generator.telling.amounts import minutes_words
from generator.telling.crews import reason_words
from generator.telling.incidents import promised_words
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class CustomerTask:
    """One task as a customer reads it; ``assets`` are joined, ``guide`` is the address of its page."""

    name: str
    assets: str
    promised: str
    prepare: tuple[str, ...]
    guide: str


@dataclass(frozen=True, slots=True)
class CustomerText:
    """The view of ``feeds/customer.txt.j2``; ``duration`` is empty where nobody's time is taken any more."""

    tasks: tuple[CustomerTask, ...]
    conditions: str
    visiting: str
    duration: str
    standing: str
    provisional: bool
    ask: str
    hotline: str


@dataclass(frozen=True, slots=True)
class StaffTask:
    """One task as staff read it; without safety, steps and what counts as pass where no checklist is needed."""

    name: str
    assets: str
    promised: str
    safety: tuple[str, ...]
    steps: tuple[str, ...]
    passes: tuple[str, ...]
    guide: str


@dataclass(frozen=True, slots=True)
class StaffText:
    """The view of ``feeds/technician.txt.j2``: ``crew`` goes together; ``reason`` tells why somebody lacks."""

    tasks: tuple[StaffTask, ...]
    crew: str
    conditions: str
    visiting: str
    reason: str
    tools: str
    materials: str
    duration: str
    standing: str
    provisional: bool


class Texts:
    """The texts of one build: of events that say the same, the text is rendered once."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates
        self._rendered: dict[tuple[CustomerText | StaffText, str], str] = {}

    def of(self, view: CustomerText | StaffText, reader: Reader) -> str:
        """The text of a view. Raises jinja2.TemplateError."""
        key = (view, reader.language)
        if key not in self._rendered:
            template = "feeds/customer.txt.j2" if isinstance(view, CustomerText) else "feeds/technician.txt.j2"
            self._rendered[key] = self._templates.plain(template, w=reader.words, text=view).strip()
        return self._rendered[key]


def customer_text(visit: Visit, reader: Reader) -> CustomerText:
    """A visit as its customer reads it."""
    words = reader.words
    takes_time = visit.is_open and visit.channel != "notice"
    return CustomerText(
        tasks=tuple(_customer_task(work, reader, is_open=visit.is_open) for work in work_of(visit)),
        duration=minutes_words(visit.minutes, words) if takes_time else "",
        standing=standing_words(visit, reader),
        conditions=reader.conditions(visit) if visit.is_open else "",
        visiting=reader.visiting(visit) if visit.is_open else "",
        provisional=visit.is_open and reader.is_provisional(visit),
        ask=words["feed_hotline" if visit.is_open and visit.channel in ATTENDED else "feed_ask"],
        hotline=reader.company.hotline,
    )


def standing_words(visit: Visit, reader: Reader) -> str:
    """What its customer has to know of how a visit, a call, a reminder or their own work stands."""
    return reader.words[f"note_{visit.channel}_{standing_of(visit)}"]


def staff_text(visit: Visit, reader: Reader, *, brief: bool) -> StaffText:
    """A visit as staff read it; ``brief``, and once it is closed, without checklist, tools and materials."""
    language, brief = reader.language, brief or not visit.is_open
    materials = () if brief else visit.materials
    return StaffText(
        tasks=tuple(_staff_task(work, reader, brief, is_open=visit.is_open) for work in work_of(visit)),
        crew=reader.crew(visit),
        conditions=reader.conditions(visit),
        visiting=reader.visiting(visit),
        reason=f"{reader.lack(visit)}{reason_words(visit, reader.words)}",
        tools="" if brief else reader.words.listed(tool.of(language) for tool in visit.tools),
        materials=reader.words.listed(
            f"{item.of(language)} {quantity:g} {unit.of(language)}" for item, quantity, unit in materials
        ),
        duration=minutes_words(visit.minutes, reader.words),
        standing=reader.words[f"team_{visit.channel}_{standing_of(visit)}"],
        provisional=visit.is_open and reader.is_provisional(visit),
    )


def _customer_task(work: Work, reader: Reader, *, is_open: bool) -> CustomerTask:
    task = work.task
    # What precedes a call or a notice is staff's own work.
    prepare = task.prepare if is_open and task.channel in ("onsite", "customer") else ()
    return CustomerTask(
        name=task.name.of(reader.language),
        assets=reader.words.listed(work.assets),
        promised=promised_words(task, reader.words, is_open=is_open),
        prepare=tuple(line.of(reader.language) for line in prepare),
        guide=reader.guide(task),
    )


def _staff_task(work: Work, reader: Reader, brief: bool, *, is_open: bool) -> StaffTask:
    task, language = work.task, reader.language
    return StaffTask(
        name=task.name.of(language),
        assets=reader.words.listed(work.assets),
        promised=promised_words(task, reader.words, is_open=is_open),
        safety=() if brief else tuple(line.of(language) for line in task.safety),
        steps=() if brief else tuple(line.of(language) for line in task.steps),
        passes=() if brief else tuple(line.of(language) for line in task.passes),
        guide=reader.guide(task),
    )
