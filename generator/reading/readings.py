"""Checks that what a work order reads can be read and noted: an instrument for a figure, a field for a reading."""

from __future__ import annotations

import re

from generator.model.definition import Asked, LocalText
from generator.model.definitions import Definitions
from generator.model.orders import Instrument
from generator.model.services import Form
from generator.model.tasks import Task
from generator.reading.orders import first_named, is_brought, lower
from generator.text.language import LANGUAGES
from generator.text.problems import Problem, Problems


def readings_can_be_taken(definitions: Definitions) -> Problems:
    """A figure that a task is held to has its instrument; what the task measures has a field on its form."""
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        for instrument in definitions.orders.instruments:
            yield from _without_instrument(task, instrument, file)
        form = definitions.entries.get("form", {}).get(task.form.id) if task.form is not None else None
        if isinstance(form, Form):
            yield from _without_field(task, form, file)


def _without_instrument(task: Task, instrument: Instrument, file: str) -> Problems:
    """At most one problem an instrument: where a figure in its unit stands first."""
    if is_brought(task, instrument.by):
        return
    for index, statement in enumerate(task.passes):
        figure = _figure_in(statement, instrument.units)
        if figure is not None:
            params = {"found": figure}
            yield Problem(code="figure_unread", file=file, keys=("pass", index), params=params, level="warning")
            return


def _figure_in(text: LocalText, units: Asked) -> str | None:
    """The first figure of ``text`` that is followed by one of ``units``, with it; a unit is no part of a longer word."""
    for language in LANGUAGES:
        for unit in units.of(language):
            figure = re.search(rf"\d[\d.]* ?{re.escape(unit)}(?![a-z])", lower(text, language))
            if figure is not None:
                return figure[0]
    return None


def _without_field(task: Task, form: Form, file: str) -> Problems:
    fields = [(group.title, (field.label, *field.columns)) for group in form.groups for field in group.fields]
    said = [text for title, labels in fields for text in (title, *labels)]
    for key, measurement in task.measurements.items():
        name = measurement.name
        words = Asked(zh=(lower(name, "zh"),) if name.zh else (), en=(lower(name, "en"),) if name.en else ())
        if all(first_named(text, words) is None for text in said):
            params = {"found": key, "form": form.id}
            keys = ("measurements", key)
            yield Problem(code="no_field", file=file, keys=keys, at_key=True, params=params, level="warning")
