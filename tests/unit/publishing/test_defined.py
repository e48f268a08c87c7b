"""Definitions that were read once are not read again; whatever of them is another, they are, and what is told is the same."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest
from support.company import Root

from generator.dates.workdays import WorkCalendar
from generator.model.definitions import Definitions
from generator.publishing import defined
from generator.publishing.defined import FILE, FOLDED, Definitive
from generator.reading import checks, load
from generator.reading.load import read

TASK, CUSTOMER = "definitions/maintenance/floor/polish.yaml", "schedules/customers/c-001.yaml"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#123456" d="M0 0h8v8z"/></svg>\n'
Look = Callable[[], tuple[bool, list[str]]]


@pytest.fixture(autouse=True)
def _a_small_company_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(defined, "WORTH", 1)


@pytest.fixture
def looked(root: Root, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Whether a reading of the company read and looked through its definitions, and what it found."""
    looks: list[str] = []
    reading = load.read_definitions
    monkeypatch.setattr(load, "read_definitions", lambda *given: looks.append("read") or reading(*given))
    monkeypatch.setattr(checks, "CHECKS", (lambda _: looks.append("looked") or (), *checks.CHECKS))

    def look() -> tuple[bool, list[str]]:
        looks.clear()
        definitions, schedules, problems = read(root.path, kept=Definitive(root.path))
        anew = looks[:]
        assert anew in ([], ["read", "looked"])
        fresh = read(root.path)
        assert _told(definitions) == _told(fresh[0])
        assert (schedules, problems) == fresh[1:]
        return bool(anew), [problem.code for problem in problems]

    return look


def _told(definitions: Definitions) -> dict[str, object]:
    """All that definitions hold; of a working calendar, which days of some years are worked."""
    fields = {key.name: getattr(definitions, key.name) for key in dataclasses.fields(definitions)}
    regional = {name: _days(calendar) for name, calendar in definitions.regional.items()}
    return {**fields, "workdays": _days(definitions.workdays), "regional": regional}


def _days(calendar: WorkCalendar[object]) -> list[object]:
    return [calendar.years, calendar.weekend, [calendar.law(year) for year in range(2024, 2032)]]


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: root.edit(TASK, "heavy: 1 month", "heavy: 2 months"),
        lambda root: root.write("definitions/pictures/logo.svg", LOGO),
        lambda root: root.write("templates/words/own.yaml", "{}\n"),
        lambda root: root.write(FILE, "nonsense"),
        lambda root: root.write(FILE, ""),
        lambda root: root.path.joinpath(FILE).write_bytes(root.path.joinpath(FILE).read_bytes()[:-9]),
        lambda root: root.path.joinpath(FILE).write_bytes(
            root.path.joinpath(FILE).read_bytes().replace(b"polish", b"polash")
        ),
        lambda root: root.remove(FILE),
        lambda root: root.path.joinpath("definitions/empty.yaml").mkdir(),
    ],
)
def test_they_are_read_where_anything_is_another(root: Root, looked: Look, edit: Callable[[Root], object]) -> None:
    """Once; an edit of who is served is none of theirs."""
    assert looked()[0]
    assert not looked()[0]
    root.edit(CUSTOMER, "name: 六合苑", "name: 八方苑")
    assert not looked()[0]
    edit(root)
    assert looked()[0]


def test_what_is_wrong_is_told_each_time(root: Root, looked: Look) -> None:
    """Nothing of it is kept, nor the others."""
    assert looked() == (True, [])
    root.edit(TASK, "products: [floor]", "products: [flor]")
    first, again = looked(), looked()
    assert first == again
    assert first[0]
    assert "unknown_reference" in first[1]


def test_warnings_are_told_each_time(root: Root, looked: Look) -> None:
    """Though nothing is read: an old id in what is defined and in what a customer agreed."""
    root.edit(TASK, "products: [floor]", "products: [floor]\nformerly: [waxing]")
    text = root.path.joinpath(CUSTOMER).read_text("utf-8")
    assert "contract:" not in text
    root.write(CUSTOMER, f"{text}contract: {{tasks: [floor/waxing]}}\n")
    told = [looked(), looked()]
    assert [anew for anew, _ in told] == [True, False]
    assert told[0][1] == told[1][1]
    assert told[0][1]


def test_a_mistake_of_who_is_served_is_told_the_same(root: Root, looked: Look) -> None:
    """Whether definitions were read for it or not; what is wrong beside it too."""
    looked()
    root.edit(CUSTOMER, "name: 六合苑", "nmae: 六合苑")
    anew, told = looked()
    assert not anew
    assert told


def test_what_is_edited_while_it_is_read_is_not_kept(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be kept under the name of what was there before."""
    reading = load.read_definitions

    def edited(*given: object) -> defined.Defined:
        whole = reading(*given)  # type: ignore[arg-type]
        root.edit(TASK, "heavy: 1 month", "heavy: 2 months")
        return whole

    monkeypatch.setattr(load, "read_definitions", edited)
    read(root.path, kept=Definitive(root.path))
    assert not root.path.joinpath(FILE).exists()


def test_texts_are_folded_once_to_look_for_names_in_them(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until they are others, or what was kept is damaged; a name that is a word is told as ever."""
    folds: list[str] = []
    folded = checks.folded_texts
    monkeypatch.setattr(checks, "folded_texts", lambda given: folds.append("folded") or folded(given))

    def look() -> tuple[int, bool]:
        folds.clear()
        kept = Definitive(root.path)
        problems = read(root.path, kept=kept)[2]
        kept.keep()
        anew = len(folds)
        assert problems == read(root.path)[2]
        return anew, "name_is_a_word" in [problem.code for problem in problems]

    assert (look(), look()) == ((1, False), (0, False))
    root.edit(CUSTOMER, "诸葛先生", "螺栓")
    assert look() == (0, True)
    root.add(TASK, "# more\n")
    assert (look(), look()) == ((1, True), (0, True))
    (root.path / FOLDED).write_bytes((root.path / FOLDED).read_bytes()[:-1])
    assert look() == (1, True)


def test_a_little_company_is_read_each_time(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is kept would be read no faster."""
    monkeypatch.undo()
    read(root.path, kept=Definitive(root.path))
    assert not root.path.joinpath(FILE).exists()


def test_a_link_is_followed_each_time(root: Root, looked: Look) -> None:
    """It may lead to what was not looked at."""
    polish = root.path / TASK
    polish.rename(root.path / "polish.yaml")
    polish.symlink_to(root.path / "polish.yaml")
    assert [looked()[0], looked()[0]] == [True, True]
