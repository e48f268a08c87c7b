"""A year's plan as one SVG picture: twelve months across, a row for each task, a mark on each day.

Places along the year are percentages and everything else is in pixels, so the picture fits a phone and a sheet of paper
without its letters growing or shrinking. Every kind of mark has a shape of its own, for colours are lost on paper.
Colours stand in the picture for a file of its own; a page overrules them by the classes.
"""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from html import escape
from typing import Literal

from generator.text.language import Language

MarkKind = Literal["planned", "expected", "agreed", "done", "skipped", "overdue"]


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


_HEAD, _ROW = 36, 40


# A row's name takes so many half widths of a Chinese character at most; its note stands at the right.
_NAME_WIDTH = 40


_SHAPES: Mapping[MarkKind, str] = {
    "planned": '<circle r="5.5" fill="#0f5552"/>',
    "expected": '<circle r="4.5" fill="#fff" stroke="#0f5552" stroke-width="2"/>',
    "agreed": '<circle r="4.5" fill="#b65a10"/><circle r="8" fill="none" stroke="#b65a10" stroke-width="2"/>',
    "done": '<path d="M-5 0-1.500 4 5-4" fill="none" stroke="#19643f" stroke-width="2.500" stroke-linecap="round"/>',
    "skipped": '<path d="M-4-4 4 4M-4 4 4-4" fill="none" stroke="#566a67" stroke-width="2" stroke-linecap="round"/>',
    "overdue": '<path d="M0-7 7 0 0 7-7 0z" fill="#9f2f27"/>',
}


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


def first_of_month(day: date) -> date:
    """The first day of the month that ``day`` lies in."""
    return day.replace(day=1)


def year_plan(
    rows: Sequence[Row],
    start: date,
    language: Language,
    *,
    title: str,
    kinds: Mapping[MarkKind, str],
    today: date | None = None,
) -> str:
    """The twelve months from the month of ``start`` on, as SVG that is safe inside HTML.

    ``kinds`` names the kinds of mark for those who hear the picture rather than see it. Marks outside the year are left
    out. One such picture fits a page, for its parts have ids.
    """
    start = first_of_month(start)
    height = _HEAD + _ROW * len(rows)
    body = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="year" width="100%" height="{height}" role="img" '
        f'aria-labelledby="year-title year-text" font-family="sans-serif">'
        f'<title id="year-title">{escape(title)}</title>'
        f'<desc id="year-text">{escape(_spoken(rows, start, language, kinds))}</desc>',
        _definitions(rows, start),
        _months(start, language),
    ]
    if today is not None and (place := _place(today, start)) is not None:
        body.append(
            f'<g class="year-today" fill="#a4530f" stroke="#a4530f"><line x1="{place}%" x2="{place}%" y1="{_HEAD - 4}" '
            f'y2="100%"/><svg x="{place}%" y="{_HEAD - 4}" overflow="visible"><path d="M-4-4h8L0 1z"/></svg></g>'
        )
    names, notes, lines, marks = [], [], [], []
    for number, row in enumerate(rows):
        top = _HEAD + _ROW * number
        names.append(f'<text y="{top + 15}">{escape(_short(row.name))}</text>')
        if row.note:
            notes.append(f'<text x="100%" y="{top + 15}">{escape(row.note)}</text>')
        lines.append(f'<rect width="100%" height="2" y="{top + 26}" rx="1"/>')
        for mark in row.marks:
            if (place := _place(mark.day, start)) is not None:
                marks.append(f'<use href="#year-{mark.kind}" x="{place}%" y="{top + 27}"/>')
    body += [
        f'<g class="year-lines" fill="#e6ddcd">{"".join(lines)}</g>',
        f'<g class="year-names" fill="#15302f" font-size="13">{"".join(names)}</g>',
        f'<g class="year-notes" fill="#566a67" font-size="12" text-anchor="end">{"".join(notes)}</g>',
        *marks,
        "</svg>",
    ]
    return "".join(body)


def key_mark(kind: MarkKind) -> str:
    """The mark of one kind, as a picture of its own for the key beside the plan."""
    return f'<svg class="year-key" width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true">{_shape(kind)}</svg>'


def _shape(kind: MarkKind) -> str:
    return f'<g class="year-{kind}">{_SHAPES[kind]}</g>'


def _definitions(rows: Sequence[Row], start: date) -> str:
    used = {mark.kind for row in rows for mark in row.marks if _place(mark.day, start) is not None}
    shapes = "".join(f'<g id="year-{kind}" class="year-{kind}">{_SHAPES[kind]}</g>' for kind in _SHAPES if kind in used)
    return f"<defs>{shapes}</defs>"


@lru_cache(maxsize=64)
def _months(start: date, language: Language) -> str:
    lines, names, years = [], [], []
    for index in range(12):
        month = (start.month - 1 + index) % 12 + 1
        place = f"{index / 0.12:.2f}"
        if index:
            lines.append(f'<line x1="{place}%" x2="{place}%" y1="{_HEAD - 14}" y2="100%"/>')
        middle = f"{(index + 0.5) / 0.12:.2f}"
        names.append(f'<text x="{middle}%" y="{_HEAD - 11}">{_month_name(month, language)}</text>')
        if not index or month == 1:
            year = start.year + (start.month - 1 + index) // 12
            years.append(f'<text x="{place}%" y="11">{year}</text>')
    return (
        f'<g class="year-grid" stroke="#f0e9dc">{"".join(lines)}</g>'
        f'<g class="year-months" fill="#566a67" font-size="11" text-anchor="middle">{"".join(names)}</g>'
        f'<g class="year-years" fill="#a4530f" font-size="11" font-weight="700">{"".join(years)}</g>'
    )


def _month_name(month: int, language: Language) -> str:
    return f"{month}月" if language == "zh" else _MONTHS[month - 1]


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


def _spoken(rows: Sequence[Row], start: date, language: Language, kinds: Mapping[MarkKind, str]) -> str:
    sentences = []
    colon, comma, end = ("：", "，", "。") if language == "zh" else (": ", ", ", ". ")
    for row in rows:
        days = [f"{mark.day:%m-%d} {kinds[mark.kind]}" for mark in row.marks if _place(mark.day, start) is not None]
        sentences.append(f"{row.name}{colon}{comma.join(days) or '—'}{end}")
    return "".join(sentences).strip()
