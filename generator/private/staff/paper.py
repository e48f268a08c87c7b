"""What the customer signs, on sheets of its own: the slips and the forms of the tasks, in the customer's language.

The code that leads back to the visit is on none of them, for it opens the technician's page; nor are the staff's own notes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.due.items import Occurrence
from generator.formats.qrcodes import QrCodes, QrPicture
from generator.formats.templating import Templates
from generator.model.anchors import Done
from generator.model.definition import LocalText
from generator.model.products import Product
from generator.model.services import FieldGroup, Form, FormField
from generator.model.tasks import Task
from generator.private.reader import Reader
from generator.private.staff.findings import Finding, Findings, noted_before
from generator.private.staff.forms import LastReadings, Reading, reading_of
from generator.private.staff.stops import Stop, stop_of
from generator.private.work import reference_of, work_of
from generator.text.language import Language
from generator.visits.visit import Visit

_MOST_LINES, _LINES = 60, 6


@dataclass(frozen=True, slots=True)
class Judged:
    """A task with what counts as pass, and what is done where something is in the way; ``form`` is the id of its form."""

    form: str
    name: str
    assets: str
    passes: tuple[str, ...]
    what_if: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlacedReading:
    """What is read where, for which form, and what it was last time."""

    form: str
    where: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class PaperField:
    """A field of a form; ``also`` is its label in the technician's language where that is another, ``last`` a reading.

    ``lines`` are those of a table, by number: one for each unit where they can be counted.
    """

    label: str
    also: str
    kind: str
    choices: tuple[str, ...]
    columns: tuple[str, ...]
    lines: range
    last: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Fields that belong together."""

    title: str
    fields: tuple[PaperField, ...]


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A form, to be filled in by hand, with the ``tasks`` that it is for and what was read at them last."""

    title: str
    tasks: tuple[Judged, ...]
    readings: tuple[PlacedReading, ...]
    groups: tuple[PaperGroup, ...]


@dataclass(frozen=True, slots=True)
class Slips:
    """The view of ``private/_slips.html.j2``.

    ``later`` names the visits at which work of this one is accepted, for sealant has to cure first; where that is so of
    ``all_later``, nobody accepts anything today.
    """

    reference: str
    stop: Stop
    products: str
    later: str
    all_later: bool
    tasks: tuple[Judged, ...]
    told: tuple[Finding, ...]
    forms: tuple[PaperForm, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """What sheets are made from: ``page`` is the address of the technician's page, empty where it has none.

    ``accepted_by`` names, by the id of a task, the visit that accepts what it did.
    """

    forms: Mapping[str, Form]
    told: Findings
    last: LastReadings
    templates: Templates
    codes: QrCodes
    page: str
    accepted_by: Mapping[str, LocalText]

    def code(self, visit: Visit) -> QrPicture | None:
        """The code that leads to the visit's form; None where pages have no address."""
        return self.codes.picture(f"{self.page}#report-{reference_of(visit)}") if self.page else None

    def readings(self, visit: Visit, reader: Reader) -> tuple[PlacedReading, ...]:
        """All that is read on a visit."""
        return tuple(
            reading for occurrence in visit.occurrences for reading in self._readings(visit, occurrence, reader)
        )

    def slips(self, visit: Visit, products: Iterable[Product], reader: Reader) -> Markup:
        """The customer's sheets. Raises jinja2.TemplateError."""
        language = visit.customer.locale or reader.company.locales[0]
        theirs = replace(reader, words=self.templates.words[language])
        readings, tasks = self.readings(visit, theirs), tuple(_judged(visit, theirs))
        later = [self.accepted_by.get(work.task.id) for work in work_of(visit)]
        view = Slips(
            reference=reference_of(visit),
            stop=stop_of(visit, theirs),
            products=theirs.words.listed(theirs.all(product.name for product in products)),
            later=theirs.words.listed(theirs.all(name for name in later if name is not None)),
            all_later=None not in later,
            tasks=tasks,
            told=noted_before(visit, self.told, theirs),
            forms=tuple(
                _on_paper(form, tasks, readings, _lines(visit, form), theirs, reader.language)
                for form in self._forms(visit)
            ),
        )
        return Markup(self.templates.html("private/_slips.html.j2", w=theirs.words, slip=view))

    def _forms(self, visit: Visit) -> Iterator[Form]:
        """The forms of its tasks, each once."""
        ids = dict.fromkeys(work.task.form.id for work in work_of(visit) if work.task.form is not None)
        return (self.forms[id_] for id_ in ids if id_ in self.forms)

    def _readings(self, visit: Visit, occurrence: Occurrence, reader: Reader) -> Iterator[PlacedReading]:
        asset = occurrence.item.asset
        for key, measurement in occurrence.item.task.measurements.items():
            reading = reading_of(key, measurement, visit, asset.id if asset else "", self.last, reader)
            form = occurrence.item.task.form
            yield PlacedReading(form.id if form is not None else "", asset.name if asset else "", reading)


def accepting(tasks: Iterable[Task]) -> Mapping[str, LocalText]:
    """The names of the visits that follow what others did and accept it, by the id of what was done."""
    return {
        rule.anchor.task: task.name
        for task in tasks
        if task.channel == "onsite"
        for rule in task.schedule
        if isinstance(rule.anchor, Done)
    }


def _judged(visit: Visit, reader: Reader) -> Iterator[Judged]:
    for work in work_of(visit):
        yield Judged(
            form=work.task.form.id if work.task.form is not None else "",
            name=work.task.name.of(reader.language),
            assets=reader.words.listed(work.assets),
            passes=tuple(line.of(reader.language) for line in work.task.passes),
            what_if=tuple(line.of(reader.language) for line in work.task.what_if),
        )


def _on_paper(
    form: Form,
    tasks: tuple[Judged, ...],
    readings: tuple[PlacedReading, ...],
    lines: range,
    reader: Reader,
    technician: Language,
) -> PaperForm:
    own = tuple(placed for placed in readings if placed.form == form.id)
    return PaperForm(
        title=form.name.of(reader.language),
        tasks=tuple(task for task in tasks if task.form == form.id),
        readings=tuple(placed for placed in own if placed.reading.last),
        groups=tuple(_group(group, own, lines, reader, technician) for group in form.groups),
    )


def _lines(visit: Visit, form: Form) -> range:
    """A line for each window or the like of the form's tasks; some lines of what is counted in many, as square metres."""
    assets = {
        o.item.asset.id: o.item.asset.quantity
        for o in visit.occurrences
        if o.item.asset is not None and o.item.task.form is not None and o.item.task.form.id == form.id
    }
    units = sum(assets.values())
    return range(1, (int(units) if units == int(units) and 1 < units <= _MOST_LINES else _LINES) + 1)


def _group(
    group: FieldGroup, readings: tuple[PlacedReading, ...], lines: range, reader: Reader, technician: Language
) -> PaperGroup:
    fields = tuple(_field(entry, readings, lines, reader.language, technician) for entry in group.fields)
    return PaperGroup(group.title.of(reader.language), fields)


def _field(
    field: FormField, readings: tuple[PlacedReading, ...], lines: range, language: Language, technician: Language
) -> PaperField:
    label = field.label.of(language)
    also = field.label.of(technician)
    return PaperField(
        label=label,
        also=also if also != label else "",
        kind=field.kind,
        choices=_all(field.choices, language),
        columns=_all(field.columns, language),
        lines=lines if field.kind == "table" else range(0),
        last=_last(label, readings) if field.kind in ("number", "text") else "",
    )


def _all(texts: tuple[LocalText, ...], language: Language) -> tuple[str, ...]:
    return tuple(text.of(language) for text in texts)


def _last(label: str, readings: tuple[PlacedReading, ...]) -> str:
    """What was read last of the measurement that ``label`` names; empty where it names none, or several."""
    named = [placed.reading for placed in readings if placed.reading.name.lower() in label.lower()]
    longest = max((len(reading.name) for reading in named), default=0)
    last = {reading.last for reading in named if len(reading.name) == longest}
    return last.pop() if len(last) == 1 else ""
