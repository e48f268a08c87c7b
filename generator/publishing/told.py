"""Who was told of which visit for which day: a line for each in ``notices.csv``, to which lines are only ever added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from generator.desk.edits import Edit
from generator.publishing.kept import keep
from generator.publishing.lock import alone
from generator.reading.files import text_of
from generator.visits.visit import Visit

FILE = "notices.csv"
_HEADING = "told_on,customer,visit,day\n"


def told_in(root: Path) -> dict[str, date]:
    """By a visit's UID, the day of which its customer was told last; of a line that is none, nothing. Raises Stopped."""
    if not (root / FILE).exists():
        return {}
    told = {}
    for line in text_of(root / FILE, FILE).splitlines():
        try:
            _, _, visit, day = (cell.strip('" ') for cell in line.split(","))
            told[visit] = date.fromisoformat(day)
        except ValueError:
            continue
    return told


def note_told(root: Path, visits: Iterable[Visit], as_of: date, command: str) -> None:
    """Write down that the customers of ``visits`` were told of them on ``as_of``; two at once are both kept."""
    with alone([root], command):
        text = text_of(root / FILE, FILE) if (root / FILE).exists() else ""
        text = text if text.strip() else _HEADING
        lines = [f"{as_of},{visit.customer.id},{visit.uid},{visit.day}\n" for visit in visits]
        keep(root, [Edit(FILE, text + ("" if text.endswith("\n") else "\n") + "".join(lines))])
