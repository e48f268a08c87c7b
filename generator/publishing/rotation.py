"""A holder's calendar at another address: the revision in their file is raised, and nothing else of it changes."""

from __future__ import annotations

from pathlib import Path

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.durable import replace_text
from generator.publishing.troubles import as_problems
from generator.reading.load import read_sound
from generator.text.edits import NotRotatable, rotate
from generator.text.located import Stopped
from generator.text.problems import Problem


def rotate_feed(root: Path, schedules: Schedules, kind: str, holder: str) -> tuple[Definitions, Schedules]:
    """Raise the revision of a customer's or technician's feed in its file; what the root holds then. Raises Stopped."""
    file, keys = schedules.places[kind, holder].file, schedules.places[kind, holder].keys
    try:
        text, _ = rotate(schedules.texts[file], keys)
    except NotRotatable as error:
        raise Stopped([Problem(code="not_rotatable", file=file)], schedules.texts) from error
    with as_problems():
        replace_text(root / file, text)
    return read_sound(root)
