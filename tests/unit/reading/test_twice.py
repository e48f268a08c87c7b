"""What stands twice in a list of ids, days or numbers is told where it stands again, whatever file it is in."""

from __future__ import annotations

import pytest
from support.company import Root

from generator.reading.twice import listed_twice
from generator.text.problems import path_of
from generator.text.yaml import parse


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("covers: [a, b]", []),
        ("covers: [a, b, a]", ["covers[2]"]),
        ("on: {days: [1, 15, 1, 1]}", ["on.days[2]", "on.days[3]"]),
        ("make_up: [2026-10-10, 2026-10-10]", ["make_up[1]"]),
        ("rows: [{skills: [x, x]}, {skills: [x]}]", ["rows[0].skills[1]"]),
        ("steps: [{zh: 看}, {zh: 看}]", []),  # what is said may be said again
        ("[[a, a], a]", ["[0][1]"]),
        ("empty: [~, ~]", []),  # told as empty
        ("one: a", []),
    ],
)
def test_each_repeat_is_told_once(text: str, at: list[str]) -> None:
    """Lists of texts and numbers alone are lists of names."""
    data, faults = parse(text)
    assert not faults
    assert [path_of(problem.keys) for problem in listed_twice(data, "test.yaml")] == at


def test_a_file_that_lists_a_thing_twice_is_sound_all_the_same(root: Root) -> None:
    """A warning, in each language, and no more."""
    root.edit("definitions/maintenance/window/yearly.yaml", "products: [window]", "products: [window, window]")
    for language, says in (
        ("en", "'window' stands twice in this list; take one out, or write what was meant"),
        ("zh", "'window' 在这个列表里写了两遍；请删去一个，或改成原来要写的"),
    ):
        told = [line for line in root.check("--lang", language) if ".yaml:" in line]
        assert [line.partition("products[1]")[2][2:].strip() for line in told] == [says]
    assert root.run("check").exit_code == 0
