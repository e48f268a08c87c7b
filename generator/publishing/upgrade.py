"""What an older version read under other keys is written anew, file by file, comments kept."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from pathlib import Path

from generator.desk.edits import Edit
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import edit_alone
from generator.reading.effect import records_have_effect
from generator.reading.load import texts_of
from generator.text.located import Stopped
from generator.text.positions import Keys
from generator.text.problems import Problem
from generator.text.rewriting import NotRewritable, rewritten


def upgrade(root: Path, as_of: date) -> list[str]:
    """Write ``cycle`` as ``due`` and ``days_off`` as ``away`` wherever they stand; the files that changed.

    Raises Stopped with nothing written, also where a file is written in an unusual way.
    """

    def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], None]:
        return _upgraded(definitions, schedules, as_of), None

    edits, _ = edit_alone(root, edited, f"aftercare upgrade --root {root}")
    return [edit.file for edit in edits]


def _upgraded(definitions: Definitions, schedules: Schedules, as_of: date) -> list[Edit]:
    cycles: dict[str, dict[Keys, date]] = defaultdict(dict)
    days_off: dict[str, list[Keys]] = defaultdict(list)
    for problem in records_have_effect(definitions, schedules, as_of):
        if problem.code == "cycle_by_number":
            due = problem.params["due"]
            assert isinstance(due, date), "the problem tells the cycle's date"
            cycles[problem.file][problem.keys] = due
    for id_, technician in schedules.technicians.items():
        place = schedules.places["technician", id_]
        if technician.days_off:
            days_off[place.file].append((*place.keys, "days_off"))
    texts = texts_of(definitions, schedules)
    edits = []
    for file in sorted({*cycles, *days_off}):
        try:
            edits.append(Edit(file, rewritten(texts[file], cycles[file], days_off[file])))
        except NotRewritable as error:
            raise Stopped([Problem(code="not_rewritable", file=file)], texts) from error
    return edits
