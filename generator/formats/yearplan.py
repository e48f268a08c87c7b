"""A year's plan as one picture: twelve months across, a row for each task, a mark on each day.

Here stands where everything lies; the template draws it. Places along the year are percentages and everything else is in
pixels, so the picture fits a phone and a sheet of paper without its letters growing or shrinking.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Literal, get_args

from markupsafe import Markup

from generator.formats.templating import Templates
from generator.text.words import Words

MarkKind = Literal["planned", "expected", "agreed", "done", "skipped", "overdue"]
MARK_KINDS: tuple[MarkKind, ...] = get_args(MarkKind)
TEMPLATE = "pictures/year.svg.j2"
_HEAD, _ROW = 36, 40

# A row's name takes so many half widths of a Chinese character at most; its note stands at the right.
_NAME_WIDTH = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """One day of a row."""

    day: date
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Row:
    """One task; ``note`` stands at the right end of its line, where there is room for a date."""

    name: str
    marks: tuple[Mark, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark at its place along the year, in per cent."""

    kind: MarkKind
    place: str


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """A row with the pixels from the top to the foot of its letters, to its line, and to the middle of its marks."""

    name: Markup
    note: Markup
    name_y: int
    line_y: int
    marks_y: int
    marks: tuple[DrawnMark, ...]


@dataclass(frozen=True, slots=True)
class DrawnMonth:
    """A month: the places of its beginning and its middle, and the year where one begins in the picture."""

    name: str
    start: str
    middle: str
    year: int | None


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The whole picture. ``told`` is for those who hear it; ``kinds`` are those of its marks; ``today`` is a place."""

    title: Markup
    told: Markup
    height: int
    kinds: tuple[MarkKind, ...]
    months: tuple[DrawnMonth, ...]
    today: str | None
    rows: tuple[DrawnRow, ...]


def first_of_month(day: date) -> date:
    """The first day of the month that ``day`` lies in."""
    return day.replace(day=1)


def year_plan(
    rows: Sequence[Row],
    start: date,
    words: Words,
    *,
    title: str,
    kinds: Mapping[MarkKind, str],
    today: date | None = None,
) -> YearPlan:
    """The twelve months from the month of ``start`` on.

    ``kinds`` names the kinds of mark for those who hear the picture rather than see it. Marks outside the year are left
    out.
    """
    start = first_of_month(start)
    shown = [Row(row.name, tuple(mark for mark in row.marks if _place(mark.day, start)), row.note) for row in rows]
    used = {mark.kind for row in shown for mark in row.marks}
    return YearPlan(
        title=_text(title),
        told=_text(_told(shown, words, kinds)),
        height=_HEAD + _ROW * len(rows),
        kinds=tuple(kind for kind in MARK_KINDS if kind in used),
        months=_months(start, words.names("year_months")),
        today=_place(today, start) if today is not None else None,
        rows=tuple(_drawn(row, _HEAD + _ROW * number, start) for number, row in enumerate(shown)),
    )


def drawn(plan: YearPlan, templates: Templates) -> Markup:
    """The picture as SVG that is safe inside HTML. One fits a page, for its parts have ids."""
    return Markup(templates.html(TEMPLATE, plan=plan))


def _drawn(row: Row, top: int, start: date) -> DrawnRow:
    return DrawnRow(
        name=_text(_short(row.name)),
        note=_text(row.note),
        name_y=top + 15,
        line_y=top + 26,
        marks_y=top + 27,
        marks=tuple(DrawnMark(mark.kind, _place(mark.day, start) or "") for mark in row.marks),
    )


def _text(words: str) -> Markup:
    """Escaped by the standard library, whose references for quotation marks published pictures hold."""
    return Markup(escape(words))


@lru_cache(maxsize=64)
def _months(start: date, names: tuple[str, ...]) -> tuple[DrawnMonth, ...]:
    return tuple(_of_year(start, names))


def _of_year(start: date, names: Sequence[str]) -> Iterator[DrawnMonth]:
    for index in range(12):
        months = start.month - 1 + index
        year = start.year + months // 12 if not index or months % 12 == 0 else None
        yield DrawnMonth(names[months % 12], f"{index / 0.12:.2f}", f"{(index + 0.5) / 0.12:.2f}", year)


@lru_cache(maxsize=4096)
def _place(day: date, start: date) -> str | None:
    """Where ``day`` lies along the year, in per cent; None outside it."""
    index = (day.year - start.year) * 12 + day.month - start.month
    if not 0 <= index < 12:
        return None
    return f"{(index + (day.day - 0.5) / monthrange(day.year, day.month)[1]) / 0.12:.2f}"


def _short(name: str) -> str:
    """``name`` cut where its line would run into the note."""
    width = 0
    for index, character in enumerate(name):
        width += 2 if unicodedata.east_asian_width(character) in "WFA" else 1
        if width > _NAME_WIDTH:
            return f"{name[: max(index - 1, 1)]}…"
    return name


def _told(rows: Sequence[Row], words: Words, kinds: Mapping[MarkKind, str]) -> str:
    """Task by task what stands in the picture."""
    sentences = []
    for row in rows:
        days = words.listed((f"{mark.day:%m-%d} {kinds[mark.kind]}" for mark in row.marks), by="clause")
        sentences.append(words.say("year_row", name=row.name, days=days or "—"))
    return "".join(sentences).strip()
