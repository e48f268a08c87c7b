"""A year added to the working calendar that staff keep; what stands there stays as it is, comments too."""

from __future__ import annotations

from pathlib import Path

from generator.formats.workyear import provisional_year
from generator.publishing.durable import replace_text
from generator.publishing.troubles import as_problems
from generator.reading.files import text_of
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.yaml import parse

CALENDAR = "definitions/calendars/workdays-cn.yaml"


def add_year(root: Path, year: int) -> None:
    """Append the provisional ``year`` to the calendar of ``root``. Raises Stopped, also where the year is there already."""
    text = text_of(root / CALENDAR, CALENDAR)
    known, faults = parse(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = provisional_year(year).replace("\n", newline)
    longer = f"{text}{'' if not text or text.endswith(newline) else newline}{entry}"
    if faults or not isinstance(known, dict | None) or str(year) in (known or {}):
        code = "year_is_there" if not faults and isinstance(known, dict) else "year_unwritable"
        raise Stopped([Problem(code=code, file=CALENDAR, params={"found": year})])
    added = parse(entry)[0]
    assert isinstance(added, dict), "a year is a mapping"
    if parse(longer) != ({**(known or {}), **added}, []):
        raise Stopped([Problem(code="year_unwritable", file=CALENDAR, params={"found": year})])
    with as_problems():
        replace_text(root / CALENDAR, longer)
