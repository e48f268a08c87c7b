"""What a task asks to be written down, as paper: its own form, a line for each unit, what was read last, and what if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.due.incidents import IncidentTask
from generator.due.items import Occurrence
from generator.model.definitions import Definitions
from generator.model.services import Form, FormField
from generator.private.reader import Reader
from generator.private.staff.forms import LastReadings, Reading, reading_of
from generator.visits.visit import Visit

# A sheet holds so many lines; of what is counted in more (square metres of a floor) nobody writes a line each.
_MOST_LINES, _LINES = 60, 8
_WRITTEN_ELSEWHERE = ("date", "time", "signature", "photo")  # on the order and its slips


@dataclass(frozen=True, slots=True)
class PaperField:
    """A field to write into; one with ``choices`` is ticked."""

    label: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A table to write into, with its lines by number."""

    label: str
    columns: tuple[str, ...]
    lines: range


@dataclass(frozen=True, slots=True)
class Paper:
    """The sheet of a task at one asset. ``readings`` come with what was read there last; ``form`` names the form."""

    name: str
    where: str
    form: str
    what_if: tuple[str, ...]
    readings: tuple[Reading, ...]
    fields: tuple[PaperField, ...]
    tables: tuple[PaperTable, ...]
    signs: tuple[str, ...]


def forms_in(definitions: Definitions) -> Mapping[str, Form]:
    """The forms by id."""
    return {id_: form for id_, form in definitions.linked("form").items() if isinstance(form, Form)}


def papers_of(visit: Visit, forms: Mapping[str, Form], last: LastReadings, reader: Reader) -> tuple[Paper, ...]:
    """A sheet for each task of a visit that has a form or says what if; in the order of the visit."""
    told = (o for o in visit.occurrences if not isinstance(o.item.task, IncidentTask))
    return tuple(_paper(visit, o, forms, last, reader) for o in told if o.item.task.form or o.item.task.what_if)


def _paper(
    visit: Visit, occurrence: Occurrence, forms: Mapping[str, Form], last: LastReadings, reader: Reader
) -> Paper:
    task, asset, language = occurrence.item.task, occurrence.item.asset, reader.language
    form = forms.get(task.form.id) if task.form is not None else None
    fields: Sequence[FormField] = [field for group in form.groups for field in group.fields] if form is not None else ()
    read = {measurement.name.of(language) for measurement in task.measurements.values()}
    asset_id = asset.id if asset is not None else ""
    return Paper(
        name=task.name.of(language),
        where=asset.name if asset is not None else "",
        form=form.name.of(language) if form is not None else "",
        what_if=reader.all(task.what_if),
        readings=tuple(reading_of(key, each, visit, asset_id, last, reader) for key, each in task.measurements.items()),
        fields=tuple(
            PaperField(field.label.of(language), reader.all(field.choices))
            for field in fields
            if field.kind not in (*_WRITTEN_ELSEWHERE, "table") and field.label.of(language) not in read
        ),
        tables=tuple(
            PaperTable(field.label.of(language), reader.all(field.columns), _lines(asset.quantity if asset else 1))
            for field in fields
            if field.kind == "table"
        ),
        signs=tuple(field.label.of(language) for field in fields if field.kind == "signature"),
    )


def _lines(quantity: float) -> range:
    """A line for each unit where they are few and whole, such as windows; else some."""
    each = float(quantity).is_integer() and 1 < quantity <= _MOST_LINES
    return range(1, (int(quantity) if each else _LINES) + 1)
