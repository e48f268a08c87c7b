"""A work order can be carried out as it is written: what it names is brought, and enough people come."""

from __future__ import annotations

import pytest
from support.company import Root

_WORDS = """\
gear:
  - named: {zh: [安全带], en: [harness]}
  - named: {zh: [溶剂], en: [solvent]}
    brings: {zh: [异丙醇], en: [isopropyl]}
pairs: {zh: [两人操作], en: [second person]}
"""
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


def test_who_sends_two_is_not_told(ordered: Root) -> None:
    """The words ask for two, and two come."""
    text = (ordered.path / TASK).read_text("utf-8")
    assert "people:" not in text
    ordered.edit(TASK, "  skills:", "  people: 2\n  skills:")
    assert told(ordered, "safety:\n  - {zh: 两人操作, en: Two of us}\n") == []
