"""Pages made with a memory of the last ones are those that are made without, whatever was edited in between."""

from __future__ import annotations

from datetime import date

import pytest
from support.company import AS_OF, Root

from generator.publishing.preview import write_some_pages
from generator.publishing.stages import write_pages
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.text.located import Stopped
from generator.text.memory import Forgetful, Memory

DAY = date.fromisoformat(AS_OF)
BOLTS, COMPANY = "definitions/maintenance/window/bolts.yaml", "definitions/company.yaml"
# One after the other, none taken back: what was remembered before each is out of date somewhere else.
EDITS = {
    "a summary": (BOLTS, "{zh: 入住一个月后拧紧螺栓,", "{zh: 再拧一次,"),
    "a summary with a tie": (BOLTS, "{zh: 再拧一次,", "{zh: '{every:window/yearly}再拧一次',"),
    "the rule that it is tied to": (
        "definitions/maintenance/window/yearly.yaml",
        "interval: 1 year",
        "interval: 2 years",
    ),
    "a name that every page shows": (
        "definitions/products/window.yaml",
        "{zh: 窗, en: Window}",
        "{zh: 新窗, en: Pane}",
    ),
    "the hotline": (COMPANY, "400-000-0000", "400-000-1111"),
    "a day off": ("definitions/calendars/workdays-cn.yaml", "to: 2026-10-07", "to: 2026-10-09"),
    "a region": ("definitions/calendars/seasons.yaml", 'to: "07-15"', 'to: "07-25"'),
    "a customer": ("schedules/customers/c-001.yaml", "name: 诸葛先生", "name: 完颜先生"),
}


def made(root: Root, memory: Memory) -> dict[str, bytes]:
    """Everything generated below ``docs``, and the navigation."""
    templates = templates_of(root.path, memory)
    write_pages(root.path, *read_sound(root.path, memory=memory), templates, DAY, hurry=True, memory=memory)
    memory.turn()
    return {path: content for path, content in root.tree().items() if path.startswith(("docs/", ".cache/nav"))}


def test_each_edit_gives_the_pages_that_are_made_from_nothing(root: Root) -> None:
    """A text, a tie and what it is tied to, names, the company, the calendar, and words of its own."""
    memory = Memory()
    made(root, memory)
    for count, (file, old, new) in enumerate(EDITS.values()):
        root.edit(file, old, new)
        remembered = made(root, memory)
        if count % 2:
            assert remembered == made(root, Forgetful())
    for said in ("Please clear", "Clear first"):
        root.write("templates/words/own.yaml", f"prepare: {{zh: 请先收拾, en: {said}}}\n")
        assert made(root, memory) == made(root, Forgetful())


def test_what_a_customer_is_called_is_looked_for_on_pages_that_did_not_change(root: Root) -> None:
    """They were looked through for other names."""
    memory = Memory()
    made(root, memory)
    root.edit("schedules/customers/c-001.yaml", "name: 诸葛先生", "name: 系好安全带")
    with pytest.raises(Stopped) as stopped:
        made(root, memory)
    assert {problem.code for problem in stopped.value.problems if problem.level == "error"} == {"privacy_customer"}


def test_a_mistake_is_told_again_until_it_is_mended(root: Root) -> None:
    """Also where nothing else changed meanwhile."""
    memory = Memory()
    before = made(root, memory)
    root.edit(BOLTS, "threshold: 1 month", "threshold: soon")
    for _ in range(2):
        with pytest.raises(Stopped) as stopped:
            made(root, memory)
        assert [problem.code for problem in stopped.value.problems] == ["bad_interval"]
    root.edit(BOLTS, "threshold: soon", "threshold: 1 month")
    assert made(root, memory) == before


@pytest.mark.parametrize("only", [("docs/en/maintenance/window/bolts.md",), ("docs/zh/index.md", "docs/en/none.md")])
def test_pages_made_ahead_are_those_of_the_whole(root: Root, only: tuple[str, ...]) -> None:
    """The others stay as they were until it comes."""
    memory = Memory()
    before = made(root, memory)
    root.edit(BOLTS, "{zh: 螺栓检查, en: Bolt check}", "{zh: 螺栓复查, en: Second check}")
    read, templates = read_sound(root.path, memory=memory), templates_of(root.path, memory)
    write_some_pages(root.path, *read, templates, DAY, only, memory)
    ahead = {path: content for path, content in root.tree().items() if path in before}
    whole = made(root, memory)
    changed = {path for path in before if ahead[path] != before[path]}
    assert {path for path in changed if path.startswith("docs/")} == {*only} - {"docs/zh/index.md", "docs/en/none.md"}
    assert [path for path in changed if ahead[path] != whole[path]] == []
