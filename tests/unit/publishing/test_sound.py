"""Definitions that were found sound are not looked through again; whatever of them is another, they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.company import Root

from generator.publishing.sound import FILE, Soundness
from generator.reading import checks
from generator.reading.load import read

TASK, CUSTOMER = "definitions/maintenance/floor/polish.yaml", "schedules/customers/c-001.yaml"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#123456" d="M0 0h8v8z"/></svg>\n'


@pytest.fixture
def looked(root: Root, monkeypatch: pytest.MonkeyPatch) -> Callable[[], tuple[bool, list[str]]]:
    """Whether a reading of the company looked through its definitions, and what it found."""
    looks: list[str] = []
    monkeypatch.setattr(checks, "CHECKS", (lambda _: looks.append("looked") or (), *checks.CHECKS))

    def look() -> tuple[bool, list[str]]:
        looks.clear()
        sound = Soundness(root.path)
        problems = read(root.path, known=sound)[2]
        sound.keep()
        assert problems == read(root.path)[2]
        looks.pop()
        return bool(looks), [problem.code for problem in problems]

    return look


@pytest.mark.parametrize(
    "edit",
    [
        lambda root: root.edit(TASK, "heavy: 1 month", "heavy: 2 months"),
        lambda root: root.write("definitions/pictures/logo.svg", LOGO),
        lambda root: root.write("templates/words/own.yaml", "{}\n"),
        lambda root: root.write(FILE, "nonsense"),
        lambda root: root.write(FILE, "{}"),
        lambda root: root.remove(FILE),
    ],
)
def test_they_are_looked_through_where_anything_is_another(
    root: Root, looked: Callable[[], tuple[bool, list[str]]], edit: Callable[[Root], object]
) -> None:
    """Once; an edit of who is served is none of theirs."""
    assert looked()[0]
    assert not looked()[0]
    root.edit(CUSTOMER, "name: 六合苑", "name: 八方苑")
    assert not looked()[0]
    edit(root)
    assert looked()[0]


def test_what_is_wrong_is_told_each_time(root: Root, looked: Callable[[], tuple[bool, list[str]]]) -> None:
    """Nothing of it is noted, nor that the others are sound."""
    assert looked() == (True, [])
    root.edit(TASK, "products: [floor]", "products: [flor]")
    first, again = looked(), looked()
    assert first == again
    assert first[0]
    assert "unknown_reference" in first[1]
    root.edit(TASK, "products: [flor]", "products: [floor]")
    assert looked() == (False, [])
