"""Questions that lead from what one sees to what to do: whole on the page, and checked for ways without an end."""

from __future__ import annotations

import pytest
from support.company import Root

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules

_TREE = """\
decide:
  - id: where
    ask: {zh: 水在哪里, en: Where is the water?}
    how:
      - {zh: 先擦干再看, en: Dry it first}
    care:
      - {zh: 不探身窗外, en: Never lean out}
    answers:
      - say: {zh: 窗台上, en: On the sill}
        go: pour
      - say: {zh: 插座旁, en: Beside a socket}
        call: {zh: 先断电, en: Cut the power first}
  - id: pour
    ask: {zh: 倒水试试, en: Pour in some water}
    answers:
      - say: {zh: 流走了, en: It runs out}
        do: {zh: 再看胶条, en: Look at the gasket next}
        see: guide/wipe
      - say: {zh: 没流走, en: It stands}
        call: {zh: 孔堵了, en: The holes are blocked}
"""


@pytest.fixture
def asking(handbook: Root) -> Root:
    """A handbook whose fault leads through two questions."""
    handbook.edit("definitions/faults/leak.yaml", "causes:", _TREE + "causes:")
    return handbook


def page_of(root: Root, path: str) -> str:
    """A generated page below ``docs``."""
    result = root.run("pages", "--as-of", "2026-11-23")
    assert result.exit_code == 0, result.output
    return (root.path / "docs" / path).read_text("utf-8")


@pytest.mark.long
def test_the_whole_tree_stands_on_the_page(asking: Root) -> None:
    """Every question under an address of its own, every answer with where it leads."""
    page = page_of(asking, "en/faults/leak.md")
    assert "### 1 · Where is the water? { #decide-where }" in page
    assert "→ [Pour in some water](#decide-pour)" in page
    assert "Cut the power first" in page
    assert "Look at the gasket next [Cleaning a window](../guides/wipe.md)" in page
    assert "\ndecide: true\n" in page


def test_a_fault_without_questions_carries_no_script(handbook: Root) -> None:
    """The script comes with the pages that need it."""
    assert "decide: true" not in page_of(handbook, "en/faults/leak.md")


@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ("go: pour", "go: por", "decide[0].answers[0].go", "there is no question 'por'; did you mean 'pour'?"),
        ("go: pour", "do: {zh: 好, en: Good}", "decide[1].id", "no answer leads to the question 'pour'"),
        ("        go: pour\n", "", "decide[0].answers[0]", "this answer leads nowhere"),
        ("go: pour", "go: pour\n        do: {zh: 好, en: Good}", "decide[0].answers[0]", "here stand go, do"),
        ("id: pour", "id: where", "decide[1].id", "the question 'where' stands twice"),
        (
            "call: {zh: 孔堵了, en: The holes are blocked}",
            "go: where",
            "decide[1].answers[1].go",
            "these questions go in a circle: where → pour → where",
        ),
        ("        go: pour", "        go: where", "decide[0].answers[0].go", "in a circle: where → where"),
        ("see: guide/wipe", "see: guide/wip", "decide[1].answers[0].see", "unknown guide 'wip'; did you mean 'wipe'?"),
        (", en: Where is the water?", "", "decide[0].ask", "this public text has no English; add en"),
    ],
)
def test_a_way_without_an_end_is_told_where_it_is(asking: Root, old: str, new: str, at: str, says: str) -> None:
    """A question that does not exist, one that nobody reaches, a circle, an answer that leads nowhere or to two things."""
    asking.edit("definitions/faults/leak.yaml", old, new)
    lines = asking.check()
    assert [line for line in lines if f"{at}: " in line and says in line], lines


def test_every_fault_of_the_example_begins_with_questions(example_known: tuple[Definitions, Schedules]) -> None:
    """Whoever is worried is asked what they see, whatever is wrong."""
    definitions, _ = example_known
    assert [id_ for id_, fault in definitions.entries["fault"].items() if not fault.decide] == []
