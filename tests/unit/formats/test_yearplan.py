"""The year's plan: one SVG picture with a mark on each planned day."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

import generator
from generator.formats.templating import Templates
from generator.formats.yearplan import Mark, MarkKind, Row, drawn, year_plan
from generator.publishing.templates import templates_of
from generator.text.language import Language

KINDS: dict[MarkKind, str] = {
    "planned": "planned", "expected": "expected", "agreed": "agreed",
    "done": "done", "skipped": "skipped", "overdue": "overdue",
}  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"
TEMPLATES: Templates = templates_of(Path(generator.__file__).parent.parent)


def svg(
    *rows: Row, start: str = "2026-11-23", today: str | None = None, language: Language = "en", title: str = "The year"
) -> str:
    """The picture as it stands in a page."""
    plan = year_plan(
        rows,
        date.fromisoformat(start),
        TEMPLATES.words[language],
        title=title,
        kinds=KINDS,
        today=date.fromisoformat(today) if today else None,
    )
    return drawn(plan, TEMPLATES)


def draw(
    *rows: Row, start: str = "2026-11-23", today: str | None = None, language: Language = "en"
) -> ElementTree.Element:
    """The picture as a program reads it."""
    return ElementTree.fromstring(svg(*rows, start=start, today=today, language=language))


def row(*days: str, kind: MarkKind = "planned", name: str = "Bolt check") -> Row:
    return Row(name, tuple(Mark(date.fromisoformat(day), kind) for day in days))


def places(picture: ElementTree.Element) -> list[float]:
    return [float(use.get("x", "").rstrip("%")) for use in picture.iter(f"{SVG}use")]


def texts(picture: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in picture.iter(f"{SVG}text")]


def test_a_mark_lies_where_its_day_lies_in_the_year() -> None:
    """The year runs from the first day of the month of ``start``; each month is a twelfth of the picture."""
    first, middle, last = places(draw(row("2026-11-01", "2027-05-01", "2027-10-31")))
    assert 0 < first < 0.3
    assert 50 < middle < 50.3
    assert 99.7 < last < 100


def test_days_outside_the_twelve_months_have_no_mark() -> None:
    """What was in the month before, and what comes a year later, belongs to another picture."""
    assert places(draw(row("2026-10-31", "2027-11-01"))) == []


def test_every_row_has_its_name_and_every_month_its_own() -> None:
    """Twelve months from November on, with the year where it begins."""
    found = texts(draw(row("2026-12-01"), row("2027-01-01", name="Drainage check")))
    assert found[:12] == ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct"]
    assert {"2026", "2027", "Bolt check", "Drainage check"} <= set(found)


def test_months_are_named_in_the_readers_language() -> None:
    """In Chinese by their numbers."""
    assert "11月" in texts(draw(row("2026-12-01"), language="zh"))


def test_a_year_that_starts_in_january_is_named_once() -> None:
    """No second year begins inside it."""
    assert [text for text in texts(draw(row("2027-01-01"), start="2027-01-31")) if text.startswith("20")] == ["2027"]


@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_of_mark_has_a_shape_of_its_own(kind: MarkKind) -> None:
    """On paper colours are lost, so shapes tell the kinds apart."""
    pictures = {other: svg(row("2026-12-01", kind=other)) for other in KINDS}
    drawings = {other: picture.partition("<defs>")[2].partition("</defs>")[0] for other, picture in pictures.items()}
    shapes = {other: re.sub(r'(id|class|fill|stroke)="[^"]*"', "", drawing) for other, drawing in drawings.items()}
    assert list(shapes.values()).count(shapes[kind]) == 1
    picture = draw(row("2026-12-01", kind=kind))
    assert [use.get("href") for use in picture.iter(f"{SVG}use")] == [f"#year-{kind}"]
    assert [group.get("id") for group in picture.findall(f"{SVG}defs/{SVG}g")] == [f"year-{kind}"]


def test_who_cannot_see_the_picture_hears_every_day() -> None:
    """The description tells task by task what stands in it; title and description are announced."""
    picture = draw(row("2026-12-03", kind="agreed"), row("2027-03-15", "2026-10-01", name="Drainage check"))
    assert picture.get("role") == "img"
    ids = {element.get("id") for element in picture.iter()}
    assert set(picture.get("aria-labelledby", "").split()) <= ids
    assert picture.findtext(f"{SVG}desc") == "Bolt check: 12-03 agreed. Drainage check: 03-15 planned."


def test_the_line_of_today_stands_only_inside_the_year() -> None:
    """As of a day before or after, there is none."""
    today = f".//{SVG}g[@class='year-today']"
    assert draw(row("2026-12-01"), today="2026-11-23").find(today) is not None
    assert draw(row("2026-12-01"), today="2028-01-01").find(today) is None


def test_hostile_names_stay_text() -> None:
    """The picture is put into HTML as it is, so nothing in it may be taken for markup."""
    hostile = '<script>alert("1")</script>&amp;\'"'
    picture = draw(Row(hostile[:20], (), hostile), start="2026-01-01")
    assert hostile in texts(picture)
    assert picture.find(f".//{SVG}script") is None


@pytest.mark.parametrize("name", ["室外大屏防雷装置和钢结构年度联合检测与台风季前专项复查", "x" * 200])
def test_a_name_that_would_run_into_the_date_is_cut(name: str) -> None:
    """Letters count once, Chinese characters twice; the description keeps the whole name."""
    picture = draw(Row(name, (), "22 Dec"))
    shown = next(text for text in texts(picture) if text.endswith("…"))
    assert name.startswith(shown[:-1])
    assert sum(1 if character.isascii() else 2 for character in shown) <= 42
    assert name in (picture.findtext(f"{SVG}desc") or "")


def test_the_picture_grows_with_its_rows_and_never_asks_for_anything() -> None:
    """Its size is in pixels and per cent; nothing in it is fetched."""
    one, two = draw(row("2026-12-01")), draw(row("2026-12-01"), row("2026-12-02"))
    assert int(two.get("height", "0")) > int(one.get("height", "0"))
    assert one.get("width") == "100%"
    for element in two.iter():
        assert all(value.startswith("#") for key, value in element.items() if key.endswith("href"))


def test_the_same_rows_give_the_same_bytes() -> None:
    """Nothing random, nothing of the clock."""
    rows = (row("2026-12-01", "2027-01-01"), row("2027-02-28", kind="done", name="门窗"))
    assert svg(*rows, language="zh", title="全年计划") == svg(*rows, language="zh", title="全年计划")
