"""A year added to the working calendar that staff keep; what stands there stays as it is, comments too."""

from __future__ import annotations

import re
from pathlib import Path

from generator.formats.workyear import year_known
from generator.publishing.durable import replace_text
from generator.publishing.troubles import as_problems
from generator.reading.files import text_of
from generator.reading.packaged import packaged
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.yaml import parse

CALENDAR = "definitions/calendars/workdays-cn.yaml"


def reckoned_for(root: Path) -> str | None:
    """The country of the company below ``root``, where its days off are reckoned by law and no year of them is kept.

    None where the company keeps those of China, and where there is none, or its file cannot be read.
    """
    file = "definitions/company.yaml"
    if (root / CALENDAR).exists() or not (root / file).exists():
        return None
    company, _ = parse(text_of(root / file, file))
    country = company.get("country") if isinstance(company, dict) else None
    return country if isinstance(country, str) and country != "CN" else None


def year_to_add(year: int) -> str:
    """The entry of ``year`` as the program knows it: as in the calendar that comes with it, else by the law alone."""
    return year_known(year, text_of(packaged(CALENDAR), CALENDAR))


def is_official(entry: str) -> bool:
    """Whether the entry of a year is that of its notice."""
    years, _ = parse(entry)
    return isinstance(years, dict) and any(
        isinstance(given, dict) and given.get("status") == "official" for given in years.values()
    )


def add_year(root: Path, year: int, added: str) -> bool:
    """Put ``added``, the entry of ``year``, into the calendar of ``root``; whether it took the place of a provisional one.

    Raises Stopped, also where it has the year, but for a provisional one of which the notice is known now.
    """
    text = text_of(root / CALENDAR, CALENDAR)
    known, faults = parse(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    entry = added.replace("\n", newline)
    there = (known or {}).get(str(year)) if not faults and isinstance(known, dict | None) else None
    replaces = isinstance(there, dict) and there.get("status") == "provisional" and is_official(added)
    if replaces:
        longer = re.sub(rf"(?ms)^([\"']?){year}\1:.*?(?=^\S|\Z)", lambda _: entry, text, count=1)
    else:
        longer = f"{text}{'' if not text or text.endswith(newline) else newline}{entry}"
    if faults or not isinstance(known, dict | None) or (there is not None and not replaces):
        code = "year_is_there" if not faults and isinstance(known, dict) else "year_unwritable"
        raise Stopped([Problem(code=code, file=CALENDAR, params={"found": year})])
    meant = parse(entry)[0]
    assert isinstance(meant, dict), "a year is a mapping"
    if parse(longer) != ({**(known or {}), **meant}, []):
        raise Stopped([Problem(code="year_unwritable", file=CALENDAR, params={"found": year})])
    with as_problems():
        replace_text(root / CALENDAR, longer)
    return replaces
