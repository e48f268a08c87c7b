"""A work order can be carried out as it is written: what it names is brought, and enough people come."""

from __future__ import annotations

import pytest
from support.company import Root
from support.handbook import HANDBOOK

_WORDS = """\
gear:
  - named: {zh: [安全带], en: [harness]}
  - named: {zh: [溶剂], en: [solvent]}
    brings: {zh: [异丙醇], en: [isopropyl]}
pairs: {zh: [两人操作], en: [second person]}
cured: {zh: [固化后], en: [after cure]}
instruments:
  - units: {zh: [毫米], en: [mm]}
    by: {zh: [卷尺], en: [tape measure]}
"""
_PASS = "  - {zh: 完好, en: All is well}\n"
TASK = "definitions/maintenance/window/yearly.yaml"


@pytest.fixture
def ordered(root: Root) -> Root:
    """The small company, which holds its orders to a few words."""
    root.write("definitions/orders.yaml", _WORDS)
    return root


def told(root: Root, more: str) -> list[str]:
    """What ``check`` says of the task once ``more`` stands at its end."""
    root.add(TASK, more)
    return [line for line in root.check() if line.startswith(TASK)]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ("safety:\n  - {zh: 系安全带, en: Wear a belt}\n", "safety[0]: '安全带' is named here but stands neither"),
        ("safety:\n  - {zh: 系好, en: Wear a Harness}\n", "safety[0]: 'harness' is named here but stands neither"),
        (
            "safety:\n  - {zh: 用溶剂擦, en: Wipe}\ntools:\n  - {zh: 溶剂, en: Thinner}\n",
            "safety[0]: '溶剂' is named here",
        ),
        ("safety:\n  - {zh: 两人操作, en: Two of us}\n", "safety[0]: this asks for two people ('两人操作')"),
        ("safety:\n  - {zh: 有人看守, en: A second person watches}\n", "this asks for two people ('second person')"),
    ],
)
def test_what_an_order_names_and_lacks_is_told_where_it_stands(ordered: Root, more: str, says: str) -> None:
    """Gear that nobody brings and a second person whom nobody sends, in either language, as a warning."""
    (line,) = told(ordered, more)
    assert says in line
    assert "warning" in line


@pytest.mark.parametrize(
    "more",
    [
        "safety:\n  - {zh: 系安全带, en: Wear a harness}\ntools:\n  - {zh: 双钩安全带, en: Safety harness}\n",
        "safety:\n  - {zh: 用溶剂擦, en: Wipe}\ntools:\n  - {zh: 异丙醇, en: Isopropyl alcohol}\n",
        "safety:\n  - {zh: 站稳, en: Stand firm}\n",
    ],
)
def test_what_is_brought_is_not_told(ordered: Root, more: str) -> None:
    """A tool under a longer name, under one of the words that stand for it, and a text that names none."""
    assert told(ordered, more) == []


@pytest.mark.parametrize(
    ("passes", "says"),
    [
        ("{zh: 固化后不漏, en: Tight}", "pass[0]: this can be judged only after cure or drying ('固化后')"),
        ("{zh: 不漏, en: Tight After cure}", "pass[0]: this can be judged only after cure or drying ('after cure')"),
        ("{zh: 不超过 6 毫米, en: Level, grade: G}", "pass[0]: this is held to '6 毫米', but no instrument"),
        ("{zh: 平整, en: At most 0.5mm of play, grade: G}", "pass[0]: this is held to '0.5mm', but no instrument"),
    ],
)
def test_what_has_to_cure_or_to_be_read_and_cannot_be_is_told(ordered: Root, passes: str, says: str) -> None:
    """A criterion that waits for cure while nothing follows, and a figure for which nobody brings an instrument."""
    ordered.edit(TASK, _PASS, f"  - {passes}\n")
    (line,) = told(ordered, "")
    assert says in line
    assert "warning" in line


def test_what_is_followed_by_another_task_may_wait_for_cure(ordered: Root) -> None:
    """The task that follows looks at it, and so may the one that follows say that it has cured."""
    ordered.edit(TASK, _PASS, "  - {zh: 固化后不漏, en: Tight}\n")
    task = (ordered.path / TASK).read_text("utf-8")
    follows = "  anchor: {done: window/yearly}\n  threshold: 10 days\n"
    after = (
        task.replace("  anchor: acceptance\n  interval: 1 year\n", follows)
        .replace("年度", "验收")
        .replace("Yearly", "Last")
    )
    ordered.write("definitions/maintenance/window/after.yaml", after)
    assert [line for line in ordered.check() if "cure" in line] == []


@pytest.mark.parametrize(
    ("passes", "more"),
    [
        ("{zh: 不超过 6 毫米, en: Level, grade: G}", "tools:\n  - {zh: 钢卷尺, en: Steel tape}\n"),
        ("{zh: 平整, en: At most 6 mm, grade: G}", "tools:\n  - {zh: 尺子, en: Tape measure}\n"),
        ("{zh: 平整, en: At most 6 mmol, grade: G}", ""),
        ("{zh: 毫米级平整, en: A matter of mm}", ""),
    ],
)
def test_a_figure_that_can_be_read_is_not_told(ordered: Root, passes: str, more: str) -> None:
    """An instrument under either name, a longer word that begins as the unit does, and a unit without a figure."""
    ordered.edit(TASK, _PASS, f"  - {passes}\n")
    assert told(ordered, more) == []


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("{zh: 缝宽, en: gap}", ["measurements.gap: the form 'slip' has no field for 'gap'"]),
        ("{zh: 数量, en: count}", []),
        ("{zh: 份数, en: parts}", []),
        ("{zh: 基本, en: base}", []),
    ],
)
def test_a_reading_has_a_field_on_the_tasks_form(ordered: Root, name: str, says: list[str]) -> None:
    """By its name in either language, among labels, columns of tables and titles of groups."""
    ordered.write("definitions/services/forms/slip.yaml", HANDBOOK["definitions/services/forms/slip.yaml"])
    lines = told(ordered, f"measurements:\n  gap: {{name: {name}}}\nform: slip\n")
    assert len(lines) == len(says)
    assert all(part in line for part, line in zip(says, lines, strict=True))


def test_who_sends_two_is_not_told(ordered: Root) -> None:
    """The words ask for two, and two come."""
    text = (ordered.path / TASK).read_text("utf-8")
    assert "people:" not in text
    ordered.edit(TASK, "  skills:", "  people: 2\n  skills:")
    assert told(ordered, "safety:\n  - {zh: 两人操作, en: Two of us}\n") == []


@pytest.mark.parametrize(
    ("zh", "en", "is_told"),
    [
        ("喷水 20–40 分钟", "Spray for 20–40 minutes", True),
        ("喷水 20–30 分钟", "Spray for 20–30 minutes", False),
        ("喷水 20 分钟，再等 20 分钟", "Spray", True),
        ("晾 24 小时以后另来", "Come again after 24 hours", False),
    ],
)
def test_steps_that_take_longer_than_the_visit_are_told(ordered: Root, zh: str, en: str, is_told: bool) -> None:
    """By the minutes that they name, of a span the longer, in whichever language says more; hours wait for another visit."""
    ordered.edit(TASK, "fixed: 1 hour", "fixed: 30 minutes")
    ordered.edit(TASK, "{zh: 看一遍, en: Look at everything}", f"{{zh: {zh}, en: {en}}}")
    assert any("steps[0]: up to this step the steps tell 40 minutes" in line for line in told(ordered, "")) == is_told
